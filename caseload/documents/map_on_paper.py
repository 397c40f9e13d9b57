"""The map of the network on paper, before and after the gate, with its table."""

import datetime as dt

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import pgettext

from cases.letterhead import Letterhead, kept_letterhead
from cases.models import Case
from networks.map.map_states import map_context


def map_paper_context(case: Case, today: dt.date) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    head = Letterhead(kept_letterhead(case))
    return {"case": case, "head": head, "today": today, **map_context(case)}


def map_html(case: Case, today: dt.date, language: str) -> str:
    with translation.override(language):
        shown = map_paper_context(case, today) | {"language": language}
        return render_to_string("caseload/map_pdf.html", shown)


def map_file_name(case: Case, language: str) -> str:
    """A neutral word and the case's number."""
    with translation.override(language):
        word = pgettext("file name", "network")
    return f"{word}-{case.number}.pdf"
