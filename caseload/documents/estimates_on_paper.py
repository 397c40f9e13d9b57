"""The client's own estimates on paper: the lines, and the same as tables."""

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from assessments.estimate_lines import lines_of, sets_of
from audit.vocabulary import Action
from caseload.documents.case_papers import CasePaper
from cases.letterhead import Letterhead, kept_letterhead
from cases.models import Case


def estimates_context(case: Case) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    return {
        "case": case,
        "head": Letterhead(kept_letterhead(case)),
        "today": timezone.localdate(),
        "drawn": lines_of(sets_of(case)),
    }


ESTIMATES = CasePaper(
    for_press="caseload/estimates_pdf.html",
    to_print="caseload/estimates_print.html",
    word=pgettext_lazy("file name", "own-estimates"),
    tab="assessment",
    print_page="caseload:estimates_print",
    back="assessments:own_estimates",
    logged=Action.ESTIMATES_PRINTED,
    shown=estimates_context,
)
