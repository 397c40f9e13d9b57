import datetime as dt

import pytest

from cases.custody import (
    CustodyKind,
    FactSource,
    ReleaseCertainty,
    ReleaseKind,
    Track,
    track_of,
)

START = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("release", "track"),
    [
        (dt.date(2026, 7, 1), Track.SHORT),
        (dt.date(2026, 7, 2), Track.LONG),
        (dt.date(2028, 3, 2), Track.LONG),
    ],
)
def test_track_of_a_sentence_is_short_under_four_months(release, track):
    assert track_of(CustodyKind.PRISON_SENTENCE, START, release) is track


@pytest.mark.parametrize(("start", "release"), [(None, None), (START, None), (None, START)])
def test_track_of_a_sentence_of_unknown_length_is_long(start, release):
    assert track_of(CustodyKind.PRISON_SENTENCE, start, release) is Track.LONG


@pytest.mark.parametrize(
    ("kind", "track"),
    [
        (CustodyKind.FINE_CONVERSION, Track.FINE_CONVERSION),
        (CustodyKind.REMAND, Track.REMAND),
        (
            CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM,
            Track.SUPERVISED_PROBATIONARY_FREEDOM,
        ),
        (CustodyKind.LIFE_SENTENCE, Track.LONG),
        (CustodyKind.FULL_TERM, Track.LONG),
        (CustodyKind.CONDITIONAL_RELEASE, None),
        (CustodyKind.MONITORING_SENTENCE, None),
        (CustodyKind.COMMUNITY_SERVICE, None),
        (CustodyKind.JUVENILE_PUNISHMENT, None),
        (CustodyKind.NOT_IN_CUSTODY, None),
    ],
)
def test_track_of_other_custody_follows_from_its_kind(kind, track):
    assert track_of(kind, START, START + dt.timedelta(days=10)) is track


def test_track_of_takes_the_stored_value():
    assert track_of("remand") is Track.REMAND


def test_custody_kinds_in_prison_are_those_behind_walls():
    assert [kind for kind in CustodyKind if kind.is_in_prison] == [
        CustodyKind.PRISON_SENTENCE,
        CustodyKind.FINE_CONVERSION,
        CustodyKind.REMAND,
        CustodyKind.LIFE_SENTENCE,
        CustodyKind.FULL_TERM,
    ]


def test_custody_keys_are_stored_and_do_not_change():
    assert CustodyKind.values == [
        "prison_sentence",
        "fine_conversion",
        "remand",
        "life_sentence",
        "full_term",
        "supervised_probationary_freedom",
        "conditional_release",
        "monitoring_sentence",
        "community_service",
        "juvenile_punishment",
        "not_in_custody",
    ]
    assert ReleaseKind.values == [
        "to_conditional_release",
        "to_supervised_probationary_freedom",
        "end_of_sentence",
        "court_decision",
        "fine_paid",
        "remand_ended",
    ]
    assert ReleaseCertainty.values == [
        "official",
        "estimated",
        "client_report",
        "month",
        "unknown",
    ]
    assert FactSource.values == [
        "prison_service",
        "court",
        "client",
        "close_person",
        "sender",
        "other_authority",
    ]
    assert Track.values == [
        "long",
        "short",
        "fine_conversion",
        "remand",
        "supervised_probationary_freedom",
    ]
