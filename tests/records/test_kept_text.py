"""What is typed is kept for its writer alone, until the form was saved."""

import datetime as dt
import json
import re
import uuid

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts import kept_text_ends
from accounts.models import User
from cases.models import Note
from config.processes import ROOT
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from records import held_text, kept_text
from records.form_tokens import TOKENS
from records.kept_text import Outcome, Typed
from records.models import KeptText
from tests.factories import CaseFactory, WorkerFactory

pytestmark = pytest.mark.django_db

TEXT = "Sovittiin, että asuntoa haetaan heti."
SAVE = "/tallessa/talteen/"
SCRIPT = ROOT / "static" / "js" / "kept-text.js"


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def writer(case):
    return case.responsible


@pytest.fixture
def browser(writer):
    """The writer's; it checks the CSRF token as a real one is checked."""
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(writer)
    return browser


def notes(case):
    return reverse("cases:notes", kwargs={"case_pk": case.pk})


def sent(case, *, page=None, writer=None, **changes):
    """A save as the page sends it."""
    form = notes(case)
    return {
        "autosave": "1",
        "written_by": held_text.sign_writer(writer or case.responsible),
        "kept_text": f"{page or uuid.uuid4()} {form}",
        "kept_number": "1",
        "kept_page": form,
        "kept_title": "Merkinnät",
        "kept_shown": json.dumps([["Merkintä", TEXT]]),
        "csrfmiddlewaretoken": "x",
        "form_key": str(uuid.uuid4()),
        "text": TEXT,
    } | changes


def keep(writer, *, page=None, text=TEXT, number=1, form="/x/", instead_of=None):
    return kept_text.keep(
        Typed(form, form, "Merkinnät", [["text", text]], [["Merkintä", text]]),
        writer_id=writer.pk,
        page=page or uuid.uuid4(),
        number=number,
        instead_of=instead_of,
    )


def texts(user, **which):
    return [dict(kept.typed.fields)["text"] for kept in kept_text.kept_by(user, **which)]


# --- The rows ---------------------------------------------------------------------------


def test_the_script_of_the_page_leaves_out_the_tokens_that_the_server_knows():
    (named,) = re.findall(r"const TOKENS = new Set\((\[.*?\])\)", SCRIPT.read_text())

    assert set(json.loads(named)) == TOKENS


def test_a_copy_of_the_table_shows_nothing_of_the_text(writer):
    keep(writer)

    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, encode(sealed, 'escape') FROM records_kepttext t")
        (row,) = cursor.fetchall()

    assert "asuntoa" not in "".join(row)


def test_only_the_writer_reads_it(writer):
    page, other = uuid.uuid4(), WorkerFactory()
    keep(writer, page=page)

    assert texts(writer) == [TEXT]
    assert texts(other) == []
    assert kept_text.find(page, by=other) is None


def test_a_row_that_is_given_another_writer_does_not_open(writer):
    other = WorkerFactory()
    keep(writer)

    KeptText.objects.update(writer=other)

    assert texts(other) == []


def test_it_opens_with_a_former_key_of_the_server(writer, settings):
    keep(writer)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "x" * 50

    assert texts(writer) == [TEXT]


def test_a_later_save_replaces_the_text_and_an_older_one_that_comes_late_does_not(writer):
    page = uuid.uuid4()
    keep(writer, page=page, number=5, text="uusi")

    keep(writer, page=page, number=4, text="vanha")
    assert texts(writer) == ["uusi"]
    keep(writer, page=page, number=6, text="uusin")

    assert texts(writer) == ["uusin"]


def test_two_pages_keep_two_texts(writer):
    keep(writer, text="ensimmäinen")
    keep(writer, text="toinen")

    assert sorted(texts(writer, form="/x/")) == ["ensimmäinen", "toinen"]


def test_nobody_writes_over_the_page_of_somebody_else(writer):
    page = uuid.uuid4()
    keep(writer, page=page)

    assert keep(WorkerFactory(), page=page, number=9, text="x") == Outcome.TAKEN
    assert texts(writer) == [TEXT]


def test_a_page_whose_id_is_of_another_form_keeps_nothing_under_it(writer):
    page = uuid.uuid4()
    keep(writer, page=page, text="eka", form="/x/")

    assert keep(writer, page=page, text="toka", form="/y/", number=2) is Outcome.TAKEN
    assert texts(writer) == ["eka"]


def test_what_is_gone_on_with_is_kept_once(writer):
    first, second = uuid.uuid4(), uuid.uuid4()
    keep(writer, page=first)

    keep(writer, page=second, text="jatkettu", instead_of=first)

    assert texts(writer) == ["jatkettu"]


def test_nobody_goes_on_with_the_text_of_somebody_else(writer):
    page = uuid.uuid4()
    keep(writer, page=page)

    keep(WorkerFactory(), instead_of=page)

    assert texts(writer) == [TEXT]


def test_a_save_that_comes_after_the_end_brings_nothing_back(writer):
    page = uuid.uuid4()
    keep(writer, page=page)

    kept_text.end(page, "/x/", by=writer)

    assert keep(writer, page=page, number=2) == Outcome.OVER
    assert texts(writer) == []


def test_nobody_ends_the_text_of_somebody_else(writer):
    page = uuid.uuid4()
    keep(writer, page=page)

    kept_text.end(page, "/x/", by=WorkerFactory())

    assert texts(writer) == [TEXT]


# --- The page that saves itself -------------------------------------------------------------


def test_the_page_is_told_that_its_text_is_kept(browser, case, writer):
    answer = browser.post(SAVE, sent(case)).json()

    assert answer["state"] == "kept"
    assert answer["words"].startswith("Keskeneräisenä tallessa klo ")
    assert texts(writer, form=notes(case)) == [TEXT]


def test_tokens_are_not_kept(browser, case, writer):
    browser.post(SAVE, sent(case))

    (kept,) = kept_text.kept_by(writer)

    assert kept.typed.fields == [["text", TEXT]]


def test_a_page_of_an_earlier_sign_in_still_keeps_its_text(case, writer):
    again = Browser(enforce_csrf_checks=True)
    again.force_login(writer)

    assert again.post(SAVE, sent(case)).json()["state"] == "kept"


@pytest.mark.parametrize(
    "changes",
    [
        {"written_by": ""},
        {"written_by": "1:forged"},
        {"kept_text": "no-id /x/"},
        {"kept_text": f"{uuid.uuid4()} https://example.org/"},
        {"kept_text": f"{uuid.uuid4()} //example.org/"},
        {"kept_page": "javascript:alert(1)"},
        {"kept_page": "//example.org/"},
        {"kept_page": "/\\example.org/"},
        {"kept_number": "-1"},
        {"kept_number": "١"},
    ],
)
def test_what_is_not_as_our_pages_send_it_is_not_kept(browser, case, changes):
    answer = browser.post(SAVE, sent(case, **changes))

    assert answer.json() == {"state": "refused"}
    assert not KeptText.objects.exists()


@pytest.mark.parametrize("told", ["", "[", "[1]", '{"a": 1}', "[" * 100_000, '[["a", "b", "c"]]'])
def test_words_that_are_not_as_our_pages_tell_them_lose_no_text(browser, case, writer, told):
    browser.post(SAVE, sent(case, kept_shown=told))

    assert texts(writer) == [TEXT]


def test_a_page_that_was_shown_to_somebody_else_keeps_nothing_for_whoever_is_signed_in(
    browser, case, writer
):
    other = WorkerFactory()

    assert browser.post(SAVE, sent(case, writer=other)).json() == {"state": "refused"}
    assert (texts(writer), texts(other)) == ([], [])


def test_signed_out_the_text_is_kept_for_whoever_was_shown_the_page(case, writer):
    answer = Browser().post(SAVE, sent(case))

    assert answer.status_code == 302
    assert answer.url.startswith("/kirjautuminen/")
    assert texts(writer) == [TEXT]


def test_nothing_is_kept_for_whoever_has_left(case, writer):
    User.objects.filter(pk=writer.pk).update(is_active=False)

    Browser().post(SAVE, sent(case))

    assert not KeptText.objects.exists()


# --- The form itself ------------------------------------------------------------------------


def note(case, page, **changes):
    return {
        "kept_text": f"{page} {notes(case)}",
        "form_key": str(uuid.uuid4()),
        "kind": "meeting",
        "occurred_on": "2.2.2026",
        "outcome": "met",
        "text": TEXT,
    } | changes


def test_once_the_form_is_saved_nothing_is_kept(client, case, writer):
    page = uuid.uuid4()
    client.force_login(writer)
    client.post(SAVE, sent(case, page=page))

    client.post(notes(case), note(case, page))

    assert Note.objects.get().text == TEXT
    assert texts(writer) == []


def test_a_form_that_comes_back_with_errors_keeps_its_text_and_knows_its_page(client, case, writer):
    page = uuid.uuid4()
    client.force_login(writer)
    client.post(SAVE, sent(case, page=page))

    html = client.post(notes(case), note(case, page, outcome="")).content.decode()

    assert f'name="kept_text" value="{page} {notes(case)}"' in html
    assert texts(writer) == [TEXT]


def test_a_form_whose_sign_in_changed_keeps_its_text_until_it_is_sent_on(browser, case, writer):
    page = uuid.uuid4()
    browser.post(SAVE, sent(case, page=page))
    mark = held_text.sign_writer(writer)

    away = browser.post(notes(case), note(case, page, written_by=mark))

    assert away.url.startswith(reverse("accounts:held_text"))
    assert texts(writer) == [TEXT]
    assert "<dt>Merkintä</dt>" in browser.get(away.url).content.decode()


def test_a_held_form_shows_nothing_that_a_page_carries_for_itself(browser, case, writer):
    mark, prints = held_text.sign_writer(writer), json.dumps({"initiated on": "1772484a228c x"})

    away = browser.post(notes(case), note(case, "x", written_by=mark, prints=prints))
    main = browser.get(away.url).content.decode().partition("<form")[0]

    assert "1772484a228c" not in main.partition("<main")[2]


# --- What waits -----------------------------------------------------------------------------


def test_what_waits_is_offered_in_its_form_by_labels(browser, case):
    browser.post(SAVE, sent(case, kept_shown=json.dumps([["Merkintä", "<b>" + TEXT]])))

    offers = browser.get(reverse("accounts:kept_text_offers"), {"lomake": notes(case)}).json()

    ((fields),) = offers["fields"].values()
    assert fields == [["text", TEXT]]
    assert "<dt>Merkintä</dt>" in offers["html"]
    assert "&lt;b&gt;Sovittiin" in offers["html"]


def test_a_form_whose_address_is_very_long_is_offered_its_text(browser, case):
    form = f"{notes(case)}?{'a' * 600}"
    browser.post(SAVE, sent(case, kept_text=f"{uuid.uuid4()} {form}", kept_page=form))

    told = browser.get("/tallessa/lomake/", {"lomake": form}).json()

    assert [dict(fields)["text"] for fields in told["fields"].values()] == [TEXT]


def test_another_form_is_offered_nothing(browser, case):
    browser.post(SAVE, sent(case))

    offers = browser.get(reverse("accounts:kept_text_offers"), {"lomake": "/muu/"}).json()

    assert offers == {"fields": {}, "html": ""}


def test_what_waits_is_listed_without_its_words_and_read_by_its_writer(browser, case):
    page = uuid.uuid4()
    browser.post(SAVE, sent(case, page=page))

    listed = browser.get(reverse("accounts:kept_text_list")).content.decode()
    read = browser.get(reverse("accounts:kept_text", args=[page])).content.decode()

    assert TEXT not in listed
    assert f'href="{notes(case)}#jatka"' in listed
    assert TEXT in read


def test_somebody_else_neither_reads_nor_removes_it(client, case, writer):
    page = uuid.uuid4()
    keep(writer, page=page)
    client.force_login(WorkerFactory())

    read = client.get(reverse("accounts:kept_text", args=[page]))
    removed = client.post(reverse("accounts:kept_text_discard", args=[page]))

    assert (read.status_code, removed.status_code) == (404, 404)
    assert texts(writer) == [TEXT]


def test_nobody_discards_the_text_of_somebody_else(writer):
    page = uuid.uuid4()
    keep(writer, page=page)

    kept_text.discard(page, by=WorkerFactory())

    assert texts(writer) == [TEXT]


def test_its_writer_removes_it(client, writer):
    page = uuid.uuid4()
    keep(writer, page=page)
    client.force_login(writer)

    client.post(reverse("accounts:kept_text_discard", args=[page]))

    assert not KeptText.objects.exists()


# --- Its end ----------------------------------------------------------------------------------


def aged(days):
    KeptText.objects.update(at=timezone.now() - dt.timedelta(days=days))


def sweep(days=0):
    now = timezone.now() + dt.timedelta(days=days)
    kept_text_ends.tell_of_old(now)
    kept_text_ends.remove_old(now)


def test_its_writer_is_told_once_a_week_before_the_end(writer):
    keep(writer)
    aged(23)

    sweep()
    sweep()

    told = Notice.objects.get(kind=NoticeKind.KEPT_TEXT_EXPIRES)
    assert told.receiver == writer
    assert TEXT not in str(told.parameters)
    assert texts(writer) == [TEXT]


def test_it_is_removed_a_week_after_the_notice(writer):
    keep(writer)
    aged(40)

    sweep()
    assert texts(writer) == [TEXT]
    sweep(days=7)

    assert texts(writer) == []


def test_what_is_gone_on_with_begins_anew(writer):
    page = uuid.uuid4()
    keep(writer, page=page)
    aged(29)
    sweep()

    keep(writer, page=page, number=2)
    sweep(days=8)

    assert texts(writer) == [TEXT]


def test_what_is_left_of_a_saved_form_goes_after_a_day(writer):
    kept_text.end(uuid.uuid4(), "/x/", by=writer)
    aged(1)

    sweep()

    assert not KeptText.objects.exists()
