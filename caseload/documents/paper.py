"""From HTML to a tagged PDF, in a child process with limits."""

import logging
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from caseload.documents import press

SECONDS = 25
STATIC = Path(settings.BASE_DIR) / "static"
STYLE = STATIC / "css" / "jatkumo-pdf.css"
# One full file for each weight: two for one weight give wrong glyphs.
FONTS = tuple(sorted((STATIC / "vendor" / "source-sans-3").glob("*.ttf")))

logger = logging.getLogger(__name__)


class PaperFailed(Exception):
    """No PDF could be made; the print view still can."""


class PressMissing(PaperFailed):
    """The libraries that make PDFs are not installed on this server."""


def to_pdf(html: str) -> bytes:
    """The document as PDF/UA-1. Raises PaperFailed; never waits longer than SECONDS."""
    # -I: neither the environment nor the working directory changes what is run.
    command = [sys.executable, "-I", press.__file__, str(STYLE), *map(str, FONTS)]
    try:
        done = subprocess.run(
            command,
            input=html.encode(),
            capture_output=True,
            timeout=SECONDS,
            env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.warning("The press did not finish in %s seconds", SECONDS)
        raise PaperFailed("time") from None
    if done.returncode == press.MISSING:
        raise PressMissing
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        # Its words may hold a client's text, so only the status is logged.
        logger.warning("The press ended with status %s", done.returncode)
        raise PaperFailed(str(done.returncode))
    return done.stdout
