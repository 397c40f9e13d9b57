"""Changes of rights are looked through once a month, by somebody who did not make them."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.rights_change import MonthGoesOn, ask_for_reviews, review_rights
from accounts.actions.roles import change_days, give_role
from accounts.models import RightsChange, RightsReview, UnitRole, User
from cases.actions.leaving import close_account
from tests.factories import SupervisorFactory, UnitFactory, UserFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def administrator(unit):
    return UserFactory(is_superuser=True, organisation=unit.county)


@pytest.fixture
def supervisor(client, unit):
    user = SupervisorFactory(unit=unit)
    client.force_login(user)
    return user


def given(unit, by: User, role: UnitRole = UnitRole.WORKER) -> User:
    user: User = UserFactory(organisation=unit.county)
    give_role(user=user, unit=unit, role=role, first_on=None, last_on=None, by=by)
    return user


def last_month() -> dt.date:
    return (timezone.localdate().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def a_month_ago() -> None:
    """The changes that are there happened last month; as the owner's clock would have it."""
    changes = list(RightsChange.objects.values())
    for each in changes:
        RightsChange.objects.create(**each | {"id": None, "month": last_month()})


def review_page(unit, month: dt.date | None = None) -> str:
    month = month or last_month()
    words = {"unit_pk": unit.pk if unit else 0, "year": month.year, "month": month.month}
    return reverse("administration:rights_review", kwargs=words)


def answer(client, unit, said: str = "right", **more: str):
    page = client.get(review_page(unit))
    sent = {"said": said, "seen": page.context["form"].stands}
    return client.post(review_page(unit), sent | more)


def test_the_supervisor_sees_who_got_what_and_confirms_it(client, unit, administrator, supervisor):
    user = given(unit, administrator)
    a_month_ago()

    page = client.get(review_page(unit)).content.decode()
    answer(client, unit)

    assert str(user) in page
    assert "Rooli annettu" in page
    review = RightsReview.objects.get()
    assert (review.by, review.is_right, review.unit) == (supervisor, True, unit)
    assert not RightsChange.objects.to_review().filter(month=last_month()).exists()


def test_what_is_not_right_goes_to_the_administrators(client, unit, administrator, supervisor):
    given(unit, administrator)
    a_month_ago()

    answer(client, unit, "not_right", remark="Sijaisuus päättyi jo.")

    assert administrator.notices.get(kind="rights_not_right")
    client.force_login(administrator)
    page = client.get(reverse("administration:rights")).content.decode()
    assert "Sijaisuus päättyi jo." in page


def test_words_are_wanted_where_something_is_not_right(client, unit, administrator, supervisor):
    given(unit, administrator)
    a_month_ago()

    refused = answer(client, unit, "not_right")

    assert list(refused.context["form"].errors) == ["remark"]


def test_a_month_that_goes_on_is_shown_and_not_confirmed(client, unit, administrator, supervisor):
    given(unit, administrator)
    this_month = timezone.localdate().replace(day=1)

    answer = client.post(review_page(unit, this_month), {"said": "right", "seen": ""})

    assert answer.status_code == 409
    assert not RightsReview.objects.exists()


def test_what_has_come_meanwhile_is_shown_first(client, unit, administrator, supervisor):
    given(unit, administrator)
    a_month_ago()
    page = client.get(review_page(unit))
    seen = page.context["form"].stands
    given(unit, administrator)
    a_month_ago()

    late = client.post(review_page(unit), {"said": "right", "seen": seen})

    assert late.status_code == 409
    assert not RightsReview.objects.exists()


def test_what_was_typed_stays_where_something_has_come_meanwhile(
    client, unit, administrator, supervisor
):
    given(unit, administrator)
    a_month_ago()
    sent = {"said": "not_right", "remark": "Sijaisuus päättyi jo.", "seen": "1"}

    page = client.post(review_page(unit), sent).content.decode()

    assert "Sijaisuus päättyi jo." in page


def test_a_month_is_confirmed_by_nobody_before_it_is_over(unit, administrator, supervisor):
    given(unit, administrator)
    change = RightsChange.objects.get()

    with pytest.raises(MonthGoesOn):
        review_rights(unit=unit, month=change.month, seen=[change.pk], by=supervisor, is_right=True)


def test_nobody_looks_through_what_is_about_themself_or_by_themself(unit, administrator):
    supervisor = given(unit, administrator, UnitRole.SUPERVISOR)

    assert not RightsChange.objects.for_review_by(supervisor).exists()
    assert not RightsChange.objects.for_review_by(administrator).exists()


def test_what_a_supervisor_did_is_looked_through_by_an_administrator(
    unit, administrator, supervisor
):
    close_account(user=WorkerFactory(unit=unit), by=supervisor)

    assert not RightsChange.objects.for_review_by(supervisor).exists()
    assert RightsChange.objects.for_review_by(administrator).count() == 1


def test_another_administrator_looks_through_the_supervisors(unit, administrator):
    given(unit, administrator, UnitRole.SUPERVISOR)
    other = UserFactory(is_superuser=True, organisation=unit.county)

    assert RightsChange.objects.for_review_by(other).count() == 1


def test_a_supervisor_of_another_unit_sees_nothing(client, unit, administrator):
    given(unit, administrator)
    a_month_ago()
    client.force_login(SupervisorFactory(unit=UnitFactory(county=unit.county)))

    assert client.get(review_page(unit)).url == reverse("administration:rights")


def test_a_worker_has_no_such_page(client, unit):
    client.force_login(WorkerFactory(unit=unit))

    assert client.get(reverse("administration:rights")).status_code == 404
    assert client.get(review_page(unit)).status_code == 404


def test_each_who_has_to_look_is_told_once_a_month(unit, administrator, supervisor):
    given(unit, administrator)
    a_month_ago()
    today = timezone.localdate()

    for _morning in range(2):
        ask_for_reviews(today=today)

    assert supervisor.notices.filter(kind="rights_to_review").count() == 1


def test_of_the_month_that_goes_on_nobody_is_told(unit, administrator, supervisor):
    given(unit, administrator)

    ask_for_reviews(today=timezone.localdate())

    assert not supervisor.notices.filter(kind="rights_to_review").exists()


def test_closing_and_ending_a_role_are_changes_too(unit, administrator, supervisor):
    user = given(unit, administrator)
    held = user.unit_memberships.get()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    change_days(held=held, seen="/", first_on=None, last_on=None, by=administrator)
    close_account(user=user, by=administrator)
    change_days(held=held, seen="/", first_on=None, last_on=yesterday, by=administrator)

    changes = RightsChange.objects.filter(user=user).order_by("pk")
    assert list(changes.values_list("what", flat=True)) == [
        "role_given",
        "role_changed",
        "closed",
        "role_ended",
    ]


@pytest.mark.parametrize(
    "changed", [{"what": "closed"}, {"role": ""}, {"month": dt.date(2020, 1, 1)}]
)
def test_a_change_is_kept_as_it_was_written(unit, administrator, changed):
    given(unit, administrator)

    with pytest.raises(DatabaseError), transaction.atomic():
        RightsChange.objects.update(**changed)


@pytest.mark.parametrize("month", ["99999999999999999999/1", "2026/99999999999999999999", "0/1"])
def test_a_month_that_no_calendar_has_does_not_exist(client, month):
    unit = UnitFactory()
    client.force_login(UserFactory(is_superuser=True, organisation=unit.county))

    assert client.get(f"/yllapito/oikeudet/0/{month}/").status_code == 404
