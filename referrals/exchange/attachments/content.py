"""What a file is, by its content. No decoder runs on a stranger's bytes: we only walk them.

Whatever passes is still only handed out as a download of its own media type (see
`referrals.exchange.views.attachments`), so that a picture which is also a web page stays a
picture. Looking into compressed parts of a PDF is left to the reader's program.
"""

import re
import struct
import zlib
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

# Far above any camera; a browser would need gigabytes for more.
PIXELS = 100_000_000


class MediaType(models.TextChoices):
    """All that is taken, with its words and its ending."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"

    @property
    def endings(self) -> tuple[str, ...]:
        """How names of such files end; the first is ours."""
        return {
            "application/pdf": (".pdf",),
            "image/jpeg": (".jpg", ".jpeg"),
            "image/png": (".png",),
        }[self.value]


class Fault(models.TextChoices):
    """Why a file is refused."""

    EMPTY = "empty", _("“%(name)s” is empty. Check the file and attach it again.")
    UNKNOWN = (
        "unknown",
        _(
            "“%(name)s” is not a PDF file or a JPEG or PNG picture, whatever its name says. "
            "Save it as PDF and attach that."
        ),
    )
    DAMAGED = (
        "damaged",
        _(
            "“%(name)s” is damaged or only a part of it arrived. Open it on your device, save "
            "it as PDF and attach that."
        ),
    )
    MORE = (
        "more",
        _(
            "Something else hangs at the end of “%(name)s”. Open it on your device, save it as "
            "PDF and attach that."
        ),
    )
    ACTIVE = (
        "active",
        _(
            "“%(name)s” holds a program or another file inside. Print it as a new PDF and "
            "attach that."
        ),
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The picture “%(name)s” is too big to be opened safely. Make it smaller, then attach."),
    )


class UnfitFile(Exception):
    """The content is not taken; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Found:
    """What a content is, and how many of its bytes belong to it."""

    media_type: MediaType
    length: int


def examine(content: bytes) -> Found:
    """Say what `content` is. Raises UnfitFile for all that is not taken."""
    if not content:
        raise UnfitFile(Fault.EMPTY)
    if content.startswith(PNG_SIGN):
        return Found(MediaType.PNG, _walk_png(content))
    if content.startswith(b"\xff\xd8\xff"):
        return Found(MediaType.JPEG, _walk_jpeg(content))
    if content.startswith(b"%PDF-"):
        return Found(MediaType.PDF, _look_at_pdf(content))
    raise UnfitFile(Fault.UNKNOWN)


# --- PDF ----------------------------------------------------------------------

PDF_HEAD = re.compile(rb"%PDF-[12]\.[0-9]")
# What makes a PDF act, and files inside it; written in plain or with #-signs.
ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
SPELT = re.compile(rb"#([0-9A-Fa-f]{2})")


def _look_at_pdf(content: bytes) -> int:
    """Head, cross-references and end are there, nothing follows, and it does not act."""
    end = content.rstrip(b"\x00\t\n\x0c\r ")
    if not PDF_HEAD.match(content) or b"%%EOF" not in end:
        raise UnfitFile(Fault.DAMAGED)
    if not end.endswith(b"%%EOF"):
        raise UnfitFile(Fault.MORE)
    if b"startxref" not in end[-2048:]:
        raise UnfitFile(Fault.DAMAGED)
    plain = SPELT.sub(lambda found: bytes([int(found[1], 16)]), content)
    if ACTIVE.search(plain):
        raise UnfitFile(Fault.ACTIVE)
    return len(content)


# --- PNG ----------------------------------------------------------------------

PNG_SIGN = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def _walk_png(content: bytes) -> int:
    """Every chunk is whole, the first is the head, the last the end, the picture unpacks."""
    kind, data, at = _png_chunk(content, len(PNG_SIGN))
    if kind != b"IHDR":
        raise UnfitFile(Fault.DAMAGED)
    picture = _Unpacking(_bytes_of_png(data))
    while kind != b"IEND":
        kind, data, at = _png_chunk(content, at)
        if kind == b"IHDR":
            raise UnfitFile(Fault.DAMAGED)
        if kind == b"IDAT":
            picture.take(data)
    if not picture.began:
        raise UnfitFile(Fault.DAMAGED)
    if at != len(content):
        raise UnfitFile(Fault.MORE)
    return at


def _png_chunk(content: bytes, at: int) -> tuple[bytes, bytes, int]:
    """The kind and the data of the chunk that stands here, and where the next one begins."""
    if at + 12 > len(content):
        raise UnfitFile(Fault.DAMAGED)
    size, kind = struct.unpack_from(">I4s", content, at)
    end = at + 12 + size
    if end > len(content):
        raise UnfitFile(Fault.DAMAGED)
    data = content[at + 8 : end - 4]
    if zlib.crc32(kind + data) != struct.unpack_from(">I", content, end - 4)[0]:
        raise UnfitFile(Fault.DAMAGED)
    return kind, data, end


def _bytes_of_png(head: bytes) -> int:
    """How large the picture is unpacked, at most (rows of an interlaced one are shorter)."""
    if len(head) != 13:
        raise UnfitFile(Fault.DAMAGED)
    width, height, depth, colour = struct.unpack_from(">IIBB", head)
    if not width or not height or colour not in CHANNELS or depth not in (1, 2, 4, 8, 16):
        raise UnfitFile(Fault.DAMAGED)
    if width * height > PIXELS:
        raise UnfitFile(Fault.TOO_MANY_PIXELS)
    row = (width * CHANNELS[colour] * depth + 7) // 8 + 1
    # Seven passes, each with a filter byte for each row and a byte begun.
    return int(height * row + 14 * (height + 1))


class _Unpacking:
    """Unpacks a picture piece by piece and keeps nothing of it."""

    PIECE = 256 * 1024

    def __init__(self, room: int) -> None:
        self.unpacker = zlib.decompressobj()
        self.room = room
        self.began = False

    def take(self, data: bytes) -> None:
        """Unpack the next chunk; more than the head announces is a bomb."""
        self.began = self.began or bool(data)
        try:
            while data:
                self.room -= len(self.unpacker.decompress(data, self.PIECE))
                if self.room < 0:
                    raise UnfitFile(Fault.DAMAGED)
                data = self.unpacker.unconsumed_tail
        except zlib.error:
            raise UnfitFile(Fault.DAMAGED) from None


# --- JPEG ---------------------------------------------------------------------

# Before the picture's data a mark stands right where the last part ended.
MARK = re.compile(rb"\xff+([\x01-\xfe])")
# Inside packed picture data FF is followed by 00, by a restart mark, or by another FF.
NEXT_MARK = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
START_OF_SCAN, END = 0xDA, 0xD9


def _walk_jpeg(content: bytes) -> int:
    """From mark to mark up to the picture's end; what phones hang behind it is left off."""
    at, framed, scanned = 2, False, False
    while True:
        found = NEXT_MARK.search(content, at) if scanned else MARK.match(content, at)
        if found is None:
            raise UnfitFile(Fault.DAMAGED)
        mark, at = found[1][0], found.end()
        if mark == END:
            if not framed or not scanned:
                raise UnfitFile(Fault.DAMAGED)
            return at
        if at + 2 > len(content):
            raise UnfitFile(Fault.DAMAGED)
        (size,) = struct.unpack_from(">H", content, at)
        if size < 2 or at + size > len(content):
            raise UnfitFile(Fault.DAMAGED)
        if mark in FRAMES:
            _look_at_frame(content[at + 2 : at + size])
            framed = True
        scanned = scanned or mark == START_OF_SCAN
        at += size


def _look_at_frame(frame: bytes) -> None:
    """The picture has a height and a width, and can be opened safely."""
    if len(frame) < 6:
        raise UnfitFile(Fault.DAMAGED)
    height, width = struct.unpack_from(">HH", frame, 1)
    if not width or not height:
        raise UnfitFile(Fault.DAMAGED)
    if width * height > PIXELS:
        raise UnfitFile(Fault.TOO_MANY_PIXELS)
