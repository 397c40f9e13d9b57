import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timing.calendar import (
    AwkwardReleaseDay,
    Week,
    WorkingDayRule,
    add_months,
    add_working_days,
    awkward_release_reason,
    is_working_day,
    warning_date,
    week_of,
    working_days_between,
)

MON_FRI, MON_SAT = WorkingDayRule.MON_FRI, WorkingDayRule.MON_SAT
SEVENTH_WORKING_DAY = [
    ("2025-12-19", "2026-01-05", "2025-12-31"),
    ("2025-12-22", "2026-01-07", "2026-01-03"),
    ("2026-04-01", "2026-04-14", "2026-04-11"),
    ("2026-04-30", "2026-05-12", "2026-05-09"),
    ("2026-06-17", "2026-06-29", "2026-06-27"),
    ("2026-10-28", "2026-11-06", "2026-11-06"),
    ("2026-12-18", "2026-12-31", "2026-12-30"),
    ("2027-05-05", "2027-05-17", "2027-05-14"),
]
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
RULES = st.sampled_from(WorkingDayRule)

day = dt.date.fromisoformat


@pytest.mark.parametrize(("contact", "mon_fri", "mon_sat"), SEVENTH_WORKING_DAY)
def test_add_working_days_leaves_out_the_day_of_contact_and_holidays(contact, mon_fri, mon_sat):
    assert add_working_days(day(contact), 7, MON_FRI) == day(mon_fri)
    assert add_working_days(day(contact), 7, MON_SAT) == day(mon_sat)


@pytest.mark.parametrize(("contact", "mon_fri", "mon_sat"), SEVENTH_WORKING_DAY)
def test_warning_date_is_the_earlier_of_the_two_rules(contact, mon_fri, mon_sat):
    assert warning_date(day(contact), 7) == min(day(mon_fri), day(mon_sat))


@pytest.mark.parametrize("rule", WorkingDayRule)
@pytest.mark.parametrize(
    "shut", ["2026-04-03", "2026-05-01", "2026-06-19", "2026-06-20", "2026-12-24"]
)
def test_is_working_day_is_false_on_a_holiday_by_both_rules(shut, rule):
    assert not is_working_day(day(shut), rule)


def test_is_working_day_on_a_saturday_depends_on_the_rule():
    saturday = day("2026-11-21")

    assert is_working_day(saturday, MON_SAT)
    assert not is_working_day(saturday, MON_FRI)


def test_is_working_day_is_false_on_a_sunday_by_both_rules():
    assert not is_working_day(day("2026-11-22"), MON_SAT)
    assert not is_working_day(day("2026-11-22"), MON_FRI)


def test_add_working_days_of_nothing_is_the_day_itself():
    assert add_working_days(day("2026-11-22"), 0) == day("2026-11-22")


def test_add_working_days_goes_back_with_a_negative_count():
    assert add_working_days(day("2026-12-14"), -5, MON_FRI) == day("2026-12-07")


@given(DAYS, st.integers(1, 60), RULES)
def test_add_working_days_and_working_days_between_agree(start, count, rule):
    end = add_working_days(start, count, rule)

    assert is_working_day(end, rule)
    assert working_days_between(start, end, rule) == count


@given(DAYS, DAYS, RULES)
def test_working_days_between_changes_sign_with_the_direction(one, other, rule):
    assert working_days_between(one, other, rule) == -working_days_between(other, one, rule)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-21", 3, "2027-02-21"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_add_months_ends_on_the_same_day_or_the_last_of_the_month(start, months, end):
    assert add_months(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("released", "reason"),
    [
        ("2026-11-20", AwkwardReleaseDay.FRIDAY),
        ("2026-11-21", AwkwardReleaseDay.WEEKEND),
        ("2026-11-22", AwkwardReleaseDay.WEEKEND),
        ("2026-10-30", AwkwardReleaseDay.EVE_OF_HOLIDAY),
        ("2026-05-13", AwkwardReleaseDay.EVE_OF_HOLIDAY),
        ("2026-05-14", AwkwardReleaseDay.HOLIDAY),
        ("2026-04-03", AwkwardReleaseDay.HOLIDAY),
        ("2026-12-06", AwkwardReleaseDay.HOLIDAY),
        ("2026-11-19", None),
    ],
)
def test_awkward_release_reason_is_the_worst_one(released, reason):
    assert awkward_release_reason(day(released)) is reason


@pytest.mark.parametrize(
    ("of", "week"),
    [
        ("2026-12-14", Week(2026, 51)),
        ("2027-01-01", Week(2026, 53)),
        ("2027-01-04", Week(2027, 1)),
        ("2029-12-31", Week(2030, 1)),
    ],
)
def test_week_of_counts_weeks_as_finland_does(of, week):
    assert week_of(day(of)) == week


@given(DAYS)
def test_week_begins_on_the_monday_of_its_days(of):
    assert of - dt.timedelta(days=of.weekday()) == week_of(of).monday
