"""One act for each form, also when two requests arrive at the same moment."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.actions.team import assign_worker
from cases.models import Case, Note
from cases.permissions import CaseRole
from records.models import FormKey
from tests.factories import CaseFactory, WorkerFactory
from tests.waiting import PATIENCE


def answers(**changes):
    return {
        "kind": "meeting",
        "occurred_on": "2.2.2026",
        "outcome": "met",
        "text": "Soitettiin.",
        "form_key": str(uuid.uuid4()),
    } | changes


@pytest.fixture
def page(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return reverse("cases:notes", kwargs={"case_pk": case.pk})


@pytest.mark.django_db
def test_form_that_came_back_with_errors_acts_when_it_is_right(client, page):
    wrong = answers(text="")

    client.post(page, wrong)
    client.post(page, wrong | {"text": "Nyt on teksti."})

    assert [note.text for note in Note.objects.all()] == ["Nyt on teksti."]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "not a key", "x" * 5000])
def test_form_without_a_proper_key_acts_all_the_same(client, page, key):
    client.post(page, answers(form_key=key))

    assert Note.objects.count() == 1


@pytest.mark.django_db
def test_key_of_somebody_else_does_not_swallow_the_act(client, page):
    sent = answers()
    FormKey.objects.create(key=sent["form_key"], user_id=WorkerFactory().pk, answer="/muualle/")

    response = client.post(page, sent)

    assert response.url == f"{page}#content"
    assert Note.objects.count() == 1


@pytest.mark.django_db
def test_key_that_somebody_else_used_stays_the_writers_own(client, page):
    sent, other = answers(), Client()
    colleague = WorkerFactory(unit=Case.objects.get().unit)
    assign_worker(
        case=Case.objects.get(),
        user=colleague,
        role=CaseRole.MEMBER,
        by=Case.objects.get().responsible,
    )
    other.force_login(colleague)

    for browser in (client, other, client, other):
        browser.post(page, sent)

    assert Note.objects.count() == 2


@pytest.mark.django_db
def test_page_that_was_gone_back_to_and_written_anew_is_not_lost(client, page):
    sent = answers()

    client.post(page, sent)
    client.post(page, sent | {"text": "Toinen merkintä."})

    assert {note.text for note in Note.objects.all()} == {"Soitettiin.", "Toinen merkintä."}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_give_one_note_and_one_answer(client, page):
    sent, answered = answers(), []
    together = threading.Barrier(2)

    def click():
        browser = Client()
        browser.cookies = client.cookies
        together.wait(timeout=PATIENCE)
        answered.append(browser.post(page, sent))
        connection.close()

    clicks = [threading.Thread(target=click) for _n in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join(timeout=PATIENCE)

    assert Note.objects.count() == 1
    assert [(r.status_code, r.url) for r in answered] == [(302, f"{page}#content")] * 2
