"""The map of the network on paper, before and after the gate, with its table."""

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from audit.vocabulary import Action
from caseload.documents.case_papers import CasePaper
from cases.letterhead import Letterhead, kept_letterhead
from cases.models import Case
from networks.map.map_states import map_context


def map_paper_context(case: Case) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    head = Letterhead(kept_letterhead(case))
    return {"case": case, "head": head, "today": timezone.localdate(), **map_context(case)}


MAP = CasePaper(
    for_press="caseload/map_pdf.html",
    to_print="caseload/map_print.html",
    word=pgettext_lazy("file name", "network"),
    tab="network",
    print_page="caseload:map_print",
    back="networks:network_map",
    logged=Action.NETWORK_MAP_PRINTED,
    shown=map_paper_context,
)
