"""What the page of one part of a draft sends."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.draft_parts import PART_BY_KEY
from assessments.forms.sheet import PartSheet
from assessments.models import Assessment

CONCLUSIONS, NEXT, BACKGROUND = "johtopaatokset", "jatko", "tausta"
BEGINNING, PARTICIPANTS, NETWORK = "alku", "osallistujat", "verkosto"
HOUSING, HEALTH = "asuminen", "terveys"


def part_page(draft: Assessment, part: str) -> str:
    kwargs = {"assessment_pk": draft.pk, "part": part}
    return reverse("assessments:assessment_part", kwargs=kwargs)


def filled(draft: Assessment, part: str) -> dict[str, str]:
    """What the part's page sends when nothing is changed on it."""
    sheet = PartSheet(Assessment.objects.get(pk=draft.pk), PART_BY_KEY[part], new_rows=2)
    carried = {"prints": sheet.prints}
    if sheet.has_rows:
        carried["rows"] = sheet.row_keys
    if sheet.entry is not None:
        carried[f"area-{sheet.entry.area}-said_on"] = date_format(timezone.localdate())
    return {place.name: place.as_text(place.stored) for place in sheet.places()} | carried


def edit(client: Client, draft: Assessment, part: str, **changes: str) -> Any:
    """Save a part with some answers changed; `__` in a name is a hyphen."""
    data = filled(draft, part) | {name.replace("__", "-"): text for name, text in changes.items()}
    return client.post(part_page(draft, part), data)


def answered(response: HttpResponse, **choices: str) -> dict[str, str]:
    """What the page with both texts sends when these are chosen."""
    context: Any = response.context  # type: ignore[attr-defined]
    asked = {"two_texts": [row.name for row in context["conflict"]["fields"]]}
    chosen = {f"two_texts:{name}": choice for name, choice in choices.items()}
    return context["sheet"].data.dict() | asked | chosen
