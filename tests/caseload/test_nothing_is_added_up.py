"""No page, paper or export tells a number that was made of answers.

The pages of one case are read twice. In between only the answers change, so that other sums,
shares and means would come out; whatever number then changes was made of answers.
"""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

import pgtrigger
import pytest
import time_machine
from django.test import Client as Browser
from django.utils import translation

from accounts.national_codes import code_books
from assessments.actions.writing import finalise_assessment
from assessments.models import Assessment, Estimate, LifeAreaEntry
from assessments.national import build_assessment
from assessments.readiness import missing_from
from caseload.demo.example_codes import load_example_codes
from cases.models import Client
from desistance.factors import Factor, Scope
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, TaskState
from tests.caseload.shown_numbers import numbers_given, numbers_on
from tests.factories import ChecklistEntryFactory
from tests.factories.assessments import COMPLETE
from tests.identity_codes import code_of
from tests.test_every_page import address, pages
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)
# Reading is logged, so these tell more at each reading.
GROWS = {"cases:log", "caseload:log_report_print", "caseload:log_report_pdf"}
# How many questions wait for the worker, be they of a contact, of an assessment or of a return
# to prison. It is work to be done, and goes with the answers; nothing of the client is told.
COUNTS_QUESTIONS = {"continuity:continuity"}
# It stands beside each row of work that there is.
PHASE_OF_A_CASE = "number = "
STRENGTH, NEED = ClientStanding.STRENGTH, ClientStanding.NEED
OPEN_ENDED = ClientStanding.NOT_DISCUSSED
State = LifeAreaEntry.State


@dataclass(frozen=True)
class Answers:
    """How many of a kind there are; the rest is the other kind."""

    strengths: int
    needs: int
    tasks_done: int
    noted: int
    marked: int
    areas_gone_through: int
    areas_in_need: int
    # Of the client's own estimates the first, and all others.
    estimates: tuple[int, int]


# No sum, mean or difference of the estimates is among them.
FEW = Answers(1, 0, 0, 1, 0, 2, 1, (6, 8))
MANY = Answers(3, 2, 3, 5, 7, 11, 8, (3, 10))
THEMSELVES = {str(value) for answers in (FEW, MANY) for value in answers.estimates}
# Where a line is drawn goes with the estimate that it stands for.
DRAWN = re.compile(r"\bpoints?\b")


@pytest.fixture
def world() -> World:
    """As the pages are opened, with a round in which every factor has its row."""
    made = make_world()
    checklist = Checklist.objects.get(pk=made.arguments["checklist_pk"])
    for factor in set(Factor) - {Factor.INNER_CHANGE}:
        ChecklistEntryFactory(checklist=checklist, factor=factor, standing="")
    Assessment.objects.filter(pk=made.arguments["assessment_pk"]).update(**COMPLETE)
    load_example_codes()
    return made


def answer(world: World, answers: Answers) -> None:
    """Write them into the rows that are there, final ones too: nothing else changes."""
    entries = ChecklistEntry.objects.filter(checklist=world.arguments["checklist_pk"])
    of_client = [f for f in Factor if f.scope is Scope.CLIENT and not f.is_our_task]
    others = [f for f in Factor if f.scope is not Scope.CLIENT]
    tasks = [f for f in Factor if f.is_our_task]
    with pgtrigger.ignore():
        for number, factor in enumerate(of_client):
            said = NEED if number < answers.strengths + answers.needs else OPEN_ENDED
            said = STRENGTH if number < answers.strengths else said
            entries.filter(factor=factor).update(standing=said)
        for number, factor in enumerate(tasks):
            done = number < answers.tasks_done
            entries.filter(factor=factor).update(
                task=TaskState.DONE if done else TaskState.UNDER_WAY
            )
        for number, factor in enumerate(others):
            entries.filter(factor=factor).update(note="Huomio." if number < answers.noted else "")
        for factor in Factor:
            parts = [part.key for part in factor.sub_items]
            entries.filter(factor=factor).update(items=parts[: answers.marked])
        areas = LifeAreaEntry.objects.filter(assessment=world.arguments["assessment_pk"])
        for number, entry in enumerate(areas.order_by("pk")):
            gone = number < answers.areas_gone_through
            areas.filter(pk=entry.pk).update(
                state=State.GONE_THROUGH if gone else State.NONE,
                need="yes" if number < answers.areas_in_need else "no",
            )
        first, others = answers.estimates
        told = Estimate.objects.filter(estimate_set=world.arguments["estimates_pk"])
        told.update(value=others)
        told.filter(pk=told.order_by("pk")[0].pk).update(value=first)


def finish(world: World) -> None:
    draft = Assessment.objects.get(pk=world.arguments["assessment_pk"])
    assert missing_from(draft) == []
    finalise_assessment(assessment=draft, seen=draft.version, by=world.team)


@dataclass
class Read:
    """What one page shows, and what it was given to show."""

    shown: Counter[str]
    given: Counter[str]


def read_all(world: World) -> dict[str, Read]:
    """Every page that the worker of the case can open, papers among them."""
    browser = Browser()
    browser.force_login(world.team)
    found = {}
    for name, arguments in pages():
        if name in GROWS or name in COUNTS_QUESTIONS:
            continue
        response = browser.get(address(world, name, arguments))
        kind = response.headers.get("Content-Type", "")
        if response.status_code == 200 and kind.startswith(("text/html", "application/pdf")):
            found[name] = Read(numbers_on(response.content.decode()), numbers_given(response))
    return found


def differences(world: World) -> list[str]:
    """The numbers that are others after other answers."""
    answer(world, FEW)
    before = read_all(world)
    answer(world, MANY)
    after = read_all(world)
    found = []
    for name, read in before.items():
        other = after[name]
        shown = (other.shown - read.shown) + (read.shown - other.shown)
        given = (other.given - read.given) + (read.given - other.given)
        found += [f"{name} shows {number}" for number in sorted(set(shown) - THEMSELVES)]
        found += [f"{name} is given {way}" for way in sorted(given) if is_made(way)]
    return found


def is_made(way: str) -> bool:
    """Whether a number that was given is something else than an answer as it stands."""
    if way.startswith(PHASE_OF_A_CASE) or DRAWN.search(way):
        return False
    return way.rpartition(" = ")[2] not in THEMSELVES


@pytest.fixture(autouse=True)
def papers_as_they_go_to_the_press(monkeypatch):
    monkeypatch.setattr("caseload.documents.pdf_answer.to_pdf", lambda html: html.encode())


@pytest.mark.parametrize("is_final", [False, True], ids=["draft", "final"])
def test_other_answers_change_no_number_on_any_page_or_paper(world, is_final):
    with time_machine.travel(NOW, tick=False):
        answer(world, MANY)
        if is_final:
            finish(world)

        assert differences(world) == []


def test_other_answers_change_no_number_in_the_national_document(world):
    born = dt.date(1986, 12, 14)
    Client.objects.filter(pk=world.case.client_id).update(
        birth_date=born, identity_code=code_of(born, "-", 900)
    )
    answer(world, MANY)
    finish(world)
    found = []
    for answers in (FEW, MANY):
        answer(world, answers)
        assessment = Assessment.objects.get(pk=world.arguments["assessment_pk"])
        with translation.override("fi"):
            book = code_books()[assessment.case.county_id]
            found.append(numbers_on(str(build_assessment(assessment, book))))

    assert found[0] == found[1]


def test_a_number_made_of_answers_would_be_found(world, monkeypatch):
    """The tests above could fail: a label that counts stands on a page of the factors."""
    monkeypatch.setattr(
        "desistance.models.Checklist.heading",
        property(lambda one: f"{sum(entry.has_standing for entry in one.entries.all())} / 14"),
    )

    found = differences(world)

    assert [each for each in found if each.startswith("desistance:checklists shows")]
