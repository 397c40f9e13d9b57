"""The client plan on paper."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caseload.documents.paper import to_pdf
from plans.contents import read_plan
from plans.models import Plan

LANGUAGES = ("fi", "sv")


def language_of(plan: Plan, wanted: str = "") -> str:
    """The language of the document: the wanted one, or the client's language of service."""
    return wanted if wanted in LANGUAGES else plan.case.client.service_language


def plan_pdf(plan: Plan, language: str) -> bytes:
    """The plan for the client to take home and for a network meeting."""
    return to_pdf(plan_html(plan, language))


def plan_html(plan: Plan, language: str) -> str:
    with translation.override(language):
        return render_to_string("caseload/plan_pdf.html", plan_context(plan, language))


def plan_context(plan: Plan, language: str) -> dict[str, object]:
    """What the document and the print view show; call it in the document's language."""
    return {
        "plan": plan,
        "case": plan.case,
        "client": plan.case.client,
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
