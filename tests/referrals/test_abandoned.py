"""A draft that nobody goes on with is removed, after its writer was told."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse

from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Notice
from referrals.models import Referral
from referrals.sending.actions.drafts import save_step
from referrals.sending.actions.elsewhere import tell_sent_elsewhere
from referrals.tasks import look_after_drafts
from referrals.vocabulary import OtherWay
from tests.factories import DraftFactory, ReferralFactory

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


def after(days: int) -> Any:
    return time_machine.travel(START + dt.timedelta(days=days, minutes=1), tick=False)


def sweep(days: int) -> None:
    with after(days):
        look_after_drafts()


@pytest.fixture
def draft() -> Referral:
    with after(0):
        made: Referral = DraftFactory(typed={"person": {"last_name": ["Lehtovirta"]}})
    return made


def test_writer_is_told_once_a_week_before_and_without_a_name(draft):
    sweep(22)
    assert not Notice.objects.exists()

    sweep(23)
    sweep(24)

    notice = Notice.objects.get()
    assert (notice.receiver, notice.parameters) == (draft.sender, {"day": "2026-04-01"})
    assert notice.link == reverse("referrals:draft_check", args=[draft.pk])
    assert "Lehtovirta" not in notice.text


def test_draft_is_removed_after_thirty_days_and_the_log_knows_it(draft):
    sweep(23)
    sweep(29)
    assert Referral.objects.exists()

    sweep(30)
    sweep(31)

    assert not Referral.objects.exists()
    [event] = AuditEvent.objects.filter(action=Action.DRAFT_REMOVED)
    assert (event.referral_id, event.by_id) == (draft.pk, None)
    assert not Notice.objects.filter(cancelled_at=None).exists()


def test_nothing_is_removed_unless_it_was_told_a_week_before(draft):
    """The sweeps stood still for two months."""
    sweep(60)
    assert Referral.objects.exists()
    assert Notice.objects.get().parameters == {"day": "2026-05-08"}

    sweep(66)
    assert Referral.objects.exists()

    sweep(67)
    assert not Referral.objects.exists()


def test_a_save_takes_the_notice_back_and_starts_anew(draft):
    sweep(23)
    with after(24):
        save_step(draft=draft, step="person", typed=draft.typed["person"], seen=draft.version)
    assert not Notice.objects.filter(cancelled_at=None).exists()

    sweep(31)
    assert Referral.objects.exists()

    sweep(47)
    assert Notice.objects.filter(cancelled_at=None).count() == 1


def test_nobody_is_told_of_a_draft_that_went_another_way(draft):
    with after(1):
        tell_sent_elsewhere(
            draft=draft, county=None, way=OtherWay.values[0], sent_on=START.date(), by=draft.sender
        )

    sweep(23)

    assert not Notice.objects.exists()
    assert Referral.objects.exists()


def test_what_was_sent_is_never_removed(draft):
    with after(0):
        sent = ReferralFactory()
        Notice.objects.all().delete()

    for days in (23, 31, 400):
        sweep(days)

    assert list(Referral.objects.all()) == [sent]


def test_list_says_when_a_draft_is_removed(client: Browser, draft):
    client.force_login(draft.sender)

    assert "1.4.2026" in client.get(reverse("referrals:referral_list")).content.decode()
