"""The factors over the occasions on paper, to be read together with the client."""

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from audit.vocabulary import Action
from caseload.documents.case_papers import CasePaper
from cases.models import Case
from desistance.matrix import columns_of, groups_of
from desistance.supports import supports_of


def factors_context(case: Case) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    columns = columns_of(case)
    return {
        "case": case,
        "client": case.client,
        "today": timezone.localdate(),
        "columns": columns,
        "groups": groups_of(columns, supports_of(case, columns)),
    }


def is_talked_of(case: Case) -> bool:
    """In remand nobody has been sentenced, and there is no paper of what supports desistance."""
    return not case.is_in_remand


FACTORS = CasePaper(
    for_press="caseload/factors_pdf.html",
    to_print="caseload/factors_print.html",
    word=pgettext_lazy("file name", "talks"),
    tab="desistance",
    print_page="caseload:factors_print",
    back="desistance:checklists",
    logged=Action.FACTORS_PRINTED,
    shown=factors_context,
    exists=is_talked_of,
)
