"""The minutes of a network meeting on paper, for the client and those who came."""

from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from audit.vocabulary import Action
from caseload.documents.case_papers import CasePaper
from cases.letterhead import Letterhead, kept_letterhead
from networks.meetings.labels import labels_of
from networks.models import Minutes


def minutes_context(minutes: Minutes) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language.

    What became of a decision later is no part of it.
    """
    # A draft has none, nor have minutes approved before letterheads were kept with them.
    kept = minutes.imprint.get("letterhead")
    known_today = not minutes.is_draft and not kept
    people = _labels(minutes) if minutes.is_draft else minutes.imprint
    return {
        "minutes": minutes,
        "case": minutes.case,
        "head": Letterhead(kept or kept_letterhead(minutes.case)),
        "as_known_on": timezone.localdate() if known_today else None,
        "came": people["came"],
        "absent": people["absent"],
        "decisions": list(minutes.decisions.all()),
        "draft_word": pgettext("on paper", "DRAFT") if minutes.is_draft else "",
    }


def _labels(minutes: Minutes) -> dict[str, list[str]]:
    """Of a draft: with title, role and organisation, as approving keeps them."""
    rows = list(minutes.attendance.all())
    return {
        "came": labels_of(minutes.case, [row for row in rows if row.came]),
        "absent": labels_of(minutes.case, [row for row in rows if not row.came]),
    }


MINUTES = CasePaper(
    for_press="caseload/minutes_pdf.html",
    to_print="caseload/minutes_print.html",
    word=pgettext_lazy("file name", "minutes"),
    tab="network",
    print_page="caseload:minutes_print",
    back="networks:minutes_page",
    logged=Action.MINUTES_PRINTED,
    shown=minutes_context,
    record_model=Minutes,
)
