"""An assessment as its readers get it: the page, the paper and the national document."""

from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from accounts.national_codes import code_books
from assessments.models import Assessment, LifeArea, LifeAreaEntry
from assessments.national import HEADINGS, NEED_NATURE_CODES, build_assessment
from caseload.documents.assessment_on_paper import ASSESSMENT
from tests.caseload.expected_assessment import Expected, ExpectedArea
from tests.caseload.random_assessment import CHOICES
from tests.html_tree import Node, tree_of

# What a choice is called on the page and on paper.
HEADING_OF = {
    "special_support": "Special support (SHL 3 §)",
    "multi_actor": "Need for multi-actor work",
    "need_nature": "Nature of the need",
    "needs_personal_worker": "Need for a personal worker",
    "makes_plan": "A client plan is made",
    "dependants": "Children and others in care",
}


def page_of(assessment: Assessment, reader: User, language: str) -> Node:
    User.objects.filter(pk=reader.pk).update(language=language)
    client = Client()
    client.force_login(reader)
    [main] = tree_of(client.get(assessment.get_absolute_url()).text).all("main")
    return main


def paper_of(assessment: Assessment, language: str) -> Node:
    [main] = tree_of(ASSESSMENT.html(assessment, language)).all("main")
    return main


def document_of(assessment: Assessment) -> dict[str, Any]:
    with translation.override("fi"):
        book = code_books()[assessment.case.county_id]
        [document] = build_assessment(assessment, book).values()
    found: dict[str, Any] = document
    return found


def strings_of(value: Any) -> Iterator[str]:
    """Every text of a document, however deep it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_of(each)


def under_headings(main: Node) -> dict[str, str]:
    """What stands first under each heading of the page (dt) or of the paper (h3)."""
    found = {dt.text: dd.text for dt, dd in zip(main.all("dt"), main.all("dd"), strict=True)}
    for section in [main, *main.all("div")]:
        parts = [part for part in section.parts if isinstance(part, Node)]
        for heading, text in zip(parts, parts[1:], strict=False):
            if heading.tag == "h3":
                found[heading.text] = text.text
    return found


def wrong_choices(main: Node, expected: Expected) -> Iterator[str]:
    """Headings of the page or the paper under which another answer stands than was given."""
    found = under_headings(main)
    for name, heading in HEADING_OF.items():
        value = expected.answers[name]
        wanted = str(CHOICES[name](value).label) if value else "–"
        shown = found[_as_shown(gettext(heading))]
        if not shown.startswith(_as_shown(wanted)):
            yield f"{name}: {shown!r}, not {wanted!r}"
    for key, area in expected.areas.items():
        label, standing = _as_shown(str(LifeArea(key).label)), _as_shown(standing_of(area))
        # On the page the state stands beside the area, on paper below it.
        if f"{label} {standing}" not in found and not found.get(label, "").startswith(standing):
            yield f"{key}: not {standing!r}"


def _as_shown(words: str) -> str:
    """As the tree of a page gives its words: any space is one."""
    return " ".join(words.split())


def standing_of(area: ExpectedArea) -> str:
    state = LifeAreaEntry.State(area.answers["state"])
    if state == LifeAreaEntry.State.LATER and not area.is_later:
        return gettext("Not relevant")
    return str(state.label)


def wrong_in_document(document: dict[str, Any], expected: Expected) -> Iterator[str]:
    answers = expected.answers
    how = document["palvelutarpeen_arviointia_koskevat_tiedot"]
    after = document["johtopaatokset_ja_jatkotoimet"]
    plan = "asiakkaalle_laaditaan_asiakassuunnitelma"
    for found, wanted in (
        (how["asiakkaalla_on_oikeus_erityiseen_tukeen"], answers["special_support"] == "yes"),
        (after["asiakas_tarvitsee_omatyontekijan"], answers["needs_personal_worker"] == "yes"),
        (after.get(plan), {"yes": True, "no": False, "": None}[answers["makes_plan"]]),
    ):
        if found is not wanted:
            yield f"{found}, not {wanted}"
    if bool(answers["need_nature"]) != (NEED_NATURE_CODES in str(after)):
        yield "the nature of the need"
    for name in ("multi_actor", "dependants"):
        if answers[name] and str(CHOICES[name](answers[name]).label) not in document["lisatiedot"]:
            yield name
    for key, area in expected.areas.items():
        yield from _wrong_area(document, LifeArea(key), area)


def _wrong_area(document: dict[str, Any], key: LifeArea, area: ExpectedArea) -> Iterator[str]:
    """A talk that was had may speak for itself; any other state is said."""
    has_text = area.said or any(
        area.answers[name] for name in ("situation", "worker_view", "strengths")
    )
    if area.answers["state"] == LifeAreaEntry.State.GONE_THROUGH and has_text:
        return
    if key in HEADINGS:
        heading, place = HEADINGS[key]
        text = document[heading][place]
    else:
        text = document["lisatiedot"].partition(f"{key.label}: ")[2]
    if not text.startswith(standing_of(area)):
        yield f"{key}: {text[:60]!r}, not {standing_of(area)!r}"


def texts_without_their_lines(main: Node) -> Iterator[str]:
    """Texts of several lines that stand where a browser or the press would run them together."""
    for node in main.all():
        texts = [part.strip() for part in node.parts if isinstance(part, str) and "sana" in part]
        if "written" not in node.classes:
            yield from (f"lost lines in <{node.tag}>: {text!r}" for text in texts if "\n" in text)
