"""The minutes of a network meeting on paper: what was said and decided, as it was approved."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from caseload.documents.minutes_on_paper import MINUTES
from cases.actions.team import open_for_purpose
from networks.meetings.actions.deciding import end_decision
from networks.models import DecisionEnd, Minutes
from tests.factories import (
    CaseFactory,
    ClientFactory,
    MinutesFactory,
    NetworkMemberFactory,
    SupervisorFactory,
)
from tests.html_tree import tree_of

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 3, 20)


@pytest.fixture
def minutes():
    case = CaseFactory(client=ClientFactory(first_names="Niko", last_name="Sarajärvi"))
    kati = NetworkMemberFactory(case=case, name="Kati Savela", role="erityisohjaaja")
    made: Minutes = MinutesFactory(
        case=case,
        asked=["client", f"member-{kati.pk}"],
        came=["client"],
        talked="Puhuttiin <b>veloista</b>.",
        client_words="Haluan oman oven.",
        decisions=[("Haetaan vuokra-asuntoa", "Niko Sarajärvi", DUE)],
        approved=True,
    )
    return made


def words_of(minutes, language="fi"):
    return tree_of(MINUTES.html(minutes, language)).text


@pytest.mark.parametrize(
    "words",
    [
        "Niko Sarajärvi",
        "Kati Savela, erityisohjaaja",
        "Puhuttiin <b>veloista</b>.",
        "”Haluan oman oven.”",
        "Haetaan vuokra-asuntoa",
        "20.3.2026",
    ],
)
def test_the_paper_tells_who_was_there_what_was_said_and_what_was_decided(minutes, words):
    assert words in words_of(minutes)


def test_the_paper_of_approved_minutes_stays_as_it_was(minutes):
    before = MINUTES.html(minutes, "fi")
    client, unit = minutes.case.client, minutes.case.unit
    client.last_name, unit.name_fi = "Toinen", "Uusi yksikkö"
    client.save()
    unit.save()

    assert MINUTES.html(Minutes.objects.get(), "fi") == before


def test_what_became_of_a_decision_is_not_on_the_paper(minutes):
    before = MINUTES.html(minutes, "fi")
    decision = minutes.decisions.get()
    by = minutes.case.responsible
    end_decision(decision=decision, how=DecisionEnd.How.DONE, on=DUE, by=by)

    assert MINUTES.html(Minutes.objects.get(), "fi") == before


def test_minutes_from_before_letterheads_were_kept_say_when_names_were_known(minutes):
    minutes.imprint.pop("letterhead")

    assert "sellaisina kuin ne tiedettiin" in words_of(minutes)


def test_the_paper_of_a_draft_names_those_present_with_their_role():
    case = CaseFactory()
    kati = NetworkMemberFactory(case=case, name="Kati Savela", role="erityisohjaaja")
    keys = [f"member-{kati.pk}"]

    assert "Kati Savela, erityisohjaaja" in words_of(
        MinutesFactory(case=case, asked=keys, came=keys)
    )


@pytest.mark.parametrize(("language", "word"), [("fi", "LUONNOS"), ("sv", "UTKAST")])
def test_a_draft_says_so_in_head_foot_and_across_the_sheet(language, word):
    assert MINUTES.html(MinutesFactory(), language).count(word) >= 3


@pytest.mark.parametrize(("name", "form"), [("minutes_pdf", "pdf"), ("minutes_print", "print")])
def test_taking_the_minutes_on_paper_is_logged(client, monkeypatch, minutes, name, form):
    monkeypatch.setattr("caseload.documents.pdf_answer.to_pdf", lambda html: b"%PDF")
    client.force_login(minutes.case.responsible)

    client.get(reverse(f"caseload:{name}", args=[minutes.pk]))

    event = AuditEvent.objects.get(action="minutes.printed")
    assert (event.case_id, event.target, event.details) == (
        minutes.case_id,
        f"networks.minutes:{minutes.pk}",
        {"form": form},
    )


@pytest.mark.parametrize("name", ["minutes_pdf", "minutes_print"])
def test_a_supervisor_takes_them_only_after_naming_a_purpose(client, monkeypatch, minutes, name):
    monkeypatch.setattr("caseload.documents.pdf_answer.to_pdf", lambda html: b"%PDF")
    reader = SupervisorFactory(unit=minutes.case.unit)
    client.force_login(reader)
    url = reverse(f"caseload:{name}", args=[minutes.pk])
    before = client.get(url).status_code
    open_for_purpose(case=minutes.case, by=reader, purpose="Kantelu")

    assert (before == 200, client.get(url).status_code) == (False, 200)
