"""The empty form for a visit: every question of the assessment, and nobody's name."""

import pytest
from django.urls import reverse
from django.utils import translation

from assessments.models import Assessment, AssessmentParticipant, LifeArea, LifeAreaEntry
from caseload.documents import visit_form
from caseload.documents.visit_form import visit_form_html
from tests.factories import CaseFactory, ClientFactory, WorkerFactory
from tests.html_tree import tree_of

pytestmark = pytest.mark.django_db


def named(*parts: tuple[object, tuple[str, ...]]) -> set[str]:
    return {name for _title, names in parts for name in names}


def test_every_answer_of_an_assessment_has_its_place_on_paper_or_is_known_before():
    on_paper = named(*visit_form.BEFORE_AREAS, *visit_form.AFTER_AREAS)

    assert set(Assessment.FIELDS) == on_paper | visit_form.NOT_ON_PAPER
    assert on_paper & visit_form.NOT_ON_PAPER == set()


def test_every_answer_of_a_life_area_has_its_place_on_paper():
    on_paper = {*visit_form.OF_AREA, *visit_form.OF_LATER}

    assert on_paper == set(LifeAreaEntry.FIELDS)


def test_what_is_asked_of_a_participant_is_a_fact_of_one():
    assert set(visit_form.OF_PARTICIPANT) <= set(AssessmentParticipant.FIELDS)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Asuminen", "Johtopäätökset", "Asiakkaan omin sanoin", "Kyllä"]),
        ("sv", ["Boende", "Slutsatser", "Med klientens egna ord", "Ja"]),
    ],
)
def test_the_parts_of_the_assessment_stand_in_the_language_of_the_form(language, words):
    text = tree_of(visit_form_html(CaseFactory(), language)).text

    assert [word for word in words if word not in text] == []


def test_the_life_areas_stand_in_the_order_of_the_document():
    tree = tree_of(visit_form_html(CaseFactory(), "fi"))

    headings = [heading.text for heading in tree.all("h2")]
    with translation.override("fi"):
        areas = [str(area.label) for area in LifeArea]
    first = headings.index("Asuminen")
    assert headings[first : first + len(areas)] == areas


def test_the_form_bears_the_number_of_the_case_and_nobodys_name():
    case = CaseFactory(client=ClientFactory(first_names="Näkymätön", last_name="Kätkeytyvä"))

    html = visit_form_html(case, "fi")

    shown = [
        word for word in ("Näkymätön", "Kätkeytyvä", case.responsible.last_name) if word in html
    ]
    assert shown == []
    assert case.number in html


def test_the_page_of_assessments_says_how_the_pages_come_back(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    page = client.get(reverse("assessments:assessment_list", kwargs={"case_pk": case.pk})).text

    assert reverse("caseload:visit_form_pdf", args=[case.pk]) in page
    assert f'{reverse("cases:case_files", args=[case.pk])}">Liitä palanneet sivut' in page


def test_the_form_of_a_case_does_not_exist_for_those_outside_the_team(client):
    case = CaseFactory()
    client.force_login(WorkerFactory(unit=case.unit))

    assert client.get(reverse("caseload:visit_form_print", args=[case.pk])).status_code == 404
