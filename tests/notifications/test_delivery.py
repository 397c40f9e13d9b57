"""What waits in the outbox leaves once, or a person is shown that it may not have."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from benchmarks.mail_server import HANG_UP, mail_server
from notifications.delivery import GIVEN_UP_AFTER, claim, deliver
from notifications.models import Mail, MailKind, MailState
from notifications.outbox import post_letter, remove_old
from tests.factories import WorkerFactory
from tests.waiting import PATIENCE

NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
WATCHED = "notifications.relay.EmailBackend"
IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"


def write(to="a@example.org", now=NOW):
    post_letter(key=f"letter|{to}", to=to, subject="Aihe", text="Teksti", now=now)


def states():
    return dict(Mail.objects.values_list("address", "state"))


@pytest.fixture
def server(settings):
    with mail_server() as running:
        settings.EMAIL_BACKEND = WATCHED
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.server_address[1]
        yield running


@pytest.fixture
def no_server(settings):
    """Nobody listens where a server was a moment ago."""
    with mail_server() as gone:
        settings.EMAIL_PORT = gone.server_address[1]
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = WATCHED, "127.0.0.1"


@pytest.mark.django_db
def test_a_calendar_file_leaves_with_its_letter_and_is_kept_no_longer():
    to = {"to": "a@example.org", "subject": "Aihe", "text": "Teksti"}
    post_letter(key="letter|a", now=NOW, calendar=("aika.ics", "BEGIN:VCALENDAR\r\n"), **to)

    deliver(now=NOW)

    [letter] = mail.outbox
    [attached] = letter.attachments
    assert (attached.filename, attached.content, attached.mimetype) == (
        "aika.ics",
        "BEGIN:VCALENDAR\r\n",
        "text/calendar",
    )
    assert Mail.objects.get().parameters == {}


@pytest.mark.django_db
def test_a_letter_leaves_once_and_its_words_are_kept_no_longer():
    write()

    assert [deliver(now=NOW), deliver(now=NOW + HOUR)] == [1, 0]

    [letter] = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (["a@example.org"], "Aihe", "Teksti")
    sent = Mail.objects.get()
    assert (sent.state, sent.subject, sent.text) == (MailState.SENT, "", "")


@pytest.mark.django_db
def test_the_same_key_is_the_same_letter():
    write()
    write()

    assert deliver(now=NOW) == 1


@pytest.mark.django_db
def test_after_a_night_without_a_server_all_leave_once(no_server, settings):
    receivers = [f"{n}@example.org" for n in range(8)]
    for to in receivers:
        write(to)

    sent = [deliver(now=NOW + n * MINUTE) for n in range(0, 8 * 60, 5)]
    settings.EMAIL_BACKEND = IN_MEMORY
    morning = NOW + 8 * HOUR
    sent += [deliver(now=morning + n * MINUTE) for n in range(90)]

    assert sum(sent) == len(receivers)
    assert sorted(letter.to[0] for letter in mail.outbox) == receivers


@pytest.mark.django_db
def test_a_server_that_is_not_there_costs_one_try_a_run(no_server):
    write("a@example.org")
    write("b@example.org")

    deliver(now=NOW)

    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 1]


@pytest.mark.django_db
def test_the_delay_grows_up_to_an_hour(no_server):
    write()
    delays = []

    for _n in range(8):
        now = Mail.objects.get().try_at
        deliver(now=now)
        delays.append(round((Mail.objects.get().try_at - now) / MINUTE))

    assert delays == [1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.django_db
def test_a_name_that_is_not_found_is_tried_again(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = WATCHED, "127.0.0.1.invalid"
    write()

    deliver(now=NOW)

    assert states() == {"a@example.org": MailState.WAITING}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("EHLO", HANG_UP),
        ("MAIL", "451 later"),
        ("MAIL", HANG_UP),
        ("RCPT", "450 later"),
        ("RCPT", "550 nobody"),
        ("DATA", "451 later"),
        ("END", "554 not this"),
    ],
)
def test_what_the_server_did_not_take_is_tried_again(server, command, answer):
    server.answers[command] = answer
    write()

    assert deliver(now=NOW) == 0
    assert states() == {"a@example.org": MailState.WAITING}
    server.answers.clear()
    assert deliver(now=NOW + HOUR) == 1
    assert server.taken == ["a@example.org"]


@pytest.mark.django_db
def test_a_line_that_breaks_after_the_letter_began_leaves_it_uncertain(server, caplog):
    server.answers["END"] = HANG_UP
    write()

    deliver(now=NOW)
    server.answers.clear()

    assert deliver(now=NOW + HOUR) == 0
    assert states() == {"a@example.org": MailState.UNCERTAIN}
    [told] = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert "uncertain (SMTPServerDisconnected)" in told
    assert "example.org" not in told


@pytest.mark.django_db
def test_an_address_that_is_refused_keeps_no_other_from_its_way(server):
    server.answers["RCPT"] = lambda line: "550 nobody" if "b@" in line else "250 ok"
    for to in ("a@example.org", "b@example.org", "c@example.org"):
        write(to)

    assert deliver(now=NOW) == 2
    assert server.taken == ["a@example.org", "c@example.org"]


@pytest.mark.django_db
def test_an_address_that_is_none_is_shown_to_a_person_and_keeps_nobody_waiting(server):
    write("kati@example.org\nBcc: muu@example.org")
    write("b@example.org")

    assert deliver(now=NOW) == 1
    assert Mail.objects.set_aside().get().state == MailState.GIVEN_UP


@pytest.mark.django_db
def test_after_days_without_success_a_person_is_shown_it(no_server):
    write()

    deliver(now=NOW + GIVEN_UP_AFTER - HOUR)
    waits = states()
    deliver(now=NOW + GIVEN_UP_AFTER + HOUR)

    assert waits == {"a@example.org": MailState.WAITING}
    assert states() == {"a@example.org": MailState.GIVEN_UP}


class DiesAtTheTwentieth(EmailBackend):
    """The process is killed when the letter has left and nobody has noted it."""

    def send_messages(self, messages):
        super().send_messages(messages)
        if len(mail.outbox) == 20:
            raise SystemExit
        return 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_among_fifty_receivers_loses_nothing_and_doubles_nothing(settings):
    receivers = [f"{n}@example.org" for n in range(50)]
    for to in receivers:
        write(to)
    settings.EMAIL_BACKEND = f"{__name__}.DiesAtTheTwentieth"

    with pytest.raises(SystemExit):
        deliver(now=NOW)
    settings.EMAIL_BACKEND = IN_MEMORY
    for n in range(1, 15):
        deliver(now=NOW + n * MINUTE)

    left = [letter.to[0] for letter in mail.outbox]
    assert sorted(left) == sorted(receivers)
    [uncertain] = Mail.objects.set_aside()
    assert uncertain.address == left[19]
    assert Mail.objects.filter(state=MailState.SENT).count() == 49


@pytest.mark.django_db
def test_a_claim_of_a_process_that_still_lives_is_left_to_it():
    write()
    claim(now=NOW)

    deliver(now=NOW + 9 * MINUTE)
    sending = states()
    deliver(now=NOW + 11 * MINUTE)

    assert sending == {"a@example.org": MailState.CLAIMED}
    assert states() == {"a@example.org": MailState.UNCERTAIN}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_each_letter_once():
    for n in range(40):
        write(f"{n}@example.org")
    together, claimed = threading.Barrier(2), []

    def work():
        together.wait(timeout=PATIENCE)
        while (taken := claim(now=NOW)) is not None:
            claimed.append(taken.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _n in range(2)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join(timeout=PATIENCE)

    assert sorted(claimed) == sorted(Mail.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_letter_stays_where_it_is_on_a_day_on_which_it_shall_not_leave():
    receiver = WorkerFactory()
    today = timezone.localdate(NOW)
    Mail.objects.create(
        kind=MailKind.LETTER,
        key="quiet",
        receiver=receiver,
        address=receiver.email,
        quiet_on=[today],
        created_at=NOW,
        try_at=NOW,
    )

    assert [deliver(now=NOW), deliver(now=NOW + 24 * HOUR)] == [0, 1]


@pytest.mark.django_db
def test_a_letter_that_has_left_is_removed_after_a_month_and_one_that_has_not_is_kept():
    write("a@example.org")
    deliver(now=NOW)
    write("b@example.org")

    remove_old(now=NOW + 29 * 24 * HOUR)
    kept = states()
    remove_old(now=NOW + 31 * 24 * HOUR)

    assert set(kept) == {"a@example.org", "b@example.org"}
    assert set(states()) == {"b@example.org"}
