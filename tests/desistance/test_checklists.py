"""The checklist of an occasion: what it asks, keeps and shows, and to whom."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.custody import CustodyKind
from cases.models import Case
from desistance.actions import fill_checklist
from desistance.factors import OUR_TASKS, Factor, client_factors
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, Occasion
from records.versions import StaleVersion
from tests.factories import (
    CaseFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
    CountyFactory,
    CustodyFactFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 12, 10, 0, tzinfo=dt.UTC)


def fill_url(case, occasion=Occasion.PLAN):
    return reverse("desistance:checklist_fill", args=[case.pk, occasion])


def answers(*, version=0, **said):
    data = {"version": version, "round": 1, "talked_on": written(timezone.localdate())}
    data |= {
        f"{factor}-standing": "not_discussed"
        for factor in client_factors()
        if not factor.is_our_task
    }
    return data | {name.replace("__", "-"): value for name, value in said.items()}


def written(day):
    return f"{day.day}.{day.month}.{day.year}"


def close(case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 3, 1))


def test_a_factor_of_the_client_takes_a_standing_and_the_others_take_words(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(
        fill_url(case),
        answers(
            inner_change__standing="strength",
            inner_change__next_step="Vertaisryhmä",
            trust_and_opportunities__note="Annoin avaimen itselle",
        ),
    )

    checklist = Checklist.objects.get()
    said = checklist.by_factor()
    assert response.url == checklist.get_absolute_url()
    assert len(said) == len(client_factors()) - len(OUR_TASKS) + 1
    assert said["inner_change"].standing == ClientStanding.STRENGTH
    assert said["inner_change"].next_step == "Vertaisryhmä"
    assert said["trust_and_opportunities"].standing == ""
    assert AuditEvent.objects.filter(action=Action.CHECKLIST_FILLED, case_id=case.pk).count() == 1


def test_the_database_refuses_a_standing_for_a_factor_that_is_not_the_clients():
    with pytest.raises(IntegrityError, match="only_a_factor_of_the_client_has_a_standing"):
        ChecklistEntryFactory(factor=Factor.STRUCTURAL_SOCIAL_WORK, standing="need")


def test_the_database_keeps_one_checklist_of_an_occasion_and_round():
    checklist = ChecklistFactory()

    with pytest.raises(IntegrityError, match="one_checklist_per_occasion_and_round"):
        Checklist.objects.create(
            case=checklist.case, occasion=checklist.occasion, filled_by=checklist.filled_by
        )


def test_a_standing_that_does_not_exist_is_refused_and_the_words_stay_on_the_page(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(
        fill_url(case), answers(inner_change__standing="7", inner_change__note="Jää talteen")
    )

    assert response.status_code == 200
    assert "Jää talteen" in response.content.decode()
    assert not Checklist.objects.exists()


@pytest.mark.parametrize("text", ["a\x00b", "x" * 500_000, "<script>alert(1)</script>" * 500])
def test_a_text_that_cannot_be_stored_is_told_at_its_place(client, text):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(fill_url(case), answers(inner_change__note=text))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["inner_change-note"]
    assert "<script>alert" not in response.content.decode()
    assert not Checklist.objects.exists()


def test_saving_over_another_persons_saving_shows_both_and_changes_nothing(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    client.post(fill_url(case), answers(inner_change__note="Heidän tekstinsä"))

    response = client.post(fill_url(case), answers(inner_change__note="Minun tekstini"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Heidän tekstinsä" in page
    assert "Minun tekstini" in page
    assert response.context["form"]["version"].value() == "1"
    assert Checklist.objects.get().by_factor()["inner_change"].note == "Heidän tekstinsä"


def test_two_who_fill_in_different_factors_do_not_stop_each_other(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    opened = client.get(fill_url(case)).context["form"]
    carried = {"prints": opened["prints"].value()}
    client.post(fill_url(case), answers(inner_change__note="Heidän tekstinsä"))

    response = client.post(
        fill_url(case), answers(**carried, inner_change__next_step="Minun jatkoni")
    )

    assert response.status_code == 302
    entry = Checklist.objects.get().by_factor()["inner_change"]
    assert (entry.note, entry.next_step) == ("Heidän tekstinsä", "Minun jatkoni")


def test_after_both_texts_are_seen_the_choice_is_saved(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    client.post(fill_url(case), answers(inner_change__note="Ensin"))

    client.post(fill_url(case), answers(version=1, inner_change__note="Sitten"))

    checklist = Checklist.objects.get()
    assert checklist.version == 2
    assert checklist.by_factor()["inner_change"].note == "Sitten"


def test_a_stale_save_raises_and_leaves_the_entries():
    entry = ChecklistEntryFactory(note="Pysyy")
    case = entry.checklist.case

    with pytest.raises(StaleVersion):
        fill_checklist(
            case=case,
            occasion=Occasion.CONTACT,
            round_number=1,
            entries=[ChecklistEntry(factor=Factor.INNER_CHANGE, note="Yli")],
            seen=0,
            by=case.responsible,
        )

    assert ChecklistEntry.objects.get().note == "Pysyy"


def test_nothing_is_saved_in_a_closed_case_and_the_text_is_shown_again(client):
    case = CaseFactory()
    close(case)
    client.force_login(case.responsible)

    response = client.post(fill_url(case), answers(inner_change__note="Liian myöhään"))

    assert response.status_code == 409
    assert "Liian myöhään" in response.content.decode()
    assert not Checklist.objects.exists()


def test_a_review_two_weeks_later_is_a_new_round_and_a_plan_is_not(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    with time_machine.travel(NOON):
        for occasion in (Occasion.REVIEW, Occasion.PLAN):
            ChecklistFactory(case=case, occasion=occasion, on=NOON.date())
    client.force_login(case.responsible)

    with time_machine.travel(NOON + dt.timedelta(days=15)):
        client.force_login(case.responsible)
        review = client.get(fill_url(case, Occasion.REVIEW))
        plan = client.get(fill_url(case, Occasion.PLAN))

    assert (review.context["round"], plan.context["round"]) == (2, 1)


@pytest.mark.parametrize(("asked", "round_"), [("2", 2), ("3", 1), ("-1", 1), ("x", 1), ("²", 1)])
def test_only_the_next_round_can_be_asked_for(client, asked, round_):
    checklist = ChecklistFactory(occasion=Occasion.PLAN)
    client.force_login(checklist.case.responsible)

    response = client.get(fill_url(checklist.case), {"kierros": asked})

    assert response.context["round"] == round_


def test_what_was_said_before_stands_beside_the_factor(client):
    checklist = ChecklistFactory(on=NOON.date())
    ChecklistEntryFactory(checklist=checklist)
    client.force_login(checklist.case.responsible)

    page = client.get(fill_url(checklist.case)).content.decode()

    assert "vahvuus, yhteydenotto 12.11.2026" in page


@pytest.mark.parametrize(
    ("kind", "aside"),
    [
        (CustodyKind.PRISON_SENTENCE, True),
        (CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM, False),
    ],
)
def test_probationary_freedom_is_asked_at_once_only_where_it_is_at_hand(client, kind, aside):
    case = CaseFactory()
    CustodyFactFactory(case=case, custody_kind=kind, recorded_by=case.responsible).save()
    client.force_login(case.responsible)

    form = client.get(fill_url(case)).context["form"]

    shown = {row.factor: row.aside for level in form.levels() for row in level.factors}
    assert shown[Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM] is aside
    assert sum(shown.values()) == aside


def test_the_matrix_shows_fourteen_factors_and_links_the_written_ones(client):
    checklist = ChecklistFactory()
    ChecklistEntryFactory(checklist=checklist, note="Aamut ovat omia")
    client.force_login(checklist.case.responsible)

    response = client.get(reverse("desistance:checklists", args=[checklist.case_id]))

    rows = [row for group in response.context["groups"] for row in group.rows]
    linked = [row.factor for row in rows if row.cells[0].url]
    assert len(rows) == 14
    assert linked == [Factor.INNER_CHANGE]


def test_a_checklist_is_read_with_its_notes(client):
    entry = ChecklistEntryFactory(note="Aamut ovat omia", next_step="Jatketaan")
    client.force_login(entry.checklist.case.responsible)

    page = client.get(entry.checklist.get_absolute_url()).content.decode()

    assert "Aamut ovat omia" in page
    assert "Jatketaan" in page


def test_the_matrix_asks_the_same_number_of_queries_for_one_and_three_rounds(
    client, django_assert_max_num_queries
):
    case = CaseFactory()
    ChecklistEntryFactory(checklist=ChecklistFactory(case=case))
    url = reverse("desistance:checklists", args=[case.pk])
    client.force_login(case.responsible)
    client.get(url)

    with django_assert_max_num_queries(24) as with_one:
        client.get(url)
    for number in (2, 3):
        checklist = ChecklistFactory(case=case, round=number)
        ChecklistEntryFactory(checklist=checklist)
    with django_assert_max_num_queries(len(with_one)):
        client.get(url)


@pytest.mark.parametrize("who", ["stranger", "other county", "supervisor", "superuser"])
def test_no_stranger_learns_of_a_checklist(client, who):
    checklist = ChecklistFactory()
    unit = checklist.case.unit
    user = {
        "stranger": lambda: WorkerFactory(unit=unit),
        "other county": lambda: WorkerFactory(unit=UnitFactory(county=CountyFactory(code="x"))),
        "supervisor": lambda: SupervisorFactory(unit=unit),
        "superuser": lambda: UserFactory(is_superuser=True),
    }[who]()
    client.force_login(user)

    codes = {
        client.get(reverse("desistance:checklists", args=[checklist.case_id])).status_code,
        client.get(checklist.get_absolute_url()).status_code,
        client.get(fill_url(checklist.case)).status_code,
        client.post(fill_url(checklist.case), answers()).status_code,
    }

    assert codes == {404}
    assert Checklist.objects.count() == 1
