"""The way in and the notices."""

import pytest
from django.urls import reverse

from notifications.models import Notice
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from tests.factories import PartnerFactory, PrisonOfficerFactory, UserFactory, WorkerFactory

pytestmark = pytest.mark.django_db


def told(user, about="1", **more):
    parameters = {"number": "2026-000417"}
    tell(NoticeKind.CASE_ASSIGNED, receiver=user, about=about, parameters=parameters, **more)
    return Notice.objects.get(receiver=user, key__contains=f"|{about}|")


def test_list_of_notices_shows_the_users_own_notices_only(client):
    user, other = WorkerFactory(), WorkerFactory()
    notice = told(user)
    told(other)
    client.force_login(user)

    response = client.get(reverse("accounts:notice_list"))

    assert list(response.context["page"]) == [notice]
    assert "Olet nyt asian 2026-000417 tiimissä." in response.content.decode()


def test_opened_notice_is_read_and_leads_to_its_place(client):
    user = WorkerFactory()
    notice = told(user, link="/saapuneet/")
    client.force_login(user)

    response = client.post(reverse("accounts:notice_open", args=[notice.pk]))

    assert response.url == "/saapuneet/"
    assert not Notice.objects.unread().filter(receiver=user).exists()


def gaps_told(user, *keys, case=7, week=52):
    for key in keys:
        parameters = {"what": "gap", "case": "2026-000007", "on_week": week}
        tell(NoticeKind.DUE_NEAR, receiver=user, about=key, case_id=case, parameters=parameters)


def texts(client):
    page = client.get(reverse("accounts:notice_list")).context["page"]
    return [notice.text for notice in page]


def test_gaps_of_one_case_are_counted_in_one_line_that_names_no_need(client):
    user = WorkerFactory()
    gaps_told(user, "1", "2", "3")
    gaps_told(user, "4", week=1)
    client.force_login(user)

    assert texts(client) == [
        "Asia 2026-000007: Katkos portilla, viikko 1.",
        "Asia 2026-000007: 3 katkosta portilla, viikko 52.",
    ]


def test_opening_a_line_reads_all_that_it_stands_for_and_nothing_else(client):
    user = WorkerFactory()
    gaps_told(user, "1", "2")
    gaps_told(user, "3", case=8)
    gaps_told(WorkerFactory(), "4")
    client.force_login(user)
    line = Notice.objects.filter(receiver=user, case_id=7).first()

    client.post(reverse("accounts:notice_open", args=[line.pk]))

    unread = Notice.objects.unread().order_by("case_id")
    assert list(unread.values_list("case_id", flat=True)) == [7, 8]
    assert Notice.objects.unread().filter(receiver=user).count() == 1


def test_a_gap_that_was_read_does_not_hide_one_that_is_new(client):
    user = WorkerFactory()
    gaps_told(user, "1")
    client.force_login(user)
    client.post(reverse("accounts:notice_open", args=[Notice.objects.get().pk]))
    gaps_told(user, "2")

    assert len(texts(client)) == 2


def test_notice_of_somebody_else_does_not_exist(client):
    notice = told(WorkerFactory())
    client.force_login(WorkerFactory())

    assert client.post(reverse("accounts:notice_open", args=[notice.pk])).status_code == 404
    assert Notice.objects.get(pk=notice.pk).read_at is None


@pytest.mark.parametrize("count", [1, 30])
def test_list_of_notices_query_count_does_not_grow(client, count, django_assert_num_queries):
    user = WorkerFactory()
    for n in range(count):
        told(user, about=str(n))
    client.force_login(user)

    with django_assert_num_queries(11):
        client.get(reverse("accounts:notice_list"))


def test_who_has_no_work_here_is_told_why(client):
    client.force_login(UserFactory())

    content = client.get(reverse("accounts:home")).content.decode()

    assert "Tunnuksellasi ei ole vielä roolia" in content


@pytest.mark.parametrize("factory", [PartnerFactory, PrisonOfficerFactory])
def test_who_sends_contacts_begins_at_them(client, factory):
    client.force_login(factory())

    assert client.get(reverse("accounts:home")).url == reverse("referrals:referral_list")


def test_front_page_leads_to_signing_in(client):
    assert client.get("/").url == reverse("account_login")
