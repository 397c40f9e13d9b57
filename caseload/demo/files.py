"""A small PDF to attach: one page of plain text, made here so that nobody's papers are shown."""

from inputs.attached.content import MediaType

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {resources} >>"
FONT = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "


class SmallPdf:
    """What an answer attaches; stands in for the file of a form."""

    media_type = MediaType.PDF
    scanned = False

    def __init__(self, name: str, *lines: str) -> None:
        self.name = name
        self.lines = lines

    def read(self) -> bytes:
        """The file."""
        shown = "\n".join(f"({line}) Tj 0 -20 Td" for line in self.lines)
        text = f"BT /F1 12 Tf 72 760 Td\n{shown}\nET".encode("cp1252")
        font = f"{FONT}/Encoding /WinAnsiEncoding >> >> >>"
        return _assembled(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE.format(resources=font).encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        )


def _assembled(*objects: bytes) -> bytes:
    """The objects, numbered from 1, with the table of where each begins."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(written))
    )
