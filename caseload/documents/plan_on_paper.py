"""The client plan on paper."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from caseload.documents.paper import to_pdf
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


def plan_pdf(plan: Plan, language: str) -> bytes:
    """The plan for the client to take home and for a network meeting."""
    return to_pdf(plan_html(plan, language))


def plan_html(plan: Plan, language: str) -> str:
    with translation.override(language):
        return render_to_string("caseload/plan_pdf.html", plan_context(plan, language))


def plan_context(plan: Plan, language: str) -> dict[str, object]:
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
        "language": language,
        "kind": _("Client plan"),
        "draft_word": pgettext("on paper", "DRAFT") if plan.is_draft else "",
    }


def file_name(plan: Plan, language: str) -> str:
    """The case's number only: a file's name shows neither person nor prison."""
    with translation.override(language):
        word = pgettext("file name", "plan")
    return f"{word}-{plan.case.number}.pdf"
