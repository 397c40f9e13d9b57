"""The factors across the phases, with no round, a few and very many: each round has its place."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import User
from caseload.documents.factors_on_paper import FACTORS
from cases.models import Case
from desistance.actions import fill_checklist
from desistance.factors import Factor, Scope
from desistance.models import ChecklistEntry
from desistance.occasions import ClientStanding, Occasion, TaskState
from networks.models import MemberKind
from plans.actions.agreeing import agree_plan
from tests.browser.conftest import DESKTOP, PHONE, expect_accessible
from tests.factories import (
    CaseFactory,
    GoalFactory,
    NetworkMemberFactory,
    PlanFactory,
    StepFactory,
)
from tests.html_tree import Node, tree_of

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Lääkkeettömyyskuntoutuspsykoterapiavastaanottoajanvarausjärjestelmäosaaminen"
FIRST_DAY = dt.date(2025, 1, 7)
OCCASIONS = (Occasion.CONTACT, Occasion.ASSESSMENT, Occasion.REVIEW)
# Cells whose words are wider than the cell.
OVERFLOWING = """
() => [...document.querySelectorAll('.factors th, .factors td')]
  .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => cell.textContent.trim().slice(0, 60))
"""


def case_with(rounds: int, language: str = "fi") -> Case:
    """The first rounds of different occasions, the others reviews; something supports it now."""
    case: Case = CaseFactory()
    User.objects.filter(pk=case.responsible.pk).update(language=language)
    for number in range(rounds):
        occasion = OCCASIONS[min(number, len(OCCASIONS) - 1)]
        fill_checklist(
            case=case,
            occasion=occasion,
            round_number=max(1, number - len(OCCASIONS) + 2),
            entries=[entry_of(factor, number + place) for place, factor in enumerate(Factor)],
            seen=0,
            by=case.responsible,
            on=FIRST_DAY + dt.timedelta(days=14 * number),
        )
    if rounds:
        plan = PlanFactory(case=case, goals=0)
        words = f"Haluan, että {LONG} onnistuu."
        goal = GoalFactory(plan=plan, words=words, factors=[Factor.INNER_CHANGE])
        StepFactory(goal=goal)
        agree_plan(
            plan=plan,
            by=case.responsible,
            on=FIRST_DAY,
            agreement="agreed",
            reason="",
            copies_to="",
        )
        NetworkMemberFactory(case=case, kind=MemberKind.EXPERT, name=LONG)
    return case


def entry_of(factor: Factor, number: int) -> ChecklistEntry:
    if factor.is_our_task:
        return ChecklistEntry(factor=factor, task=TaskState.values[number % 2], note=LONG)
    if factor.scope is not Scope.CLIENT:
        return ChecklistEntry(factor=factor, note=LONG if number % 3 else "")
    standing = ClientStanding.values[number % len(ClientStanding.values)]
    return ChecklistEntry(factor=factor, standing=standing, note=LONG if number % 2 else "")


def opened(page, sign_in, case: Case) -> Node:
    """The page of the picture, and what it shows."""
    sign_in(page, case.responsible)
    page.goto(reverse("desistance:checklists", args=[case.pk]))
    return tree_of(page.content())


def said_in_table(shown: Node) -> dict[str, list[str]]:
    """By factor the words of its cells, without those in which nothing was said."""
    return {
        next(row.all("th")).parts[0].strip(): [  # type: ignore[union-attr]
            cell.text
            for cell in row.all("td")
            if "supports" not in cell.classes and not is_silent(cell)
        ]
        for row in shown.all("tr")
        if row.first("td")
    }


def is_silent(cell: Node) -> bool:
    """Whether it has the sign of what nobody spoke of."""
    return any("stroke-dasharray" in circle.attributes for circle in cell.all("circle"))


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("rounds", [0, 3, 25])
def test_the_picture_can_be_read_and_fits(page, sign_in, live_server, rounds, language):
    opened(page, sign_in, case_with(rounds, language))

    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        expect_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


@pytest.mark.parametrize("rounds", [3, 25])
def test_the_paper_says_of_each_factor_what_the_picture_says(page, sign_in, live_server, rounds):
    case = case_with(rounds)
    picture = opened(page, sign_in, case)
    paper = tree_of(FACTORS.html(case, "fi"))

    assert said_on_paper(paper) == said_in_table(picture)


def said_on_paper(paper: Node) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section in paper.all("div"):
        for node in section.parts:
            if isinstance(node, Node) and node.tag == "h3":
                factor = node.text
            elif isinstance(node, Node) and node.tag == "ul":
                rows = [row.text for row in node.all("li") if not row.first("b")]
                found[factor] = [row.partition(": ")[2] for row in rows if ": " in row]
    return found


@pytest.mark.parametrize("rounds", [3, 25])
def test_no_word_of_the_picture_is_cut_or_lies_on_another(page, sign_in, live_server, rounds):
    opened(page, sign_in, case_with(rounds))

    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate(OVERFLOWING) == []
