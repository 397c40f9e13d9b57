"""Questions of the county, and what senders answer with: text and files."""

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import LongTextField
from inputs.uploads import Loss, LostFile
from records.held_text import LOST_FILES
from referrals.exchange.attachments.content import MediaType, UnfitFile, examine
from referrals.exchange.attachments.naming import shown_name


@dataclass(frozen=True)
class FitFile:
    """A file that was looked at: what it is and how much of it is kept."""

    name: str
    media_type: MediaType
    length: int
    file: "UploadedFile[Any]"

    def read(self) -> bytes:
        """The bytes that are kept."""
        self.file.seek(0)
        content: bytes = self.file.read(self.length)
        return content


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
    """Say what the file is, by its content. Raises UnfitFile."""
    file.seek(0)
    found = examine(file.read())
    name = shown_name(str(file.name), found.media_type)
    return FitFile(name=name, media_type=found.media_type, length=found.length, file=file)


def plain_name(given: str) -> str:
    """A refused file's name, as it may be shown: its ending stays the sender's."""
    return shown_name(f"{given}.pdf", MediaType.PDF)[: -len(".pdf")] or _("A file")


class AskForm(forms.Form):
    """A question to the sender of a contact."""

    text = LongTextField(
        label=gettext_lazy("Question"),
        help_text=gettext_lazy(
            "The sender sees this and the county’s name, not yours. Ask only for what you "
            "need, and tell nothing that the county knows of the person."
        ),
        error_messages={"required": gettext_lazy("Write what you ask.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("text")


class MessageForm(forms.Form):
    """What a sender answers or adds. `lost` are the files that were read past."""

    text = LongTextField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy(
            "Tell what you know. Write nothing of the offence, the sentence or dangerousness."
        ),
        error_messages={"required": gettext_lazy("Write at least a few words.")},
    )
    attachments = FilesField(
        label=gettext_lazy("Attachments"),
        help_text=gettext_lazy(
            "PDF files and JPEG or PNG pictures, at most five, each at most 10 MB."
        ),
    )

    def __init__(
        self, *args: Any, label: str = "", lost: list[LostFile] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lost = lost or []
        if label:
            self.fields["text"].label = label
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("text", "attachments")

    def clean(self) -> dict[str, Any]:
        """Say what became of every file that was chosen."""
        super().clean()
        for lost in self.lost:
            self.add_error("attachments", _words_of(lost))
        data: Any = self.data
        for name in data.getlist(LOST_FILES) if not self.files else []:
            words = _(
                "You were signed out meanwhile, so “%(name)s” did not come along. Attach it "
                "again, or send without it."
            )
            self.add_error("attachments", words % {"name": plain_name(name)})
        if self.errors:
            self.ask_for_files_again()
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"], "files": self.cleaned_data["attachments"]}

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
        Loss.TOO_MANY: _("Five files fit in one message. Send “%(name)s” in the next one."),
        Loss.NOT_WANTED: _("“%(name)s” did not come along. Attach it again."),
    }
    return words[lost.why] % {"name": plain_name(lost.name)}
