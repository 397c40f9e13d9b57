"""The client plan on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from audit.vocabulary import Action
from caseload.documents.case_papers import CasePaper
from cases.custody import GateKind
from cases.letterhead import Letterhead, kept_letterhead
from cases.register import identity_code
from plans.contents import read_plan
from plans.models import Plan


@dataclass(frozen=True)
class GateWords:
    """What the client calls the gate: its day, and what lasts from it on and until it."""

    day: object
    since: object
    until: object


OF_RELEASE = GateWords(
    gettext_lazy("On the day of release"),
    gettext_lazy("from the release on"),
    gettext_lazy("until the release"),
)
OF_FREEDOM = GateWords(
    gettext_lazy("When the probationary freedom begins"),
    gettext_lazy("from the start of the probationary freedom on"),
    gettext_lazy("until the start of the probationary freedom"),
)


def plan_context(plan: Plan) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    # A draft has neither, nor has what the former version agreed while this one was started.
    kept = plan.imprint.get("letterhead")
    code = plan.identity_code if kept else plan.case.client.identity_code
    head = Letterhead(kept or kept_letterhead(plan.case))
    return {
        "plan": plan,
        "case": plan.case,
        "head": head,
        "gate": OF_FREEDOM if head.gate is GateKind.FREEDOM else OF_RELEASE,
        "identity_code": identity_code.in_full(code),
        "document": read_plan(plan),
        "kind": _("Client plan"),
        "draft_word": pgettext("on paper", "DRAFT") if plan.is_draft else "",
    }


PLAN = CasePaper(
    for_press="caseload/plan_pdf.html",
    to_print="caseload/plan_print.html",
    word=pgettext_lazy("file name", "plan"),
    tab="plans",
    print_page="caseload:plan_print",
    back="plans:plan_page",
    logged=Action.PLAN_PRINTED,
    shown=plan_context,
    record_model=Plan,
)
