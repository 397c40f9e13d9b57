"""The one thing to do next in a case, from facts alone.

The rules stand in the order in which they are asked; the first that answers is shown.
Nothing here is stored, and nothing is done by itself.
"""

import datetime as dt
from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import LifeArea
from caseload.case_page import short_tracks, targets
from caseload.case_page.gathered_facts import CaseFacts
from caseload.case_page.next_action_shape import NextAction
from caseload.reminders.rules import REFERRAL_IS_ENOUGH
from cases.custody import CustodyKind, ReleaseCertainty
from cases.phases import Phase


def next_action(facts: CaseFacts, today: dt.date) -> NextAction:
    """What to do next in the case."""
    for rule in RULES:
        action = rule(facts, today)
        if action is not None:
            return action
    return _follow(facts, today)


def _page(name: str, facts: CaseFacts) -> str:
    return reverse(name, kwargs={"case_pk": facts.case.pk})


def _closed(facts: CaseFacts, today: dt.date) -> NextAction | None:
    if facts.case.is_open:
        return None
    closure = facts.closure
    if closure is None or closure.follow_up_on is None:
        return NextAction("closed", _("The case is closed"), waits=True)
    return NextAction(
        "follow_up",
        _("Make the follow-up contact"),
        why=_("It was agreed with the client when the case was closed."),
        due_kind="agreed",
        due_on=closure.follow_up_on,
        after=_("If the client needs several actors’ work again, open the case again."),
    )


def _name_worker(facts: CaseFacts, today: dt.date) -> NextAction | None:
    if facts.case.responsible_id is not None:
        return None
    return NextAction(
        "name_worker",
        _("Ask the supervisor to appoint a personal worker"),
        why=_("Nobody carries the case, and the client has nobody to turn to (SHL 42 §)."),
        url=_page("cases:team", facts),
        button=_("Open the team"),
        after=_("Then: the worker arranges the first meeting."),
        due_kind="target",
        due_on=targets.first_meeting(facts.case),
    )


def _confirm_report(facts: CaseFacts, today: dt.date) -> NextAction | None:
    """First of all: a report that waits may change every date that the rest goes by."""
    if not facts.report_waits:
        return None
    return NextAction(
        "confirm_report",
        _("Confirm what the sender tells"),
        why=_("The sender tells of a change, and the case’s facts do not have it yet."),
        url=_page("referrals:custody_reports", facts),
        button=_("Compare and confirm"),
        after=_("Then: what hangs on the release moves with it."),
    )


def _review_due(facts: CaseFacts, today: dt.date) -> NextAction | None:
    day = facts.plan.next_review_on if facts.plan else None
    if facts.plan is None or day is None or day > today or facts.plan_draft:
        return None
    return NextAction(
        "review_plan",
        _("Review the plan"),
        why=_("The review was agreed with the client for this day."),
        url=reverse("plans:plan_review", kwargs={"plan_pk": facts.plan.pk}),
        button=_("Review the plan"),
        after=_("Then: agree the next review, or make a new version of the plan."),
        due_kind="agreed",
        due_on=day,
    )


def _first_meeting(facts: CaseFacts, today: dt.date) -> NextAction | None:
    if facts.case.phase != Phase.CONTACT or facts.last_note_on is not None:
        return None
    if facts.case.track in REFERRAL_IS_ENOUGH:
        return short_tracks.first_contact(facts, today)
    return NextAction(
        "first_meeting",
        _("Arrange the first meeting"),
        why=_("No meeting or contact has been recorded. Trust takes time: begin early."),
        url=_page("cases:notes", facts),
        button=_("Record the meeting"),
        after=_("Then: start the assessment together."),
        due_kind="target",
        due_on=targets.first_meeting(facts.case),
    )


def _short_track(facts: CaseFacts, today: dt.date) -> NextAction | None:
    """On a short stay the first days come first; after them nothing more is asked for."""
    is_short = facts.case.track in REFERRAL_IS_ENOUGH
    if not is_short or facts.assessment or facts.assessment_draft:
        return None
    if not facts.first_days_gone_through:
        return short_tracks.first_days(facts, today)
    return _confirm_release(facts, today) or short_tracks.afterwards(facts, today)


def _start_assessment(facts: CaseFacts, today: dt.date) -> NextAction | None:
    if facts.assessment or facts.assessment_draft:
        return None
    return NextAction(
        "start_assessment",
        _("Start the assessment"),
        why=_("The assessment of service needs begins without delay (SHL 36 §)."),
        url=_page("assessments:assessment_list", facts),
        button=_("Start the assessment"),
        after=_("Then: go through the network and the life areas with the client."),
        due_kind="target",
        due_on=targets.assessment_ready(facts.case),
    )


def _continue_assessment(facts: CaseFacts, today: dt.date) -> NextAction | None:
    draft = facts.assessment_draft
    if draft is None:
        return None
    keys = [each.key for each in facts.missing]
    button, after = _("Continue the assessment"), _("Then: finalise the assessment.")
    if "network" in keys:
        title = _("Go through the network with the client")
        why = _("The assessment is not ready before the client has said whom they want along.")
        url, button = _page("networks:network", facts), _("Open the network")
        after = _("Then: continue the assessment.")
    elif keys and keys[0] in LifeArea.values:
        title = _("Go through the life areas")
        areas = sum(key in LifeArea.values for key in keys)
        why = _some_not_asked(areas)
        url = facts.missing[0].url
    elif keys:
        title, url = facts.missing[0].text, facts.missing[0].url
        why = _("The life areas and the network have been gone through.")
    else:
        title, why = _("Finalise the assessment"), _("Nothing is missing from it.")
        url = reverse("assessments:assessment_edit", kwargs={"assessment_pk": draft.pk})
        after = _("Then: make the plan together.")
    return NextAction(
        "continue_assessment",
        title,
        why=why,
        url=url,
        button=button,
        after=after,
        due_kind="target",
        due_on=targets.assessment_ready(facts.case),
    )


def _some_not_asked(count: int) -> str:
    words = ngettext(
        "%(count)s area has not been asked about yet.",
        "%(count)s areas have not been asked about yet.",
        count,
    )
    return words % {"count": count}


def _agree_plan(facts: CaseFacts, today: dt.date) -> NextAction | None:
    draft = facts.plan_draft
    if draft is None:
        return None
    edit = reverse("plans:plan_edit", kwargs={"plan_pk": draft.pk})
    if facts.plan_draft_lacks:
        title, why = str(facts.plan_draft_lacks.next_action), str(facts.plan_draft_lacks.missing)
        url, button = edit, _("Continue the plan")
    else:
        title = _("Agree the plan with the client")
        why = _("The draft has goals, steps and a review date.")
        url = reverse("plans:plan_agree", kwargs={"plan_pk": draft.pk})
        button = _("Agree the plan")
    return NextAction(
        "agree_plan",
        title,
        why=why,
        url=url,
        button=button,
        after=_("Then: give the plan to the client and carry it out."),
        due_kind="target",
        due_on=targets.plan_agreed(facts.case),
    )


def _make_plan(facts: CaseFacts, today: dt.date) -> NextAction | None:
    if facts.plan is not None or facts.assessment is None:
        return None
    return NextAction(
        "make_plan",
        _("Make the plan with the client"),
        why=_("The assessment is ready, and no plan is in force."),
        url=_page("plans:plan_new", facts),
        button=_("Make a plan"),
        after=_("Then: agree it with the client and the network."),
        due_kind="target",
        due_on=targets.plan_agreed(facts.case),
    )


def _confirm_release(facts: CaseFacts, today: dt.date) -> NextAction | None:
    case, fact = facts.case, facts.custody
    in_prison = fact is None or not fact.custody_kind or CustodyKind(fact.custody_kind).is_in_prison
    if not in_prison or case.release_certainty == ReleaseCertainty.OFFICIAL:
        return None
    due = targets.release_asked(case, fact, today)
    if due is None or due > today + targets.ASKED_AHEAD:
        return None
    why = _("The day is not known. Ask how the matter stands.")
    if case.release_on:
        why = _("The day is near, and its certainty is: %(certainty)s.") % {
            "certainty": ReleaseCertainty(case.release_certainty).short_label
        }
    return NextAction(
        "confirm_release",
        _("Confirm the release date"),
        why=why,
        url=_page("cases:custody", facts),
        button=_("Record the release date"),
        after=_("Then: the days that hang on the release move with it."),
        due_kind="target",
        due_on=due,
    )


def _follow(facts: CaseFacts, today: dt.date) -> NextAction:
    """Nothing is due: the plan runs until its review."""
    day = facts.plan.next_review_on if facts.plan else None
    return NextAction(
        "follow_plan",
        _("Follow the plan until its review"),
        why=_("Nothing else is due. Record what is done as it is done."),
        url=facts.plan.get_absolute_url() if facts.plan else "",
        button=_("Open the plan"),
        after=_("Then: review the plan with the client."),
        due_kind="agreed" if day else "",
        due_on=day,
        waits=True,
    )


Rule = Callable[[CaseFacts, dt.date], NextAction | None]
RULES: tuple[Rule, ...] = (
    _closed,
    _name_worker,
    _confirm_report,
    _review_due,
    _first_meeting,
    _short_track,
    _start_assessment,
    _continue_assessment,
    _agree_plan,
    _make_plan,
    _confirm_release,
)
