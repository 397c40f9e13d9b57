"""The dated rules: which is in force, for whom, and which day it gives."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tests.factories import CountyFactory
from timing.calendar import WorkingDayRule
from timing.models import TimeRule, WorkingDays
from timing.rules import Rules
from timing.vocabulary import Anchor, Basis, DueKind, Span, Trigger

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 3, 6)


def target_of(county, **values):
    rule = {
        "kind": DueKind.REFERRAL_DECISION,
        "basis": Basis.TARGET,
        "anchor": Anchor.REFERRAL_ARRIVED,
        "count": 1,
        "span": Span.WORKING_DAYS,
        "valid_from": dt.date(2026, 1, 1),
        "county": county,
    }
    return TimeRule.objects.create(**rule | values)


def day_of(kind, county, anchor, **narrowed):
    rules = Rules()
    rule = rules.find(kind, county.pk, anchor, **narrowed)
    return rules.day(rule, anchor, county.pk)


def test_a_county_without_a_rule_of_its_own_follows_the_national_one():
    assert day_of(DueKind.REFERRAL_DECISION, CountyFactory(), FRIDAY) == dt.date(2026, 3, 11)


def test_a_countys_own_target_comes_before_the_national_one():
    county = CountyFactory()
    target_of(county)

    assert day_of(DueKind.REFERRAL_DECISION, county, FRIDAY) == dt.date(2026, 3, 9)


def test_a_countys_target_binds_no_other_county():
    target_of(CountyFactory())

    other = CountyFactory(code="muu")
    assert day_of(DueKind.REFERRAL_DECISION, other, FRIDAY) == dt.date(2026, 3, 11)


def test_the_rule_of_the_anchors_day_applies():
    county = CountyFactory()
    target_of(county, valid_from=dt.date(2026, 3, 7))

    before = day_of(DueKind.REFERRAL_DECISION, county, FRIDAY)
    after = day_of(DueKind.REFERRAL_DECISION, county, dt.date(2026, 3, 9))

    assert (before, after) == (dt.date(2026, 3, 11), dt.date(2026, 3, 10))


def test_a_track_has_spans_of_its_own():
    long, short = (
        Rules().find(DueKind.RELEASE, CountyFactory().pk, FRIDAY, track=track)
        for track in ("long", "short")
    )

    assert (long.told_before, short.told_before) == ([28, 14, 7], [7, 2])


def test_a_countys_target_for_all_leaves_the_short_tracks_their_own():
    county = CountyFactory()
    own = {"kind": DueKind.RELEASE, "anchor": Anchor.GATE, "count": 0, "told_before": [40]}
    target_of(county, **own)

    found = (
        Rules().find(DueKind.RELEASE, county.pk, FRIDAY, track=track) for track in ("long", "short")
    )

    assert [rule.told_before for rule in found] == [[40], [7, 2]]


def test_a_rule_for_some_is_no_rule_for_all():
    assert Rules().find(DueKind.READY_BY_LAW, None, FRIDAY) is None
    assert Rules().find(DueKind.READY_BY_LAW, None, FRIDAY, trigger=Trigger.CHILD) is not None


@pytest.mark.parametrize(
    ("span", "count", "is_before", "day"),
    [
        (Span.DAYS, 30, False, dt.date(2026, 4, 5)),
        (Span.WEEKS, 4, True, dt.date(2026, 2, 6)),
        (Span.MONTHS, 3, False, dt.date(2026, 6, 6)),
        (Span.WORKING_DAYS, 2, False, dt.date(2026, 3, 10)),
    ],
)
def test_each_span_is_counted_in_its_way(span, count, is_before, day):
    rule = target_of(None, track="long", span=span, count=count, is_before=is_before)

    assert Rules().day(rule, FRIDAY, None) == day


def test_a_county_counts_saturdays_for_its_targets_where_it_chose_so():
    county = CountyFactory()
    chosen = {"rule": WorkingDayRule.MON_SAT, "valid_from": dt.date(2026, 1, 1)}
    WorkingDays.objects.create(county=county, **chosen)

    assert day_of(DueKind.REFERRAL_DECISION, county, FRIDAY) == dt.date(2026, 3, 10)


@pytest.mark.parametrize("rule", WorkingDayRule)
def test_a_limit_of_law_is_the_earlier_count_whatever_a_county_chose(rule):
    county = CountyFactory()
    WorkingDays.objects.create(county=county, rule=rule, valid_from=dt.date(2026, 1, 1))

    seventh = day_of(DueKind.BEGINS_BY_LAW, county, dt.date(2026, 4, 1), trigger=Trigger.CHILD)
    assert seventh == dt.date(2026, 4, 11)


def test_no_county_can_change_a_law():
    with pytest.raises(IntegrityError, match="law_is_national_and_cited"):
        target_of(CountyFactory(), basis=Basis.LAW, law="SHL 36 §")


def test_two_rules_of_one_day_for_the_same_are_refused():
    target_of(None)

    with pytest.raises(IntegrityError, match="one_rule_a_day_and_need"):
        target_of(None)
