"""The factors over the occasions on paper, to be read together with the client."""

import datetime as dt

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import pgettext

from cases.models import Case
from desistance.matrix import columns_of, groups_of
from desistance.supports import supports_of


def factors_context(case: Case, today: dt.date) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    columns = columns_of(case)
    return {
        "case": case,
        "client": case.client,
        "today": today,
        "columns": columns,
        "groups": groups_of(columns, supports_of(case, columns)),
    }


def factors_html(case: Case, today: dt.date, language: str) -> str:
    with translation.override(language):
        shown = factors_context(case, today) | {"language": language}
        return render_to_string("caseload/factors_pdf.html", shown)


def factors_file_name(case: Case, language: str) -> str:
    """A neutral word and the case's number."""
    with translation.override(language):
        word = pgettext("file name", "talks")
    return f"{word}-{case.number}.pdf"
