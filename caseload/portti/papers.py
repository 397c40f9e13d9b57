"""Portti and the client's copy as documents: HTML for the press, and the page to print."""

import datetime as dt
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import pgettext

from caseload.portti.calls import people_to_call
from caseload.portti.client_copy import client_copy
from caseload.portti.day import shown_gates
from caseload.portti.known import Known, known_of
from caseload.portti.release_list import not_asked, release_list
from caseload.portti.two_weeks import two_weeks
from cases.models import Case

# What ?koko= says for letters that are larger.
LARGE = "suuri"


def portti_context(known: Known) -> dict[str, Any]:
    """What the page and the paper show; call it in their language."""
    groups = release_list(known)
    return {
        "case": known.case,
        "client": known.case.client,
        "facts": known.facts,
        "today": known.today,
        "gates": shown_gates(known),
        "of_the_day": groups[0] if groups else None,
        "domains": groups[1:],
        "not_asked": not_asked(groups),
        "days": two_weeks(known),
        "people": people_to_call(known),
    }


def first_weeks_context(known: Known) -> dict[str, Any]:
    """Likewise for the client's copy."""
    copy = client_copy(known)
    return {
        "case": known.case,
        "client": known.case.client,
        "today": known.today,
        "sheet": copy.sheet,
        "health": copy.health,
    }


def portti_html(case: Case, today: dt.date, language: str, *, large: bool = False) -> str:
    with translation.override(language):
        shown = portti_context(known_of(case, today))
        paper = {"language": language, "large": large}
        return render_to_string("caseload/portti_pdf.html", shown | paper)


def first_weeks_html(case: Case, today: dt.date, language: str, *, large: bool = False) -> str:
    with translation.override(language):
        shown = first_weeks_context(known_of(case, today))
        paper = {"language": language, "large": large}
        return render_to_string("caseload/first_weeks_pdf.html", shown | paper)


def file_name(case: Case, language: str) -> str:
    """A neutral word and the case's number: a file's name shows neither person nor gate."""
    with translation.override(language):
        word = pgettext("file name", "summary")
    return f"{word}-{case.number}.pdf"


def copy_file_name(case: Case, language: str) -> str:
    """Likewise: the client's file may be seen by anybody."""
    with translation.override(language):
        word = pgettext("file name", "two-weeks")
    return f"{word}-{case.number}.pdf"
