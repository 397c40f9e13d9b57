"""Files as people attach them, and as those do who mean harm; each made here by hand."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf

SCRIPT = b"<html><script>alert(document.domain)</script></html>"


def pdf(inside: bytes = b"", *, catalog: bytes = b"", page: bytes = b"") -> bytes:
    """The shortest file that viewers open: one empty page; `inside` stands as a comment.

    `catalog` and `page` are further entries of these two.
    """
    head = b"%PDF-1.4\n" + (b"%" + inside + b"\n" if inside else b"")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + page + b" >>",
    ]
    body, places = head, []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 4\n0000000000 65535 f \n"
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + table + tail


def acting_pdf(name: bytes = b"/JavaScript") -> bytes:
    """A PDF that runs something when it is opened."""
    return pdf(catalog=b"/OpenAction << /S " + name + b" /JS (app.alert(1)) >>")


def linking_pdf(action: bytes) -> bytes:
    """A PDF whose page has a link with this action."""
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << %s >> >>" % action
    return pdf(page=b"/Annots [%s]" % link)


def rewritten(content: bytes, **options: Any) -> bytes:
    """The same as a real program writes it: packed, or locked."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(file, **options)
    return file.getvalue()


def carrying_pdf() -> bytes:
    """A PDF with another file inside."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.attachments["palkka.xml"] = b"<x/>"
        opened.save(file)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(width: int = 4, height: int = 3, *, packed: bytes | None = None) -> bytes:
    """A grey picture; `packed` replaces its data."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    if packed is None:
        packed = zlib.compress(b"".join(b"\x00" + b"\x7f" * width for _row in range(height)))
    parts = [(b"IHDR", head), (b"IDAT", packed), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def bomb_png() -> bytes:
    """Says that it is a small picture, and unpacks to a hundred megabytes."""
    return png(packed=zlib.compress(bytes(100 * 1024 * 1024), 9))


def jpeg(width: int = 8, height: int = 8, *, comment: bytes = b"", behind: bytes = b"") -> bytes:
    """The marks of a picture in their order, with a byte of data between."""

    def segment(mark: int, data: bytes) -> bytes:
        return bytes([0xFF, mark]) + struct.pack(">H", len(data) + 2) + data

    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    parts = [
        b"\xff\xd8",
        segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
        segment(0xFE, comment) if comment else b"",
        segment(0xDB, bytes(65)),
        segment(0xC0, frame),
        segment(0xC4, bytes(17)),
        segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
        b"\x7f\xff\x00\x3f",
        b"\xff\xd9",
        behind,
    ]
    return b"".join(parts)


def archive(size: int = 10) -> bytes:
    """A ZIP file with one file of zeros, which packs a thousandfold."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("nollat.bin", bytes(size))
    return file.getvalue()


def svg() -> bytes:
    """A picture that runs a program."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
