"""Whoever leaves is asked about until somebody follows, and the pages of the case say so."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from cases.actions.facts import derive_dues
from cases.actions.team import open_for_purpose
from cases.models import Case
from continuity.models import Service, State
from networks.members.actions.changing import (
    NotInThisNetwork,
    NotLeaving,
    do_without,
    end_member,
    name_successor,
    withdraw_leaving,
)
from networks.models import NetworkMember
from tests.caseload.walk import released
from tests.factories import (
    CaseFactory,
    NeedFactory,
    NetworkMemberFactory,
    ServiceFactory,
    SupervisorFactory,
)
from timing.models import Due
from timing.vocabulary import Basis, DueKind

pytestmark = pytest.mark.django_db


def day(offset):
    return timezone.localdate() + dt.timedelta(days=offset)


def leaving(case, on=10, **facts):
    member = NetworkMemberFactory(case=case, **facts)
    end_member(member=member, on=day(on), reason="Vaihtaa työtä", by=case.responsible)
    return member


def due_in(case):
    present = Due.objects.present().of_cases([case.pk])
    return [(due.object_id, due.day) for due in present.filter(kind=DueKind.SUCCESSION)]


def follow(member, **facts):
    new = NetworkMember(kind="public", name="Uusi", after=True, **facts)
    name_successor(member=member, successor=new, by=member.case.responsible)
    return new


# --- what is due -----------------------------------------------------------------------


def test_a_leaving_ahead_is_due_on_its_day_as_a_target_for_the_personal_worker():
    case = CaseFactory()

    member = leaving(case)

    due = Due.objects.present().get(case_id=case.pk, kind=DueKind.SUCCESSION)
    assert (due.object_id, due.day, due.basis) == (member.pk, day(10), Basis.TARGET)
    assert (due.receiver, due.is_shown_on(day(0))) == ("personal_worker", True)


def test_a_leaving_that_was_told_late_is_due_on_the_day_on_which_it_was_told():
    case = CaseFactory()

    member = leaving(case, on=-20, since=day(-30))

    assert due_in(case) == [(member.pk, day(0))]


def test_whoever_is_followed_is_not_asked_about():
    case = CaseFactory()

    follow(leaving(case))

    assert due_in(case) == []


def test_why_nobody_is_needed_ends_it_and_is_kept():
    case = CaseFactory()
    member = leaving(case)

    do_without(member=member, because="Velat on hoidettu", by=case.responsible)

    member.refresh_from_db()
    assert (due_in(case), member.nobody_because) == ([], "Velat on hoidettu")
    assert AuditEvent.objects.filter(action="network.nobody_needed", case_id=case.pk).exists()


def test_a_tick_from_before_the_words_were_asked_stays_when_the_day_moves():
    case = CaseFactory()
    member = leaving(case)
    NetworkMember.objects.filter(pk=member.pk).update(nobody_needed=True)
    member.refresh_from_db()

    end_member(member=member, on=day(12), reason="Vaihtaa työtä", by=case.responsible)

    assert NetworkMember.objects.get().nobody_needed
    assert due_in(case) == []


def test_who_goes_on_takes_the_place_of_a_tick_from_before_the_words_were_asked():
    case = CaseFactory()
    member = leaving(case)
    NetworkMember.objects.filter(pk=member.pk).update(nobody_needed=True)
    member.refresh_from_db()
    heir = NetworkMemberFactory(case=case)

    end_member(member=member, on=day(12), reason="x", successor=heir, by=case.responsible)

    member.refresh_from_db()
    assert (member.successor, member.nobody_needed) == (heir, False)


def test_with_its_words_goes_that_nobody_is_needed():
    case = CaseFactory()
    member = leaving(case)
    do_without(member=member, because="Velat on hoidettu", by=case.responsible)

    end_member(member=member, on=day(12), reason="Vaihtaa työtä", by=case.responsible)

    assert not NetworkMember.objects.get().nobody_needed
    assert due_in(case) == [(member.pk, day(12))]


def test_who_leaves_and_who_goes_on_is_in_the_log():
    case = CaseFactory()
    member, heir = leaving(case), NetworkMemberFactory(case=case)

    name_successor(member=member, successor=heir, by=case.responsible)

    told = AuditEvent.objects.filter(target=f"networks.networkmember:{member.pk}").order_by("pk")
    assert [each.action for each in told][-2:] == [
        "network.member_ended",
        "network.successor_named",
    ]


def test_nobody_goes_on_in_their_own_place():
    member = NetworkMemberFactory()

    with pytest.raises(NotInThisNetwork):
        end_member(
            member=member, on=day(9), reason="x", successor=member, by=member.case.responsible
        )


def test_nobody_does_without_somebody_who_stays():
    member = NetworkMemberFactory()

    with pytest.raises(NotLeaving):
        do_without(member=member, because="x", by=member.saved_by)


def test_whoever_stays_after_all_is_not_asked_about():
    case = CaseFactory()
    member = leaving(case)

    withdraw_leaving(member=member, by=case.responsible)

    assert due_in(case) == []


def test_nobody_is_asked_to_take_a_close_persons_place():
    case = CaseFactory()

    leaving(case, kind="close_person")

    assert due_in(case) == []


def test_a_successor_who_leaves_is_asked_about_in_the_place_of_the_first():
    case = CaseFactory()
    heir = follow(leaving(case))

    end_member(member=heir, on=day(20), reason="Samoin", by=case.responsible)

    assert due_in(case) == [(heir.pk, day(20))]


@pytest.mark.parametrize("chained", [False, True])
def test_the_contact_person_of_a_service_is_asked_about_once_as_a_gap(chained):
    case = CaseFactory(on=day(-60))
    released(case, day(5))
    service = ServiceFactory(need=NeedFactory(case=case), state=State.RUNNING)
    member = NetworkMemberFactory(case=case, after=True)
    Service.objects.filter(pk=service.pk).update(contact_outside=member)
    end_member(member=member, on=day(3), reason="x", by=case.responsible)
    if chained:
        end_member(member=follow(member), on=day(4), reason="x", by=case.responsible)

    asked = Due.objects.present().of_cases([case.pk])
    contact = asked.filter(kind=DueKind.GAP, detail="contact").count()
    assert (contact, due_in(case)) == (1, [])


def test_a_closed_case_asks_about_nobody():
    case = CaseFactory()
    leaving(case)

    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=day(0))
    derive_dues([Case.objects.get(pk=case.pk)])

    assert due_in(case) == []


# --- where it shows --------------------------------------------------------------------

PAGES = ["caseload:case_page", "continuity:continuity", "caseload:portti"]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_the_case_tells_of_the_gap_until_it_is_filled(client, name):
    case = CaseFactory()
    released(case, day(30))
    member = leaving(case, name="Kati Lähtevä")
    client.force_login(case.responsible)
    url = reverse(name, kwargs={"case_pk": case.pk})
    to_fill = reverse("networks:member_successor", kwargs={"member_pk": member.pk})

    before = client.get(url).content.decode()
    follow(member)
    after = client.get(url).content.decode()

    assert ("Kati Lähtevä lähtee" in before, to_fill in before) == (True, True)
    assert to_fill not in after


def test_who_may_only_read_the_case_is_offered_no_form(client):
    case = CaseFactory()
    member = leaving(case, name="Kati Lähtevä")
    reader = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=reader, purpose="Kantelu")
    client.force_login(reader)

    page = client.get(reverse("caseload:case_page", kwargs={"case_pk": case.pk}))

    to_fill = reverse("networks:member_successor", kwargs={"member_pk": member.pk})
    assert "Kati Lähtevä lähtee" in page.content.decode()
    assert to_fill not in page.content.decode()


def test_the_network_names_first_whoever_leaves_first(client):
    case = CaseFactory()
    leaving(case, on=9, name="Aino")
    leaving(case, on=2, name="Tero")
    client.force_login(case.responsible)

    page = client.get(reverse("networks:network", kwargs={"case_pk": case.pk}))

    assert [each.name for each in page.context["leaving"]] == ["Tero", "Aino"]


@pytest.mark.parametrize(("on", "word"), [(2, "Lähtee verkostosta"), (0, "Lähti verkostosta")])
def test_the_page_of_a_successor_tells_that_they_leave_or_have_left(client, on, word):
    case = CaseFactory()
    member = leaving(case, on=on)
    client.force_login(case.responsible)

    page = client.get(reverse("networks:member_successor", args=[member.pk])).content.decode()

    assert word in page


def test_my_work_names_who_leaves(client):
    case = CaseFactory()
    leaving(case, on=2, name="Kati Lähtevä")
    client.force_login(case.responsible)

    page = client.get(reverse("caseload:my_work")).content.decode()

    assert "Nimeä jatkaja: Kati Lähtevä" in page


# --- the forms -------------------------------------------------------------------------


def test_the_form_takes_why_nobody_goes_on(client):
    case = CaseFactory()
    member = leaving(case)
    client.force_login(case.responsible)
    url = reverse("networks:member_successor", kwargs={"member_pk": member.pk})

    client.post(url, {"nobody_because": "Asia hoitui"})

    member.refresh_from_db()
    assert (member.nobody_needed, member.nobody_because) == (True, "Asia hoitui")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"nobody_because": ""}, "successor"),
        ({"new_name": "Uusi", "nobody_because": "Asia hoitui"}, "nobody_because"),
        ({"new_phone": "040"}, "new_name"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(client, form, field):
    case = CaseFactory()
    member = leaving(case)
    client.force_login(case.responsible)
    url = reverse("networks:member_successor", kwargs={"member_pk": member.pk})

    response = client.post(url, form)

    assert list(response.context["form"].errors) == [field]
    assert {name: response.context["form"][name].value() for name in form} == form


def test_a_leaving_before_the_member_came_is_refused(client):
    case = CaseFactory()
    member = NetworkMemberFactory(case=case, since=day(-3))
    client.force_login(case.responsible)
    url = reverse("networks:member_end", kwargs={"member_pk": member.pk})

    response = client.post(url, {"on": f"{day(-4):%d.%m.%Y}", "reason": "x"})

    assert list(response.context["form"].errors) == ["on"]
