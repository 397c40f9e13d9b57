"""What is due in cases by their assessments, and by the limits of the Social Welfare Act."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.draft_parts import PARTICIPANTS, part_url, place_url
from assessments.models import Assessment, AssessmentParticipant, LifeArea, LifeAreaEntry
from assessments.readiness import missing_from
from assessments.vocabulary import YesNo
from cases.custody import Track
from cases.dues import by_the_gate, gate_of_targets, maker_for
from cases.models import Case, CaseMembership
from networks.models import NetworkWalkthrough
from referrals.models import Triage
from referrals.vocabulary import MadeBy
from timing.acts import Act
from timing.acts import register as register_acts
from timing.calendar import add_months
from timing.deriving import CASE, register
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind, Trigger

ASSESSMENT = {DueKind.ASSESSMENT}
BY_LAW = {DueKind.BEGINS_BY_LAW, DueKind.READY_BY_LAW}
LATER = {DueKind.LATER_AREAS}
ANSWERS = {DueKind.ASKED_ANSWER}
OFFICE = {DueKind.OFFICE_HOLDER}
ADULT_AT_MONTHS = 18 * 12


def of_assessment(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Started, gone on with and finalised; on a short stay only what was started."""
    keys = [case.pk for case in cases if case.is_open]
    drafts = {
        draft.case_id: draft
        for draft in Assessment.objects.drafts().filter(case__in=keys).prefetch_related("areas")
    }
    final = set(Assessment.objects.in_force().filter(case__in=keys).values_list("case", flat=True))
    walks = NetworkWalkthrough.objects.answering().filter(case__in=drafts).order_by()
    walked = set(walks.values_list("case", flat=True)) if drafts else set()
    for case in cases:
        draft = drafts.get(case.pk)
        if not case.is_open or draft is None and (case.pk in final or Track(case.track).is_short):
            continue
        if draft is None:
            act, detail, object_id = "start_assessment", "", 0
        else:
            act, detail = _what_is_missing(draft, walked=case.pk in walked)
            object_id = draft.pk
        yield maker_for(case, rules).make(
            DueKind.ASSESSMENT,
            act,
            counted_from=gate_of_targets(case),
            begun_on=case.opened_on,
            object_id=object_id,
            detail=detail,
            between=by_the_gate(case, rules),
        )


def _what_is_missing(draft: Assessment, *, walked: bool) -> tuple[str, str]:
    """What to do next in the draft, and the key of the place where."""
    missing = [each.key for each in missing_from(draft, walked=walked)]
    if "network" in missing:
        return "walk_network", ""
    if not missing:
        return "finalise_assessment", ""
    if missing[0] in LifeArea.values:
        return "ask_areas", missing[0]
    return "continue_assessment", missing[0]


def of_law(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """SHL 36 §: begun by the seventh working day, and a child's own ready in three months.

    Only for whom the triage found a ground of the section; for adults only from a contact
    of their own side, never from an authority's. For all others the law sets no day.
    """
    keys = [case.pk for case in cases if case.is_open]
    decided = Triage.objects.filter(case__in=keys, referral__isnull=False)
    triages = decided.select_related("referral", "case__client").order_by("-pk")
    first = {triage.case_id: triage for triage in triages if _trigger_of(triage)}
    if not first:
        return
    states: dict[int, set[str]] = {}
    for key, status in Assessment.objects.filter(case__in=first).values_list("case", "status"):
        states.setdefault(key, set()).add(status)
    for case in cases:
        triage = first.get(case.pk)
        if triage is None:
            continue
        make, arrived = maker_for(case, rules).make, _arrived(triage)
        trigger, done = _trigger_of(triage) or "", states.get(case.pk, set())
        if not done:
            yield make(
                DueKind.BEGINS_BY_LAW,
                "begin_by_law",
                counted_from=arrived,
                begun_on=arrived,
                trigger=trigger,
            )
        if trigger == Trigger.CHILD and Assessment.Status.FINAL not in done:
            yield make(
                DueKind.READY_BY_LAW,
                "ready_by_law",
                counted_from=arrived,
                begun_on=arrived,
                trigger=trigger,
            )


def _trigger_of(triage: Triage) -> Trigger | None:
    """Which ground of SHL 36 § gives the assessment a day, or None."""
    if triage.special_support_child and _is_child(triage):
        return Trigger.CHILD
    is_named = triage.over_75 or triage.highest_care_allowance or triage.disabled_person
    if is_named and MadeBy(triage.contact.made_by).starts_the_limit:
        return Trigger.OWN_SIDE
    return None


def _is_child(triage: Triage) -> bool:
    """Whether the matter is the child's own: a parent's case has no such limit."""
    born = triage.case.client.birth_date if triage.case else None
    return born is not None and add_months(born, ADULT_AT_MONTHS) > _arrived(triage)


def _arrived(triage: Triage) -> dt.date:
    sent_at = triage.contact.sent_at
    assert sent_at is not None  # the database holds it of what is decided on
    return timezone.localdate(sent_at)


def of_office(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """SHL 42 §: in special support the personal worker, or somebody else who works with
    the client, is a social worker in public office."""
    keys = [case.pk for case in cases if case.is_open]
    newest = Assessment.objects.newest_of(keys).values("pk")
    support = Assessment.objects.filter(pk__in=newest, special_support=YesNo.YES)
    wanted = set(support.order_by().values_list("case", flat=True))
    if not wanted:
        return
    offices = CaseMembership.objects.of_social_workers_in_office().filter(case__in=wanted)
    have = set(offices.values_list("case", flat=True))
    for case in cases:
        if case.pk in wanted - have:
            yield maker_for(case, rules).make(
                DueKind.OFFICE_HOLDER,
                "find_office_holder",
                counted_from=None,
                begun_on=case.opened_on,
                trigger=Trigger.SPECIAL_SUPPORT,
            )


def of_later(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Life areas that the newest assessment left for a day: the first day, until it is asked."""
    keys = [case.pk for case in cases if case.is_open]
    newest = Assessment.objects.newest_of(keys).values("pk")
    left = LifeAreaEntry.objects.filter(
        assessment__in=newest,
        state=LifeAreaEntry.State.LATER,
        not_relevant_because="",
        later_on__isnull=False,
    )
    found: Any = left.order_by("assessment", "later_on")
    first = {
        case_id: (key, on)
        for case_id, key, on in found.distinct("assessment").values_list(
            "assessment__case", "assessment", "later_on"
        )
    }
    for case in cases:
        if case.pk in first:
            key, on = first[case.pk]
            yield maker_for(case, rules).make(
                DueKind.LATER_AREAS,
                "ask_later_areas",
                counted_from=on,
                begun_on=on,
                object_id=key,
            )


def of_answers(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Somebody who was asked on a day and has not answered: the first of them, in a draft."""
    keys = [case.pk for case in cases if case.is_open]
    waiting = AssessmentParticipant.objects.waiting_in_drafts().filter(assessment__case__in=keys)
    found: Any = waiting.order_by("assessment", "asked_on")
    first = {
        case_id: (key, on)
        for case_id, key, on in found.distinct("assessment").values_list(
            "assessment__case", "assessment", "asked_on"
        )
    }
    for case in cases:
        if case.pk in first:
            key, on = first[case.pk]
            yield maker_for(case, rules).make(
                DueKind.ASKED_ANSWER,
                "ask_again",
                counted_from=on,
                begun_on=on,
                object_id=key,
            )


def _list(due: Due) -> str:
    return reverse("assessments:assessment_list", kwargs={"case_pk": due.case_id})


def _draft(due: Due) -> str:
    return reverse("assessments:assessment_map", kwargs={"assessment_pk": due.object_id})


def _unread(due: Due) -> Assessment:
    """For an address, which asks for the key alone."""
    return Assessment(pk=due.object_id)


def _place(due: Due) -> str:
    """Where in the draft the missing answer is given."""
    return place_url(_unread(due), due.detail)


ACTS = (
    Act(
        "start_assessment",
        title=_("Start the assessment"),
        why=_("The assessment of service needs begins without delay (SHL 36 §)."),
        button=_("Start the assessment"),
        where=_list,
        after=_("Then: go through the network and the life areas with the client."),
    ),
    Act(
        "walk_network",
        title=_("Go through the network with the client"),
        why=_("The assessment is not ready before the client has said whom they want along."),
        button=_("Open the network"),
        where=lambda due: reverse("networks:network", kwargs={"case_pk": due.case_id}),
        after=_("Then: continue the assessment."),
    ),
    Act(
        "ask_areas",
        title=_("Go through the life areas"),
        why=_("Some areas have not been asked about yet."),
        button=_("Continue the assessment"),
        where=_place,
        after=_("Then: finalise the assessment."),
    ),
    Act(
        "continue_assessment",
        title=_("Continue the assessment"),
        why=_("The life areas and the network have been gone through."),
        button=_("Continue the assessment"),
        where=_place,
        after=_("Then: finalise the assessment."),
    ),
    Act(
        "finalise_assessment",
        title=_("Finalise the assessment"),
        why=_("Nothing is missing from it."),
        button=_("Continue the assessment"),
        where=_draft,
        after=_("Then: make the plan together."),
    ),
    Act(
        "ask_later_areas",
        title=_("Ask about the life areas that were left for later"),
        why=_("When the assessment was made, this day was set for them."),
        button=_("Supplement the assessment"),
        where=lambda due: reverse(
            "assessments:assessment_supplement", kwargs={"assessment_pk": due.object_id}
        ),
        after=_("Then: write what the client said in the supplement, and finalise it."),
    ),
    Act(
        "ask_again",
        title=_("Ask again those who have not answered"),
        why=_("They were asked to take part in the assessment, and their answer is missing."),
        button=_("Record the answer"),
        where=lambda due: part_url(_unread(due), PARTICIPANTS),
        after=_("Then: write in the assessment who took part, or why they did not come."),
    ),
    Act(
        "begin_by_law",
        title=_("Start the assessment"),
        why=_("It begins at the latest on the seventh working day after the contact (SHL 36 §)."),
        button=_("Start the assessment"),
        where=_list,
        after=_("Then: go through the network and the life areas with the client."),
    ),
    Act(
        "ready_by_law",
        title=_("Finalise the child’s assessment"),
        why=_("It is ready within three months of the contact (SHL 36 §)."),
        button=_("Open the assessment"),
        where=_list,
        after=_("Then: make the plan together."),
    ),
    Act(
        "find_office_holder",
        title=_("Ask the supervisor for a social worker in public office"),
        why=_(
            "The client needs special support, so the personal worker, or somebody else in "
            "the team, is a social worker in public office (SHL 42 §)."
        ),
        button=_("Open the team"),
        where=lambda due: reverse("cases:team", kwargs={"case_pk": due.case_id}),
    ),
)

register(CASE, ASSESSMENT, of_assessment)
register(CASE, ANSWERS, of_answers)
register(CASE, LATER, of_later)
register(CASE, BY_LAW, of_law)
register(CASE, OFFICE, of_office)
register_acts(*ACTS)
