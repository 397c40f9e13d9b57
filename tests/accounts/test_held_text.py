"""A session that ends never takes text with it."""

import datetime as dt
import re
import uuid
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from accounts.models import User
from accounts.tasks import clean_up
from cases.models import Note
from records import held_text
from records.models import HeldText
from tests.factories import CaseFactory, WorkerFactory

pytestmark = pytest.mark.django_db

PASSWORD = "pitkä salasana 2026"
TEXT = 'Oskari sanoi: ”en mene asuntolaan” & <b>"sisko"</b>\r\n\r\nToinen kappale.'


@pytest.fixture
def case():
    case = CaseFactory()
    User.objects.filter(pk=case.responsible.pk).update(password=make_password(PASSWORD))
    case.responsible.refresh_from_db()
    return case


def sent(case, **changes):
    return {
        "kind": "meeting",
        "occurred_on": "2.2.2026",
        "outcome": "met",
        "text": TEXT,
        "form_key": str(uuid.uuid4()),
        "written_by": held_text.sign_writer(case.responsible),
    } | changes


def hidden_fields(html):
    """The fields of the page's own form, as a browser would send them."""
    form = html.partition("<main")[2].partition("<form")[2].partition("</form>")[0]
    names = re.findall(r'name="(\w+)"', form)
    return names, form


def test_note_sent_after_the_session_ended_is_written_once_after_sign_in(client, case):
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})
    fields = sent(case)

    away = client.post(page, fields)
    sign_in = client.post(away.url, {"login": case.responsible.email, "password": PASSWORD})
    held = client.get(sign_in.url)
    kept = held.context["kept"]
    for _press in range(2):
        written = client.post(kept.path, dict(kept.fields))

    assert written.url == f"{page}#content"
    assert [note.text for note in Note.objects.all()] == [TEXT]
    names, form = hidden_fields(held.content.decode())
    assert set(names) == set(fields) | {"csrfmiddlewaretoken"}
    assert escape(TEXT) in form


def test_held_form_shows_the_words_before_they_are_sent_on(client, case):
    token = held_text.keep(path="/x/", posted=_posted(case))
    client.force_login(case.responsible)

    html = client.get(reverse("accounts:held_text"), {"avain": token}).content.decode()

    assert "Tekstisi on tallessa" in html
    assert f'<p class="written">{escape(TEXT)}</p>' in html


def test_another_user_gets_nothing_of_it(client, case):
    token = held_text.keep(path="/x/", posted=_posted(case))
    client.force_login(WorkerFactory(unit=case.unit))

    response = client.get(reverse("accounts:held_text"), {"avain": token})

    assert response.status_code == 404
    assert "sisko" not in response.content.decode()


@pytest.mark.parametrize(
    "token", ["", "x", "x.y", "0d9f3c1e-8a54-4a0e-9a57-3d2b7f6c1a10.AAAA", "a" * 5000, "\0.\0"]
)
def test_false_key_opens_nothing(client, case, token):
    client.force_login(case.responsible)

    assert client.get(reverse("accounts:held_text"), {"avain": token}).status_code == 404


def test_key_of_another_text_opens_nothing(case):
    first = held_text.keep(path="/x/", posted=_posted(case))
    second = held_text.keep(path="/x/", posted=_posted(case))
    mixed = first.partition(".")[0] + "." + second.partition(".")[2]

    assert held_text.open_held(mixed, by=case.responsible) is None


@pytest.mark.parametrize("writer", ["", "forged:token", "5"])
def test_stranger_does_not_fill_the_database(client, case, writer):
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})

    response = client.post(page, sent(case, written_by=writer))

    assert urlsplit(response.url).path == reverse("account_login")
    assert not HeldText.objects.exists()


def test_database_alone_does_not_show_what_was_written(case):
    held_text.keep(path="/x/", posted=_posted(case))

    assert b"asuntolaan" not in bytes(HeldText.objects.get().sealed)


def test_text_that_nobody_fetched_is_removed_after_a_day(case):
    old = held_text.keep(path="/x/", posted=_posted(case))
    HeldText.objects.update(at=timezone.now() - held_text.KEPT_FOR - dt.timedelta(minutes=1))
    new = held_text.keep(path="/x/", posted=_posted(case))

    clean_up()

    assert held_text.open_held(old, by=case.responsible) is None
    assert held_text.open_held(new, by=case.responsible).words == [TEXT]


def _posted(case):
    posted = QueryDict(mutable=True)
    posted.update(sent(case))
    return posted


def test_passwords_and_codes_are_not_kept(case):
    posted = QueryDict(mutable=True)
    secrets = {"oldpassword": "a", "password1": "b", "password2": "c", "password": "d", "code": "e"}
    posted.update(secrets | {"text": TEXT, "written_by": held_text.sign_writer(case.responsible)})

    token = held_text.keep(path="/kirjautuminen/", posted=posted)

    kept = held_text.open_held(token, by=case.responsible)
    assert kept.fields == [("text", TEXT)]
