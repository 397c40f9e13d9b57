"""The file that an administrator brings, and the word that what was shown is to be saved."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.attached.content import UnfitFile
from inputs.attached.field import plain_name
from inputs.attached.scanner import scan
from inputs.uploads import Loss, LostFile
from records.held_text import LOST_FILES


class TableField(forms.FileField):
    """A file that is looked at by its form, which also knows what was read past."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        return data


class CsvFileForm(forms.Form):
    """A text with a table in it; `text` is what it holds."""

    file = TableField(
        label=gettext_lazy("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy(
            "Saved as CSV UTF-8. Take the directory out as a file first: the columns stand in it."
        ),
    )
    text = ""

    def __init__(self, *args: Any, lost: list[LostFile] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lost = lost or []
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("file")

    def clean_file(self) -> Any:
        """Look whether it can be a table; what is in it is told on the next page."""
        file, sent = self.cleaned_data["file"], self.data
        for lost in self.lost:
            raise forms.ValidationError(_words_of(lost))
        if file is None and LOST_FILES in sent:
            raise forms.ValidationError(
                _("You were signed out meanwhile, so the file did not come along. Choose it again.")
            )
        if file is None:
            raise forms.ValidationError(_("Choose the file."))
        content = file.read()
        try:
            scan(content)
        except UnfitFile as unfit:
            name = plain_name(str(file.name))
            raise forms.ValidationError(str(unfit.fault.label) % {"name": name}) from unfit
        self.text = _text_of(content)
        return file


class SeenForm(forms.Form):
    """That what the page showed is to be saved; `seen` is its print."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


def _words_of(lost: LostFile) -> str:
    if lost.why == Loss.TOO_LARGE:
        return _("The file is larger than 10 MB. Divide it.")
    return _("Choose one file.")


def _text_of(content: bytes) -> str:
    """UTF-8 with or without its mark. Raises ValidationError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise forms.ValidationError(
            _("The letters of the file cannot be read. Save it as “CSV UTF-8” and bring it again.")
        ) from None
    if "\x00" in text:
        raise forms.ValidationError(_("This is no CSV file. Save the table as “CSV UTF-8”."))
    if not text.strip():
        raise forms.ValidationError(_("The file is empty."))
    return text
