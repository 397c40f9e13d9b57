"""The field that files come in by: each is looked at, and each that is refused is named."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.attached.content import MediaType, UnfitFile
from inputs.attached.examining import Found, examine
from inputs.attached.naming import shown_name
from inputs.attached.scanner import scan
from inputs.uploads import Loss, LostFile
from records.held_text import LOST_FILES


@dataclass(frozen=True)
class FitFile:
    """A file that was looked at: what it is and how much of it is kept."""

    name: str
    found: Found
    scanned: bool
    file: "UploadedFile[Any]"

    @property
    def media_type(self) -> MediaType:
        """What its content is."""
        return self.found.media_type

    def read(self) -> bytes:
        """The bytes that are kept."""
        self.file.seek(0)
        return self.found.kept_of(self.file.read())


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """PDF files and pictures; every one that is refused is named with the reason."""

    widget = FilesInput

    def __init__(self, **options: Any) -> None:
        accepted = [ending for kind in MediaType for ending in kind.endings]
        widget = FilesInput(attrs={"accept": ",".join([*MediaType.values, *accepted])})
        super().__init__(widget=widget, required=False, **options)
        # What was fit, also where another was refused.
        self.fit: list[FitFile] = []

    def clean(self, data: Any, initial: Any = None) -> list[FitFile]:
        """Look at each. Raises ValidationError with one sentence for each that is refused."""
        self.fit, errors = [], []
        for file in data or []:
            try:
                self.fit.append(look_at(file))
            except UnfitFile as unfit:
                errors.append(str(unfit.fault.label) % {"name": plain_name(str(file.name))})
        if errors:
            raise ValidationError(errors)
        return self.fit


def look_at(file: "UploadedFile[Any]") -> FitFile:
    """Say what the file is, by its content, and have it scanned. Raises UnfitFile."""
    file.seek(0)
    content = file.read()
    found = examine(content)
    name = shown_name(str(file.name), found.media_type)
    return FitFile(name=name, found=found, scanned=scan(content), file=file)


def plain_name(given: str) -> str:
    """A refused file's name, as it may be shown: its ending stays the sender's."""
    return shown_name(f"{given}.pdf", MediaType.PDF)[: -len(".pdf")] or _("A file")


class FilesForm(forms.Form):
    """A form with a field of files. `lost` are the files that were read past."""

    attachments = FilesField(
        label=gettext_lazy("Attachments"),
        help_text=gettext_lazy(
            "PDF files and JPEG or PNG pictures, at most five, each at most 10 MB. Where and "
            "when a picture was taken is removed from it; a PDF keeps what it tells of its author."
        ),
    )

    def __init__(self, *args: Any, lost: list[LostFile] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lost = lost or []

    def clean(self) -> dict[str, Any]:
        """Say what became of every file that was chosen."""
        super().clean()
        for lost in self.lost:
            self.add_error("attachments", _words_of(lost))
        data: Any = self.data
        for name in data.getlist(LOST_FILES) if not self.files else []:
            words = _(
                "You were signed out meanwhile, so “%(name)s” did not come along. Attach it again."
            )
            self.add_error("attachments", words % {"name": plain_name(name)})
        if self.errors:
            self.ask_for_files_again()
        return self.cleaned_data

    def ask_for_files_again(self) -> None:
        """Say that files have to be chosen again: a browser forgets them when a form comes back."""
        field: Any = self.fields["attachments"]
        if field.fit:
            names = ", ".join(file.name for file in field.fit)
            words = _("A browser forgets files when a form comes back. Choose again: %(names)s.")
            self.add_error("attachments", words % {"names": names})


def _words_of(lost: LostFile) -> str:
    words = {
        Loss.TOO_LARGE: _(
            "“%(name)s” is larger than 10 MB. Scan it again with a lower quality, or send it "
            "in parts."
        ),
        Loss.TOO_MANY: _("Five files fit in at once. Attach “%(name)s” after them."),
        Loss.NOT_WANTED: _("“%(name)s” did not come along. Attach it again."),
    }
    return words[lost.why] % {"name": plain_name(lost.name)}
