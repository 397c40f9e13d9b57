"""What a user chooses in a list is there when they come back, and nothing else is kept."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from caseload.case_list.listings import CASES
from cases.models import Case
from listings.asked import Asked
from listings.listing import LISTINGS
from listings.models import QUERY_LENGTH, RememberedChoice
from tests.factories import CaseFactory, SupervisorFactory, UnitFactory, WorkerFactory
from tests.listings.readers import NAMES, READERS, listed_world

pytestmark = pytest.mark.django_db

LIST = reverse("caseload:case_list")


@pytest.fixture
def worker() -> User:
    return WorkerFactory()


@pytest.fixture
def browser(client: Browser, worker: User) -> Browser:
    client.force_login(worker)
    return client


def kept(user: User) -> dict[str, str]:
    return dict(RememberedChoice.objects.filter(user=user).values_list("listing", "query"))


def choose(browser: Browser, **choices: str) -> str:
    """Press the button of the form; gives the address that is shown then."""
    response = browser.get(LIST, {"muista": "kaikki"} | choices)
    assert response.status_code == 302
    return response.url


def test_a_chosen_filter_survives_a_visit_to_a_row(browser: Browser, worker: User) -> None:
    case = CaseFactory(responsible=worker, unit=UnitFactory(county=worker.county))
    choose(browser, lista="kaikki")

    browser.get(case.get_absolute_url())
    back = browser.get(LIST)

    assert back.url == f"{LIST}?lista=kaikki"


def test_a_chosen_order_survives_the_session(browser: Browser, worker: User) -> None:
    browser.get(LIST, {"jarjestys": "-vaihe", "muista": "jarjestys"})
    browser.logout()
    browser.force_login(worker)

    assert browser.get(LIST).url == f"{LIST}?jarjestys=-vaihe"


def test_the_address_shows_what_was_chosen_and_not_that_it_is_kept(browser: Browser) -> None:
    url = choose(browser, lista="paattyneet", vaihe="closure", jarjestys="-asiakas")

    assert url == f"{LIST}?lista=paattyneet&vaihe=closure&jarjestys=-asiakas"


def test_a_link_with_filters_is_followed_and_not_kept(browser: Browser, worker: User) -> None:
    choose(browser, lista="kaikki")

    linked = browser.get(LIST, {"lista": "avoimet"})

    assert linked.status_code == 200
    assert linked.context["shown"] == "avoimet"
    assert kept(worker) == {"cases": "lista=kaikki"}


def test_a_click_on_a_heading_keeps_the_order_and_not_the_filters_of_a_link(
    browser: Browser, worker: User
) -> None:
    choose(browser, vaihe="closure")

    shown = browser.get(
        LIST, {"lista": "paattyneet", "jarjestys": "vaihe", "muista": "jarjestys"}
    ).url

    assert shown == f"{LIST}?lista=paattyneet&jarjestys=vaihe"
    assert kept(worker) == {"cases": "vaihe=closure&jarjestys=vaihe"}


def test_the_kept_order_holds_for_what_a_link_opens(browser: Browser) -> None:
    browser.get(LIST, {"jarjestys": "vaihe", "muista": "jarjestys"})

    assert browser.get(LIST, {"lista": "kaikki"}).url == f"{LIST}?lista=kaikki&jarjestys=vaihe"


def test_clearing_forgets_filters_and_order(browser: Browser, worker: User) -> None:
    choose(browser, lista="kaikki", jarjestys="vaihe")

    cleared = browser.get(LIST, {"unohda": "1"})

    assert cleared.url == LIST
    assert kept(worker) == {}
    assert browser.get(LIST).status_code == 200


def test_choosing_what_everyone_sees_keeps_nothing(browser: Browser, worker: User) -> None:
    choose(browser, lista="kaikki")
    choose(browser, lista="avoimet", vaihe="", jarjestys="vapautuminen")

    assert kept(worker) == {}


def test_choosing_the_same_again_writes_nothing(browser: Browser) -> None:
    choose(browser, lista="kaikki")

    with CaptureQueriesContext(connection) as seen:
        choose(browser, lista="kaikki")

    written = [query["sql"] for query in seen.captured_queries if "listings_" in query["sql"]]
    assert [sql.split()[0] for sql in written] == ["SELECT"]


def test_a_choice_that_the_list_no_longer_offers_is_passed_over(
    browser: Browser, worker: User
) -> None:
    RememberedChoice.objects.create(
        user=worker, listing="cases", query="lista=poistettu&vaihe=closure&jarjestys=poistettu&x=1"
    )

    assert browser.get(LIST).url == f"{LIST}?vaihe=closure"


def test_a_choice_that_leads_nowhere_opens_the_list_as_it_is(
    browser: Browser, worker: User
) -> None:
    RememberedChoice.objects.create(user=worker, listing="cases", query="\x01%00&&=")

    assert browser.get(LIST).status_code == 200


def test_another_users_choice_is_their_own(browser: Browser, worker: User) -> None:
    choose(browser, lista="kaikki")
    browser.force_login(WorkerFactory(unit=UnitFactory(county=worker.county)))

    assert browser.get(LIST).status_code == 200


def test_a_word_that_somebody_typed_is_never_kept(browser: Browser, worker: User) -> None:
    choose(browser, lista="Salaluoto", vaihe="Salaluoto", haku="Salaluoto", jarjestys="Salaluoto")

    assert kept(worker) == {}


@pytest.mark.parametrize("name", [each for each in NAMES if LISTINGS[each].remembers])
def test_whatever_a_list_offers_is_there_when_its_page_is_opened_again(
    client: Browser, name: str
) -> None:
    listing, user = LISTINGS[name], READERS[name](listed_world())
    client.force_login(user)
    offered = {
        each.name: value
        for each in listing.filters
        for value, _label in each.choices
        if value != each.default
    }
    words = list(listing.sorts_for(user))
    order = {"jarjestys": f"-{words[-1]}"} if words else {}
    if order.get("jarjestys") == listing.usual_sort:
        order = {"jarjestys": words[-1]}
    for choice in [{each: value} for each, value in offered.items()] + [order] * bool(order):
        client.get(listing.url, choice | {"muista": "kaikki"})

        assert client.get(listing.url).url == f"{listing.url}?{urlencode(choice)}"


def test_only_what_a_page_offers_is_kept_in_any_list() -> None:
    for listing in LISTINGS.values():
        for each in listing.filters:
            if each.accepts:
                said = Asked(listing, {each.name: "5"}).choices.said
                assert said == {}, f"{listing.name}: {each.name}"


def test_the_longest_choice_of_any_list_fits() -> None:
    for listing in LISTINGS.values():
        longest = {
            f.name: max((value for value, _label in f.choices), key=len, default="")
            for f in listing.filters
        }
        words = [column.sort.word for column in listing.columns if column.sort]
        asked = Asked(listing, longest, f"-{max(words, key=len, default='')}")
        assert len(asked.query) <= QUERY_LENGTH, listing.name
        assert len(listing.name) <= 40


def test_a_supervisor_sorts_by_the_number_and_not_by_the_name(client: Browser) -> None:
    case: Case = CaseFactory()
    client.force_login(SupervisorFactory(unit=case.unit))

    assert "jarjestys=asia&" in client.get(LIST).content.decode()
    assert client.get(LIST, {"jarjestys": "asiakas"}).context["table"].asked.order == ""


def test_the_page_number_stays_when_the_address_is_completed(browser: Browser) -> None:
    browser.get(LIST, {"jarjestys": "vaihe", "muista": "jarjestys"})

    assert browser.get(LIST, {"page": "2"}).url == f"{LIST}?jarjestys=vaihe&page=2"


def test_the_list_of_cases_is_one_of_the_house() -> None:
    assert LISTINGS["cases"] is CASES
