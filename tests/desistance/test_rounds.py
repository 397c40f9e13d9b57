"""A round belongs to a day, is closed by an act, and never changes after that."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing.actions import close_case, reopen_case
from cases.actions.custody import record_custody
from cases.models import Case, CaseClosure
from desistance.actions import close_checklist, decline_checklist
from desistance.factors import Factor
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import Occasion
from tests.desistance.test_checklists import answers, fill_url, written
from tests.factories import (
    CaseFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
    CustodyFactFactory,
    NoteFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def entry():
    """A factor of an open round."""
    return ChecklistEntryFactory(note="Aamut ovat omia", next_step="Jatketaan")


def close_url(checklist):
    return reverse("desistance:checklist_close", args=[checklist.pk])


def decline_url(case, occasion=Occasion.PLAN):
    return reverse("desistance:checklist_decline", args=[case.pk, occasion])


def closed(entry):
    checklist = entry.checklist
    close_checklist(checklist=checklist, seen=checklist.version, by=checklist.case.responsible)
    return Checklist.objects.get(pk=checklist.pk)


def in_remand(case):
    fact = CustodyFactFactory(case=case, custody_kind="remand", recorded_by=case.responsible)
    record_custody(fact=fact, by=case.responsible)


def test_the_form_offers_today_as_the_day_and_keeps_the_one_that_was_written(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    today = timezone.localdate()

    offered = client.get(fill_url(case)).context["form"]["talked_on"].value()
    client.post(fill_url(case), answers(talked_on=written(today - 5 * DAY)))

    assert offered == written(today)
    assert Checklist.objects.get().day == today - 5 * DAY


def test_a_day_ahead_is_refused(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(fill_url(case), answers(talked_on=written(timezone.localdate() + DAY)))

    assert list(response.context["form"].errors) == ["talked_on"]
    assert not Checklist.objects.exists()


def test_a_new_round_is_not_before_the_former_one(client, entry):
    checklist = closed(entry)
    client.force_login(checklist.case.responsible)
    before = written(checklist.day - DAY)

    response = client.post(
        fill_url(checklist.case, Occasion.CONTACT), answers(talked_on=before) | {"round": 2}
    )

    assert response.status_code == 409
    assert list(response.context["form"].errors) == ["talked_on"]
    assert Checklist.objects.count() == 1


def test_saving_an_open_round_keeps_the_rows_of_its_factors(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    client.post(fill_url(case), answers(inner_change__note="Ensin"))
    before = ChecklistEntry.objects.get(factor="inner_change").pk

    client.post(fill_url(case), answers(version=1, inner_change__note="Sitten"))

    assert ChecklistEntry.objects.get(factor="inner_change").pk == before


def test_words_that_were_taken_out_of_an_open_round_are_gone(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    client.post(fill_url(case), answers(trust_and_opportunities__note="Annoin avaimen"))

    client.post(fill_url(case), answers(version=1))

    assert not ChecklistEntry.objects.filter(factor="trust_and_opportunities").exists()


def test_one_factor_is_enough_for_closing(client, entry):
    checklist = entry.checklist
    client.force_login(checklist.case.responsible)

    response = client.post(close_url(checklist), {"version": checklist.version})

    checklist.refresh_from_db()
    assert response.url == checklist.get_absolute_url()
    assert checklist.status == "closed"
    assert checklist.signed["closed_by"] is not None
    assert AuditEvent.objects.filter(action=Action.CHECKLIST_CLOSED).count() == 1


def test_a_round_in_which_nothing_was_said_is_not_closed(client):
    checklist = ChecklistFactory()
    probation = Factor.SUPPORT_DURING_SUPERVISED_PROBATIONARY_FREEDOM
    ChecklistEntryFactory(checklist=checklist, factor=probation, standing="not_relevant")
    client.force_login(checklist.case.responsible)

    response = client.post(close_url(checklist), {"version": checklist.version})

    assert response.status_code == 409
    assert "Mistään tekijästä" in response.content.decode()
    assert Checklist.objects.get().is_open


def test_nobody_closes_words_that_they_have_not_seen(client, entry):
    checklist = entry.checklist
    client.force_login(checklist.case.responsible)
    client.post(
        fill_url(checklist.case, Occasion.CONTACT),
        answers(version=1, inner_change__note="Uudet sanat"),
    )

    response = client.post(close_url(checklist), {"version": 1})

    assert response.status_code == 409
    assert Checklist.objects.get().is_open


def test_a_closed_round_is_closed_once(client, entry):
    checklist = closed(entry)
    client.force_login(checklist.case.responsible)

    response = client.post(close_url(checklist), {"version": checklist.version})

    assert response.status_code == 409
    assert AuditEvent.objects.filter(action=Action.CHECKLIST_CLOSED).count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda checklist: Checklist.objects.filter(pk=checklist.pk).update(version=9),
        lambda checklist: Checklist.objects.filter(pk=checklist.pk).update(status="open"),
        lambda checklist: checklist.entries.all().update(note="Toisin"),
        lambda checklist: checklist.entries.all().delete(),
        lambda checklist: ChecklistEntryFactory(checklist=checklist, factor="trust_and_opportunities", standing=""),
    ],
)  # fmt: skip
def test_the_database_keeps_a_closed_round_and_its_factors(change, entry):
    checklist = closed(entry)

    with pytest.raises(DatabaseError, match=r"Cannot update|part of a final"), transaction.atomic():
        change(checklist)

    assert ChecklistEntry.objects.get().note == "Aamut ovat omia"


def test_the_database_keeps_one_open_round_of_an_occasion(entry):
    checklist = entry.checklist

    with pytest.raises(IntegrityError, match="one_open_round_of_an_occasion"):
        Checklist.objects.create(
            case=checklist.case,
            occasion=checklist.occasion,
            round=2,
            filled_by=checklist.filled_by,
        )


def test_a_closed_round_opens_as_it_was_and_not_as_a_form(client, entry):
    checklist = closed(entry)
    client.force_login(checklist.case.responsible)

    response = client.get(fill_url(checklist.case, Occasion.CONTACT), {"kierros": "1"})

    assert response.url == checklist.get_absolute_url()


def test_after_a_closed_round_the_next_save_is_a_new_one(client, entry):
    checklist = closed(entry)
    client.force_login(checklist.case.responsible)

    opened = client.get(fill_url(checklist.case, Occasion.CONTACT))

    assert opened.context["round"] == 2
    assert opened.context["form"]["inner_change-note"].value() == ""


def test_what_was_typed_while_somebody_closed_the_round_becomes_a_new_round(client, entry):
    checklist, case = entry.checklist, entry.checklist.case
    client.force_login(case.responsible)
    url = fill_url(case, Occasion.CONTACT)
    closed(entry)

    refused = client.post(url, answers(version=1, inner_change__note="Minun sanani"))
    form = refused.context["form"]
    client.post(
        url,
        answers(inner_change__note=form["inner_change-note"].value())
        | {"version": form["version"].value(), "round": refused.context["round"]},
    )

    assert refused.status_code == 409
    assert checklist.by_factor()["inner_change"].note == "Aamut ovat omia"
    assert Checklist.objects.get(round=2).by_factor()["inner_change"].note == "Minun sanani"


def test_beginning_a_new_round_closes_the_open_one(client, entry):
    case = entry.checklist.case
    client.force_login(case.responsible)

    client.post(fill_url(case, Occasion.CONTACT), answers() | {"round": 2})

    assert [(each.round, each.status) for each in Checklist.objects.order_by("round")] == [
        (1, "closed"),
        (2, "open"),
    ]


def test_closing_the_case_closes_its_rounds_and_reopening_opens_none(entry):
    case = entry.checklist.case
    worker = case.responsible

    close_case(closure=CaseClosure(case=case, reason="no_longer_needed"), by=worker)
    reopen_case(case=Case.objects.get(pk=case.pk), by=worker, reason="Uusi tarve")

    assert Checklist.objects.get().status == "closed"


def test_a_starting_point_is_shown_and_never_answers_by_itself(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    page = client.get(fill_url(case))
    client.post(fill_url(case), answers())

    assert "Aamut ovat omia" in page.content.decode()
    assert "Edelleen näin" in page.content.decode()
    assert page.context["form"]["inner_change-still"].value() in (None, False)
    now = Checklist.objects.get(occasion="plan").by_factor()["inner_change"]
    assert (now.standing, now.note) == ("not_discussed", "")


def test_one_tick_confirms_what_was_said_before(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    client.post(fill_url(case), answers(inner_change__still="on"))

    now = Checklist.objects.get(occasion="plan").by_factor()["inner_change"]
    assert (now.standing, now.note, now.next_step) == ("strength", "Aamut ovat omia", "Jatketaan")


def test_own_words_go_before_those_that_are_confirmed(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    client.post(fill_url(case), answers(inner_change__still="on", inner_change__note="Nyt näin"))

    now = Checklist.objects.get(occasion="plan").by_factor()["inner_change"]
    assert (now.note, now.next_step) == ("Nyt näin", "Jatketaan")


def test_confirming_and_choosing_otherwise_is_asked_again(client, entry):
    case = closed(entry).case
    client.force_login(case.responsible)

    response = client.post(
        fill_url(case), answers(inner_change__still="on", inner_change__standing="need")
    )

    assert list(response.context["form"].errors) == ["inner_change-standing"]


def test_our_task_is_done_under_way_or_prevented_and_never_a_standing(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.post(
        fill_url(case),
        answers(
            service_need_assessment__task="done",
            service_continuity_at_transition__task="prevented",
            service_continuity_at_transition__note="Asunnolle on jono.",
            digital_access_and_services__standing="need",
        ),
    )

    said = Checklist.objects.get().by_factor()
    assert said["service_need_assessment"].task == "done"
    assert said["service_continuity_at_transition"].task == "prevented"
    assert "digital_access_and_services" not in said
    assert {said[key].standing for key in said if Factor(key).is_our_task} == {""}


def test_what_prevents_our_task_is_told_in_words(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(fill_url(case), answers(service_need_assessment__task="prevented"))

    assert list(response.context["form"].errors) == ["service_need_assessment-note"]


def test_the_database_lets_only_our_tasks_be_under_way():
    with pytest.raises(IntegrityError, match="only_our_task_is_under_way"):
        ChecklistEntryFactory(factor=Factor.INNER_CHANGE, standing="", task="done")


def test_the_database_wants_words_for_what_prevents_our_task():
    with pytest.raises(IntegrityError, match="prevented_by_something"):
        ChecklistEntryFactory(factor=Factor.SERVICE_NEED_ASSESSMENT, standing="", task="prevented")


def test_what_a_former_version_said_of_our_task_stays_until_it_is_said_anew(client):
    checklist = ChecklistFactory()
    ChecklistEntryFactory(
        checklist=checklist, factor=Factor.SERVICE_NEED_ASSESSMENT, standing="need"
    )
    case = checklist.case
    client.force_login(case.responsible)
    url = fill_url(case, Occasion.CONTACT)

    client.post(url, answers(version=1))
    kept = Checklist.objects.get().by_factor()["service_need_assessment"].standing
    client.post(url, answers(version=2, service_need_assessment__task="done"))
    now = Checklist.objects.get().by_factor()["service_need_assessment"]

    assert kept == "need"
    assert (now.standing, now.task) == ("", "done")


def test_the_client_declines_by_one_press_without_a_reason(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.post(decline_url(case))

    checklist = Checklist.objects.get()
    page = client.get(reverse("desistance:checklists", args=[case.pk])).content.decode()
    assert (checklist.is_declined, checklist.status) == (True, "closed")
    assert not checklist.entries.exists()
    assert "asiakas ei halunnut puhua näistä" in page
    assert AuditEvent.objects.filter(action=Action.CHECKLIST_DECLINED).count() == 1


def test_a_round_in_which_something_was_said_is_not_declined(client, entry):
    case = entry.checklist.case
    client.force_login(case.responsible)

    response = client.post(decline_url(case, Occasion.CONTACT))

    assert response.status_code == 409
    assert not Checklist.objects.get().is_declined


def test_an_open_round_without_answers_can_be_declined():
    checklist = ChecklistFactory()
    ChecklistEntryFactory(checklist=checklist, standing="not_discussed")

    decline_checklist(case=checklist.case, occasion=Occasion.CONTACT, by=checklist.case.responsible)

    assert Checklist.objects.get().is_declined


@pytest.mark.parametrize("name", ["fill", "decline", "close"])
def test_in_remand_no_round_is_made_or_changed_and_the_page_says_why(client, name, entry):
    case = entry.checklist.case
    in_remand(case)
    client.force_login(case.responsible)
    url = {
        "fill": fill_url(case),
        "decline": decline_url(case),
        "close": close_url(entry.checklist),
    }[name]

    response = client.post(url, answers(version=1, inner_change__note="Ei nyt"))

    assert response.status_code == 409
    assert "tutkintavankeudessa" in response.content.decode()
    assert Checklist.objects.get().is_open


def test_in_remand_no_page_of_the_case_speaks_of_giving_up_crime(client):
    case = CaseFactory()
    in_remand(case)
    client.force_login(case.responsible)

    pages = [
        client.get(url).content.decode().lower()
        for url in (
            case.get_absolute_url(),
            fill_url(case),
            reverse("desistance:checklists", args=[case.pk]),
            reverse("plans:plan_list", args=[case.pk]),
        )
    ]

    assert not [page for page in pages if "desistans" in page or "rikollisuu" in page]


def test_what_was_recorded_before_the_remand_can_still_be_read(client, entry):
    case = entry.checklist.case
    in_remand(case)
    client.force_login(case.responsible)

    page = client.get(reverse("desistance:checklists", args=[case.pk])).content.decode()

    assert entry.checklist.get_absolute_url() in page


def test_a_return_to_custody_changes_no_standing(entry):
    case = entry.checklist.case
    before = list(ChecklistEntry.objects.values())

    fact = CustodyFactFactory(
        case=case,
        custody_kind="prison_sentence",
        return_kind="new_sentence",
        recorded_by=case.responsible,
    )
    record_custody(fact=fact, by=case.responsible)

    assert list(ChecklistEntry.objects.values()) == before
    assert Checklist.objects.get().is_open


def test_at_a_first_meeting_the_page_advises_to_wait_and_a_known_client_is_not_so(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    first = client.get(fill_url(case)).context["first_meeting"]
    NoteFactory(case=case, kind="meeting", occurred_on=timezone.localdate() - DAY)

    later = client.get(fill_url(case)).context["first_meeting"]

    assert (first, later) == (True, False)


@pytest.mark.parametrize(("days", "near"), [(-3, True), (3, True), (4, False), (-4, False)])
def test_within_three_days_of_the_gate_the_page_advises_to_wait(client, days, near):
    case = CaseFactory()
    gate = timezone.localdate() + days * DAY
    Case.objects.filter(pk=case.pk).update(release_on=gate)
    client.force_login(case.responsible)

    assert client.get(fill_url(case)).context["near_gate"] is near


def test_where_a_reflection_is_written_the_page_says_that_the_client_may_read_it(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    assert "Asiakas voi lukea tämän." in client.get(fill_url(case)).content.decode()


def test_a_review_that_is_over_is_a_new_round_though_nobody_closed_it(client):
    case = CaseFactory()
    today = timezone.localdate()
    ChecklistFactory(case=case, occasion=Occasion.REVIEW, on=today)
    with time_machine.travel(timezone.now() + 15 * DAY):
        client.force_login(case.responsible)
        response = client.get(fill_url(case, Occasion.REVIEW))

    assert response.context["round"] == 2
