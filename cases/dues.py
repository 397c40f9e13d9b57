"""What is due in cases by their own records: team, contact with the client, release.

Registered when the app loads; each answer takes any number of cases in a fixed number of
queries and never asks what day it is.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.custody import ReleaseCertainty, Track
from cases.gates import gate_ahead_of, gates_of
from cases.models import Case, CaseClosure, CustodyFact, Note
from cases.phases import Phase
from listings.values import address
from timing.acts import Act
from timing.acts import register as register_acts
from timing.calendar import DAY
from timing.deriving import CASE, register, register_records
from timing.making import Between, Maker
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import TRACKS, DueKind

TEAM = {DueKind.PERSONAL_WORKER}
CONTACT = {
    DueKind.FIRST_MEETING,
    DueKind.SILENCE,
    DueKind.FIRST_WEEKS,
    DueKind.AFTER_SHORT_STAY,
}
RELEASE = {
    DueKind.RELEASE,
    DueKind.RELEASE_PASSED,
    DueKind.RELEASE_UNKNOWN,
    DueKind.RELEASE_UNSURE,
}
CLOSING = {DueKind.FOLLOW_UP}
# The last contacts by the records of the apps above, which add their own when they are loaded.
CONTACTS: list[Callable[[Sequence[Case]], dict[int, dt.date]]] = []


def maker_for(case: Case, rules: Rules) -> Maker:
    """Makes the dues of one case."""
    return Maker(rules, case.county_id, {"case_id": case.pk}, case.track)


def earliest_target(case: Case, rules: Rules) -> dt.date | None:
    """The first day that a target may have: nobody is late on the day of opening."""
    rule = rules.find(DueKind.FIRST_MEETING, case.county_id, case.opened_on, track=case.track)
    return rules.day(rule, case.opened_on, case.county_id) if rule else case.opened_on


def gate_ahead(case: Case) -> dt.date | None:
    """The day of a gate that nobody has told to be behind the client."""
    return case.release_on if case.released_on is None else None


def gate_of_targets(case: Case) -> dt.date | None:
    """The gate that targets count from, also when it is behind: what is late stays late.

    None where the client was out before the case was opened.
    """
    gate = case.gate_on
    return gate if gate is None or gate >= case.opened_on else None


def by_the_gate(case: Case, rules: Rules) -> Between:
    """Between which days a target lies that counts from the gate."""
    gate, earliest = gate_of_targets(case), earliest_target(case, rules)
    if gate and earliest and gate < earliest:
        earliest = gate
    return Between(earliest, gate)


def of_team(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """A case that nobody active carries."""
    gone = Case.objects.carried_by_nobody().filter(pk__in=[case.pk for case in cases])
    nobody = set(gone.values_list("pk", flat=True))
    for case in cases:
        if case.is_open and case.pk in nobody:
            act = "gone_worker" if case.responsible_id else "name_worker"
            yield maker_for(case, rules).make(
                DueKind.PERSONAL_WORKER, act, counted_from=None, begun_on=case.opened_on
            )


def of_contact(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """First meeting, the first weeks outside, and silence: contacts that reach the client."""
    reached = last_contacts(cases)
    for case in cases:
        if not case.is_open:
            continue
        make, last = maker_for(case, rules).make, reached.get(case.pk)
        out = case.released_on
        if last is None and case.phase == Phase.CONTACT:
            act = "first_contact" if Track(case.track).is_short else "first_meeting"
            yield make(
                DueKind.FIRST_MEETING,
                act,
                counted_from=case.opened_on,
                begun_on=case.opened_on,
                between=Between(latest=_not_before(gate_ahead(case), case.opened_on)),
            )
        elif last is not None:
            yield make(DueKind.SILENCE, "be_in_touch", counted_from=last, begun_on=last)
        # A contact on the day itself may have been before the gate.
        if out and (last is None or last <= out):
            yield make(
                DueKind.FIRST_WEEKS,
                "ask_first_days",
                counted_from=out,
                begun_on=out,
                shown_from=out,
            )
        elif out and Track(case.track).is_short and case.phase == Phase.CONTACT:
            yield make(DueKind.AFTER_SHORT_STAY, "decide_next", counted_from=None, begun_on=out)


def of_release(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """The gates ahead: their days, whether they are sure, and that they were passed is told.

    The second gate of a case has the object 1.
    """
    still_open = [case for case in cases if case.is_open]
    facts = CustodyFact.objects.filter(case__in=[case.pk for case in still_open])
    newest = dict(facts.order_by().values_list("case").annotate(Max("recorded_at")))
    for case in still_open:
        for place, gate in enumerate(gates_of(case)):
            if gate.is_ahead and gate.on is not None:
                yield from _of_gate(case, gate.on, gate.certainty, place, rules)
            elif gate == gate_ahead_of(case):
                told = newest.get(case.pk)
                asked = timezone.localdate(told) if told else case.opened_on
                yield maker_for(case, rules).make(
                    DueKind.RELEASE_UNKNOWN, "ask_release", counted_from=asked, begun_on=asked
                )


def _of_gate(
    case: Case, gate: dt.date, certainty: str, place: int, rules: Rules
) -> Iterator[Due | None]:
    make = maker_for(case, rules).make
    if certainty != ReleaseCertainty.OFFICIAL:
        yield make(
            DueKind.RELEASE_UNSURE,
            "confirm_release",
            counted_from=gate,
            begun_on=gate,
            shown_to=gate,
            between=Between(min(case.opened_on, gate), gate),
            object_id=place,
        )
    # Not a task: told of, and drawn ahead of the worker.
    yield make(
        DueKind.RELEASE,
        "prepare",
        counted_from=gate,
        begun_on=gate,
        shown_to=gate,
        object_id=place,
    )
    yield make(
        DueKind.RELEASE_PASSED,
        "tell_release",
        counted_from=gate,
        begun_on=gate,
        shown_from=gate + DAY,
        object_id=place,
    )


def of_closing(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """What was agreed with the client for after the closing."""
    closed = [case for case in cases if not case.is_open]
    if not closed:
        return
    closures = {
        closure.case_id: closure
        for closure in CaseClosure.objects.filter(case__in=[case.pk for case in closed]).order_by(
            "pk"
        )
    }
    for case in closed:
        closure = closures.get(case.pk)
        if closure and closure.follow_up_on:
            yield maker_for(case, rules).make(
                DueKind.FOLLOW_UP,
                "follow_up",
                counted_from=closure.follow_up_on,
                begun_on=closure.closed_on,
                object_id=closure.pk,
            )


def last_contacts(cases: Sequence[Case]) -> dict[int, dt.date]:
    """The last day on which a contact reached the client, by the case's key."""
    notes = Note.objects.with_client().filter(case__in=[case.pk for case in cases])
    last = dict(notes.order_by().values_list("case").annotate(Max("occurred_on")))
    for source in CONTACTS:
        for key, day in source(cases).items():
            last[key] = max(day, last.get(key, day))
    return last


def _not_before(gate: dt.date | None, opened_on: dt.date) -> dt.date | None:
    return max(gate, opened_on) if gate else None


def _page(name: str, anchor: str = "") -> Any:
    return lambda due: address(name, due.case_id) + anchor


ACTS = (
    Act(
        "name_worker",
        title=_("Ask the supervisor to appoint a personal worker"),
        why=_("Nobody carries the case, and the client has nobody to turn to (SHL 42 §)."),
        button=_("Open the team"),
        where=_page("cases:team"),
        after=_("Then: the worker arranges the first meeting."),
    ),
    Act(
        "gone_worker",
        title=_("Ask the supervisor for a new personal worker"),
        why=_("The personal worker’s account is closed, and nobody carries the case."),
        button=_("Open the team"),
        where=_page("cases:team"),
        after=_("Then: the new worker tells the client who they are."),
    ),
    Act(
        "first_meeting",
        title=_("Arrange the first meeting"),
        why=_("No meeting or contact has been recorded. Trust takes time: begin early."),
        button=_("Record the meeting"),
        where=_page("cases:notes"),
        after=_("Then: start the assessment together."),
    ),
    Act(
        "first_contact",
        title=_("Make the first contact"),
        why=_("The stay is short. A call or a visit is enough to begin with."),
        button=_("Record the contact"),
        where=_page("cases:notes"),
        after=_("Then: agree the first days after the release."),
    ),
    Act(
        "be_in_touch",
        title=_("Be in touch with the client"),
        why=_("No contact that reached the client has been recorded for a while."),
        button=_("Record the contact"),
        where=_page("cases:notes"),
        after=_("An attempt is worth recording, too: it shows that somebody tried."),
    ),
    Act(
        "ask_first_days",
        title=_("Ask how the first days went"),
        why=_("The client has been released, and no contact is recorded since."),
        button=_("Record the contact"),
        where=_page("cases:notes"),
        after=_("Then: look together at what was agreed for the first weeks."),
    ),
    Act(
        "decide_next",
        title=_("Decide with the client: the assessment, or closing the case"),
        why=_("The first days are over."),
        button=_("Open the assessment"),
        where=_page("assessments:assessment_list"),
        after=_("If nothing more is needed, close the case."),
    ),
    Act(
        "ask_release",
        title=_("Ask for the release date"),
        why=_("The day is not known. Ask how the matter stands."),
        button=_("Record the release date"),
        where=_page("cases:custody"),
        after=_("Then: the days that hang on the release move with it."),
    ),
    Act(
        "confirm_release",
        title=_("Confirm the release date"),
        why=_("The day is near, and it is not confirmed."),
        button=_("Record the release date"),
        where=_page("cases:custody"),
        after=_("Then: the days that hang on the release move with it."),
    ),
    Act(
        "prepare",
        title=_("Check what is ready for the release"),
        why=_("The release is near."),
        button=_("Open the case"),
        where=_page("caseload:case_page"),
    ),
    Act(
        "tell_release",
        title=_("Find out whether the client has been released"),
        why=_("The day has passed, and nobody has told that the client is out."),
        button=_("Record the release"),
        where=_page("cases:custody"),
        after=_("Then: ask how the first days went."),
    ),
    Act(
        "follow_up",
        title=_("Make the follow-up contact"),
        why=_("It was agreed with the client when the case was closed."),
        button="",
        where=_page("caseload:case_page"),
        after=_("If the client needs several actors’ work again, open the case again."),
    ),
)

TRACKS.update({track.value: track.label for track in Track})
register_records(CASE, Case.objects.all)
register(CASE, TEAM, of_team)
register(CASE, CONTACT, of_contact)
register(CASE, RELEASE, of_release)
register(CASE, CLOSING, of_closing)
register_acts(*ACTS)
