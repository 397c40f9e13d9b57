"""Choosing the hour of the daily mail, and the list of mails that may not have left."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from notifications.delivery import deliver
from notifications.letters import WRITERS
from notifications.models import Mail, MailChoice, MailKind, MailState
from tests.factories import CountyFactory, UnitFactory, UserFactory, WorkerFactory

CHOICE, LIST = reverse("accounts:mail_choice"), reverse("accounts:mail_list")


@pytest.fixture
def worker(client, db):
    user = WorkerFactory()
    client.force_login(user)
    return user


@pytest.fixture
def administrator(client, db):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def test_every_kind_of_letter_has_a_writer():
    assert set(WRITERS) == set(MailKind)


def set_aside(address="a@example.org", state=MailState.UNCERTAIN, **more):
    at = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
    told = {"kind": MailKind.LETTER, "key": address, "address": address, "subject": "Aihe"}
    return Mail.objects.create(**told, state=state, created_at=at, try_at=at, **more)


def chosen(user):
    choice = MailChoice.objects.get(receiver=user)
    return choice.at, choice.weekdays


def test_the_usual_hour_and_days_are_shown_until_something_is_chosen(client, worker):
    page = client.get(CHOICE).content.decode()

    assert '<option value="07:30" selected>7.30</option>' in page
    assert page.count("checked") == 5


def test_an_hour_and_days_are_chosen_and_chosen_anew(client, worker):
    client.post(CHOICE, {"at": "09:00", "weekdays": ["0", "3"]})
    first = chosen(worker)
    client.post(CHOICE, {"at": "06:30"})

    assert first == (dt.time(9), [0, 3])
    assert chosen(worker) == (dt.time(6, 30), [])


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"at": "03:00"}, "Valitse kellonaika luettelosta."),
        ({"weekdays": ["0"]}, "Valitse kellonaika."),
        ({"at": "09:00", "weekdays": ["5"]}, "Valitse päivät maanantaista perjantaihin."),
    ],
)
def test_no_other_hour_or_day_is_taken(client, worker, sent, words):
    assert words in client.post(CHOICE, sent).content.decode()
    assert not MailChoice.objects.exists()


def test_only_administrators_see_what_may_not_have_left(client, worker):
    assert client.get(LIST).status_code == 404
    assert LIST not in client.get(CHOICE).content.decode()


def test_uncertain_and_refused_mails_are_listed_and_no_others(client, administrator):
    set_aside("a@example.org", failure="restored")
    set_aside("b@example.org", MailState.GIVEN_UP, failure="SMTPRecipientsRefused 550")
    set_aside("c@example.org", MailState.SENT)
    set_aside("d@example.org", MailState.WAITING)

    page = client.get(LIST).content.decode()

    assert [f"{name}@example.org" in page for name in "abcd"] == [True, True, False, False]
    assert "Se on voinut lähteä varmuuskopion ottamisen ja palauttamisen välillä." in page
    assert "SMTPRecipientsRefused 550" in page


def test_what_a_person_chose_is_sent_again_and_logged(client, administrator):
    again, _other = set_aside("a@example.org"), set_aside("b@example.org")

    client.post(LIST, {"act": "again", "mails": [again.pk]})
    deliver(now=timezone.now())

    assert [letter.to for letter in mail.outbox] == [["a@example.org"]]
    assert AuditEvent.objects.get(action="mail.sent_again").by_id == administrator.pk


def test_what_was_looked_at_leaves_the_list_and_is_not_sent(client, administrator):
    seen, other = set_aside("a@example.org"), set_aside("b@example.org")

    client.post(LIST, {"act": "looked_at", "mails": [seen.pk]})
    deliver(now=timezone.now())

    assert list(Mail.objects.set_aside()) == [other]
    assert mail.outbox == []
    assert AuditEvent.objects.filter(action="mail.looked_at").count() == 1


def test_all_are_looked_at_with_one_button(client, administrator):
    for n in range(3):
        set_aside(f"{n}@example.org")

    client.post(LIST, {"act": "all_looked_at"})

    assert not Mail.objects.set_aside().exists()


def test_without_a_choice_nothing_happens_and_the_page_says_so(client, administrator):
    set_aside()

    page = client.post(LIST, {"act": "again"}).content.decode()

    assert "Valitse vähintään yksi viesti." in page
    assert Mail.objects.set_aside().count() == 1


def test_what_a_colleague_has_dealt_with_meanwhile_is_not_sent_again(client, administrator):
    done = set_aside(state=MailState.SETTLED)

    page = client.post(LIST, {"act": "again", "mails": [done.pk]}).content.decode()

    assert not Mail.objects.set_aside().exists()
    done.refresh_from_db()
    assert done.state == MailState.SETTLED
    assert "Valitse" in page or "Läpikäytävää" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_as_for_many(
    client, administrator, count, django_assert_num_queries
):
    for n in range(count):
        set_aside(f"{n}@example.org", receiver=WorkerFactory())
    client.get(LIST)

    with django_assert_num_queries(10):
        client.get(LIST)


def test_letters_to_people_of_another_county_are_its_own_administrators_business(client, db):
    own, other = UnitFactory(), UnitFactory(county=CountyFactory(code="other-county"))
    here, there = WorkerFactory(unit=own), WorkerFactory(unit=other)
    client.force_login(UserFactory(is_superuser=True, organisation=own.county))
    for user in (here, there):
        set_aside(user.email)
    told = {"key": "news", "kind": MailKind.DIGEST, "address": "", "subject": ""}
    at = timezone.now()
    Mail.objects.create(**told, receiver=there, state=MailState.UNCERTAIN, created_at=at, try_at=at)

    page = client.get(LIST).content.decode()
    client.post(LIST, {"act": "all_looked_at"})

    assert (here.email in page, there.email in page, str(there) in page) == (True, False, False)
    settled = Mail.objects.filter(state=MailState.SETTLED)
    assert [mail.address for mail in settled] == [here.email]
