"""What goes to another county, on paper: as it was kept, with the identity code at its head.

What was kept stays in its language; the words around it are in that of the paper.
"""

from django.template.loader import render_to_string
from django.utils import translation

from cases.letterhead import Letterhead, kept_letterhead
from cases.models import CaseHandover
from cases.register import identity_code


def handover_html(handover: CaseHandover, language: str) -> str:
    with translation.override(language):
        return render_to_string("caseload/handover_pdf.html", paper_context(handover, language))


def paper_context(handover: CaseHandover, language: str) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    case = handover.case
    return {
        "handover": handover,
        "case": case,
        "head": Letterhead(kept_letterhead(case)),
        "identity_code": identity_code.in_full(case.client.identity_code),
        "language": language,
    }
