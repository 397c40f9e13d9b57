"""What a file is, by its content, and what of it is kept.

Whatever passes is still only handed out as a download of its own media type (see
`inputs.attached.handing_out`), so that a picture which is also a web page stays a
picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inputs.attached.content import Fault, MediaType, UnfitFile
from inputs.attached.pdf import look_at_pdf
from inputs.attached.pictures import PNG_SIGN, Piece, walk_jpeg, walk_png


@dataclass(frozen=True)
class Found:
    """What a content is, and which of its parts are kept."""

    media_type: MediaType
    pieces: Sequence[Piece]

    def kept_of(self, content: bytes) -> bytes:
        """The file as it is stored."""
        parts = (each if isinstance(each, bytes) else content[each] for each in self.pieces)
        return b"".join(parts)


def examine(content: bytes) -> Found:
    """Say what `content` is. Raises UnfitFile for all that is not taken."""
    if not content:
        raise UnfitFile(Fault.EMPTY)
    if content.startswith(PNG_SIGN):
        return Found(MediaType.PNG, walk_png(content))
    if content.startswith(b"\xff\xd8\xff"):
        return Found(MediaType.JPEG, walk_jpeg(content))
    if content.startswith(b"%PDF-"):
        look_at_pdf(content)
        return Found(MediaType.PDF, [slice(0, len(content))])
    raise UnfitFile(Fault.UNKNOWN)
