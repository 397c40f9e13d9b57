"""Every page of the URLconf, as everyone who has nothing to do with the records.

The pages are found in the URLconf, so a new page is tested on the day it is written;
an unknown argument of an address fails until `tests/world.py` is taught about it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import override_settings
from django.urls import URLPattern, get_resolver, include, path, reverse

from cases.models import Case, Note
from tests.world import CANARY, World, make_world

# Pages that anyone may open; a new one is a decision, so it is written here by hand.
PUBLIC = {
    "accounts:home",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "set_language",
    "live",
    "ready",
    # Shows whom the link was sent to, and nothing without it.
    "accounts:invitation_accept",
    # The public form: shows nothing but what was typed in the same request.
    # About the service: names the counties and their numbers, and nobody.
    "caseload:help",
    "caseload:accessibility",
    "caseload:privacy",
    "referrals:public_form",
    "referrals:public_check",
    "referrals:public_change",
    "referrals:public_send",
    "referrals:public_receipt",
    "caseload:paper_form",
    "caseload:paper_form_pdf",
    # Services that a county shows to everybody.
    "networks:public_counties",
    "networks:public_services",
}
# Belong to the sign-in library and show the signed-in user's own account only.
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")
# A supervisor may see these of a case of the led unit: its number, never its client.
LISTED = {"cases:case_open_for_purpose", "cases:worker_assign"}
# Acts of a supervisor on the people of the unit, which ask for nothing more than a click.
ON_PEOPLE = {"caseload:absence_end", "caseload:person_qualifications"}
# And of an administrator, who sees no client either.
ON_ACCOUNTS = ON_PEOPLE | {
    "administration:role_change",
    "administration:user_close",
    "administration:name_pair_remove",
    "networks:directory_import_remove",
    "networks:listed_service_check",
    # The county's own numbers, which are an administrator's to write.
    "referrals:county_numbers",
}
# Tables that answer for themselves: a refusal is logged, a form's key is kept.
MAY_CHANGE = ("audit_", "django_session", "accounts_formkey", "jatkumo_cache", "account_")

ACTORS = [
    "nobody",
    "stranger worker of the county",
    "worker of another county",
    "supervisor without a purpose",
    "intake worker of another county",
    "officer of another prison",
    "partner",
    "superuser",
    "administrator of the county",
]


# A page's name and the arguments of its address.
Page = tuple[str, tuple[str, ...]]


def named_patterns(resolver: Any, namespace: str = "") -> Iterator[Page]:
    """(name, arguments) of every page of the URLconf."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            assert entry.name, f"a page without a name: {entry.pattern}"
            yield namespace + entry.name, tuple(entry.pattern.converters)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_patterns(entry, inner)


def pages() -> list[Page]:
    found = sorted(set(named_patterns(get_resolver())))
    return [(n, kw) for n, kw in found if n not in PUBLIC and not n.startswith(OWN_ACCOUNT)]


def address(world: World, name: str, arguments: tuple[str, ...]) -> str:
    unknown = set(arguments) - world.arguments.keys()
    assert not unknown, f"{name}: teach tests/world.py the argument {unknown}"
    return reverse(name, kwargs={word: world.arguments[word] for word in arguments})


def database_print() -> dict[str, str]:
    """A fingerprint of every table, to see that nothing changed."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names() if not t.startswith(MAY_CHANGE)]
        rows = "md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), ''))"
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}', {rows} FROM \"{table}\" t" for table in tables)
        )
        return dict(cursor.fetchall())


def rows_written() -> int:
    """How many rows the transaction has touched so far, those taken back among them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
            " FROM pg_stat_xact_user_tables WHERE NOT (relname ^@ ANY (%s))",
            [list(MAY_CHANGE)],
        )
        (rows,) = cursor.fetchone()
        return int(rows)


def faults(browser: Browser, world: World, actor: str, todo: list[Page]) -> list[str]:
    """What is wrong, in words: a canary shown, a page that answers, an error."""
    found = []
    for name, arguments in todo:
        url = address(world, name, arguments)
        only_read = name in {"supervisor": ON_PEOPLE, "administrator": ON_ACCOUNTS}.get(
            actor.split()[0], set()
        )
        for method in ("get",) if only_read else ("get", "post"):
            response = getattr(browser, method)(url, world.posted if method == "post" else {})
            body = b"".join(response.streaming_content) if response.streaming else response.content
            where = f"{actor}: {method.upper()} {name} {response.status_code}"
            if any(word.encode() in body for word in world.secrets_from(actor)):
                found.append(f"{where} shows the record")
            if response.status_code >= 500:
                found.append(f"{where} is an error")
            allowed = {302} if actor == "nobody" else {404, 405}
            about_a_client = bool(set(arguments) & world.of_the_client)
            listed = actor.startswith("supervisor") and name in LISTED
            if about_a_client and not listed and response.status_code not in allowed:
                found.append(f"{where} should not exist for them")
            if actor == "nobody" and response.status_code not in {302, 404, 405}:
                found.append(f"{where} opens without a sign-in")
            if (
                actor == "nobody"
                and response.status_code == 302
                and not response.url.startswith("/kirjautuminen/")
            ):
                found.append(f"{where} leads to {response.url}, not to sign-in")
    return found


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def browser_of(world: World, actor: str) -> Browser:
    browser = Browser(raise_request_exception=False)
    if actor != "nobody":
        browser.force_login(world.actors[actor])
    return browser


@pytest.mark.slow
@pytest.mark.parametrize("actor", ACTORS)
def test_no_page_shows_or_changes_anything_for(actor: str, world: World) -> None:
    browser = browser_of(world, actor)
    before = database_print()

    found = faults(browser, world, actor, pages())

    assert found == []
    assert database_print() == before


@pytest.mark.slow
def test_the_team_does_meet_the_canary_on_every_page_about_the_client(world: World) -> None:
    """Otherwise the tests above would look for something that is never shown."""
    browser = Browser()
    browser.force_login(world.team)
    unseen = set()

    for name, arguments in pages():
        if set(arguments) & world.of_the_client:
            response = browser.get(address(world, name, arguments))
            if response.status_code == 200 and CANARY.encode() not in response.content:
                unseen.add(name)

    # The text of a PDF is compressed; tests/caseload/test_plan_pdf.py reads it.
    assert unseen == {
        *("caseload:plan_pdf", "caseload:portti_pdf", "caseload:first_weeks_pdf"),
        *("caseload:log_report_pdf", "caseload:factors_pdf", "caseload:estimates_pdf"),
        *("caseload:map_pdf", "caseload:invitation_pdf", "caseload:handover_pdf"),
        "caseload:minutes_pdf",
        # Hours and a neutral title; of topics only what the client lets everybody see.
        *("networks:meeting_calendar", "networks:meeting_screen"),
        *("caseload:assessment_pdf", "caseload:assessment_plain_pdf"),
        # An empty form, which bears the number of the case alone.
        *("caseload:visit_form_pdf", "caseload:visit_form_print"),
    }


def page_without_a_door(request: HttpRequest, case_pk: int) -> HttpResponse:
    """What must never be written: a page straight to the record."""
    note = Note.objects.filter(case=Case.objects.get(pk=case_pk)).first()
    return HttpResponse(note.text if note else "")


class WithAPageWithoutADoor:
    urlpatterns = [
        path("", include("config.urls")),
        path("ilman-ovea/<int:case_pk>/", page_without_a_door, name="without_a_door"),
    ]


def test_a_page_without_the_door_is_found(world: World) -> None:
    with override_settings(ROOT_URLCONF=WithAPageWithoutADoor):
        todo = [page for page in pages() if page[0] == "without_a_door"]
        found = faults(browser_of(world, "superuser"), world, "superuser", todo)

    assert found == [
        "superuser: GET without_a_door 200 shows the record",
        "superuser: GET without_a_door 200 should not exist for them",
        "superuser: POST without_a_door 200 shows the record",
        "superuser: POST without_a_door 200 should not exist for them",
    ]
