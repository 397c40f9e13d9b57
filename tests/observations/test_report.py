"""The report: who sees it, which quarters, whose words, what was done about it."""

import csv
import datetime as dt
import io
import re
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from observations.actions import AnsweredAlready, answer_statement
from observations.county_report import Report, Split
from observations.models import Statement
from observations.quarters import Quarter, closed_quarters, quarter_of
from tests.factories import (
    CountyFactory,
    IntakeWorkerFactory,
    ObservationFactory,
    StatementFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
REPORT = reverse("observations:report")
TEXTS = reverse("observations:texts")
CSV = reverse("observations:report_csv")
TODAY = dt.date(2026, 12, 1)
SUMMER = dt.date(2026, 8, 1)
THIRD = Quarter(2026, 3)


@pytest.fixture
def supervisor(client):
    user = SupervisorFactory()
    client.force_login(user)
    return user


@pytest.fixture
def unit(supervisor):
    return supervisor.unit_memberships.get().unit


def observe(times, **values):
    for _each in range(times):
        ObservationFactory(**values)


def last_closed():
    return closed_quarters(timezone.localdate())[-1]


def column(unit, split=Split.KIND):
    rows = Report(unit.county, TODAY).rows(split)
    return {str(r.label): c.count for r in rows for c in r.cells if c.quarter == THIRD}


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("2026-01-01", "2026-1"), ("2026-03-31", "2026-1"), ("2026-04-01", "2026-2"),
     ("2026-12-31", "2026-4")],
)  # fmt: skip
def test_a_day_belongs_to_its_quarter(day, quarter):
    assert quarter_of(dt.date.fromisoformat(day)).key == quarter


def test_eight_quarters_are_shown_and_the_running_one_is_not():
    keys = [quarter.key for quarter in closed_quarters(TODAY)]

    assert keys == ["2024-4", "2025-1", "2025-2", "2025-3", "2025-4", "2026-1", "2026-2", "2026-3"]


def test_it_counts_by_kind_area_and_unit(unit):
    observe(6, unit=unit, month=SUMMER, kind="queue", area="housing")
    observe(5, unit=unit, month=SUMMER, kind="refused", area="housing")

    kinds, areas, units = (column(unit, split) for split in Split)

    assert sorted(count for count in kinds.values() if count) == [5, 6]
    assert [count for count in areas.values() if count] == [11]
    assert units[unit.name] == 11


def test_a_number_under_five_is_hidden_with_another(unit):
    observe(6, unit=unit, month=SUMMER, kind="queue")
    observe(7, unit=unit, month=SUMMER, kind="refused")
    observe(2, unit=unit, month=SUMMER, kind="digital")

    assert [count for count in column(unit).values() if count != 0] == [6, None, None]


def test_another_county_is_not_counted(unit):
    observe(9, unit=UnitFactory(county=CountyFactory(code="muu")), month=SUMMER)

    assert set(column(unit).values()) == {None}


def test_what_is_hidden_does_not_depend_on_the_names_of_units(unit):
    other = UnitFactory(county=unit.county, name_fi="Ö-yksikkö")
    observe(9, unit=unit, month=SUMMER)
    observe(8, unit=other, month=SUMMER)
    third = UnitFactory(county=unit.county)
    observe(2, unit=third, month=SUMMER)
    before = list(column(unit, Split.UNIT).values())

    other.name_fi = "A-yksikkö"
    other.save()

    assert list(column(unit, Split.UNIT).values()) == before


def test_words_are_shown_only_where_the_number_is(unit):
    observe(5, unit=unit, month=SUMMER, kind="queue", text="Jono on pitkä")
    observe(5, unit=unit, month=SUMMER, kind="refused", text="Ei perusteluja")
    observe(2, unit=unit, month=SUMMER, kind="digital", text="Tunnukset puuttuvat")

    groups = Report(unit.county, TODAY).texts(THIRD)

    assert [texts for _label, texts in groups] == [["Jono on pitkä"] * 5]


def test_words_of_a_hidden_kind_stand_on_no_page(client, unit):
    month = last_closed().months[1]
    observe(5, unit=unit, month=month, kind="queue", text="Jono on pitkä")
    observe(2, unit=unit, month=month, kind="digital", text="Tunnukset puuttuvat")

    pages = [client.get(url).content.decode() for url in (REPORT, TEXTS, CSV)]

    assert not any("Tunnukset puuttuvat" in page for page in pages)


def test_the_page_draws_what_the_table_says(client, unit):
    observe(6, unit=unit, month=last_closed().months[0], kind="queue")

    page = client.get(REPORT).content.decode()

    assert re.search(r"<rect[^>]+>\s*<text[^>]*>6</text>", page)
    assert re.search(r"<td[^>]*>\s*6\s*</td>", page)


def test_the_file_has_the_numbers_of_the_page_and_is_logged(client, supervisor, unit):
    observe(6, unit=unit, month=last_closed().months[0], kind="queue")
    observe(1, unit=unit, month=last_closed().months[0], kind="refused")
    observe(7, unit=unit, month=last_closed().months[0], kind="digital")

    response = client.get(CSV)

    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1][-1] == "14"
    assert [row[-1] for row in rows[2:9]].count("6") == 1
    assert "7" not in [row[-1] for row in rows]
    event = AuditEvent.objects.get(action=Action.OBSERVATIONS_EXPORTED.value)
    assert event.by_id == supervisor.pk


def test_reading_is_logged(client, supervisor):
    client.get(REPORT)

    assert AuditEvent.objects.filter(action=Action.OBSERVATIONS_READ.value).count() == 1


@pytest.mark.parametrize("make", [WorkerFactory, IntakeWorkerFactory])
@pytest.mark.parametrize("page", [REPORT, TEXTS, CSV])
def test_it_is_for_supervisors(client, make, page):
    client.force_login(make())

    assert client.get(page).status_code == 404


def test_it_is_not_for_administrators(client):
    client.force_login(UserFactory(is_superuser=True, organisation=CountyFactory()))

    assert client.get(REPORT).status_code == 404


def test_a_quarter_that_is_not_over_has_no_page(client, supervisor):
    running = quarter_of(timezone.localdate())

    assert client.get(f"{TEXTS}?neljannes={running.key}").status_code == 404


def test_the_queries_do_not_grow(client, unit, django_assert_max_num_queries):
    observe(30, unit=unit, month=last_closed().months[0])
    StatementFactory(by=SupervisorFactory(unit=unit))

    with django_assert_max_num_queries(22):
        client.get(REPORT)


# --- What was done about it -------------------------------------------------------


def test_a_statement_and_its_answer_stand_beside_the_report(client, supervisor):
    said = {"receiver": "Kaupungin asuntotoimi", "made_on": "2.3.2026", "text": "Jono on pitkä."}
    client.post(reverse("observations:statement_make"), said | {"form_key": str(uuid.uuid4())})
    statement = Statement.objects.get()
    url = reverse("observations:statement_answer", args=[statement.pk])
    client.post(url, {"answered_on": "5.4.2026", "answer": "Lisätään viisi asuntoa."})

    page = client.get(REPORT).content.decode()

    assert "Kaupungin asuntotoimi" in page
    assert "Lisätään viisi asuntoa." in page


def test_an_answer_before_the_statement_is_refused_beside_the_day(client, supervisor):
    statement = StatementFactory(by=supervisor, made_on=dt.date(2026, 3, 2))
    url = reverse("observations:statement_answer", args=[statement.pk])

    response = client.post(url, {"answered_on": "1.3.2026", "answer": "Kyllä"})

    assert response.context["form"].errors.keys() == {"answered_on"}


def test_the_second_answer_is_refused(supervisor):
    statement = StatementFactory(by=supervisor)
    told = {"answered_on": dt.date(2026, 3, 3), "by": supervisor}
    answer_statement(statement=statement, answer="Kyllä", **told)

    with pytest.raises(AnsweredAlready):
        answer_statement(statement=statement, answer="Ei", **told)


def test_a_statement_does_not_change(supervisor):
    StatementFactory(by=supervisor)

    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.update(text="muuta")


def test_an_answer_is_not_changed_and_a_statement_not_removed(supervisor):
    statement = StatementFactory(by=supervisor)
    answer_statement(
        statement=statement, answer="Kyllä", answered_on=dt.date(2026, 3, 3), by=supervisor
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.update(answer="Ei")
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.all().delete()


@pytest.mark.parametrize(
    ("half", "law"),
    [
        ({"answered_on": dt.date(2026, 3, 3)}, "statement_answered_as_a_whole"),
        (
            {"answer": "Kyllä", "answered_on": dt.date(2026, 2, 1)},
            "statement_answered_after_it",
        ),
    ],
    ids=["without words", "before it was made"],
)
def test_the_database_keeps_no_answer_by_half_and_none_before_the_statement(supervisor, half, law):
    StatementFactory(by=supervisor)
    by = {"answer_written_by": supervisor} if len(half) > 1 else {}

    with pytest.raises(IntegrityError, match=law):
        Statement.objects.update(**half, **by)


def test_a_statement_with_an_identity_code_is_refused(client, supervisor):
    said = {"receiver": "Kela", "made_on": "2.3.2026", "text": "Henkilö 010180-9004 odotti."}

    response = client.post(reverse("observations:statement_make"), said)

    assert response.context["form"].errors.keys() == {"text"}


def test_the_statement_of_another_county_is_not_there(client, supervisor):
    other = StatementFactory(by=SupervisorFactory(unit=UnitFactory(county=CountyFactory(code="x"))))

    url = reverse("observations:statement_answer", args=[other.pk])
    assert client.get(url).status_code == 404
