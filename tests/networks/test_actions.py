"""What may be done to a network, and what is remembered of it."""

import datetime as dt

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from cases.actions.closed_case import CaseClosed
from cases.models import Case
from networks.members.actions.changing import (
    MemberEnded,
    NotInThisNetwork,
    NotLeaving,
    StaysAlready,
    add_member,
    edit_member,
    end_member,
    name_successor,
    withdraw_leaving,
)
from networks.members.actions.walkthrough import record_walkthrough
from networks.models import NetworkMember, NetworkWalkthrough
from records.versions import StaleVersion
from tests.factories import (
    CaseFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
)

ON = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


def test_add_member_puts_somebody_in_the_network_and_in_the_log(db):
    case = CaseFactory()

    add_member(member=NetworkMember(case=case, name="Sisko", after=True), by=case.responsible)

    member = NetworkMember.objects.get()
    assert (member.name, member.saved_by) == ("Sisko", case.responsible)
    assert AuditEvent.objects.filter(
        action="network.member_added", case_id=case.pk, target=f"networks.networkmember:{member.pk}"
    ).exists()


def test_edit_member_over_a_newer_version_changes_nothing(db):
    member = NetworkMemberFactory(phone="040 1")

    with pytest.raises(StaleVersion):
        edit_member(member=member, seen=7, values={"phone": "040 2"}, by=member.saved_by)

    assert NetworkMember.objects.get().phone == "040 1"


def test_edit_member_logs_which_fields_changed_and_never_their_content(db):
    member = NetworkMemberFactory(phone="040 1", role="sisko")

    values = {"phone": "040 2", "role": "sisko"}
    edit_member(member=member, seen=1, values=values, by=member.saved_by)

    event = AuditEvent.objects.get(action="network.member_updated")
    assert event.details == {"fields": ["phone"]}


def test_end_member_names_who_goes_on(db):
    member = NetworkMemberFactory()
    successor = NetworkMemberFactory(case=member.case)

    end_member(
        member=member, on=ON, reason="Vaihtoi työtä", successor=successor, by=member.saved_by
    )

    member.refresh_from_db()
    assert (member.ended_on, member.end_reason, member.successor) == (
        ON,
        "Vaihtoi työtä",
        successor,
    )


def test_end_member_refuses_a_successor_of_another_network(db):
    member, stranger = NetworkMemberFactory(), NetworkMemberFactory()

    with pytest.raises(NotInThisNetwork):
        end_member(member=member, on=ON, reason="x", successor=stranger, by=member.saved_by)

    assert list(NetworkMember.objects.ended()) == []


def test_an_ended_member_is_neither_changed_nor_ended_again(db):
    member = NetworkMemberFactory(ended=True)

    with pytest.raises(MemberEnded):
        edit_member(member=member, seen=1, values={"phone": "040"}, by=member.saved_by)
    with pytest.raises(MemberEnded):
        end_member(member=member, on=ON, reason="x", by=member.saved_by)


def test_a_leaving_ahead_is_told_anew_until_its_day(db):
    member = NetworkMemberFactory()
    ahead = timezone.localdate() + dt.timedelta(days=10)
    end_member(member=member, on=ahead, reason="Vaihtaa työtä", by=member.saved_by)

    end_member(member=member, on=ahead + DAY, reason="Lykkääntyi", by=member.saved_by)

    member.refresh_from_db()
    assert (member.is_present, member.ended_on) == (True, ahead + DAY)


def test_a_leaving_ahead_is_taken_back(db):
    member = NetworkMemberFactory()
    ahead = timezone.localdate() + dt.timedelta(days=10)
    new = NetworkMember(kind="public", name="Uusi", after=True)
    end_member(member=member, on=ahead, reason="Vaihtaa työtä", successor=new, by=member.saved_by)

    withdraw_leaving(member=member, by=member.saved_by)

    member.refresh_from_db()
    assert (member.ended_on, member.end_reason, member.successor) == (None, "", None)
    assert AuditEvent.objects.filter(action="network.leaving_withdrawn").exists()


def test_whoever_has_left_does_not_stay(db):
    member = NetworkMemberFactory(ended=True)

    with pytest.raises(MemberEnded):
        withdraw_leaving(member=member, by=member.saved_by)


def test_where_no_leaving_is_known_none_is_taken_back(db):
    member = NetworkMemberFactory()

    with pytest.raises(StaysAlready):
        withdraw_leaving(member=member, by=member.saved_by)


def test_a_member_who_leaves_later_is_still_corrected(db):
    member = NetworkMemberFactory(ended_on=timezone.localdate() + DAY, end_reason="x")

    edit_member(member=member, seen=member.version, values={"phone": "040 2"}, by=member.saved_by)

    assert NetworkMember.objects.get().phone == "040 2"


def test_somebody_new_joins_the_network_by_going_on(db):
    member = NetworkMemberFactory()
    new = NetworkMember(kind="public", name="Uusi", after=True)

    end_member(member=member, on=ON, reason="x", successor=new, by=member.saved_by)

    member.refresh_from_db()
    assert (member.successor, new.case) == (NetworkMember.objects.get(name="Uusi"), member.case)


def test_whoever_is_known_to_leave_is_not_named_to_go_on(db):
    member = NetworkMemberFactory(ended=True)
    leaving = NetworkMemberFactory(
        case=member.case, ended_on=timezone.localdate() + DAY, end_reason="x"
    )

    with pytest.raises(NotInThisNetwork):
        name_successor(member=member, successor=leaving, by=member.saved_by)


def test_a_successor_is_named_after_the_leaving(db):
    member = NetworkMemberFactory(ended=True)
    successor = NetworkMemberFactory(case=member.case)

    name_successor(member=member, successor=successor, by=member.saved_by)

    member.refresh_from_db()
    assert (member.successor, member.leaves) == (successor, False)


def test_nobody_goes_on_for_a_member_who_stays(db):
    member = NetworkMemberFactory()
    successor = NetworkMemberFactory(case=member.case)

    with pytest.raises(NotLeaving):
        name_successor(member=member, successor=successor, by=member.saved_by)


def test_a_closed_case_takes_no_members_and_no_walkthroughs(db):
    member = NetworkMemberFactory()
    case = member.case
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=ON)

    with pytest.raises(CaseClosed):
        add_member(member=NetworkMember(case=case, name="x", after=True), by=member.saved_by)
    with pytest.raises(CaseClosed):
        edit_member(member=member, seen=1, values={"phone": "1"}, by=member.saved_by)
    with pytest.raises(CaseClosed):
        end_member(member=member, on=ON, reason="x", by=member.saved_by)
    with pytest.raises(CaseClosed):
        record_walkthrough(
            walkthrough=NetworkWalkthrough(case=case, outcome="gathered"), by=member.saved_by
        )

    assert NetworkWalkthrough.objects.count() == 0


def test_a_walkthrough_put_off_answers_nothing(db):
    NetworkWalkthroughFactory(outcome="later")
    not_wanted = NetworkWalkthroughFactory(outcome="not_wanted")

    assert list(NetworkWalkthrough.objects.answering()) == [not_wanted]
