"""A list's table: its pages, its order, its headings and its cells."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import override

from caseload.case_list.listings import CASES, by_release, with_release_shown
from cases.models import Case
from listings.listing import LISTINGS, ROWS_A_PAGE, Listing, Width
from listings.markup import around_row, drawn
from listings.parts import Column, Filter
from listings.values import address
from tests.factories import CaseFactory, ClientFactory, UnitFactory, WorkerFactory
from tests.listings.readers import NAMES, READERS, listed_world
from tests.test_translations import catalogue

pytestmark = pytest.mark.django_db

LIST = reverse("caseload:case_list")
# With session, user, roles, notices, the log and the transaction’s savepoints.
CASE_LIST = 15


def column(**given) -> Column:
    return Column(**{"name": "x", "heading": "x", "cell": str} | given)


def listing(**given) -> Listing:
    return Listing(
        **{
            "name": "tried",
            "page": "caseload:case_list",
            "caption": "x",
            "width": Width.BARE,
            "seen_by": lambda user: True,
            "right": Case.objects.listable_to,
            "about": with_release_shown,
            "ordered": by_release,
            "columns": (column(),),
        }
        | given
    )


@pytest.fixture
def worker():
    return WorkerFactory()


def many_cases(worker, count: int) -> list[Case]:
    """As cheap as rows may be: one case that was opened, and copies of it."""
    unit = UnitFactory(county=worker.county)
    return [
        CaseFactory(responsible=worker, unit=unit, client=ClientFactory(county=worker.county))
        for _each in range(count)
    ]


@pytest.mark.parametrize(
    "right", [Case.objects.all, Case.objects.open, Case.objects.filter, lambda user: None]
)
def test_a_list_without_a_right_cannot_be_made(right):
    with pytest.raises(ImproperlyConfigured, match="no right"):
        listing(right=right)


def test_two_lists_have_two_names():
    with pytest.raises(ImproperlyConfigured, match="Two lists"):
        listing(name="cases")


def test_what_a_cell_gives_is_escaped_unless_it_is_markup():
    columns = (
        column(cell=lambda row: f"<b>{row}"),
        column(cell=lambda row: format_html("<i>{}", row)),
    )

    html = drawn(columns, ["<u>"], around_row(columns))

    assert html == '<tr><td data-l="x">&lt;b&gt;&lt;u&gt;</td><td data-l="x"><i>&lt;u&gt;</td></tr>'


def test_the_address_of_a_row_is_that_of_its_page():
    assert address("caseload:case_page", 7) == reverse("caseload:case_page", args=[7])


def test_a_filter_has_choices_or_says_what_it_accepts():
    with pytest.raises(ImproperlyConfigured, match="has choices"):
        Filter(name="x", label="x", narrow=lambda rows, value: rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_heading_in_both_languages(name):
    for language in ("fi", "sv"):
        known = {entry.msgid for entry in catalogue(language) if entry.translated()}
        with override(None):
            headings = [str(each.heading) for each in LISTINGS[name].columns]
        assert set(headings) - known == set(), language


@pytest.mark.parametrize("name", NAMES)
def test_every_list_has_a_caption_one_key_column_and_columns_of_different_names(name):
    columns = LISTINGS[name].columns
    keys = [each for each in columns if each.is_key]
    words = [each.sort.word for each in columns if each.sort]

    assert str(LISTINGS[name].caption)
    # Two keys never stand side by side: each is for other users.
    assert len(keys) == 1 or all(each.seen_by.__name__ != "everyone" for each in keys)
    assert len({each.name for each in columns}) == len(columns)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", NAMES)
def test_every_order_of_every_list_can_be_asked_for_and_ends_with_the_key(name):
    of, user = LISTINGS[name], READERS[name](listed_world())
    orders = ["", *(f"{turn}{word}" for word in of.sorts_for(user) for turn in ("", "-"))]

    for order in orders:
        rows = of.in_order(of.rows(user), user, order)
        assert str(rows.query.order_by[-1]).removeprefix("-") == "pk", order
        assert len(rows) == of.rows(user).count() > 0


def test_pages_hold_fifty_rows_and_the_count_is_of_the_whole_list(client: Browser, monkeypatch):
    monkeypatch.setattr("listings.table.ROWS_A_PAGE", 2)
    worker = WorkerFactory()
    many_cases(worker, 3)
    client.force_login(worker)

    tables = [client.get(LIST, {"page": page}).context["table"] for page in (1, 2)]

    assert [len(table.page) for table in tables] == [2, 1]
    assert [table.total for table in tables] == [3, 3]
    assert ROWS_A_PAGE == 50


@pytest.mark.parametrize(
    ("asked", "shown"), [("0", 2), ("-1", 2), ("99", 2), ("x", 1), ("", 1), ("9" * 5000, 1)]
)
def test_a_page_that_is_none_shows_the_nearest(client: Browser, monkeypatch, asked, shown):
    monkeypatch.setattr("listings.table.ROWS_A_PAGE", 1)
    worker = WorkerFactory()
    many_cases(worker, 2)
    client.force_login(worker)

    response = client.get(LIST, {"page": asked})

    assert response.status_code == 200
    assert response.context["table"].page.number == shown


def test_links_to_other_pages_keep_filter_and_order(client: Browser, monkeypatch):
    monkeypatch.setattr("listings.table.ROWS_A_PAGE", 1)
    worker = WorkerFactory()
    many_cases(worker, 2)
    client.force_login(worker)

    html = client.get(LIST, {"lista": "kaikki", "jarjestys": "-vaihe"}).content.decode()

    [link] = re.findall(r'href="([^"]+)" rel="next"', html)
    assert link.replace("&amp;", "&") == "?lista=kaikki&jarjestys=-vaihe&page=2"


def test_every_row_is_on_one_page_and_on_one_only(client: Browser, monkeypatch):
    monkeypatch.setattr("listings.table.ROWS_A_PAGE", 1)
    worker = WorkerFactory()
    cases = many_cases(worker, 4)
    client.force_login(worker)

    for order in ("", "vaihe", "-tyontekija", "merkinta"):
        asked = {"jarjestys": order}
        rows = [client.get(LIST, asked | {"page": n}).context["table"].page[0] for n in range(1, 5)]
        assert sorted(row.pk for row in rows) == sorted(case.pk for case in cases), order


def test_the_sorted_column_says_so_and_its_link_turns_it(client: Browser):
    worker = WorkerFactory()
    many_cases(worker, 1)
    client.force_login(worker)

    usual = client.get(LIST).content.decode()
    by_phase = client.get(LIST, {"jarjestys": "-vaihe"}).content.decode()

    assert re.findall(r'aria-sort="(\w+)"[^>]*>\s*<a class="sort" href="([^"]+)"', usual) == [
        ("ascending", "?jarjestys=-vapautuminen&amp;muista=jarjestys")
    ]
    assert re.findall(r'aria-sort="(\w+)"[^>]*>\s*<a class="sort" href="([^"]+)"', by_phase) == [
        ("descending", "?jarjestys=vaihe&amp;muista=jarjestys")
    ]


def test_a_row_has_a_cell_under_every_heading(client: Browser):
    worker = WorkerFactory()
    many_cases(worker, 1)
    client.force_login(worker)

    html = client.get(LIST).content.decode()

    row = html.split("<tbody>")[1]
    shown = CASES.columns_for(worker)
    assert len(re.findall(r"<t[hd][ >]", row)) == len(shown)
    assert len(re.findall(r'<th scope="col"', html)) == len(shown)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    client: Browser, count, django_assert_num_queries
):
    worker = WorkerFactory()
    many_cases(worker, count)
    client.force_login(worker)

    with django_assert_num_queries(CASE_LIST):
        response = client.get(LIST)

    assert len(response.context["table"].page) == count
