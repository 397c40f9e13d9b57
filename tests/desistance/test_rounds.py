"""A round belongs to a day, is closed by an act, and never changes after that."""

import datetime as dt
import importlib
import re

import pgtrigger
import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing.actions import close_case, reopen_case
from cases.actions.custody import record_custody
from cases.models import Case, CaseClosure
from desistance.actions import close_checklist
from desistance.factors import Factor
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import Occasion
from tests.desistance.test_checklists import answers, fill_url, written
from tests.factories import (
    CaseFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
    CustodyFactFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
# Of giving up crime, in words that a reader sees.
WORDS = re.compile(r"[^\n]*(?:desistans(?!si/)|rikollisuu|rikoksettom)[^\n]*")
EXPERTS = Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT


def close_url(checklist):
    return reverse("desistance:checklist_close", args=[checklist.pk])


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

    assert response.status_code == 400
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
        lambda checklist: ChecklistEntryFactory(checklist=checklist, factor=EXPERTS),
    ],
)
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


def test_a_review_that_is_over_is_a_new_round_though_nobody_closed_it(client):
    case = CaseFactory()
    today = timezone.localdate()
    ChecklistFactory(case=case, occasion=Occasion.REVIEW, on=today)
    with time_machine.travel(timezone.now() + 15 * DAY):
        client.force_login(case.responsible)
        response = client.get(fill_url(case, Occasion.REVIEW))

    assert response.context["round"] == 2


def test_rounds_of_before_are_closed_where_a_newer_one_followed_in_the_case(entry):
    case = entry.checklist.case
    for occasion in (Occasion.ASSESSMENT, Occasion.PLAN):
        ChecklistFactory(case=case, occasion=occasion)
    over = ChecklistFactory().case
    Case.objects.filter(pk=over.pk).update(status="closed", closed_on=timezone.localdate())
    module = importlib.import_module("desistance.migrations.0003_rounds_of_before")

    kept = pgtrigger.ignore("desistance.Checklist:closed_round_kept")
    with kept, connection.schema_editor() as editor:
        module.close(apps, editor)

    states = Checklist.objects.filter(case=case).order_by("pk").values_list("status", flat=True)
    former = Checklist.objects.get(pk=entry.checklist_id)
    assert list(states) == ["closed", "closed", "open"]
    assert Checklist.objects.get(case=over).status == "closed"
    assert (former.closed_at, former.signed["closed_by"]) == (None, None)
    assert "filled_by" in former.imprint
    assert Checklist.objects.get(occasion="plan").imprint == {}
