"""A county's first day: from an empty installation to a worker who leaves with forty cases."""

import datetime as dt
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from cases.models import Case, CaseMembership
from notifications.delivery import deliver
from tests.browser import acts
from tests.browser.conftest import PATIENCE_MS, watched
from tests.browser.forms import choose, follow, pick, press, write
from tests.factories import CaseFactory

CASES = 40
UNIT = "Vapautuvien tiimi"
# Open cases that nobody has, or that more than one has, at the moment of reading.
WITHOUT_ONE_OWNER = """
SELECT count(*) FROM cases_case c
WHERE c.status = 'open' AND (
    c.responsible_id IS NULL
    OR (SELECT count(*) FROM cases_casemembership m
        WHERE m.case_id = c.id AND m.role = 'responsible' AND m.ended_at IS NULL) <> 1)
"""


@pytest.fixture
def open_browser(browser, live_server, faults):
    """A browser of somebody's own, in which they stay signed in."""
    profiles = []

    def open_one() -> Page:
        profile = browser.new_context(base_url=live_server.url, locale="fi-FI")
        profile.set_default_timeout(PATIENCE_MS)
        profiles.append(profile)
        return watched(profile.new_page(), faults)

    yield open_one
    for profile in profiles:
        profile.close()


def link_to(email: str) -> str:
    """The link in the newest letter to the address."""
    deliver(now=timezone.now() + dt.timedelta(seconds=1))
    letters = [letter for letter in mail.outbox if letter.to == [email]]
    return re.search(r"http\S+avain=\S+", letters[-1].body)[0]


def take_into_use(page: Page, link: str) -> None:
    """Choose a password once, and set up the second step right after it."""
    page.goto(link)
    acts.heading(page, "Ota tunnuksesi käyttöön")
    page.get_by_label("Valitse salasana").fill(acts.PASSWORD)
    press(page, "Tallenna ja jatka")
    acts.heading(page, "Ota kaksivaiheinen kirjautuminen käyttöön")
    secret = page.locator("main code").inner_text()
    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    page.locator("main [name=code]").fill(code)
    press(page, "Ota käyttöön")
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/")


def invite(page: Page, last_name: str, role: str) -> str:
    """Invite somebody to the unit; return the address."""
    email = f"{last_name.lower()}@example.org"
    page.goto("/yllapito/tyontekijat/uusi/")
    write(page, {"Etunimi": "Testi", "Sukunimi": last_name, "Työsähköposti": email})
    choose(page, "Mitä henkilö tekee?", role)
    pick(page, "Yksikkö", UNIT)
    press(page, "Tee tunnus ja kutsu")
    acts.saved(page, "Tunnus on tehty")
    return email


def invite_officer(page: Page) -> str:
    """Invite prison staff, with who vouches for them."""
    page.goto("/yllapito/kumppanit/uusi/")
    pick(page, "Organisaatio", "Kuopion vankila")
    told = {"Etunimi": "Testi", "Sukunimi": "Vartija", "Työsähköposti": "vartija@example.org"}
    write(page, told)
    write(page, {"Kuka takaa, että henkilö on siellä töissä?": "Jaana Johtaja"})
    write(page, {"Takaajan puhelin tai sähköposti": "029 555 0100"})
    press(page, "Tee tunnus ja kutsu")
    acts.saved(page, "Tunnus on tehty")
    return "vartija@example.org"


@contextmanager
def watching_owners() -> Iterator[list[int]]:
    """Reads over a connection of its own, again and again, how many cases lack one owner."""
    seen: list[int] = []
    over = threading.Event()

    def watch() -> None:
        try:
            while not over.is_set():
                with connection.cursor() as cursor:
                    cursor.execute(WITHOUT_ONE_OWNER)
                    seen.append(cursor.fetchone()[0])
        finally:
            connection.close()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def set_up(desk: Page) -> None:
    """The county's numbers, and the first unit."""
    acts.heading(desk, "Käyttöönotto")
    follow(desk, "Kirjoita numerot")
    write(desk, {"Puhelin virka-aikana": "017 1", "Päivystyksen puhelin muina aikoina": "017 2"})
    press(desk, "Tallenna")
    desk.goto("/yllapito/")
    follow(desk, "Lisää yksikkö")
    write(desk, {"Nimi suomeksi": UNIT, "Osoite": "Esimerkkikatu 3", "Puhelin virka-aikana": "1"})
    press(desk, "Tallenna")
    acts.saved(desk, "Yksikkö on lisätty.")


def invite_five(desk: Page) -> dict[str, str]:
    """Their addresses, by what they do."""
    worker = "Sosiaalityöntekijä tai sosiaaliohjaaja"
    return {
        "intake": invite(desk, "Kuosmanen", "Yhteydenottojen käsittely"),
        "supervisor": invite(desk, "Johtavainen", "Esihenkilö"),
        "leaver": invite(desk, "Aaltovuo", worker),
        "successor": invite(desk, "Ojakallio", worker),
        "officer": invite_officer(desk),
    }


def close_the_account(desk: Page, leaver: User) -> None:
    """The administrator sees how many cases there are, and nothing of them."""
    desk.goto(f"/yllapito/henkilot/{leaver.pk}/sulje/")
    row = desk.get_by_role("row").filter(has_text="Avoimet asiat omatyöntekijänä")
    expect(row).to_contain_text(str(CASES))
    press(desk, "Sulje tunnus")
    acts.saved(desk, f"Siirrettäviä asioita {CASES}.")


def hand_over(page: Page, successor: User) -> None:
    """The supervisor follows the notice, and gives all cases to one."""
    page.goto("/ilmoitukset/")
    page.get_by_role("button", name="Asioita odottaa siirtoa").first.click()
    acts.heading(page, "Siirrä asiat")
    page.get_by_label("Kaikki asiat työntekijälle").select_option(value=str(successor.pk))
    write(page, {"Miksi": "Siirtyi muihin tehtäviin"})
    press(page, "Siirrä asiat")
    acts.saved(page, f"{CASES} asiaa on siirretty.")


def test_from_an_empty_installation_to_forty_cases_handed_over(open_browser, live_server, settings):
    settings.MFA_REQUIRED = True
    assert not User.objects.exists()
    asked = {"county": "13", "email": "eka@example.org", "site": live_server.url}
    call_command(
        "first_administrator", first_name="Eeva", last_name="Eka", stdout=io.StringIO(), **asked
    )
    desk = open_browser()
    take_into_use(desk, link_to("eka@example.org"))
    set_up(desk)
    emails = invite_five(desk)
    pages = {who: open_browser() for who in emails}
    for who, email in emails.items():
        take_into_use(pages[who], link_to(email))
    users = {who: User.objects.get(email=email) for who, email in emails.items()}

    acts.send_contact(pages["officer"], municipality="Kuopio")
    pages["intake"].goto("/")
    acts.find_in_queue(pages["intake"])
    acts.triage(pages["intake"], users["leaver"])
    first = Case.objects.get()
    assert first.responsible == users["leaver"]

    for _number in range(CASES - 1):
        CaseFactory(unit=first.unit, responsible=users["leaver"])
    with watching_owners() as seen:
        close_the_account(desk, users["leaver"])
        pages["leaver"].goto("/oma-tyo/")
        acts.heading(pages["leaver"], "Kirjaudu sisään")
        hand_over(pages["supervisor"], users["successor"])

    assert len(seen) > CASES
    assert set(seen) == {0}
    assert Case.objects.filter(responsible=users["successor"]).count() == CASES
    assert not CaseMembership.objects.lasting().filter(user=users["leaver"]).exists()
