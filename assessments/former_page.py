"""What was typed on the one long page of the former version, which may stand open for days."""

from collections.abc import Iterator

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.draft_parts import AREAS, PARTICIPANTS, DraftPart, part_url
from assessments.forms.area import LifeAreaForm
from assessments.forms.main import FORM_OF_PART
from assessments.forms.participant import ParticipantForm
from assessments.models import Assessment
from records.held_text import fields_of, is_written
from records.refused import Refused

Place = tuple[DraftPart, forms.Field]


class FormerPage(Refused):
    """The whole sheet of the former version, which nothing can be saved from any more."""

    words = gettext_lazy("The page you sent was opened before that, and was not saved.")


def texts_to_copy(assessment: Assessment, posted: QueryDict) -> list[dict[str, str]]:
    """Each text that is not stored already, as `components/answers.html` takes it."""
    stored = {_plain(text) for text in _stored(assessment)}
    found = []
    for name, value in fields_of(posted):
        part, label, is_text = _told_of(name, value)
        if not is_text or _plain(value) in stored:
            continue
        answer = {"label": label, "value": value}
        if part is not None and assessment.is_draft:
            answer |= {"url": part_url(assessment, part), "link": _("Open this part")}
        found.append(answer)
    return found


def _told_of(name: str, value: str) -> tuple[DraftPart | None, str, bool]:
    """The part in which a field is written now, its label, and whether it takes text."""
    place = _place_of(name)
    if place is None:
        return None, _("Text"), is_written(name, value)
    part, field = place
    return part, f"{part}: {field.label}", isinstance(field, forms.CharField)


def _place_of(name: str) -> Place | None:
    kind, _hyphen, rest = name.partition("-")
    key, _hyphen, last = rest.partition("-")
    if kind == "area":
        part = next((part for part in AREAS if part.area == key), None)
        return _found(part, LifeAreaForm, last)
    if kind == "participant":
        return _found(PARTICIPANTS, ParticipantForm, last)
    places = (_found(part, form, name) for part, form in FORM_OF_PART.items())
    return next((place for place in places if place), None)


def _found(part: DraftPart | None, form: type[forms.Form], name: str) -> Place | None:
    field = form.base_fields.get(name)
    return (part, field) if part is not None and field is not None else None


def _stored(assessment: Assessment) -> Iterator[str]:
    """Every text of the draft; an empty one is among them."""
    areas = assessment.areas.prefetch_related("words")
    rows = [assessment, *areas, *assessment.participants.all()]
    rows += [said for area in areas for said in area.words.all()]
    yield ""
    for row in rows:
        yield from (str(getattr(row, field.attname)) for field in row._meta.concrete_fields)


def _plain(text: str) -> str:
    """How lines end is no difference."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
