"""The client's own words of a life area: dated rows that nothing replaces."""

import datetime as dt
from importlib import import_module

import pgtrigger
import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from assessments.actions.parts import CorrectedMeanwhile
from assessments.actions.starting import correct_assessment
from assessments.actions.writing import edit_assessment
from assessments.models import Assessment, ClientWords
from assessments.national import _area
from tests.assessments.part_pages import HOUSING, edit, filled, part_page
from tests.factories import AssessmentFactory, ClientWordsFactory

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def draft(client):
    draft = AssessmentFactory(complete=True)
    client.force_login(draft.saved_by)
    return draft


def housing(draft):
    return draft.areas.get(area="housing")


def say(client, draft, **answers):
    return edit(client, draft, HOUSING, **{f"area-housing-{k}": it for k, it in answers.items()})


def rows(draft):
    return [(row.words, row.said_on) for row in housing(draft).words.all()]


def read(client, draft):
    return client.get(reverse("assessments:assessment_page", args=[draft.pk])).text


def finalised(draft):
    Assessment.objects.filter(pk=draft.pk).update(
        status="final", finalised_at=TODAY, finalised_by=draft.saved_by
    )
    draft.refresh_from_db()


def test_what_the_client_says_is_added_with_the_day_and_whoever_heard_it(client, draft):
    say(client, draft, client_words="Haluan oman oven.")

    row = housing(draft).words.get()
    assert (row.said_on, row.heard_by, row.heard_by_name) == (
        TODAY.date(),
        draft.saved_by,
        str(draft.saved_by),
    )


def test_the_day_may_be_another_that_is_over(client, draft):
    say(client, draft, client_words="Haluan oman oven.", said_on="27.2.2026")

    assert rows(draft) == [("Haluan oman oven.", dt.date(2026, 2, 27))]


@pytest.mark.parametrize("day", ["3.3.2026", ""])
def test_a_day_that_is_ahead_or_missing_is_refused_and_the_words_stay(client, draft, day):
    response = say(client, draft, client_words="Haluan oman oven.", said_on=day)

    assert list(response.context["form"].errors) == ["said_on"]
    assert "Haluan oman oven." in response.text
    assert rows(draft) == []


def test_saving_again_adds_nothing_and_the_field_is_empty(client, draft):
    say(client, draft, client_words="Haluan oman oven.")

    say(client, draft, situation="Asunto puuttuu.")

    assert len(rows(draft)) == 1
    assert client.get(part_page(draft, HOUSING)).context["form"]["client_words"].value() is None


def test_two_who_hear_something_at_once_both_add_it(client, draft):
    mine = filled(draft, HOUSING) | {"area-housing-client_words": "Minulle."}
    say(client, draft, client_words="Toiselle.")

    response = client.post(part_page(draft, HOUSING), mine)

    assert response.status_code == 302
    assert [words for words, _day in rows(draft)] == ["Toiselle.", "Minulle."]


def test_a_page_that_was_opened_yesterday_keeps_the_day_it_shows(client, draft):
    page = filled(draft, HOUSING) | {"area-housing-client_words": "Haluan oman oven."}

    with time_machine.travel(TODAY + dt.timedelta(days=1), tick=False):
        client.force_login(draft.saved_by)
        client.post(part_page(draft, HOUSING), page | {"area-housing-said_on": "2.3.2026"})

    assert rows(draft) == [("Haluan oman oven.", TODAY.date())]


def test_words_that_were_typed_wrong_stay_and_say_so(client, draft):
    wrong = ClientWordsFactory(entry=housing(draft), words="Haluan omat ovet.")

    say(client, draft, client_words="Haluan oman oven.", replaces=str(wrong.pk))

    assert housing(draft).client_words == "Haluan oman oven."
    text = read(client, draft)
    marked = text.index("Kirjattu väärin, korjattu alempana:")
    assert marked < text.index("Haluan omat ovet.") < text.index("Haluan oman oven.")


def test_a_correction_without_words_is_asked_for_them(client, draft):
    wrong = ClientWordsFactory(entry=housing(draft))

    response = say(client, draft, replaces=str(wrong.pk))

    assert list(response.context["form"].errors) == ["client_words"]


def test_the_words_of_another_area_cannot_be_corrected_here(client, draft):
    other = ClientWordsFactory(entry=draft.areas.get(area="health"))
    ClientWordsFactory(entry=housing(draft))

    response = say(client, draft, client_words="Toiset.", replaces=str(other.pk))

    assert list(response.context["form"].errors) == ["replaces"]


def test_what_another_corrected_meanwhile_is_not_corrected_twice(draft):
    wrong = ClientWordsFactory(entry=housing(draft))
    ClientWordsFactory(entry=housing(draft), words="Oikein.", replaces=wrong)

    with pytest.raises(CorrectedMeanwhile):
        edit_assessment(
            assessment=draft,
            seen=draft.version,
            by=draft.saved_by,
            values={},
            areas={"housing": {"client_words": "Myös oikein.", "replaces": wrong}},
        )

    assert [words for words, _day in rows(draft)] == [wrong.words, "Oikein."]


def test_the_national_document_has_each_with_its_day_and_hearer_and_none_typed_wrong(draft):
    entry = housing(draft)
    wrong = ClientWordsFactory(entry=entry, words="Väärin.")
    ClientWordsFactory(
        entry=entry, words="Oikein.", heard_by_name="Riikka Aaltovuo", replaces=wrong
    )

    text = _area(housing(draft))

    assert "Asiakkaan omin sanoin (2.2.2026, Riikka Aaltovuo): Oikein." in text
    assert "Väärin." not in text


def test_a_correction_carries_every_row_with_what_corrects_what(draft):
    entry = housing(draft)
    wrong = ClientWordsFactory(entry=entry, words="Väärin.")
    ClientWordsFactory(entry=entry, words="Oikein.", replaces=wrong)
    finalised(draft)

    copy = correct_assessment(assessment=draft, reason="Päivä väärin", by=draft.saved_by)

    assert rows(copy) == rows(draft)
    assert [row.is_replaced for row in housing(copy).all_said] == [True, False]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_row_is_never_changed_or_removed(draft, change):
    row = ClientWordsFactory(entry=housing(draft))
    found = ClientWords.objects.filter(pk=row.pk)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        found.update(words="Muuta.") if change == "update" else found.delete()


def test_the_database_lets_one_row_be_corrected_once(draft):
    entry = housing(draft)
    wrong = ClientWordsFactory(entry=entry)
    ClientWordsFactory(entry=entry, replaces=wrong)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClientWordsFactory(entry=entry, replaces=wrong)


def test_to_a_final_assessment_nothing_is_added(draft):
    finalised(draft)

    with pytest.raises(DatabaseError, match="part of a final record"), transaction.atomic():
        ClientWordsFactory(entry=housing(draft))


def without_rows(draft):
    """As before the trigger that makes a row of what the former version writes."""
    with pgtrigger.ignore("assessments.ClientWords:client_words_kept"):
        ClientWords.objects.filter(entry__assessment=draft).delete()


def test_words_of_a_former_base_become_rows_and_a_final_one_reads_the_same(client, draft):
    moved = import_module("assessments.migrations.0012_words_become_rows").MOVED
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_lifeareaentry SET client_words = %s, client_words_on = %s"
            " WHERE id = %s",
            ["Haluan oman oven.", dt.date(2026, 2, 20), housing(draft).pk],
        )
        without_rows(draft)
        finalised(draft)
        with pgtrigger.ignore("assessments.ClientWords:client_words_frozen"):
            cursor.execute(moved)

    assert rows(draft) == [("Haluan oman oven.", dt.date(2026, 2, 20))]
    assert "Asiakkaan omin sanoin: Haluan oman oven." in _area(housing(draft))
    assert "20.2.2026" in read(client, draft)


def write_as_formerly(draft, words, on=dt.date(2026, 2, 20)):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_lifeareaentry SET client_words = %s, client_words_on = %s"
            " WHERE id = %s",
            [words, on, housing(draft).pk],
        )


def test_what_the_former_version_writes_while_this_one_starts_becomes_a_row(draft):
    write_as_formerly(draft, "Haluan oman oven.")

    assert rows(draft) == [("Haluan oman oven.", dt.date(2026, 2, 20))]


def test_what_it_writes_over_is_replaced(draft):
    write_as_formerly(draft, "Haluan oman oven.")
    write_as_formerly(draft, "Haluan oman oven ja avaimen.", dt.date(2026, 2, 21))

    assert [(row.words, row.is_replaced) for row in housing(draft).all_said] == [
        ("Haluan oman oven.", True),
        ("Haluan oman oven ja avaimen.", False),
    ]


def test_what_it_saves_unchanged_adds_no_row(draft):
    write_as_formerly(draft, "Haluan oman oven.")
    write_as_formerly(draft, "Haluan oman oven.")

    assert len(rows(draft)) == 1


def test_what_it_wrote_before_the_trigger_is_carried_over_once(draft):
    missed = import_module("assessments.migrations.0016_words_of_the_former_version").MISSED
    with connection.cursor() as cursor:
        write_as_formerly(draft, "Haluan oman oven.")
        without_rows(draft)
        cursor.execute(missed)
        cursor.execute(missed)

    assert rows(draft) == [("Haluan oman oven.", dt.date(2026, 2, 20))]
