"""What the law and the county say of time, each told by its rule and never alike."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from referrals.intake.targets import limits_of
from referrals.models import CustodyReport
from referrals.moving.actions.custody_reports import report_custody
from referrals.vocabulary import MadeBy
from tests.factories import PrisonOfficerFactory, ReferralFactory
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db


def sent(on: dt.date, made_by: MadeBy, release: dt.date | None = None) -> Any:
    noon = timezone.make_aware(dt.datetime.combine(on, dt.time(12)))
    return SimpleNamespace(sent_at=noon, made_by=made_by, county_id=0, release_told=release)


# Domain 5.5: the day of contact, and the earlier of the two rules for working days.
SEVENTH = [
    (dt.date(2025, 12, 19), dt.date(2025, 12, 31)),
    (dt.date(2025, 12, 22), dt.date(2026, 1, 3)),
    (dt.date(2026, 4, 1), dt.date(2026, 4, 11)),
    (dt.date(2026, 10, 28), dt.date(2026, 11, 6)),
    (dt.date(2027, 5, 5), dt.date(2027, 5, 14)),
]


@pytest.mark.parametrize(("contacted", "seventh"), SEVENTH)
@pytest.mark.parametrize("made_by", [MadeBy.CLIENT, MadeBy.CLOSE_PERSON, MadeBy.REPRESENTATIVE])
def test_seventh_working_day_runs_from_the_persons_own_side(contacted, seventh, made_by):
    _urgent, adults, child, _ready, _target = limits_of(sent(contacted, made_by), contacted)

    assert adults.on == child.on == seventh


def test_official_starts_the_childs_limit_only():
    contacted = dt.date(2026, 4, 1)

    _urgent, adults, child, ready, _target = limits_of(sent(contacted, MadeBy.OFFICIAL), contacted)

    assert adults.on is None
    assert adults.words
    assert child.on == dt.date(2026, 4, 11)
    assert ready.on == dt.date(2026, 7, 1)


def test_only_the_last_one_is_a_target_and_it_counts_working_days():
    friday = dt.date(2026, 3, 6)

    limits = limits_of(sent(friday, MadeBy.CLIENT), friday)

    assert [limit.kind for limit in limits] == ["law"] * 4 + ["target"]
    assert limits[-1].on == dt.date(2026, 3, 11)


@pytest.mark.parametrize(
    ("release", "decided_by"),
    [
        (dt.date(2026, 3, 7), dt.date(2026, 3, 7)),
        (dt.date(2026, 3, 12), dt.date(2026, 3, 11)),
        (dt.date(2026, 3, 1), dt.date(2026, 3, 6)),
    ],
)
def test_the_target_is_never_after_the_gate(release, decided_by):
    friday = dt.date(2026, 3, 6)

    limits = limits_of(sent(friday, MadeBy.OFFICIAL, release), friday)

    assert limits[-1].on == decided_by


def test_limits_that_are_past_say_so():
    contacted = dt.date(2026, 3, 2)

    limits = limits_of(sent(contacted, MadeBy.CLIENT), dt.date(2026, 4, 1))

    assert [limit.late for limit in limits] == [False, True, True, False, True]


def test_law_and_target_never_look_alike():
    day = dt.date(2026, 3, 2)
    limits = limits_of(sent(day, MadeBy.CLIENT), day)

    shown = render_to_string("referrals/_limits.html", {"limits": limits})

    assert shown.count("due-law") == 4
    assert shown.count("due-target") == 1
    assert "SHL 36\N{NO-BREAK SPACE}§" in shown


def decision_due(referral: Any) -> dt.date | None:
    return Due.objects.present().get(referral_id=referral.pk, kind=DueKind.REFERRAL_DECISION).day


def test_the_decision_is_due_before_the_gate_also_when_it_is_told_nearer():
    today = timezone.localdate()
    officer = PrisonOfficerFactory()
    referral = ReferralFactory(by=officer, release_on=today + dt.timedelta(days=200))
    assert decision_due(referral) > today

    report = CustodyReport(referral=referral, release_on=today, release_certainty="official")
    report_custody(report=report, by=officer)

    assert decision_due(referral) == today
