"""From HTML to a tagged PDF, printed by a press that is kept for it."""

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from caseload.documents import press

SECONDS = 25
STATIC = Path(settings.BASE_DIR) / "static"
STYLE = STATIC / "css" / "jatkumo-pdf.css"
# One full file for each weight: two for one weight give wrong glyphs.
FONTS = tuple(sorted((STATIC / "vendor" / "source-sans-3").glob("*.ttf")))
# How long the press may take to take a line, and to end: nothing, unless something is wrong.
PATIENCE = 5

logger = logging.getLogger(__name__)


class PaperFailed(Exception):
    """No PDF could be made; the print view still can."""


class PressMissing(PaperFailed):
    """The libraries that make PDFs are not installed on this server."""


class PressDied(Exception):
    """The press ended before the document did; a new one may print it."""


class KeptPress:
    """The press of this process: started with the first document, and again when it has died.

    It ends with this process, for its standard input is closed then. A fork of this process
    starts a press of its own.
    """

    def __init__(self, program: str = press.__file__) -> None:
        self.program = program
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        os.register_at_fork(after_in_child=self._after_fork)

    def _after_fork(self) -> None:
        self.lock = threading.Lock()
        self._let_go()

    def print(self, page: bytes, seconds: float) -> bytes:
        """The PDF of `page`. Raises PaperFailed, or PressDied where another try may help."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                process = self._hand_over(theirs)
            try:
                return _printed(ours, page, time.monotonic() + seconds)
            except TimeoutError:
                logger.warning("The press did not finish in %s seconds", seconds)
                raise PaperFailed("time") from None
            except (EOFError, ConnectionError):
                _learn_why(process)
                raise PressDied from None

    def end(self) -> None:
        """End the press and what it prints. The next document starts a new one."""
        with self.lock:
            process = self.process
            self._let_go()
        if process is not None:
            process.wait(PATIENCE)

    def _let_go(self) -> None:
        if self.control is not None:
            self.control.close()
        self.process = self.control = None

    def _hand_over(self, line: socket.socket) -> subprocess.Popen[bytes]:
        """Give the press the line of one document."""
        with self.lock:
            if self.process is None or self.control is None or self.process.poll() is not None:
                self._let_go()
                self.process, self.control = self._start()
            # Where it has died meanwhile, whoever waits on the line will see that.
            with suppress(OSError):
                socket.send_fds(self.control, [b"+"], [line.fileno()])
            return self.process

    def _start(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        """A press without our environment, folder, open files and terminal."""
        control, its_end = socket.socketpair()
        control.settimeout(PATIENCE)
        with its_end:
            process = subprocess.Popen(
                # -I: neither the environment nor the working directory changes what is run.
                [sys.executable, "-I", self.program, str(STYLE), *map(str, FONTS)],
                stdin=its_end.fileno(),
                # Its words may hold a client's text, so only its statuses are logged.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
                cwd="/",
                start_new_session=True,
            )
        return process, control


PRESS = KeptPress()


def to_pdf(html: str) -> bytes:
    """The document as PDF/UA-1. Raises PaperFailed; never waits much longer than SECONDS."""
    page = html.encode()
    if len(page) > press.LARGEST_PAGE:
        raise PaperFailed("length")
    for _attempt in range(2):
        with suppress(PressDied):
            return PRESS.print(page, SECONDS)
    raise PaperFailed("the press died twice")


def _printed(line: socket.socket, page: bytes, deadline: float) -> bytes:
    """The answer on the line of a document. Raises EOFError where there is none."""
    line.settimeout(_left(deadline))
    # The child may end before it has read all; how it ended is still to be read.
    with suppress(ConnectionError):
        line.sendall(press.NUMBER.pack(len(page)) + page)
    kind = _read(line, len(press.PRINTED), deadline)
    (number,) = press.NUMBER.unpack(_read(line, press.NUMBER.size, deadline))
    if kind == press.FAILED:
        logger.warning("A document ended with status %s", number)
        raise PaperFailed(str(number))
    if kind != press.PRINTED or not 0 < number <= press.LARGEST_PDF:
        raise PaperFailed("no answer of the press")
    pdf = _read(line, number, deadline)
    if not pdf.startswith(b"%PDF"):
        raise PaperFailed("no PDF")
    return pdf


def _read(line: socket.socket, length: int, deadline: float) -> bytes:
    """Exactly so many bytes, or EOFError."""
    data = bytearray()
    while len(data) < length:
        line.settimeout(_left(deadline))
        part = line.recv(min(length - len(data), 65536))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def _left(deadline: float) -> float:
    """Seconds until then. Raises TimeoutError where it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _learn_why(process: "subprocess.Popen[bytes]") -> None:
    """Raise PressMissing, or PaperFailed where the press lives and gave no answer."""
    try:
        status = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        raise PaperFailed("no answer of the press") from None
    if status == press.MISSING:
        raise PressMissing
    logger.warning("The press ended with status %s", status)
