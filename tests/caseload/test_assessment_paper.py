"""The assessment on paper, and in plain words: what stands there, and what does not."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import Unit, User
from assessments.models import Assessment
from audit.models import AuditEvent
from caseload.documents.assessment_on_paper import ASSESSMENT, PLAIN_ASSESSMENT
from cases.models import Client
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    ClientFactory,
    ClientWordsFactory,
    WorkerFactory,
)
from tests.html_tree import tree_of

pytestmark = pytest.mark.django_db
PAPERS = ["assessment_pdf", "assessment_print", "assessment_plain_pdf", "assessment_plain_print"]


def full_assessment(language: str = "sv", **answers: str) -> Assessment:
    """A complete draft in which every kind of answer stands somewhere."""
    case = CaseFactory(client=ClientFactory(service_language=language, first_names="Näkkäläjärvi"))
    draft: Assessment = AssessmentFactory(
        case=case,
        complete=True,
        experiences="Ei ole luvattu turhia.",
        services_so_far="Velkaneuvonta auttoi.",
        client_differs="Lääkitys on kohdallaan.",
        worker_differs="Lääkitys tarkistettava.",
        next_steps="Tapaamme viikolla 12.",
        **answers,
    )
    areas = draft.areas
    areas.filter(area="housing").update(
        worker_view="Vuokravelka selvitettävä.",
        strengths="Maksaa vuokran itse.",
        need="yes",
    )
    ClientWordsFactory(
        entry=areas.get(area="housing"), words="Haluan oman avaimen.", said_on=dt.date(2026, 2, 3)
    )
    areas.filter(area="work").update(
        state="later", later_because="Odottaa tutkintoa.", later_on=dt.date(2026, 5, 4)
    )
    areas.filter(area="immigration").update(state="later", not_relevant_because="Ei koske.")
    AssessmentParticipantFactory(
        assessment=draft, authority="2", who="", part="absent", contribution="Ei ehtinyt."
    )
    AssessmentParticipantFactory(
        assessment=draft,
        authority="",
        who="Sisko",
        part="took_part",
        contribution="Auttaa muutossa.",
    )
    return draft


def final_assessment() -> Assessment:
    made: Assessment = AssessmentFactory(final=True)
    return Assessment.objects.select_related("case__client").get(pk=made.pk)


TOLD = [
    "Haluan oman avaimen.", "Vuokravelka selvitettävä.", "Maksaa vuokran itse.",
    "Odottaa tutkintoa.", "Ei koske.", "Ei ehtinyt.", "Auttaa muutossa.", "Ei ole luvattu turhia.",
    "Velkaneuvonta auttoi.", "Lääkitys on kohdallaan.", "Lääkitys tarkistettava.",
    "Tapaamme viikolla 12.", "Haluan oman asunnon.", "Tarvitsee asunnon ja tukea arkeen.",
    "Asuminen ja velat.", "Kaksi tapaamista vankilassa.",
]  # fmt: skip


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_paper_has_everything_that_was_written(language):
    html = ASSESSMENT.html(full_assessment(), language)

    assert [words for words in TOLD if words not in html] == []


@pytest.mark.parametrize(("language", "word"), [("fi", "LUONNOS"), ("sv", "UTKAST")])
@pytest.mark.parametrize("paper", [ASSESSMENT, PLAIN_ASSESSMENT])
def test_a_draft_says_so_in_head_foot_and_across_the_sheet(paper, language, word):
    assert paper.html(full_assessment(), language).count(word) >= 3


@pytest.mark.parametrize("paper", [ASSESSMENT, PLAIN_ASSESSMENT])
def test_a_final_one_bears_no_mark_of_a_draft(paper):
    assert "LUONNOS" not in paper.html(final_assessment(), "fi")


def test_a_final_one_keeps_the_names_of_its_day_on_paper():
    made = final_assessment()
    before = ASSESSMENT.html(made, "fi")

    User.objects.update(first_name="Uusi", last_name="Nimi", title="uusi nimike")
    Unit.objects.update(name_fi="Uusi yksikkö", address="Uusi tie 1", phone="09 000")
    Client.objects.update(first_names="Toinen", last_name="Ihminen")

    assert ASSESSMENT.html(Assessment.objects.get(pk=made.pk), "fi") == before


def test_in_plain_words_the_clients_words_come_first_and_the_workers_last():
    words = tree_of(PLAIN_ASSESSMENT.html(full_assessment(), "fi")).text

    order = ["Haluan oman avaimen.", "Haluan oman asunnon.", "Maksaa vuokran itse.",
             "Missä tarvitset apua", "viimeistään 4.5.2026",
             "Tarvitsee asunnon ja tukea arkeen.",
             "Sisko: oli mukana", "Kela: ei ollut mukana",
             "Teemme yhdessä suunnitelman."]  # fmt: skip
    places = [words.find(each) for each in order]
    assert places == sorted(places)
    assert -1 not in places


def test_in_plain_words_there_is_no_jargon_and_no_paragraph_of_law():
    html = PLAIN_ASSESSMENT.html(full_assessment(), "fi")

    jargon = ["§", "SHL", "palvelutarpeen", "monialai", "monitoimij", "Vuokravelka selvitettävä."]
    assert [word for word in jargon if word in html] == []


def test_what_does_not_concern_the_client_is_not_asked_later_in_plain_words():
    html = PLAIN_ASSESSMENT.html(full_assessment(), "fi")

    assert "Maahanmuutto" not in html


def test_where_no_plan_is_made_the_client_is_told_so():
    html = PLAIN_ASSESSMENT.html(full_assessment(makes_plan="no"), "fi")

    assert "Suunnitelmaa ei nyt tehdä." in html
    assert "Teemme yhdessä suunnitelman." not in html


def address(name: str, assessment: Assessment) -> str:
    return reverse(f"caseload:{name}", kwargs={"assessment_pk": assessment.pk})


@pytest.mark.parametrize(
    ("name", "form"), list(zip(PAPERS, ["pdf", "print", "plain_pdf", "plain"], strict=True))
)
def test_taking_the_assessment_on_paper_is_logged(client, monkeypatch, name, form):
    monkeypatch.setattr("caseload.documents.pdf_answer.to_pdf", lambda html: b"%PDF")
    made = AssessmentFactory()
    client.force_login(made.case.responsible)

    client.get(address(name, made))

    event = AuditEvent.objects.get(action="assessment.printed")
    assert (event.case_id, event.details) == (made.case_id, {"form": form})


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_does_not_exist_for_those_outside_the_team(client, name):
    made = AssessmentFactory()
    client.force_login(WorkerFactory(unit=made.case.unit))

    assert client.get(address(name, made)).status_code == 404


@pytest.mark.parametrize(("asked", "language"), [("", "sv"), ("?kieli=fi", "fi")])
def test_the_page_is_in_the_clients_language_unless_another_is_asked_for(client, asked, language):
    draft = full_assessment()
    client.force_login(draft.case.responsible)

    page = client.get(address("assessment_plain_print", draft) + asked).text

    assert f'<html lang="{language}">' in page


def test_the_name_of_the_file_tells_the_case_only(client, monkeypatch):
    monkeypatch.setattr("caseload.documents.pdf_answer.to_pdf", lambda html: b"%PDF")
    draft = full_assessment(language="fi")
    client.force_login(draft.case.responsible)

    answer = client.get(address("assessment_pdf", draft))

    assert f'filename="arvio-{draft.case.number}.pdf"' in answer["Content-Disposition"]
