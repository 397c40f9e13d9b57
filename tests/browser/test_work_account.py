"""A worker comes in by the county's own sign-in, and every page on that way is for everybody."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, violations
from tests.county_provider import running_provider, told_of
from tests.factories import UnitFactory, WorkerFactory
from tests.factories.accounts import UserFactory

BUTTON = "Kirjaudu työtunnuksella"


@pytest.fixture
def worker(live_server):
    return WorkerFactory(unit=UnitFactory())


@pytest.fixture
def provider(worker, settings, page):
    settings.MFA_REQUIRED = True
    page.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(body=""))
    with running_provider() as provider:
        unit = worker.unit_memberships.get().unit_id
        settings.COUNTY_SIGN_IN = provider.settings(units={"1200": unit})
        provider.knows("abc", **told_of(worker))
        yield provider


def sign_in_there(page, provider):
    """The page of the county's sign-in, to which ours leads on by itself."""
    page.wait_for_url(f"{provider.url}/**")
    page.fill("input[name=sub]", "abc")
    page.get_by_role("button", name="Authorize").click()


def expect_for_everybody(page):
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_worker_comes_in_by_the_work_account_and_signs_out(page, provider, worker):
    page.goto(reverse("account_login"))
    expect_for_everybody(page)

    page.get_by_role("button", name=BUTTON).click()
    sign_in_there(page, provider)

    page.wait_for_url("**" + reverse("caseload:my_work"))
    page.goto(reverse("account_logout"))
    expect_for_everybody(page)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()


def test_the_page_on_the_way_says_where_it_leads(page, provider):
    # An answer without content keeps the page that asked.
    page.route(f"{provider.url}/oauth2/**", lambda route: route.fulfill(status=204))
    page.goto(reverse("account_login"))

    page.get_by_role("button", name=BUTTON).click()

    expect(page.get_by_role("link", name="Siirry kirjautumiseen")).to_be_visible()
    expect_for_everybody(page)


def test_before_the_second_factor_is_set_up_the_county_is_asked_once_more(page, provider):
    page.goto(reverse("account_login"))
    page.get_by_role("button", name=BUTTON).click()
    sign_in_there(page, provider)
    page.wait_for_url("**" + reverse("caseload:my_work"))

    page.goto(reverse("mfa_activate_totp"))
    expect(page.get_by_role("heading", name="Vahvista, että se olet sinä")).to_be_visible()
    expect_for_everybody(page)
    page.get_by_role("button", name=BUTTON).click()
    sign_in_there(page, provider)

    page.wait_for_url("**" + reverse("mfa_activate_totp"))


def test_whoever_is_refused_reads_what_to_do(page, provider, worker, faults):
    provider.knows("abc", **told_of(worker, department="9999"))
    page.goto(reverse("account_login"))

    page.get_by_role("button", name=BUTTON).click()
    sign_in_there(page, provider)

    expect(page.get_by_role("alert")).to_contain_text("Sinulla ei ole Jatkumossa roolia")
    expect_for_everybody(page)
    faults[:] = [fault for fault in faults if "status of 403" not in fault]


def test_an_administrator_sees_the_link_and_takes_it_away(
    page, provider, worker, sign_in, settings
):
    page.goto(reverse("account_login"))
    page.get_by_role("button", name=BUTTON).click()
    sign_in_there(page, provider)
    page.wait_for_url("**" + reverse("caseload:my_work"))
    page.context.clear_cookies()
    settings.MFA_REQUIRED = False
    sign_in(page, UserFactory(is_superuser=True, organisation=worker.organisation))

    page.goto(reverse("administration:user_page", kwargs={"user_pk": worker.pk}))
    expect(page.get_by_text("käytössä hyvinvointialueen kirjautumisella")).to_be_visible()
    expect_for_everybody(page)
    page.get_by_role("link", name="Poista liitos").click()
    expect_for_everybody(page)
    page.get_by_role("button", name="Poista liitos").click()

    expect(page.get_by_role("status")).to_contain_text("Liitos on poistettu")
