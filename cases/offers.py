"""Known facts that are offered beside the fields of a document, with their source and day.

Nothing is copied by itself: a person takes an offer or declines it, and it is not made there
again. The same fact from a newer source is the same offer.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.db import models

from cases.models import OfferAnswer
from records.text_lengths import SHORT_TEXT

PRINT = 20


@dataclass(frozen=True)
class Offer:
    """One fact for one field of a form.

    `place` is the field's name in the page, `value` what it would hold, `shown` that in words
    where it is a choice, `source` who told it and when. `told` is the fact without the words
    of a language around it.
    """

    place: str
    value: str
    source: str
    told: str
    shown: str = ""

    @property
    def words(self) -> str:
        return self.shown or self.value

    @property
    def content(self) -> str:
        return hashlib.sha256(self.told.encode(errors="replace")).hexdigest()[:PRINT]

    @property
    def key(self) -> str:
        """By which a button of the page names it."""
        return f"{self.place}:{self.content}"

    def added_to(self, current: str, field: "models.Field[str, str]") -> str:
        """The text of the field with the fact in it; what stands there stays."""
        if not current or field.choices:
            return self.value
        between = ", " if (field.max_length or 0) <= SHORT_TEXT else "\n\n"
        return f"{current}{between}{self.value}"


def place_in(kind: str, place: str) -> str:
    """The place as it is kept: a field of a kind of document."""
    return f"{kind}:{place}"


def unanswered(case_pk: int, kind: str, offers: Iterable[Offer]) -> list[Offer]:
    """Those that nobody has taken or declined in the case."""
    wanted = list(offers)
    if not wanted:
        return []
    places = {place_in(kind, each.place) for each in wanted}
    rows = OfferAnswer.objects.filter(case=case_pk, place__in=places)
    answered = set(rows.values_list("place", "content"))
    return [each for each in wanted if (place_in(kind, each.place), each.content) not in answered]


def put_beside(form: forms.BaseForm, offers: Iterable[Offer]) -> None:
    """Each beside its field; the templates of fields draw them."""
    by_place: dict[str, list[Offer]] = {}
    for each in offers:
        by_place.setdefault(each.place, []).append(each)
    for name, field in form.fields.items():
        if found := by_place.get(form.add_prefix(name)):
            field.offers = found  # type: ignore[attr-defined]
