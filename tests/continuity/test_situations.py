"""Each written situation, lived day by day: what must be seen is seen, and nothing else."""

import pytest
from django.urls import reverse

from continuity.dues import need_of
from tests.continuity.living import Life, expected_rows, read, situations
from tests.continuity.reading import Reading
from timing.models import Due
from timing.vocabulary import DueKind

FIELDS = {
    "covered_until": "covered_until",
    "resumes": "resumes_on",
    "hoped": "hoped_on",
    "days": "days",
}


def as_told(gap):
    """The row as a situation writes it."""
    return {"need": gap.need.kind.value, "why": gap.why.value, "gate": gap.gate.kind.value} | {
        word: getattr(gap, name) for word, name in FIELDS.items() if getattr(gap, name) is not None
    }


by_file = pytest.mark.parametrize("path", situations(), ids=lambda path: path.stem)


@by_file
def test_the_report_sees_what_must_be_seen_and_nothing_else(path):
    situation = read(path)
    for day, rows in expected_rows(situation):
        found = Reading(situation, day).rows(day)
        assert_seen(situation, day, rows, {gap.need.kind.value: as_told(gap) for gap in found})


@pytest.mark.slow
@pytest.mark.django_db
@by_file
def test_lived_through_the_acts_the_pages_show_the_same(path, time_machine, client):
    situation = read(path)
    life = Life(situation, time_machine)
    for day, rows in expected_rows(situation):
        case = life.live_to(day)
        client.force_login(life.worker)
        page = reverse("continuity:continuity", kwargs={"case_pk": case.pk})
        found = [each.gap for each in client.get(page).context["shown"].gaps]
        assert_seen(situation, day, rows, {gap.need.kind.value: as_told(gap) for gap in found})
        assert needs_due(case, day) == {gap.need.key for gap in found}, day


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
    expected = {row["need"]: {n: v for n, v in row.items() if n != "on"} for row in rows}
    spoken_of = expected.keys() | calm_needs(situation, day, found)
    assert {need: row for need, row in found.items() if need in spoken_of} == expected, day


def calm_needs(situation, day, found):
    """The needs of which no row may stand on the day; all, where none is named."""
    calm = [entry for entry in situation.get("calm", ()) if entry["on"] == day]
    if any("need" not in entry for entry in calm):
        return set(found)
    return {entry["need"] for entry in calm}
