"""What is due by the client's network: contact persons, who follows, and agreed meetings."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.dues import CONTACTS, maker_for
from cases.models import Case
from listings.values import address
from networks.models import Meeting, MeetingDecision, Minutes, MinutesAttendance, NetworkMember
from timing.acts import Act
from timing.acts import register as register_acts
from timing.calendar import DAY
from timing.deriving import CASE, register
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind

NETWORK = {DueKind.CONTACT_PERSON}
MEETINGS = {DueKind.MEETING}
DECISIONS = {DueKind.MEETING_DECISION}


def of_network(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Services that nobody answers for by name, until the last day of those that leave."""
    present = {case.pk: case for case in cases if case.is_open}
    members = NetworkMember.objects.filter(case__in=list(present), name="")
    for member in members.order_by("pk"):
        case = present[member.case_id]
        last = member.ended_on - DAY if member.ended_on else None
        # Whoever had left when it was told is not asked about.
        if last is not None and last < timezone.localdate(member.saved_at):
            continue
        yield maker_for(case, rules).make(
            DueKind.CONTACT_PERSON,
            "ask_contact_person",
            counted_from=None,
            begun_on=case.opened_on,
            object_id=member.pk,
            shown_to=last,
        )


def of_meetings(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """Agreed meetings, until it is recorded that each was held or was not."""
    present = {case.pk: case for case in cases if case.is_open}
    planned = Meeting.objects.planned().filter(case__in=list(present))
    drafts = Minutes.objects.drafts().filter(meeting=OuterRef("pk"))
    for meeting in planned.annotate(is_written=Exists(drafts)).order_by("pk"):
        yield maker_for(present[meeting.case_id], rules).make(
            DueKind.MEETING,
            _act_of(meeting),
            counted_from=meeting.on,
            begun_on=meeting.on,
            object_id=meeting.pk,
        )


def _act_of(meeting: Meeting) -> str:
    """What to do next about a meeting of `of_meetings`."""
    if not meeting.is_of_network:
        return "hold_meeting_of_two"
    return "approve_minutes" if vars(meeting)["is_written"] else "hold_network_meeting"


def of_decisions(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """What was decided in meetings by a day and is not done."""
    present = {case.pk: case for case in cases if case.is_open}
    decided = MeetingDecision.objects.in_force().open()
    wanted = decided.filter(minutes__case__in=list(present), due_on__isnull=False)
    for decision in wanted.select_related("minutes").order_by("pk"):
        yield maker_for(present[decision.minutes.case_id], rules).make(
            DueKind.MEETING_DECISION,
            "see_to_decision",
            counted_from=decision.due_on,
            begun_on=decision.minutes.on,
            object_id=decision.first_pk,
            # The version of the minutes that is in force, and the decision in it.
            detail=f"{decision.minutes_id}:{decision.pk}",
        )


def decision_of(due: Due) -> int:
    """The key of the decision as it stands in the minutes in force."""
    return int(due.detail.partition(":")[2])


def last_meetings(cases: Sequence[Case]) -> dict[int, dt.date]:
    """The last day on which the client came to a network meeting, by the case's key."""
    keys = [case.pk for case in cases]
    came = MinutesAttendance.objects.with_client().filter(minutes__case__in=keys)
    return dict(came.order_by().values_list("minutes__case").annotate(Max("minutes__on")))


def _meeting_page(due: Due) -> str:
    return reverse("networks:meeting_page", kwargs={"meeting_pk": due.object_id})


def of_successions(
    cases: Mapping[int, Case], rules: Rules, *, but: Collection[int | None]
) -> Iterator[Due | None]:
    """Whoever leaves, from the day on which it is known until somebody follows.

    `but` are those who are asked about otherwise: `continuity` knows whose services they are.
    """
    leaving = NetworkMember.objects.filter(case__in=list(cases), ended_on__isnull=False)
    found = {member.pk: member for member in leaving.order_by("pk")}
    asked = {_last_of(key, found) for key in but if key is not None}
    for member in found.values():
        if member.pk in asked or not member.leaves_nobody:
            continue
        assert member.ended_on is not None
        case = cases[member.case_id]
        # Late is nobody for what was told late.
        day = max(member.ended_on, timezone.localdate(member.saved_at))
        yield maker_for(case, rules).make(
            DueKind.SUCCESSION,
            "name_who_goes_on",
            counted_from=day,
            begun_on=day,
            object_id=member.pk,
            shown_from=None,
        )


def _last_of(key: int, leaving: Mapping[int, NetworkMember]) -> int:
    """Whoever came last in the member's place: the one of whom it is asked who follows."""
    while key in leaving and (following := leaving[key].successor_id) is not None:
        key = following
    return key


ACTS = (
    Act(
        "hold_network_meeting",
        title=_("Hold the network meeting and write its minutes"),
        why=_("The meeting was agreed with the client for this day."),
        button=_("Open the meeting"),
        where=_meeting_page,
        after=_("Then: see to what was decided."),
    ),
    Act(
        "approve_minutes",
        title=_("Finish the minutes of the network meeting and approve them"),
        why=_("The minutes are a draft, and what was decided is not in force yet."),
        button=_("Open the meeting"),
        where=_meeting_page,
        after=_("Then: see to what was decided."),
    ),
    Act(
        "see_to_decision",
        title=_("See to what was decided in the meeting"),
        why=_("Decided in a network meeting for this day."),
        button=_("Open the minutes"),
        where=lambda due: address("networks:minutes_page", int(due.detail.partition(":")[0])),
        after=_("Then: record in the minutes that it is done."),
    ),
    Act(
        "hold_meeting_of_two",
        title=_("Meet the client and write down what was talked about"),
        why=_("The meeting was agreed with the client for this day."),
        button=_("Open the meeting"),
        where=_meeting_page,
    ),
    Act(
        "name_who_goes_on",
        title=_("Name who goes on"),
        why=_("Somebody of the network leaves, and nobody is named in their place."),
        button=_("Open the network"),
        where=lambda due: reverse("networks:network", kwargs={"case_pk": due.case_id}) + "#leaving",
        after=_("Then: tell the client who it is."),
    ),
    Act(
        "ask_contact_person",
        title=_("Ask who the contact person is"),
        why=_("A service in the network has nobody who answers for it by name."),
        button=_("Open the network"),
        where=lambda due: reverse("networks:network", kwargs={"case_pk": due.case_id}),
        after=_("Then: tell the client whom to call."),
    ),
)

register(CASE, NETWORK, of_network)
register(CASE, MEETINGS, of_meetings)
register(CASE, DECISIONS, of_decisions)
CONTACTS.append(last_meetings)
register_acts(*ACTS)
