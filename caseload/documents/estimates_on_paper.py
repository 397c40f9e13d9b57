"""The client's own estimates on paper: the lines, and the same as tables."""

import datetime as dt

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import pgettext

from assessments.estimate_lines import lines_of, sets_of
from cases.letterhead import Letterhead, kept_letterhead
from cases.models import Case


def estimates_context(case: Case, today: dt.date) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    return {
        "case": case,
        "head": Letterhead(kept_letterhead(case)),
        "today": today,
        "drawn": lines_of(sets_of(case)),
    }


def estimates_html(case: Case, today: dt.date, language: str) -> str:
    with translation.override(language):
        shown = estimates_context(case, today) | {"language": language}
        return render_to_string("caseload/estimates_pdf.html", shown)


def estimates_file_name(case: Case, language: str) -> str:
    """A neutral word and the case's number."""
    with translation.override(language):
        word = pgettext("file name", "own-estimates")
    return f"{word}-{case.number}.pdf"
