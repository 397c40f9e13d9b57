"""A county in which nobody reads contacts here: said at once, and what was sent is kept."""

import datetime as dt
import json
import re
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation
from referrals.models import Referral, SentElsewhere
from referrals.sending.actions.elsewhere import tell_sent_elsewhere
from referrals.tasks import look_after_drafts
from tests.factories import (
    CountyFactory,
    DraftFactory,
    MunicipalityFactory,
    PrisonOfficerFactory,
)
from tests.referrals.answers import custody_page, need_page, person_page

pytestmark = pytest.mark.django_db
CHANNEL = "Kirjaamo, PL 1, 65100 Vaasa"


@pytest.fixture
def outside() -> Organisation:
    county: Organisation = CountyFactory(code="ulkona", contact_details=CHANNEL)
    return county


@pytest.fixture
def draft(outside: Organisation) -> Referral:
    officer = PrisonOfficerFactory()
    home = MunicipalityFactory(county=outside)
    pages = {
        "person": person_page(home),
        "custody": custody_page(officer.organisation),
        "need": need_page(),
    }
    typed = {
        key: {n: v if isinstance(v, list) else [v] for n, v in page.items()}
        for key, page in pages.items()
    }
    begun: Referral = DraftFactory(sender=officer, typed=typed)
    return begun


def page(name: str, draft: Referral) -> str:
    return reverse(f"referrals:{name}", args=[draft.pk])


def told(draft: Referral) -> SentElsewhere:
    return tell_sent_elsewhere(
        draft=draft, county=None, way="letter", sent_on=timezone.localdate(), by=draft.sender
    )


def test_first_page_knows_which_county_is_outside_and_its_channel(
    client: Browser, outside: Organisation
) -> None:
    home = MunicipalityFactory(county=outside)
    client.force_login(PrisonOfficerFactory())

    shown = client.get(reverse("referrals:draft_new")).content.decode()

    found: Any = re.search(r'<script id="goes-to" [^>]*>(.*?)</script>', shown)
    known = json.loads(found.group(1))
    assert known["municipalities"][str(home.pk)] == outside.pk
    county = known["counties"][str(outside.pk)]
    assert (county["received"], county["channel"]) == (False, CHANNEL)


def test_next_page_says_the_channel_without_scripts(client: Browser, draft: Referral) -> None:
    client.force_login(draft.sender)

    assert CHANNEL in client.get(page("draft_custody", draft)).content.decode()


def test_way_and_day_are_kept_with_a_reference(client: Browser, draft: Referral) -> None:
    client.force_login(draft.sender)

    client.post(page("draft_elsewhere", draft), {"way": "letter", "sent_on": "1.3.2026"})

    kept = SentElsewhere.objects.get()
    assert (kept.draft, kept.way, kept.sent_on) == (draft, "letter", dt.date(2026, 3, 1))
    shown = client.get(reverse("referrals:referral_list")).content.decode()
    assert kept.reference in shown
    assert "Niko" not in shown


def test_it_is_told_once(client: Browser, draft: Referral) -> None:
    told(draft)
    client.force_login(draft.sender)

    response = client.post(page("draft_elsewhere", draft), {"way": "phone", "sent_on": "1.3.2026"})

    assert response.status_code == 409


def test_row_outlives_the_draft(draft: Referral) -> None:
    kept = told(draft)

    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        look_after_drafts()

    kept.refresh_from_db()
    assert kept.draft is None
    assert not Referral.objects.exists()


def test_county_that_reads_here_gets_it_here(client: Browser) -> None:
    begun = DraftFactory()
    client.force_login(begun.sender)

    response = client.get(page("draft_elsewhere", begun))

    assert response.url == page("draft_check", begun)
