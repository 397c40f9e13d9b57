"""What is answered when a page could not be made: our page, our headers, the typed text."""

import errno
import threading
from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, transaction
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import escape

from cases.models import Note
from config.error_pages import failed
from config.wsgi import application
from records import held_text
from records.models import HeldText
from tests.factories import CaseFactory, WorkerFactory
from tests.html_forms import forms_of
from tests.test_answers_of_the_house import HEADERS

TEXT = "Oskari kertoi, että <asunto> löytyi."


def note(**more):
    return {"kind": "meeting", "occurred_on": "2.2.2026", "outcome": "met", "text": TEXT} | more


def lacking(response):
    missing = {key for key, value in HEADERS.items() if response.get(key) != value}
    return missing | ({"CSP"} if not response.get("Content-Security-Policy") else set())


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "cp037", "hz", '"utf-7"', "made-up"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_in_a_strange_charset_meets_our_page(kind, charset):
    strict = Browser(enforce_csrf_checks=True, raise_request_exception=False)

    response = strict.generic(
        "POST", reverse("referrals:public_check"), b"a=b", f"{kind}; charset={charset}"
    )

    assert (response.status_code, lacking(response)) == (400, set())
    assert "Sivua ei voitu avata" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "named", ["charset*=made-up''x", "charset*=utf-8''%00", "charset*=idna''%ff"]
)
def test_a_charset_that_cannot_be_named_meets_our_page(named):
    """Before Django has made a request of it, and so not by the test client."""
    kind = f"application/x-www-form-urlencoded; {named}"
    path = reverse("referrals:public_check")
    environ = RequestFactory().generic("POST", path, b"a=b", content_type="text/plain").environ
    answered = []

    page = application(environ | {"CONTENT_TYPE": kind}, lambda *head: answered.append(head))

    assert answered[0][0].startswith("400")
    assert "Sivua ei voitu avata" in b"".join(page).decode()


@pytest.mark.django_db
def test_a_page_is_opened_by_the_door_of_the_server():
    environ, answered = RequestFactory().get(reverse("account_login")).environ, []

    page = b"".join(application(environ, lambda *head: answered.append(head)))

    assert answered[0][0] == "200 OK"
    assert 'name="login"' in page.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_a_form_in_our_charset_is_read(charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    response = Browser().post(reverse("referrals:public_check"), b"a=b", content_type=kind)

    assert "Sivua ei voitu avata" not in response.content.decode()


@pytest.mark.django_db
def test_a_body_that_is_too_large_meets_our_page(settings):
    strict = Browser(enforce_csrf_checks=True, raise_request_exception=False)
    size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1

    response = strict.post(
        reverse("referrals:public_check"),
        b"a=" + b"b" * size,
        content_type="application/x-www-form-urlencoded",
    )

    assert (response.status_code, lacking(response)) == (400, set())


@contextmanager
def table_locked(table, mode="ACCESS EXCLUSIVE"):
    """Nobody else reads the table meanwhile; under SHARE, nobody writes."""
    held, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {table} IN {mode} MODE")
                held.set()
                done.wait()
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    try:
        yield
    finally:
        done.set()
        holder.join()


@pytest.fixture
def locked(transactional_db):
    """A case that somebody else holds for longer than we wait."""
    case = CaseFactory()
    held, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
                held.set()
                done.wait()
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    yield case
    done.set()
    holder.join()
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


@pytest.fixture
def refused(locked):
    browser = Browser(raise_request_exception=False)
    browser.force_login(locked.responsible)
    return browser.post(reverse("cases:notes", kwargs={"case_pk": locked.pk}), note())


def test_a_lock_that_lasts_is_no_fault_of_the_page(refused):
    assert (refused.status_code, lacking(refused)) == (503, set())


def test_the_page_carries_the_form_that_could_not_be_saved(refused):
    page = refused.content.decode()

    assert f'<p class="written">{escape(TEXT)}</p>' in page
    assert f'<input type="hidden" name="text" value="{escape(TEXT)}">' in page


def test_nothing_was_saved_of_it(refused):
    assert not Note.objects.exists()


@pytest.fixture
def given_back(transactional_db):
    """A strict browser with the form of the page that its text came back on."""
    case = CaseFactory()
    browser = Browser(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(case.responsible)
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})
    context = browser.get(page).context
    tokens = {"csrfmiddlewaretoken": context["csrf_token"], "written_by": context["written_by"]}
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    with table_locked("cases_note"):
        answer = browser.post(page, note(**{name: str(token) for name, token in tokens.items()}))
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    assert answer.status_code == 503
    (form,) = forms_of(answer.content.decode(), page)
    return browser, form


def test_the_button_of_the_page_saves_what_could_not_be_saved(given_back):
    browser, form = given_back

    browser.post(form.action, form.data())

    assert [each.text for each in Note.objects.all()] == [TEXT]


def test_what_is_sent_again_after_the_session_has_ended_is_kept_for_its_writer(given_back):
    browser, form = given_back
    Session.objects.all().delete()

    browser.post(form.action, form.data())

    assert HeldText.objects.count() == 1


def answer_to(error):
    """What the handler answers in the middle of an error, to a form that was read."""
    request = RequestFactory().post("/asiat/7/merkinnat/", note())
    assert request.POST
    request.csrf_processing_done = True
    try:
        raise error
    except Exception:
        return failed(request)


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_a_disk_that_is_full_or_broken_keeps_the_text_on_the_page(trouble):
    response = answer_to(OSError(trouble, "no space"))

    assert response.status_code == 503
    assert escape(TEXT) in response.content.decode()


def raised_from_a_full_disk():
    error = ValueError("x")
    error.__cause__ = OSError(errno.ENOSPC, "no space")
    return error


def raised_beside_a_full_disk():
    error = ValueError("x")
    error.__context__ = OSError(errno.ENOSPC, "no space")
    return error


@pytest.mark.parametrize("make", [raised_from_a_full_disk, raised_beside_a_full_disk])
def test_trouble_that_became_another_error_is_found_behind_it(make):
    assert answer_to(make()).status_code == 503


@pytest.mark.parametrize(
    "error", [ValueError("x"), FileNotFoundError(errno.ENOENT, "x"), ProgrammingError("x")]
)
def test_any_other_error_is_a_fault_of_ours(error):
    assert answer_to(error).status_code == 500


def test_a_form_whose_token_is_not_ours_gets_no_button_while_the_database_is_away(transactional_db):
    """Else the page would send a forged form with a good token."""
    writer = WorkerFactory()
    strict = Browser(enforce_csrf_checks=True, raise_request_exception=False)
    forged = note(written_by=held_text.sign_writer(writer))
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")

    with table_locked("accounts_user"):
        response = strict.post(reverse("cases:notes", kwargs={"case_pk": 7}), forged)

    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    assert response.status_code == 503
    assert escape(TEXT) not in response.content.decode()


@pytest.mark.django_db
def test_whoever_tries_too_often_to_get_in_meets_our_page(client):
    address = {"email": "anneli.esimerkki@example.invalid"}

    for _time in range(4):
        response = client.post(reverse("account_reset_password"), address)

    assert (response.status_code, lacking(response)) == (429, set())
    assert response["Retry-After"] == "60"
    assert "Odota muutama minuutti" in response.content.decode()


def test_a_session_that_cannot_be_written_down_for_now_is_no_bad_request(transactional_db):
    """The answer is made by then; Django takes the session for one that was ended meanwhile."""
    worker = WorkerFactory()
    browser = Browser(raise_request_exception=False)
    browser.force_login(worker)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")

    with table_locked("django_session", mode="SHARE"):
        response = browser.get(reverse("caseload:my_work"))

    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    assert (response.status_code, lacking(response)) == (503, set())


@pytest.mark.django_db
def test_a_form_of_an_earlier_sign_in_is_sent_on_by_its_writer():
    case = CaseFactory()
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(case.responsible)
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})
    form = strict.get(page)
    fields = note(written_by=form.context["written_by"], csrfmiddlewaretoken="a" * 64)

    kept = strict.get(strict.post(page, fields).url)
    again = dict(kept.context["kept"].fields) | {"csrfmiddlewaretoken": kept.context["csrf_token"]}
    strict.post(page, again)

    assert [each.text for each in Note.objects.all()] == [TEXT]


@pytest.mark.django_db
def test_a_form_from_nowhere_is_shown_but_cannot_be_sent_on():
    case = CaseFactory()
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(case.responsible)

    response = strict.post(reverse("cases:notes", kwargs={"case_pk": case.pk}), note())

    page = response.content.decode()
    assert response.status_code == 403
    assert escape(TEXT) in page
    assert 'name="text"' not in page


@pytest.mark.django_db
def test_a_form_that_somebody_else_wrote_is_not_given_to_who_sends_it():
    case, other = CaseFactory(), WorkerFactory()
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(other)
    theirs = Browser()
    theirs.force_login(case.responsible)
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})
    mark = theirs.get(page).context["written_by"]

    kept = strict.get(strict.post(page, note(written_by=str(mark))).url)

    assert kept.status_code == 404
