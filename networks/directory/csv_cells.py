"""What stands in one cell of the file: text, a day, yes or no, words of a vocabulary.

The file is Finnish in every language of the interface, so that one that was taken out can be
brought in by anybody. A vocabulary is written in words and never in its codes: a spreadsheet
makes a day of “1.5”.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from inputs.fields import ShortTextField

# Programs that open the file would take a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"
YES, NO = "kyllä", "ei"


def as_text(value: str) -> str:
    """A cell that no program takes for a formula: marked as text where it might be one."""
    return MARK + value if value.lstrip(MARK).startswith(FORMULA) else value


def from_text(cell: str) -> str:
    """The cell without the mark that `as_text` gave it; any other comes back as it is."""
    if cell.startswith(MARK) and cell.lstrip(MARK).startswith(FORMULA):
        return cell.removeprefix(MARK)
    return cell


def written(value: Any) -> str:
    """A stored value that is neither of a vocabulary nor a choice, as it stands in the file."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dt.date):
        return f"{value.day}.{value.month}.{value.year}"
    return "" if value is None else str(value)


class YesNoField(forms.Field):
    """Yes or no in one of the three languages; an empty cell is no."""

    default_error_messages = {"invalid": _("Write “kyllä” or “ei”.")}

    def to_python(self, value: Any) -> bool:
        word = str(value).strip().lower()
        if word in ("", NO, "nej", "no", "0"):
            return False
        if word in (YES, "ja", "yes", "1", "x"):
            return True
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class NumberField(forms.IntegerField):
    """The number that the directory has given to a row; empty for a new one."""

    def __init__(self) -> None:
        words = _("Leave the number as it was taken out, or empty for what is new.")
        super().__init__(
            required=False,
            min_value=1,
            max_value=2**62,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), words),
        )


class WordField(ShortTextField):
    """One word of a vocabulary: by its name in Finnish or Swedish, or its code."""

    def __init__(self, choices: type[models.TextChoices], **options: Any) -> None:
        self.vocabulary = choices
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The code. Raises ValidationError with the words that there are."""
        word = super().to_python(value)
        if not word:
            return ""
        return code_of(word, words_of(self.vocabulary), in_finnish(self.vocabulary).values())

    def written(self, value: str) -> str:
        """The name in Finnish."""
        return in_finnish(self.vocabulary).get(value, value)


class WordsField(forms.Field):
    """Several words, with commas between them, as codes in their order."""

    def known(self) -> Mapping[str, str]:
        """Code by word in small letters."""
        raise NotImplementedError

    def to_python(self, value: Any) -> list[str]:
        """The codes, each once. Raises ValidationError for a word that is not known."""
        words = [each.strip() for each in str(value).split(",")]
        known = self.known()
        return list(dict.fromkeys(code_of(word, known) for word in words if word))


class VocabularyField(WordsField):
    """Several words of a vocabulary."""

    def __init__(self, choices: type[models.TextChoices]) -> None:
        self.vocabulary = choices
        super().__init__(required=False)

    def known(self) -> Mapping[str, str]:
        return words_of(self.vocabulary)

    def written(self, value: list[str]) -> str:
        """The names in Finnish."""
        names = in_finnish(self.vocabulary)
        return ", ".join(names.get(code, code) for code in value)


class PlacesField(WordsField):
    """Names of the county's municipalities; empty is the whole county."""

    def __init__(self, names: Mapping[str, tuple[str, str]], codes: Iterable[str]) -> None:
        """`names` has each municipality's Finnish and Swedish name by its code."""
        self.names = names
        self.codes = {code: code for code in codes}
        self.codes |= {n.lower(): code for code, both in names.items() for n in both if n}
        super().__init__(required=False)

    def known(self) -> Mapping[str, str]:
        return self.codes

    def written(self, value: list[str]) -> str:
        """The names in Finnish; one that has merged since goes by its code."""
        return ", ".join(self.names[c][0] if c in self.names else c for c in value)


@cache
def in_finnish(choices: type[models.TextChoices]) -> dict[str, str]:
    """The name by code, without what explains it after a colon."""
    with translation.override("fi"):
        return {value: str(label).partition(":")[0] for value, label in choices.choices}


@cache
def words_of(choices: type[models.TextChoices]) -> dict[str, str]:
    """Code by every word that stands for it, in small letters."""
    words = {value.lower(): value for value in choices.values}
    for language in ("sv", "fi"):
        with translation.override(language):
            for value, label in choices.choices:
                whole = str(label).lower()
                words |= {whole: value, whole.partition(":")[0]: value}
    return words


def code_of(word: str, known: Mapping[str, str], offered: Iterable[str] = ()) -> str:
    """The code that a word stands for. Raises ValidationError, with the `offered` words."""
    code = known.get(word.lower())
    if code is not None:
        return code
    if offered:
        told = {"word": word, "words": ", ".join(offered)}
        raise forms.ValidationError(
            _("“%(word)s” is not known here. Write one of these: %(words)s."), params=told
        )
    raise forms.ValidationError(_("“%(word)s” is not known here."), params={"word": word})
