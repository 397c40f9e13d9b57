"""Files that browsers send: taken only where a page wants some, and only as much as fits.

A file that is too large, too many, or sent to a page that wants none is read past and
never kept, so that the text beside it arrives and the form can say what was wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.db import models
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


class Loss(models.TextChoices):
    """Why a file was not kept."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NOT_WANTED = "not_wanted"


@dataclass(frozen=True)
class LostFile:
    """A file that was read past: the name that the browser gave, and why."""

    name: str
    why: Loss


def takes_files(view: View) -> View:
    """Mark a view whose form has a file field; stands above the view's other decorators."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def lost_files(request: HttpRequest) -> list[LostFile]:
    """What was sent and not kept."""
    request.POST  # noqa: B018 – what was sent is read when it is first asked for
    found: list[LostFile] = getattr(request, "_lost_files", [])
    return found


class BoundedUpload(FileUploadHandler):
    """Writes files to the temporary folder within the limits of the settings.

    Whoever is signed out, or asks a page without the mark, leaves nothing on the disk.
    """

    file: TemporaryUploadedFile

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Look once at who sends and where to; the request is resolved by now."""
        request = self.request
        assert request is not None
        match = request.resolver_match
        self.wanted = (
            match is not None
            and getattr(match.func, "takes_files", False)
            and request.user.is_authenticated
        )
        self.body_length = content_length
        self.kept = 0
        self.lost: list[LostFile] = []
        request._lost_files = self.lost  # type: ignore[attr-defined]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, or read past it."""
        super().new_file(*args, **kwargs)
        if not self.wanted:
            self._lose(Loss.NOT_WANTED)
        if self.body_length > settings.UPLOAD_READ_AT_MOST:
            # Not even read past: the connection ends here.
            self.lost.append(LostFile(str(self.file_name), Loss.TOO_LARGE))
            raise StopUpload(connection_reset=True)
        if self.kept == settings.UPLOAD_MAX_FILES:
            self._lose(Loss.TOO_MANY)
        self.file = TemporaryUploadedFile(
            str(self.file_name), self.content_type, 0, self.charset, self.content_type_extra
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write on while it fits; what does not is thrown away at once."""
        if start + len(raw_data) > settings.UPLOAD_MAX_SIZE:
            self.upload_interrupted()
            self._lose(Loss.TOO_LARGE)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """Hand over the file. Django closes `self.file` when a later one is skipped."""
        file = self.file
        del self.file
        file.seek(0)
        file.size = file_size
        self.kept += 1
        return file

    def upload_interrupted(self) -> None:
        """The browser went away, or the file did not fit: closing removes what there is."""
        if hasattr(self, "file"):
            self.file.close()
            del self.file

    def _lose(self, why: Loss) -> None:
        self.lost.append(LostFile(str(self.file_name), why))
        raise SkipFile
