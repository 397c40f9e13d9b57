"""What the database holds of a network."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError

from networks.members.actions.changing import end_member
from networks.models import NetworkMember
from tests.factories import NetworkMemberFactory, NetworkWalkthroughFactory

TODAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("law", "values"),
    [
        ("member_has_a_name_or_an_organisation", {"name": "", "organisation_name": ""}),
        ("protected_member_has_no_contact_details", {"is_protected": True, "phone": "040"}),
        ("member_supports_somewhere", {"inside": False, "after": False}),
        ("member_ended_with_a_reason", {"ended_on": "2026-03-02", "end_reason": ""}),
        ("member_without_need_of_a_successor", {"nobody_needed": True}),
        ("member_reason_only_where_nobody_is_needed", {"nobody_because": "x"}),
        (
            "member_not_ended_before_begun",
            {"since": "2026-03-02", "ended_on": "2026-03-01", "end_reason": "x"},
        ),
    ],
)
def test_database_refuses_a_member_that_breaks(db, law, values):
    with pytest.raises(IntegrityError, match=law):
        NetworkMemberFactory(**values)


def test_a_walkthrough_is_never_changed(db):
    walkthrough = NetworkWalkthroughFactory()

    walkthrough.note = "muutettu"

    with pytest.raises(ProgrammingError, match="Cannot update rows"):
        walkthrough.save()


def test_present_leaves_out_ended_members(db):
    present = NetworkMemberFactory()
    NetworkMemberFactory(case=present.case, ended=True)

    assert list(NetworkMember.objects.present()) == [present]


def test_service_without_a_named_person_lacks_a_contact_person(db):
    member = NetworkMemberFactory(name="", organisation_name="Kela")

    assert (str(member), member.lacks_contact_person) == ("Kela", True)


def test_a_successor_who_leaves_leaves_the_place_empty_again(db):
    second = NetworkMemberFactory()
    first = NetworkMemberFactory(case=second.case, ended=True, successor=second)

    end_member(member=second, on=TODAY, reason="x", by=second.saved_by)

    first.refresh_from_db()
    assert (first.leaves, first.leaves_nobody, second.leaves_nobody) == (True, False, True)


def test_nobody_is_asked_to_take_the_place_of_a_close_person(db):
    assert NetworkMemberFactory(ended=True, kind="close_person").leaves_nobody is False


def test_a_place_that_nobody_needs_to_take_is_not_empty(db):
    member = NetworkMemberFactory()

    end_member(
        member=member, on=TODAY, reason="x", nobody_because="Asia hoitui", by=member.saved_by
    )

    assert member.leaves_nobody is False


def test_the_many_and_the_one_agree_on_whom_nobody_follows(db):
    """The list reads the chains of successors in one query, the page from member to member."""
    stays = NetworkMemberFactory()
    told = {"case": stays.case}
    last, middle, not_replaced = (NetworkMemberFactory(**told) for _number in range(3))
    for successor in (None, stays, middle, not_replaced):
        NetworkMemberFactory(**told, ended=True, successor=successor)
    NetworkMemberFactory(**told, ended=True, kind="close_person")
    ends = {"on": TODAY, "reason": "x", "by": stays.saved_by}
    end_member(member=middle, successor=last, **ends)
    end_member(member=last, **ends)
    end_member(member=not_replaced, nobody_because="Asia hoitui", **ends)
    members = NetworkMember.objects.all()

    followed_by_nobody = {member.pk for member in members if member.leaves}

    assert len(followed_by_nobody) == 5
    assert members.whom_nobody_follows() == followed_by_nobody
