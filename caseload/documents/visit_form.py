"""The assessment as an empty form, for a visit where there is no network.

It has the parts and the questions of the assessment, and bears the case's number but nobody's
name: whoever finds a lost page learns nothing of whom it is about.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from assessments.models import Assessment, AssessmentParticipant, LifeArea, LifeAreaEntry
from cases.models import Case
from networks.models import ExpertOffer, NetworkWalkthrough

# The parts of the assessment in their order, without the life areas, which stand after the first.
BEFORE_AREAS = (
    (gettext_lazy("How it was made"), ("how_carried_out",)),
    (gettext_lazy("Background"), ("experiences", "own_actions", "services_so_far")),
)
AFTER_AREAS = (
    (gettext_lazy("Children and others in care"), ("dependants",)),
    (gettext_lazy("The client’s opinion"), ("client_opinion", "no_opinion_because")),
    (
        gettext_lazy("Conclusions"),
        (
            "conclusions",
            "special_support",
            "special_support_grounds",
            "multi_actor",
            "multi_actor_reason",
            "need_nature",
            "needs_personal_worker",
            "makes_plan",
            "client_differs",
            "worker_differs",
            "next_steps",
        ),
    ),
)
# Known before the visit, or thought about only when all is typed in.
NOT_ON_PAPER = frozenset(
    {
        "initiated_on",
        "initiation_manner",
        "initiation_reason",
        "started_on",
        "unlike_advice_because",
    }
)
# After the client's own words.
OF_AREA = ("situation", "worker_view", "strengths", "need", "state")
# How the last of them is answered, where it is to be asked later or found to be of no matter.
OF_LATER = ("later_because", "later_on", "not_relevant_because")
OF_PARTICIPANT = ("who", "client_says", "asked_on", "part", "contribution")
ROWS_OF_PARTICIPANTS = 5
# Lines to write on for a story; fewer for the shorter ones.
LINES, SHORT_LINES, LINE = 4, 2, 1
SHORT = frozenset(
    {"situation", "worker_view", "strengths", "client_differs", "worker_differs", "next_steps"}
)


@dataclass(frozen=True)
class Question:
    """Words, and what to answer on: boxes to tick, or lines to write on."""

    label: str
    boxes: list[str]
    lines: range
    hint: str = ""


@dataclass(frozen=True)
class PaperPart:
    title: str
    questions: list[Question]


def visit_form_html(case: Case, language: str) -> str:
    with translation.override(language):
        return render_to_string("caseload/visit_form_pdf.html", visit_form_context(case, language))


def visit_form_context(case: Case, language: str) -> dict[str, object]:
    """What the form and the print view show; call it in the language of the form."""
    return {
        "case": case,
        "language": language,
        "title": _("Assessment at a visit"),
        "before": [_part(title, names) for title, names in BEFORE_AREAS],
        "participants": [_label(AssessmentParticipant, name) for name in OF_PARTICIPANT],
        "rows": range(ROWS_OF_PARTICIPANTS),
        "areas": [
            PaperPart(
                str(area.label),
                [
                    Question(_("In the client’s own words"), [], range(LINES)),
                    *(_question(LifeAreaEntry, name) for name in (*OF_AREA, *OF_LATER)),
                ],
            )
            for area in LifeArea
        ],
        "after": [
            *(_part(title, names) for title, names in AFTER_AREAS[:1]),
            PaperPart(_("Network"), [_question(NetworkWalkthrough, "outcome")]),
            PaperPart(_("Expert by experience"), [_question(ExpertOffer, "answer")]),
            *(_part(title, names) for title, names in AFTER_AREAS[1:]),
        ],
    }


def visit_form_file_name(case: Case, language: str) -> str:
    with translation.override(language):
        word = pgettext("file name", "form-of-a-visit")
    return f"{word}-{case.number}.pdf"


def _part(title: Any, names: tuple[str, ...]) -> PaperPart:
    return PaperPart(str(title), [_question(Assessment, name) for name in names])


def _question(model: type[models.Model], name: str) -> Question:
    field: Any = model._meta.get_field(name)
    boxes = [str(label) for code, label in field.choices or () if code]
    return Question(_label(model, name), boxes, range(0 if boxes else _lines(field)))


def _lines(field: Any) -> int:
    if not isinstance(field, models.TextField):
        return LINE
    return SHORT_LINES if field.name in SHORT else LINES


def _label(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(capfirst(field.verbose_name))
