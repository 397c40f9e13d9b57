"""Members of a client's network, and going through it, by the actions that do it in life."""

import datetime as dt
from typing import Any

import factory

from cases.models import Case
from cases.people import known_people
from inputs.attendees import Attendees
from networks.meetings.actions.cancelling import cancel_meeting
from networks.meetings.actions.deciding import add_decision
from networks.meetings.actions.minutes import approve_minutes, begin_minutes, edit_minutes
from networks.meetings.actions.planning import plan_meeting
from networks.members.actions.changing import add_member, end_member
from networks.members.actions.offering_expert import record_expert_offer
from networks.members.actions.walkthrough import record_walkthrough
from networks.models import (
    ExpertOffer,
    Meeting,
    MeetingCancellation,
    MeetingDecision,
    MemberKind,
    Minutes,
    NetworkMember,
    NetworkWalkthrough,
)
from tests.factories.cases import CaseFactory


class NetworkMemberFactory(factory.Factory):
    """A present member; `ended=True` for one who has left, to `successor=` if given."""

    class Meta:
        model = NetworkMember

    class Params:
        ended = factory.Trait(ended_on=dt.date(2026, 3, 2), end_reason="Vaihtoi työtä")

    kind = MemberKind.PUBLIC
    name = factory.Sequence(lambda n: f"Jäsen {n}")
    after = True
    since = dt.date(2026, 2, 2)

    @classmethod
    def _create(cls, model_class: type[NetworkMember], *args: Any, **kwargs: Any) -> NetworkMember:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        ended_on, reason = kwargs.pop("ended_on", None), kwargs.pop("end_reason", "")
        successor = kwargs.pop("successor", None)
        member = NetworkMember(case=case, **kwargs)
        add_member(member=member, by=case.responsible)
        if ended_on:
            end_member(
                member=member,
                on=ended_on,
                reason=reason,
                successor=successor,
                by=case.responsible,
            )
        return member


class NetworkWalkthroughFactory(factory.Factory):
    """The network was gone through with the client, unless `outcome=` says otherwise."""

    class Meta:
        model = NetworkWalkthrough

    outcome = NetworkWalkthrough.Outcome.GATHERED
    on = dt.date(2026, 2, 2)

    @classmethod
    def _create(
        cls, model_class: type[NetworkWalkthrough], *args: Any, **kwargs: Any
    ) -> NetworkWalkthrough:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        walkthrough = NetworkWalkthrough(case=case, **kwargs)
        record_walkthrough(walkthrough=walkthrough, by=case.responsible)
        return walkthrough


class ExpertOfferFactory(factory.Factory):
    """An expert by experience was offered, and the client wants one."""

    class Meta:
        model = ExpertOffer

    answer = ExpertOffer.Answer.ACCEPTED
    on = dt.date(2026, 2, 2)

    @classmethod
    def _create(cls, model_class: type[ExpertOffer], *args: Any, **kwargs: Any) -> ExpertOffer:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        offer = ExpertOffer(case=case, **kwargs)
        record_expert_offer(offer=offer, by=case.responsible)
        return offer


class MeetingFactory(factory.Factory):
    """An agreed meeting with the client, of the network unless `kind=` says otherwise.

    `asked=` are the keys of who is asked, `topics=` the lines of the agenda.
    """

    class Meta:
        model = Meeting

    kind = Meeting.Kind.NETWORK
    on = dt.date(2026, 3, 9)
    begins = dt.time(10)
    ends = dt.time(11)
    channel = "visit_office"
    client_chose = True

    @classmethod
    def _create(cls, model_class: type[Meeting], *args: Any, **kwargs: Any) -> Meeting:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        keys = kwargs.pop("asked", ["client"])
        topics = kwargs.pop("topics", [])
        came = [each for each in known_people(case, keys) if each.key in keys]
        kwargs.setdefault("participants", ", ".join(each.name for each in came))
        meeting = Meeting(case=case, **kwargs)
        plan_meeting(meeting=meeting, attendees=Attendees(came), topics=topics, by=case.responsible)
        return meeting


class MinutesFactory(factory.Factory):
    """The draft of a held network meeting; `approved=True` for final ones.

    `came=` are the keys of who came, `decisions=` tuples of what, who and by when.
    """

    class Meta:
        model = Minutes

    talked = "Puhuttiin asunnosta."
    client_words = ""

    @classmethod
    def _create(cls, model_class: type[Minutes], *args: Any, **kwargs: Any) -> Minutes:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        by = kwargs.pop("by", case.responsible)
        meeting = kwargs.pop("meeting", None) or MeetingFactory(
            case=case, on=dt.date(2026, 2, 2), asked=kwargs.pop("asked", ["client"])
        )
        keys = kwargs.pop("came", ["client"])
        approved = kwargs.pop("approved", False)
        decisions = kwargs.pop("decisions", [])
        minutes = begin_minutes(meeting=meeting, by=by)
        came = [each for each in known_people(case, keys) if each.key in keys]
        values = kwargs | {"participants": ", ".join(each.name for each in came)}
        edit_minutes(
            minutes=minutes, seen=minutes.version, values=values, attendees=Attendees(came), by=by
        )
        for text, actor, due_on in decisions:
            decision = MeetingDecision(minutes=minutes, text=text, actor=actor, due_on=due_on)
            add_decision(decision=decision, by=by)
        minutes.refresh_from_db()
        if approved:
            approve_minutes(minutes=minutes, seen=minutes.version, by=by)
        return minutes


class MeetingCancellationFactory(factory.Factory):
    """A meeting that was called off."""

    class Meta:
        model = MeetingCancellation

    what = MeetingCancellation.What.CALLED_OFF
    cause = MeetingCancellation.Cause.CLIENT
    actor = "Niko"

    @classmethod
    def _create(
        cls, model_class: type[MeetingCancellation], *args: Any, **kwargs: Any
    ) -> MeetingCancellation:
        meeting = kwargs.pop("meeting", None) or MeetingFactory(case=kwargs.pop("case", None))
        new_meeting = kwargs.pop("new_meeting", None)
        by = kwargs.pop("by", meeting.case.responsible)
        cancellation = MeetingCancellation(**kwargs)
        cancel_meeting(meeting=meeting, cancellation=cancellation, new_meeting=new_meeting, by=by)
        return cancellation
