"""Each written situation, lived day by day: what must be seen is seen, and nothing else."""

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from cases.custody import Track
from continuity.dues import need_of
from continuity.gap_facts import Why
from tests.continuity import seen_rows
from tests.continuity.living import Life, expected_rows, read, situations
from tests.continuity.reading import DAY, Reading
from timing.models import Due
from timing.vocabulary import DueKind

FIELDS = {
    "covered_until": "covered_until",
    "resumes": "resumes_on",
    "hoped": "hoped_on",
    "days": "days",
}
# Each kind of row and each track is in one of these; the others are lived with `--all`.
SAMPLE = {
    "fine_nurse_leaves",
    "freedom_without_an_approved_dwelling",
    "long_matters_that_are_closed",
    "rehabilitation_only_in_prison",
    "remand_to_sentence_rent_runs_already",
    "short_rehabilitation_not_taken",
    "short_release_a_week_later",
}
# From so many days before the first day without the worker is to do something about it.
SPAN, SHORT_SPAN = 84 * DAY, 366 * DAY
NOTHING_TO_DO = "Tehtäviä ei ole nyt"


def as_told(gap):
    """The row as a situation writes it."""
    return {"need": gap.need.kind.value, "why": gap.why.value, "gate": gap.gate.kind.value} | {
        word: getattr(gap, name) for word, name in FIELDS.items() if getattr(gap, name) is not None
    }


by_file = pytest.mark.parametrize("path", situations(), ids=lambda path: path.stem)
by_file_lived = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=() if path.stem in SAMPLE else pytest.mark.slow)
        for path in situations()
    ],
)


@by_file
def test_the_report_sees_what_must_be_seen_and_nothing_else(path):
    situation = read(path)
    for day, rows in expected_rows(situation):
        found = Reading(situation, day).rows(day)
        assert_seen(situation, day, rows, by_need(found))


def test_the_sample_has_each_kind_of_row_and_each_track():
    sample = [read(path) for path in situations() if path.stem in SAMPLE]

    assert {situation["track"] for situation in sample} == {track.value for track in Track}
    assert {row["why"] for each in sample for row in each["seen"]} == set(Why)


@pytest.mark.django_db
@by_file_lived
def test_lived_through_the_acts_each_page_shows_what_must_be_seen(path, time_machine, client):
    situation = read(path)
    life = Life(situation, time_machine)
    for day, rows in expected_rows(situation):
        case = life.live_to(day)
        client.force_login(life.worker)
        page = reverse("continuity:continuity", kwargs={"case_pk": case.pk})
        found = [each.gap for each in client.get(page).context["shown"].gaps]
        assert_seen(situation, day, rows, by_need(found))
        assert needs_due(case, day) == {gap.need.key for gap in found}, day
        assert_on_pages(situation, day, rows, case, client)


def by_need(found):
    """What is seen of each need, in the order of the report: a gap, and whoever leaves."""
    rows = {}
    for gap in found:
        rows.setdefault(gap.need.kind.value, []).append(as_told(gap))
    return rows


def needs_due(case, day):
    """The needs of which a gap is due on the day, however far ahead a known gate is."""
    present = Due.objects.present().of_cases([case.pk]).filter(kind=DueKind.GAP)
    at_once = {need_of(due) for due in present.filter(day=None).shown_on(day)}
    with_day = present.filter(day__isnull=False)
    return at_once | {
        need_of(due) for due in with_day if due.shown_to is None or due.shown_to >= day
    }


def assert_seen(situation, day, rows, found):
    """Each row that is written stands there as it is written, and no other of the needs named."""
    expected = told_of(rows, lambda row: {n: v for n, v in row.items() if n not in ("on", "by")})
    assert spoken_of(situation, day, found, expected) == expected, day


def spoken_of(situation, day, found, expected):
    """What was found of the needs of which the situation says something on the day."""
    needs = expected.keys() | calm_needs(situation, day, found)
    return {need: row for need, row in found.items() if need in needs}


def calm_needs(situation, day, found):
    """The needs of which no row may stand on the day; all, where none is named."""
    calm = [entry for entry in situation.get("calm", ()) if entry["on"] == day]
    if any("need" not in entry for entry in calm):
        return set(found)
    return {entry["need"] for entry in calm}


# --- The pages --------------------------------------------------------------------------


def assert_on_pages(situation, day, rows, case, client):
    """Overview and My work show what is near, Portti all; each with its days, and nothing else."""
    gates = Reading(situation, day).gates()
    noted = {each["need"]: each["on"] for each in situation["told"] if "need" in each}
    rows = [row | {"noted": noted[row["need"]]} for row in rows]
    near = [row for row in rows if is_near(row, gates, case, day)]
    overview = client.get(case.get_absolute_url()).content.decode()
    portti = client.get(reverse("caseload:portti", kwargs={"case_pk": case.pk}))
    my_work = client.get(reverse("caseload:my_work"))
    for read_rows, page, expected in (
        (seen_rows.on_overview, overview, told_of(near, on_overview)),
        (
            seen_rows.on_portti,
            portti.content.decode(),
            told_of(rows, lambda row: on_portti(row, gates, day)),
        ),
        (
            seen_rows.on_my_work,
            my_work.content.decode(),
            told_of(
                sorted(near, key=lambda row: on_my_work(row, gates)),
                lambda row: on_my_work(row, gates),
            ),
        ),
    ):
        found = spoken_of(situation, day, read_rows(page), expected)
        assert found == expected, (day, read_rows.__name__)
    assert not (near and NOTHING_TO_DO in overview), day


def told_of(rows, told):
    """By need, each row as `told` writes it."""
    found = {}
    for row in rows:
        found.setdefault(row["need"], []).append(told(row))
    return found


def is_near(row, gates, case, day):
    gate, first = gate_of(row, gates), first_day(row, gates)
    if first is None or gate.passed_on is not None or row["why"] == "contact":
        return True
    return first - (SHORT_SPAN if Track(case.track).is_short else SPAN) <= day


def gate_of(row, gates):
    """The gate at which the row stands: the last of its kind."""
    return next(gate for gate in reversed(gates) if gate.kind == row["gate"])


def first_day(row, gates):
    """The first day without; None where the gate may be today."""
    gate = gate_of(row, gates)
    if gate.day is None:
        return None
    if row["why"] == "before_gate":
        return gates[0].on - row["days"] * DAY
    if "covered_until" in row:
        return row["covered_until"] + DAY
    # Of what was noted only after the gate nobody could have seen to before.
    return gate.day if gate.passed_on is None else max(gate.day, row["noted"])


def on_overview(row):
    return {name: value for name, value in row.items() if name not in ("on", "need", "noted", "by")}


def on_portti(row, gates, day):
    """Portti tells by when instead of how many days."""
    told = {name: row[name] for name in row if name not in ("on", "need", "days", "noted", "by")}
    first = first_day(row, gates) or row.get("covered_until", day - DAY) + DAY
    return told if row["why"] == "contact" else told | {"first": (first.day, first.month)}


def on_my_work(row, gates):
    first = row.get("by") or first_day(row, gates)
    if row["why"] == "contact":
        return ("Kysy, kuka jatkaa yhteyshenkilönä", "heti")
    moves = row["why"] in ("wrong_day", "before_gate")
    act = "Sovi palvelun kanssa uusi päivä" if moves else "Kata katkos portilla"
    return (act, date_format(first) if first else "heti")
