"""The lines of the client's own estimates and the table beside them say the same."""

import datetime as dt
import hashlib
import random
import re
from collections.abc import Sequence

import pytest
from django.urls import reverse
from django.utils import translation

from assessments.actions.estimating import decline_estimates
from assessments.estimate_lines import BOTTOM, LEFT, RIGHT, STEP, TOP, lines_of, sets_of
from assessments.instruments import IN_USE, INSTRUMENTS
from assessments.models import EstimateSet, Moment
from cases.models import Case
from tests.factories import CaseFactory, EstimateSetFactory
from tests.html_tree import Node, tree_of

pytestmark = pytest.mark.django_db
FIRST = dt.date(2025, 1, 1)
# Of the page of lines: no more for many occasions.
QUERIES = 13
# The words of each version in Finnish and Swedish. A new wording is a new version.
WORDS_OF = {("own", 1): "60d06131b407c186"}


@pytest.fixture
def case(client) -> Case:
    made: Case = CaseFactory()
    client.force_login(made.responsible)
    return made


def told(case: Case, *answers: dict[str, int]) -> list[EstimateSet]:
    """One set a week."""
    return [
        EstimateSetFactory(
            case=case,
            moment=Moment.REVIEW,
            told_on=FIRST + dt.timedelta(weeks=number),
            answers=each,
        )
        for number, each in enumerate(answers)
    ]


def many(number: int) -> list[dict[str, int]]:
    """Answers to some of the questions, never the same ones."""
    draw = random.Random(number)
    keys = [question.key for question in IN_USE.questions]
    return [
        {key: draw.randint(0, 10) for key in draw.sample(keys, draw.randint(1, len(keys)))}
        for _set in range(number)
    ]


def page_of(client, case: Case, name: str = "assessments:own_estimates") -> Node:
    return tree_of(client.get(reverse(name, kwargs={"case_pk": case.pk})).text)


def in_lines(page: Node) -> dict[str, list[int]]:
    """The values of each question as its drawing has them, read from where the points lie."""
    found = {}
    for figure in page.all("figure"):
        points = [int(circle.attributes["cy"]) for circle in figure.all("circle")]
        found[next(figure.all("b")).text] = [(BOTTOM - y) // STEP for y in points]
    return found


def in_words(page: Node) -> dict[str, list[int]]:
    """Likewise from the text that stands for the drawing."""
    titles = [next(figure.all("title")).text for figure in page.all("figure")]
    words = [next(figure.all("b")).text for figure in page.all("figure")]
    return {
        question: [int(value) for value in re.findall(r": (\d+)(?:;|$)", title)]
        for question, title in zip(words, titles, strict=True)
    }


def in_tables(page: Node) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for table in page.all("table", "estimate-table"):
        for row in next(table.all("tbody")).all("tr"):
            cells = [cell.text for cell in row.all("td")]
            values = [int(text) for text in cells if text != "–"]
            found.setdefault(next(row.all("th")).text, []).extend(values)
    return found


def wanted(sets: Sequence[dict[str, int]]) -> dict[str, list[int]]:
    with translation.override("fi"):
        words = {question.key: str(question.words) for question in IN_USE.questions}
    found = {words[key]: [each[key] for each in sets if key in each] for key in words}
    return {question: values for question, values in found.items() if values}


@pytest.mark.parametrize("number", [0, 1, 3, 25])
@pytest.mark.parametrize("name", ["assessments:own_estimates", "caseload:estimates_print"])
def test_drawing_its_words_and_table_say_what_was_told(client, case, number, name):
    answers = many(number)
    told(case, *answers)

    page = page_of(client, case, name)

    assert [in_lines(page), in_words(page), in_tables(page)] == [wanted(answers)] * 3


@pytest.mark.parametrize("number", [1, 3, 25])
def test_every_point_and_stroke_lies_within_the_drawing(case, number):
    told(case, *many(number))
    (drawn,) = lines_of(sets_of(case))

    for line in drawn.lines:
        assert all(LEFT < point.x < RIGHT for point in line.points)
        assert all(TOP <= point.y <= BOTTOM for point in line.points)
        places = {f"{point.x},{point.y}" for point in line.points}
        assert {place for stroke in line.strokes for place in stroke.split()} <= places


def test_a_line_breaks_where_the_question_was_not_answered(case):
    told(case, {"agency": 2}, {"agency": 3}, {"housing": 1}, {"agency": 5})
    (drawn,) = lines_of(sets_of(case))

    agency = next(line for line in drawn.lines if line.question.key == "agency")
    first, second, alone = agency.points
    assert agency.strokes == [f"{first.x},{first.y} {second.x},{second.y}"]
    assert alone.value == 5


def test_declined_and_taken_back_times_are_no_points(client, case):
    told(case, {"agency": 2})
    by = case.responsible
    decline_estimates(case=case, moment=Moment.OTHER, told_on=FIRST, heard_by=by, by=by)

    (drawn,) = lines_of(sets_of(case))
    assert [len(line.points) for line in drawn.lines] == [1]


def test_without_estimates_the_page_is_empty_without_a_reproach(client, case):
    text = page_of(client, case).text

    assert "eikä niitä ole pakko antaa" in text
    assert "puuttu" not in text.lower()


def test_nothing_on_the_page_is_counted_together(client, case):
    answers = many(3)
    told(case, *answers)
    page = page_of(client, case)

    shown = next(page.all("main")).text.lower()
    assert [
        word
        for word in ("keskiarvo", "yhteensä", "summa", "pistettä", "muutos", "parani", r"\b14\b")
        # A whole number: the names of the people made here end in running ones.
        if re.search(word, re.sub(r"\d+\.\d+\.\d+", "", shown))
    ] == []
    figures = list(page.all("figure"))
    strokes = [each.attributes["stroke"] for one in figures for each in one.all("polyline")]
    points = [each.attributes["fill"] for one in figures for each in one.all("circle")]
    assert {*strokes, *points} == {"#1f2528"}


def test_more_occasions_ask_no_more_of_the_database(client, case, django_assert_num_queries):
    told(case, *many(1))
    with django_assert_num_queries(QUERIES):
        page_of(client, case)
    told(case, *many(3))

    with django_assert_num_queries(QUERIES):
        page_of(client, case)


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda each: f"{each.code}-{each.version}")
def test_a_question_once_asked_keeps_its_words(instrument):
    words = []
    for language in ("fi", "sv"):
        with translation.override(language):
            for each in instrument.questions:
                words += [each.key, str(each.words), str(each.lowest), str(each.highest)]

    found = hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
    assert found == WORDS_OF[instrument.code, instrument.version]
