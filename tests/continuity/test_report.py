"""What always holds of the gap report, whatever is told."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cases.custody import GateKind
from cases.gates import Gate
from cases.vocabulary import Place
from continuity.gap_facts import Demand, Line, NeedFacts
from continuity.gap_report import gaps
from continuity.models import State, StateEnd
from continuity.need_kinds import UNBROKEN, NeedKind

TODAY = dt.date(2026, 11, 29)
DAY = dt.timedelta(days=1)


def near(first: int = -40, last: int = 120):
    return st.integers(first, last).map(lambda days: TODAY + days * DAY)


@st.composite
def lines(draw, key=0):
    state = draw(st.sampled_from(State))
    starts = draw(st.none() | near())
    ends = draw(st.none() | near())
    if starts and ends and ends < starts:
        starts, ends = ends, starts
    interim = draw(st.booleans())
    ended = state is State.ENDED and not interim
    return Line(
        key,
        draw(st.sampled_from(["Tuettu asuminen", "Majoitus", "Terveysasema"])),
        Place.GATE if interim else draw(st.sampled_from(Place)),
        State.RUNNING if interim else state,
        starts_on=starts,
        from_gate=starts is None and draw(st.booleans()),
        ends_on=ends,
        appointment_on=None if interim else draw(st.none() | near()),
        expected_on=draw(st.none() | near()),
        ended_because=draw(st.sampled_from(StateEnd)) if ended else "",
        is_interim=interim,
    )


@st.composite
def needs(draw, kinds=tuple(NeedKind)):
    kind = draw(st.sampled_from(kinds))
    told = draw(st.lists(lines(), max_size=4))
    numbered = tuple(replace(line, key=n) for n, line in enumerate(told))
    return NeedFacts(1, kind, kind.value, lines=numbered)


gates = st.one_of(
    near(0).map(lambda day: [Gate(GateKind.RELEASE, day, "official")]),
    near(-40, 0).map(lambda day: [Gate(GateKind.RELEASE, day, "official", passed_on=day)]),
    near(0, 60).map(
        lambda day: [
            Gate(GateKind.FREEDOM, day, "official"),
            Gate(GateKind.RELEASE, day + 60 * DAY, "official"),
        ]
    ),
    st.just([Gate(GateKind.RELEASE)]),
)


def demand(kind, gate):
    return Demand(kind in UNBROKEN, gate + (59 if kind in UNBROKEN else 14) * DAY)


def rows(told, passed):
    return gaps(told, passed, demand, TODAY)


@given(needs(), gates)
def test_cover_that_never_ends_leaves_no_row(need, passed):
    always = Line(99, "Oma koti", Place.OUTSIDE, State.RUNNING)
    early = [line for line in need.lines if line.state is not State.GRANTED]
    need = replace(need, lines=(*early, always))

    assert rows([need], passed) == []


@given(needs(), lines(key=99), gates)
def test_adding_cover_never_adds_a_gap(need, line, passed):
    running = replace(line, state=State.RUNNING, place=Place.OUTSIDE, ended_because="")
    if need.lines and all(each.ended_well for each in need.lines):
        return

    before, after = (
        rows([need], passed),
        rows([replace(need, lines=(*need.lines, running))], passed),
    )

    assert len(after) <= len(before)


@given(needs(UNBROKEN), gates, st.integers(0, 4), st.integers(1, 90))
def test_a_later_end_never_widens_a_gap(need, passed, place, more):
    if place >= len(need.lines) or need.lines[place].ends_on is None:
        return
    line = need.lines[place]
    longer = replace(line, ends_on=line.ends_on + more * DAY)
    told = (*need.lines[:place], longer, *need.lines[place + 1 :])

    before, after = rows([need], passed), rows([replace(need, lines=told)], passed)

    assert without(after, passed) <= without(before, passed)


def without(found, passed):
    """The days without cover of the first row, within its time; none where there is no row."""
    if not found or found[0].from_on is None or found[0].why in ("before_gate", "wrong_day"):
        return 0
    row = found[0]
    last = demand(row.need.kind, row.gate.day or TODAY).last_day + DAY
    return (min(row.resumes_on or last, last) - row.from_on).days


@given(st.lists(needs(), max_size=3), gates, st.randoms())
def test_the_report_does_not_depend_on_the_order_of_what_was_told(told, passed, random):
    told = [replace(need, key=n) for n, need in enumerate(told)]
    shuffled = [
        replace(need, lines=tuple(random.sample(need.lines, len(need.lines)))) for need in told
    ]
    random.shuffle(shuffled)

    assert [said(row) for row in rows(told, passed)] == [
        said(row) for row in rows(shuffled, passed)
    ]


def said(row):
    """The row without the order in which its lines were kept."""
    return (row.need.key, row.why, row.from_on, row.resumes_on, row.hoped_on, row.days, row.line)
