"""The press: a process that is kept, and forks a limited child for each document.

It runs by itself, without Django, the database and the environment. What a person typed
may be anything, so a child may neither take the machine nor fetch a thing: the only files
that are read are the ones named as arguments.

Standard input is a socket. Each message on it brings one end of another socket, the line
of one document. The child reads from the line the page after its length, and writes the
PDF after its length; in its stead the press writes how a child ended that failed. The
press itself reads no line, so it has no page that it could mix up with the next. A line
that is closed at the other end ends its child; standard input closed ends everything.

Exit status of the press: 3 where the PDF libraries are missing.
"""

import gc
import os
import re
import resource
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

CPU_SECONDS = 15
MEMORY = 1024 * 1024 * 1024
# Fonts pass through a temporary folder on their way into the document.
LARGEST_FILE = 8 * 1024 * 1024
LARGEST_PAGE = 16 * 1024 * 1024
LARGEST_PDF = 64 * 1024 * 1024
OPEN_FILES = 256
# An answer: one of these, and a number: the length of the PDF that follows, or a status.
PRINTED, FAILED = b"P", b"F"
NUMBER = struct.Struct(">q")
MISSING = 3
# Longer than any word: a run of letters, an address. The renderer lays out all that follows
# again for each line in which it finds no place to break.
RUN = re.compile(r"\S{61,}")
BREAK_EVERY = re.compile(r"(\S{30})(?=\S)")
FIRST_PAGE = (
    '<html lang="fi"><title>x</title><link rel="stylesheet" href="{style}">'
    "<p>x <b>x</b> <em>x</em></p><table><tr><td>x</td></tr></table></html>"
)
# What a child may not ask of Python, whatever the renderer would have it do.
REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")

Print = Callable[[bytes], bytes]


# --- In the child ------------------------------------------------------------------


def limit() -> None:
    """Limits of processor time, memory and file size for this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def refuse(event: str, _details: object) -> None:
    """An audit hook: no sockets and no other programs."""
    if event.startswith(REFUSED):
        raise PermissionError(f"a document may not: {event}")


def print_document(line: int, alive: int, folder: str, to_pdf: Print) -> None:
    """Read the page, write the PDF; with nothing open but the line and the sign of life."""
    # The lines of other documents were open in the press, and are closed before all else.
    os.dup2(line, 0)
    os.dup2(alive, 3)
    os.closerange(4, OPEN_FILES)
    limit()
    sys.addaudithook(refuse)
    tempfile.tempdir = folder
    with os.fdopen(0, "rb", closefd=False) as incoming:
        pdf = to_pdf(read_page(incoming))
    with os.fdopen(0, "wb") as outgoing:
        outgoing.write(PRINTED + NUMBER.pack(len(pdf)) + pdf)


def read_page(line: IO[bytes]) -> bytes:
    """The page, after its length."""
    (length,) = NUMBER.unpack(line.read(NUMBER.size))
    if not 0 <= length <= LARGEST_PAGE:
        raise ValueError("too long")
    page = line.read(length)
    if len(page) < length:
        raise EOFError("nobody waits any more")
    return page


def break_long_runs(root: Any) -> None:
    """Allow a line to break every 30 letters within a run of more than 60."""
    for element in root.iter():
        if element.tag not in {"style", "script"}:
            element.text = with_breaks(element.text)
        element.tail = with_breaks(element.tail)


def with_breaks(text: str | None) -> str | None:
    """The text with a zero-width space wherever a long run may break."""
    return text and RUN.sub(lambda run: BREAK_EVERY.sub("\\1\u200b", run[0]), text)


# --- In the press ------------------------------------------------------------------


@dataclass(frozen=True)
class Child:
    """One document being printed. `alive` is closed by the system when the child ends."""

    pid: int
    line: int
    alive: int
    folder: str


class Press:
    """Starts a child for each line, ends it when nobody waits, and tells how it ended."""

    def __init__(self, control: socket.socket, to_pdf: Print) -> None:
        self.control, self.to_pdf = control, to_pdf
        self.by_line: dict[int, Child] = {}
        self.by_alive: dict[int, Child] = {}
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Run until the other end of standard input is closed, for whatever reason."""
        while True:
            for number, _event in self.poll.poll():
                if number == self.control.fileno():
                    message, lines, *_rest = socket.recv_fds(self.control, 1, 1)
                    if not message:
                        return
                    for line in lines:
                        self.start(line)
                elif number in self.by_alive:
                    self.finish(self.by_alive.pop(number))
                elif number in self.by_line:
                    # Nobody waits any more.
                    self.poll.unregister(number)
                    os.kill(self.by_line.pop(number).pid, signal.SIGKILL)

    def start(self, line: int) -> None:
        """Fork the child of a document."""
        folder = tempfile.mkdtemp(dir=tempfile.tempdir)
        alive, its_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                print_document(line, its_end, folder, self.to_pdf)
                status = 0
            finally:
                os._exit(status)
        os.close(its_end)
        child = Child(pid, line, alive, folder)
        self.by_line[line] = self.by_alive[alive] = child
        self.poll.register(alive, 0)
        # Only that it is closed is looked for; what is in it is the child's to read.
        self.poll.register(line, 0)

    def finish(self, child: Child) -> None:
        """Collect an ended child. Whoever waits is told how it ended, unless it has printed."""
        _pid, ended = os.waitpid(child.pid, 0)
        status = os.waitstatus_to_exitcode(ended)
        self.poll.unregister(child.alive)
        os.close(child.alive)
        if self.by_line.pop(child.line, None):
            self.poll.unregister(child.line)
        # Whoever waited may be gone.
        with socket.socket(fileno=child.line) as line, suppress(OSError):
            if status:
                line.send(FAILED + NUMBER.pack(status), socket.MSG_DONTWAIT)
        shutil.rmtree(child.folder, ignore_errors=True)

    def end(self) -> None:
        """Kill the children that are still printing."""
        for child in self.by_alive.values():
            os.kill(child.pid, signal.SIGKILL)


def renderer(style: Path, fonts: list[Path]) -> Print:
    """From a page to PDF/UA-1. Raises ImportError or OSError where the libraries are missing."""
    # Slow to load, and its libraries may be missing.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    allowed = {path.as_uri(): path for path in (style, *fonts)}

    class OurFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url not in allowed:
                raise ValueError("a document fetches nothing")
            kind = "text/css" if url == style.as_uri() else "font/ttf"
            return URLFetcherResponse(url, allowed[url].read_bytes(), {"Content-Type": kind})

    def to_pdf(page: bytes) -> bytes:
        html = HTML(string=page.decode(), base_url=style.as_uri(), url_fetcher=OurFilesOnly())
        break_long_runs(html.etree_element)
        pdf: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
        return pdf

    return to_pdf


def main() -> int:
    """Print documents until standard input is closed."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    style, *fonts = [Path(name).resolve() for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory(prefix="jatkumo-press-") as folder:
        # Here what it leaves can be looked at.
        os.chdir(folder)
        tempfile.tempdir = folder
        try:
            to_pdf = renderer(style, fonts)
        except (ImportError, OSError):
            return MISSING
        # So that style and fonts are known before the first document comes.
        to_pdf(FIRST_PAGE.format(style=style.name).encode())
        # What is there now is never looked through again, and so stays shared.
        gc.collect()
        gc.freeze()
        press = Press(socket.socket(fileno=0), to_pdf)
        try:
            press.serve()
        finally:
            press.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
