"""How good the search is, measured with the pairs; prints the figures of docs/search.md.

python3 manage.py test tests/cases/test_search_pairs.py -s
"""

import re
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Client
from cases.register.search import Hit, Strength, Wanted, find_clients
from tests.cases.register import as_clients, day, invented
from tests.cases.search_pairs import OTHER, SAME, Pair, Person
from tests.factories import CountyFactory

REGISTER = 5_000
SHOWN_FIRST = 5

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def county():
    """Its register holds the stored side of all pairs among thousands of others."""
    county = CountyFactory()
    stored = [pair.stored for pair in SAME + OTHER]
    Client.objects.bulk_create(as_clients(stored + list(invented(REGISTER)), county=county))
    return county


def wanted(person: Person, *, in_one_box: bool = False) -> Wanted:
    """What is asked for: with the name in two boxes, as a contact has it, or in one."""
    name = (
        {"name": f"{person.first} {person.last}"}
        if in_one_box
        else {"last_name": person.last, "first_names": person.first}
    )
    return Wanted(**name, identity_code=person.code, birth_date=day(person.born))


def is_stored(hit: Hit, person: Person) -> bool:
    client = hit.client
    return (client.last_name, client.first_names, client.birth_date) == (
        person.last,
        person.first,
        day(person.born),
    )


def place_of(county, pair: Pair, **options: bool) -> int | None:
    hits = find_clients(county, wanted(pair.asked, **options), 20)
    return next((n for n, hit in enumerate(hits, 1) if is_stored(hit, pair.stored)), None)


def report(title: str, lines: list[str]) -> None:
    sys.stdout.write("\n  ".join([f"\n{title}", *lines]) + "\n")


@pytest.mark.parametrize("in_one_box", [False, True])
def test_same_person_is_among_the_first_five(county, in_one_box):
    places = {pair: place_of(county, pair, in_one_box=in_one_box) for pair in SAME}
    late = {p: n for p, n in places.items() if n is None or n > SHOWN_FIRST}
    rate = 1 - len(late) / len(SAME)
    first = sum(n == 1 for n in places.values())
    report(
        f"same persons ({'one box' if in_one_box else 'two boxes'}): {len(SAME) - len(late)}"
        f" of {len(SAME)} among the first {SHOWN_FIRST} ({rate:.1%}), {first} first",
        [f"{pair.why}: place {place}" for pair, place in late.items()],
    )

    assert rate >= 0.97


def test_page_of_a_contact_gathers_whoever_the_search_page_calls_possible(county):
    missed = []
    for pair in SAME + OTHER:
        asked = wanted(pair.asked)
        among_all = find_clients(county, asked, 20)
        gathered = find_clients(county, asked, 20, at_least=Strength.POSSIBLE)
        possible = {hit.client for hit in among_all if hit.match.strength >= Strength.POSSIBLE}
        if possible - {hit.client for hit in gathered}:
            missed.append(pair.why)

    assert missed == []


def test_exact_twin_by_identity_code_is_always_first(county):
    twins = [pair for pair in SAME if pair.stored.code and pair.stored.code == pair.asked.code]

    wrong = []
    for pair in twins:
        hits = find_clients(county, wanted(pair.asked), SHOWN_FIRST)
        if not (is_stored(hits[0], pair.stored) and hits[0].match.is_same_code):
            wrong.append(pair.why)

    assert len(twins) >= 4
    assert wrong == []


def test_every_client_with_a_code_is_found_by_the_code_alone(county):
    coded = Client.objects.exclude(identity_code="").order_by("pk")[:200]

    missed = [
        client.pk
        for client in coded
        if find_clients(county, Wanted(identity_code=client.identity_code), 1)[0].client != client
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("last", "word"),
    [
        *(("Pöyhtäri", word) for word in ("Pöyhkäri", "Pöyhteri", "poyhtari", "Pöytäri")),
        # Neighbours that are swapped spoil most of a short word.
        ("Sarkvist", "Zarkvest"),
        ("Rontko", "Rotnko"),
        ("Gubie", "Gbuie"),
        ("Dosk", "Disk"),
    ],
)
def test_last_name_alone_is_found_a_letter_off(county, last, word):
    stored = Person(last, "Jani")
    Client.objects.bulk_create(as_clients([stored], county=county))

    hits = find_clients(county, Wanted(name=word), SHOWN_FIRST)

    assert any(is_stored(hit, stored) for hit in hits)


def test_one_word_is_looked_for_by_the_index_of_names(county):
    with CaptureQueriesContext(connection) as asked:
        find_clients(county, Wanted(name="Pöyhtäri"), SHOWN_FIRST)
    [by_name] = [each["sql"] for each in asked if "WORD_SIMILARITY(" in each["sql"]]
    # Of a small table without statistics the planner takes any index of the county.
    by_name = re.sub(r'"cases_client"."county_id" = \d+ AND ', "", by_name)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {by_name}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Bitmap Index Scan on client_name_key" in plan


@pytest.mark.parametrize("in_one_box", [False, True])
def test_last_name_leads_to_its_bearers_whatever_the_first_name(county, in_one_box):
    stored = Person("Pöyhtäri", "Jani Petteri")
    Client.objects.bulk_create(as_clients([stored], county=county))

    asked = wanted(Person("Pöyhteri", "Rauno"), in_one_box=in_one_box)
    exact = wanted(Person("Pøyhtäri", "Rauno"), in_one_box=in_one_box)

    assert not any(is_stored(hit, stored) for hit in find_clients(county, asked, 20))
    assert any(is_stored(hit, stored) for hit in find_clients(county, exact, 20))


def test_nothing_that_is_sure_enough_is_left_out_where_only_that_is_asked_for(county):
    differing = []
    for pair in SAME + OTHER:
        every = find_clients(county, wanted(pair.asked), 200)
        sure = find_clients(county, wanted(pair.asked), 200, at_least=Strength.POSSIBLE)
        expected = {hit.client for hit in every if hit.match.strength >= Strength.POSSIBLE}
        if not expected <= {hit.client for hit in sure}:
            differing.append(pair.why)

    assert differing == []


def test_different_persons_are_not_called_the_same(county):
    strengths = {}
    for pair in OTHER:
        hits = find_clients(county, wanted(pair.asked), 20)
        mine = next((hit for hit in hits if is_stored(hit, pair.stored)), None)
        strengths[pair] = (mine.match.strength, mine.reason) if mine else None
    called_same = [p for p, found in strengths.items() if found and found[0] >= Strength.LIKELY]
    report(
        f"different persons: {len(called_same)} of {len(OTHER)} called the same or likely,"
        f" {sum(found is None for found in strengths.values())} not shown at all",
        [f"{pair.why}: {found[1] if found else '-'}" for pair, found in strengths.items()],
    )

    assert called_same == []
