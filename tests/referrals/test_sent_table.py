"""The sender's list is read in parts, by indexes, and shows what one sorted list would."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import User
from referrals.models import Referral
from referrals.sending.sent_table import House
from tests.factories import PrisonFactory, PrisonOfficerFactory, ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return PrisonOfficerFactory()


@pytest.fixture
def colleague(officer: User) -> User:
    return PrisonOfficerFactory(organisation=officer.organisation)


@pytest.fixture
def browser(client: Browser, officer: User) -> Browser:
    client.force_login(officer)
    return client


def offered(officer: User, count: int) -> list[Referral]:
    """Of persons who were moved to the officer's prison."""
    elsewhere = PrisonOfficerFactory(organisation=PrisonFactory(code="muu"))
    referrals = ReferralFactory.create_batch(count, by=elsewhere)
    Referral.objects.filter(pk__in=[referral.pk for referral in referrals]).update(
        offered_to=officer.organisation
    )
    return referrals


def shown(browser: Browser, **asked: Any) -> list[int]:
    page = browser.get(reverse("referrals:referral_list"), asked)
    return [referral.pk for referral in page.context["table"].page]


def test_pages_follow_each_other_as_in_one_sorted_list(
    browser: Browser, officer: User, colleague: User
) -> None:
    first = ReferralFactory.create_batch(40, by=colleague)
    ReferralFactory.create_batch(20, by=officer)
    offered(officer, 3)
    ReferralFactory.create_batch(40, by=colleague)
    whole = list(Referral.objects.sent_by_organisation_of(officer).values_list("pk", flat=True))

    pages = [shown(browser, page=number) for number in (1, 2, 3)]

    assert pages == [whole[:50], whole[50:100], whole[100:]]
    assert pages[2][-1] == first[0].pk


def test_parts_are_counted_over_the_whole_list(
    browser: Browser, officer: User, colleague: User
) -> None:
    ReferralFactory.create_batch(2, by=officer)
    ReferralFactory.create_batch(60, by=colleague)
    offered(officer, 1)

    table = browser.get(reverse("referrals:referral_list")).context["table"]

    assert [part.count for part in table.parts] == [2, 61]
    assert table.total == 63


def test_only_mine_are_shown_where_that_is_asked(
    browser: Browser, officer: User, colleague: User
) -> None:
    mine = ReferralFactory(by=officer)
    ReferralFactory(by=colleague)

    assert shown(browser, nayta="omat") == [mine.pk]


def plan_of(rows: QuerySet[Any]) -> str:
    """How the database would read many such rows: by an index wherever one can serve."""
    sql, values = rows.query.sql_with_params()
    with transaction.atomic(), connection.cursor() as cursor:
        for other_way in ("seqscan", "sort", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{other_way} = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_each_part_is_walked_by_its_index(officer: User) -> None:
    house = House(officer)

    mine = plan_of(house.mine.order_by("-sent_at", "-pk").values("pk")[:50])
    others = plan_of(house.of_colleagues.order_by("-sent_at", "-pk").values("pk")[:50])

    assert "Index Only Scan using referral_of_holder" in mine
    assert "Index Only Scan using referral_of_house" in others
    assert "Sort" not in mine + others
