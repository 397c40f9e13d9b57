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
