"""Single parts of a factor are marked as talked about: kept in the round, shown, never counted."""

import pytest
from django.db import IntegrityError, ProgrammingError
from django.urls import reverse

from caseload.documents.factors_on_paper import FACTORS
from desistance.actions import close_checklist
from desistance.factors import Factor
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, Occasion
from tests.desistance.test_checklists import answers, fill_url
from tests.factories import CaseFactory, ChecklistEntryFactory, ChecklistFactory
from tests.html_tree import tree_of

pytestmark = pytest.mark.django_db
HOUSING, CLOSE = "housing_and_livelihood", "close_relationships"
FACTOR = Factor.CRIME_FREE_LIFE_CONDITIONS
WORDS = "Asumisen ja toimeentulon tukeminen"


@pytest.fixture
def marked() -> ChecklistEntry:
    """A part of a factor that was marked in an open round, and nothing else."""
    made: ChecklistEntry = ChecklistEntryFactory(
        factor=FACTOR, standing=ClientStanding.NOT_DISCUSSED, items=[HOUSING]
    )
    return made


def test_a_tick_is_kept_in_the_round(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.post(fill_url(case, Occasion.CONTACT), answers() | {f"{FACTOR}-items": [HOUSING, CLOSE]})

    entry = ChecklistEntry.objects.get(checklist__case=case, factor=FACTOR)
    assert sorted(entry.items) == sorted([HOUSING, CLOSE])


def test_a_part_of_another_factor_is_no_choice(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.post(
        fill_url(case, Occasion.CONTACT), answers() | {f"{FACTOR}-items": ["digital_inclusion"]}
    )

    assert list(response.context["form"].errors) == [f"{FACTOR}-items"]


def test_the_database_takes_parts_of_the_model_only(marked):
    with pytest.raises(IntegrityError, match="only_parts_of_the_model_are_marked"):
        ChecklistEntry.objects.filter(pk=marked.pk).update(items=["points"])


def test_it_is_frozen_with_its_round(marked):
    close_checklist(checklist=marked.checklist, seen=1, by=marked.checklist.case.responsible)

    with pytest.raises(ProgrammingError, match="final record"):
        ChecklistEntry.objects.filter(pk=marked.pk).update(items=[])


def test_a_part_alone_is_enough_for_closing_a_round(marked):
    close_checklist(checklist=marked.checklist, seen=1, by=marked.checklist.case.responsible)

    assert not Checklist.objects.get().is_open


def test_the_page_of_the_round_shows_what_was_marked(client, marked):
    client.force_login(marked.checklist.case.responsible)

    page = client.get(marked.checklist.get_absolute_url()).text

    assert f"<li>{WORDS}</li>" in page


def test_the_paper_shows_what_was_marked(marked):
    assert WORDS in FACTORS.html(marked.checklist.case, "fi")


def test_what_was_not_marked_stands_neither_on_page_nor_on_paper(client):
    checklist = ChecklistFactory()
    client.force_login(checklist.case.responsible)

    page = client.get(checklist.get_absolute_url()).text
    paper = FACTORS.html(checklist.case, "fi")

    assert [WORDS in each for each in (page, paper)] == [False, False]


def test_still_so_takes_the_marks_of_the_former_round_along(client):
    entry = ChecklistEntryFactory(factor=FACTOR, items=[HOUSING])
    case = entry.checklist.case
    client.force_login(case.responsible)
    sent = answers() | {f"{FACTOR}-still": "on"}

    client.post(fill_url(case, Occasion.ASSESSMENT), sent)

    entry = ChecklistEntry.objects.get(checklist__occasion=Occasion.ASSESSMENT, factor=FACTOR)
    assert entry.items == [HOUSING]


def test_one_mark_looks_like_three_over_the_occasions(client, marked):
    url = reverse("desistance:checklists", args=[marked.checklist.case_id])
    client.force_login(marked.checklist.case.responsible)
    one = tree_of(client.get(url).text).text

    ChecklistEntry.objects.update(items=["substance_free_life", HOUSING, CLOSE])

    assert tree_of(client.get(url).text).text == one
