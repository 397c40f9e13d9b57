"""The phase path of a case, with the gate where release falls, and what shuts the next phase."""

import datetime as dt
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import LifeArea
from assessments.vocabulary import YesNo
from caseload.case_page.gathered_facts import CaseFacts
from cases.custody import GateKind
from cases.dues import last_contacts
from cases.permissions import CasePermission
from cases.phases import Phase

# Parts of an assessment that have a condition of their own.
NAMED = ("network", "dependants", "client_opinion", "conclusions")


class Step(NamedTuple):
    """One phase of the path: `state` is done, now or shut."""

    name: str
    state: str
    note: str
    gate: str = ""


class Condition(NamedTuple):
    """What the next phase waits for; one that is not met leads to where it is met."""

    text: str
    done: bool
    url: str = ""


class Opens(NamedTuple):
    """Why the next phase is not open yet."""

    title: str
    conditions: list[Condition]


def path_of(facts: CaseFacts) -> list[Step]:
    """The four phases. The gate stands in the phase in which the release falls."""
    case = facts.case
    present = Phase(case.phase)
    gate_at = _gate_at(facts)
    return [
        Step(
            name=str(phase.short_label),
            state=_state(facts, phase, present),
            note=_note(facts, phase, present),
            gate=_gate_words(facts) if phase is gate_at else "",
        )
        for phase in Phase
    ]


def _state(facts: CaseFacts, phase: Phase, present: Phase) -> str:
    if not facts.case.is_open:
        return "done" if _was_done(facts, phase) else "shut"
    if phase.number < present.number:
        return "done"
    return "now" if phase is present else "shut"


def _was_done(facts: CaseFacts, phase: Phase) -> bool:
    """Whether a phase behind was gone through: a case may be closed with phases left out."""
    if phase is Phase.ASSESSMENT:
        return facts.assessment is not None
    if phase is Phase.PLAN:
        return any(plan.agreed_on for plan in facts.plans)
    return True


def _note(facts: CaseFacts, phase: Phase, present: Phase) -> str:
    case = facts.case
    began = {
        Phase.CONTACT: case.opened_on,
        Phase.ASSESSMENT: (facts.assessment or facts.assessment_draft or _Never).started_on,
        Phase.PLAN: facts.plan.agreed_on if facts.plan else None,
    }.get(phase)
    if not case.is_open and phase is Phase.CLOSURE and case.closed_on:
        return _("closed %(day)s") % {"day": day_of(case.closed_on)}
    if not case.is_open and not _was_done(facts, phase):
        return _("left undone")
    if phase is present and case.is_open:
        if began is None:
            return _("under way")
        return _("under way since %(day)s") % {"day": day_of(began)}
    if phase.number < present.number:
        return _ready(facts, phase)
    if phase is Phase.CLOSURE:
        return _("when multi-actor work is no longer needed")
    return _("not open yet")


class _Never:
    """Stands for an assessment that does not exist."""

    started_on = None


def _ready(facts: CaseFacts, phase: Phase) -> str:
    """When a phase behind was ready."""
    assessment = facts.assessment or facts.assessment_draft
    if phase is Phase.CONTACT and assessment:
        return _("ready %(day)s") % {"day": day_of(assessment.started_on)}
    if phase is Phase.ASSESSMENT and facts.assessment and facts.assessment.finalised_at:
        ready_on = timezone.localdate(facts.assessment.finalised_at)
        return _("ready %(day)s") % {"day": day_of(ready_on)}
    return _("ready")


def _gate_at(facts: CaseFacts) -> Phase | None:
    """The phase that runs on the day of release, as far as it is known."""
    case = facts.case
    if case.gate_on is None:
        return None
    if case.released_on is None:
        # Ahead: the plan is meant to be in force at the gate.
        return Phase.PLAN
    assessment = facts.assessment or facts.assessment_draft
    assessed_on = facts.assessment.finalised_on if facts.assessment else None
    if assessment is None or case.released_on < assessment.started_on:
        return Phase.CONTACT
    if assessed_on is None or case.released_on < assessed_on:
        return Phase.ASSESSMENT
    return Phase.PLAN


def _gate_words(facts: CaseFacts) -> str:
    case = facts.case
    if case.gate_on is None:
        return ""
    words = _("Release %(day)s") if case.released_on is None else _("Released %(day)s")
    if case.gate_kind == GateKind.FREEDOM:
        words = _("Probationary freedom %(day)s")
    return words % {"day": date_format(case.gate_on, "MONTH_DAY_FORMAT")}


def opens_of(facts: CaseFacts) -> Opens | None:
    """The conditions of the next phase; nothing for a closed case."""
    if not facts.case.is_open:
        return None
    match Phase(facts.case.phase):
        case Phase.CONTACT:
            return Opens(_("The assessment opens when"), _before_assessment(facts))
        case Phase.ASSESSMENT:
            return Opens(_("The plan opens when"), _before_plan(facts))
        case _:
            return Opens(_("The case can be closed when"), _before_closure(facts))


def _page(name: str, facts: CaseFacts) -> str:
    return reverse(name, kwargs={"case_pk": facts.case.pk})


def _worker(facts: CaseFacts) -> Condition:
    named = facts.case.has_worker
    return Condition(_("a personal worker is appointed"), named, _page("cases:team", facts))


def _before_assessment(facts: CaseFacts) -> list[Condition]:
    met = bool(last_contacts([facts.case]))
    return [
        _worker(facts),
        Condition(_("the first contact is recorded"), met, _page("cases:notes", facts)),
        Condition(
            _("the assessment is started"), False, _page("assessments:assessment_list", facts)
        ),
    ]


def _before_plan(facts: CaseFacts) -> list[Condition]:
    """What the draft still lacks, in a few groups."""
    first = {each.key: each.url for each in reversed(facts.missing)}
    lacking = set(first)
    areas = [key for key in first if key in LifeArea.values]
    parts = [
        (_("the network has been gone through with the client"), ["network"]),
        (_("the life areas have been gone through"), areas),
        (_("children and others in care have been asked about (SHL 44 §)"), ["dependants"]),
        (_("the client’s opinion is recorded"), ["client_opinion"]),
        (_("the conclusions are recorded"), ["conclusions"]),
        (_("the needs are decided on"), sorted(lacking - {*areas, *NAMED})),
    ]
    return [
        _worker(facts),
        *(
            Condition(text, not lacking.intersection(keys), _first(first, keys))
            for text, keys in parts
        ),
    ]


def _first(urls: dict[str, str], keys: list[str]) -> str:
    return next((urls[key] for key in keys if key in urls), "")


def _before_closure(facts: CaseFacts) -> list[Condition]:
    plans = _page("plans:plan_list", facts)
    if _no_plan_is_made(facts):
        no_plan = Condition(_("the assessment says that no client plan is made"), True)
        return [no_plan, _services_ending(facts)]
    return [
        Condition(_("a plan is agreed"), facts.plan is not None, plans),
        Condition(_("the plan has been reviewed"), bool(facts.reviews), plans),
        _services_ending(facts),
    ]


def _no_plan_is_made(facts: CaseFacts) -> bool:
    """By the assessment in force, and nobody has made one all the same."""
    assessment = facts.assessment
    none = facts.plan is None and facts.plan_draft is None
    return none and assessment is not None and assessment.makes_plan == YesNo.NO


def _services_ending(facts: CaseFacts) -> Condition:
    """Answered on the closing page, which only those with the right to close may open."""
    is_planned = facts.plan is not None or _no_plan_is_made(facts)
    if is_planned and not facts.needs.going_on():
        return Condition(_("no service goes on"), True)
    may_close = CasePermission.CLOSE.codename in getattr(facts.case, "rights", ())
    return Condition(
        _("each service’s ending is assessed with the client; this is answered when closing"),
        False,
        _page("caseload:case_close", facts) if may_close else "",
    )


def day_of(day: dt.date) -> str:
    return date_format(day)
