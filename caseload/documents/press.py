"""The press: HTML on standard input, a PDF on standard output.

Runs as a process of its own, without Django, the database and the environment. What a
person typed may be anything, so it may neither take the machine nor fetch a thing: the
only files that are read are the ones named as arguments.

Exit status: 0 a PDF, 3 the PDF libraries are missing, anything else a failure.
"""

import re
import resource
import sys
from pathlib import Path
from typing import Any

CPU_SECONDS = 15
MEMORY = 1024 * 1024 * 1024
# Fonts pass through a temporary folder on their way into the document.
LARGEST_FILE = 8 * 1024 * 1024
MISSING = 3
# Longer than any word: a run of letters, an address. The renderer lays out all that follows
# again for each line in which it finds no place to break.
RUN = re.compile(r"\S{61,}")
BREAK_EVERY = re.compile(r"(\S{30})(?=\S)")


def limit() -> None:
    """Bound this process, whatever the page asks of it."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def break_long_runs(root: Any) -> None:
    """Allow a line to break every 30 letters within a run of more than 60."""
    for element in root.iter():
        if element.tag not in {"style", "script"}:
            element.text = with_breaks(element.text)
        element.tail = with_breaks(element.tail)


def with_breaks(text: str | None) -> str | None:
    """The text with a zero-width space wherever a long run may break."""
    return text and RUN.sub(lambda run: BREAK_EVERY.sub("\\1\u200b", run[0]), text)


def main() -> int:
    """Print one document."""
    limit()
    try:
        # Slow to load, and its libraries may be missing.
        from weasyprint import HTML  # noqa: PLC0415
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415
    except (ImportError, OSError):
        return MISSING
    style, *fonts = [Path(name).resolve() for name in sys.argv[1:]]
    allowed = {path.as_uri(): path for path in (style, *fonts)}

    class OurFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url not in allowed:
                raise ValueError("a document fetches nothing")
            kind = "text/css" if url == style.as_uri() else "font/ttf"
            return URLFetcherResponse(url, allowed[url].read_bytes(), {"Content-Type": kind})

    html = HTML(
        string=sys.stdin.buffer.read().decode(),
        base_url=style.as_uri(),
        url_fetcher=OurFilesOnly(),
    )
    break_long_runs(html.etree_element)
    html.write_pdf(sys.stdout.buffer, pdf_variant="pdf/ua-1")
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
