"""The hook to a virus scanner of the county's: clamd, asked over its socket. Off by default."""

import logging
import socket
import struct

from django.conf import settings

from inputs.attached.content import Fault, UnfitFile

logger = logging.getLogger(__name__)
SECONDS = 10
PIECE = 64 * 1024


def scan(content: bytes) -> bool:
    """Whether it was looked at. UnfitFile: it is harmful, or the scanner did not answer.

    A scanner that is wanted and away lets nothing pass: nobody would know later what was seen.
    """
    if not settings.CLAMD:
        return False
    try:
        with _connected() as talk:
            talk.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                talk.sendall(struct.pack(">I", len(piece)) + piece)
            talk.sendall(struct.pack(">I", 0))
            said = _answer(talk)
    except OSError as error:
        logger.error("The virus scanner cannot be asked: %s", type(error).__name__)
        raise UnfitFile(Fault.NOT_SCANNED) from error
    if said == b"stream: OK":
        return True
    if said.endswith(b" FOUND"):
        logger.warning("The virus scanner refused a file: %s", said.decode(errors="replace"))
        raise UnfitFile(Fault.VIRUS)
    logger.error("The virus scanner did not understand: %s", said.decode(errors="replace"))
    raise UnfitFile(Fault.NOT_SCANNED)


def _connected() -> socket.socket:
    """`unix:/path` or `host:port`."""
    kind, _colon, rest = settings.CLAMD.partition(":")
    if kind == "unix":
        talk = socket.socket(socket.AF_UNIX)
        talk.settimeout(SECONDS)
        if number := talk.connect_ex(rest):
            talk.close()
            raise OSError(number, "no scanner")
        return talk
    return socket.create_connection((kind, int(rest)), SECONDS)


def _answer(talk: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < 1000:
        piece = talk.recv(1000)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0")
