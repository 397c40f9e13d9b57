"""Pictures, from part to part: whole, safe to open, and without what tells where they were taken.

No decoder runs on a stranger's bytes: we only walk them.
"""

import re
import struct
import zlib

from inputs.attached.content import Fault, UnfitFile

# Far above any camera; a browser would need gigabytes for more.
PIXELS = 100_000_000

# What is kept: a part of the file, or what stands in its place.
Piece = slice | bytes


# --- PNG ----------------------------------------------------------------------

PNG_SIGN = b"\x89PNG\r\n\x1a\n"
# What the picture is made of; all others tell of it, or nobody knows what they do.
CHUNKS = frozenset(b"PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs".split())
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def walk_png(content: bytes) -> list[Piece]:
    """Every chunk is whole, the first is the head, the last the end, the picture unpacks.

    Kept are the chunks that make the picture.
    """
    begins = len(PNG_SIGN)
    pieces: list[Piece] = [slice(0, begins)]
    kind, data, at = _png_chunk(content, begins)
    if kind != b"IHDR":
        raise UnfitFile(Fault.DAMAGED)
    picture = _Unpacking(_bytes_of_png(data))
    pieces.append(slice(begins, at))
    while kind != b"IEND":
        begins = at
        kind, data, at = _png_chunk(content, at)
        if kind in CHUNKS:
            pieces.append(slice(begins, at))
        if kind == b"IHDR":
            raise UnfitFile(Fault.DAMAGED)
        if kind == b"IDAT":
            picture.take(data)
    if not picture.began:
        raise UnfitFile(Fault.DAMAGED)
    if at != len(content):
        raise UnfitFile(Fault.MORE)
    return pieces


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
# Parts that programs write for themselves (place, time, device, name, a small picture of what
# was cut off), and comments. Two of them make the picture look right.
TRACES = frozenset(range(0xE1, 0xF0)) | {0xFE}
EXIF, PROFILE, ADOBE = 0xE1, 0xE2, 0xEE
ORIENTATION, SHORT = 0x0112, 3


def walk_jpeg(content: bytes) -> list[Piece]:
    """From mark to mark up to the picture's end; what phones hang behind it is left off.

    So is what tells where, when and by whom the picture was taken; which way is up is kept.
    """
    at, framed, scanned = 2, False, False
    pieces: list[Piece] = [slice(0, 2)]
    while True:
        found = NEXT_MARK.search(content, at) if scanned else MARK.match(content, at)
        if found is None:
            raise UnfitFile(Fault.DAMAGED)
        pieces.append(slice(at, found.start()))
        mark, at = found[1][0], found.end()
        if mark == END:
            if not framed or not scanned:
                raise UnfitFile(Fault.DAMAGED)
            pieces.append(slice(found.start(), at))
            return pieces
        if at + 2 > len(content):
            raise UnfitFile(Fault.DAMAGED)
        (size,) = struct.unpack_from(">H", content, at)
        if size < 2 or at + size > len(content):
            raise UnfitFile(Fault.DAMAGED)
        if mark in FRAMES:
            _look_at_frame(content[at + 2 : at + size])
            framed = True
        whole = slice(found.start(), at + size)
        pieces.append(_without_traces(mark, content[at + 2 : at + size], whole))
        scanned = scanned or mark == START_OF_SCAN
        at += size


def _without_traces(mark: int, data: bytes, whole: slice) -> Piece:
    """What is kept of this part: all, nothing, or the way that is up."""
    if mark == EXIF:
        return _turned(_orientation(data))
    looks_right = mark == ADOBE or (mark == PROFILE and data.startswith(b"ICC_PROFILE\0"))
    return whole if mark not in TRACES or looks_right else b""


def _orientation(exif: bytes) -> int:
    """How the picture is to be turned, from 1 (not at all) to 8."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[6:10], "")
    if not order or not exif.startswith(b"Exif\0\0"):
        return 1
    try:
        at = 6 + struct.unpack_from(f"{order}I", exif, 10)[0]
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", exif, entry)
            if tag == ORIENTATION and kind == SHORT and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return 1
    return 1


def _turned(orientation: int) -> bytes:
    """A part that says nothing but how the picture is to be turned."""
    if orientation == 1:
        return b""
    entry = struct.pack("<HHHIHHI", 1, ORIENTATION, SHORT, 1, orientation, 0, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<I", 8) + entry
    return bytes([0xFF, EXIF]) + struct.pack(">H", len(exif) + 2) + exif


def _look_at_frame(frame: bytes) -> None:
    """The picture has a height and a width, and can be opened safely."""
    if len(frame) < 6:
        raise UnfitFile(Fault.DAMAGED)
    height, width = struct.unpack_from(">HH", frame, 1)
    if not width or not height:
        raise UnfitFile(Fault.DAMAGED)
    if width * height > PIXELS:
        raise UnfitFile(Fault.TOO_MANY_PIXELS)
