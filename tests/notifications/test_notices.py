"""What is told, is told once; mail never twice, and never with content."""

import datetime as dt
import threading
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone, translation

from notifications.delivery import claim_due, deliver_due
from notifications.models import UNCERTAIN_AFTER, Notice
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from tests.factories import WorkerFactory
from tests.waiting import PATIENCE

LATER = dt.timedelta(hours=1)


class BrokenLine(EmailBackend):
    """A mail server that is gone in the middle of a letter."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SMTPServerDisconnected("gone")


def order(receiver, about="plan:1", **more):
    more = {"parameters": {"number": "2026-000417"}} | more
    tell(NoticeKind.CASE_ASSIGNED, receiver=receiver, about=about, **more)


@pytest.mark.django_db
def test_same_order_twice_is_one_notice():
    receiver = WorkerFactory()

    order(receiver)
    order(receiver)
    order(receiver, about="plan:2")

    assert Notice.objects.filter(receiver=receiver).count() == 2


@pytest.mark.django_db
def test_notice_is_read_in_the_readers_language():
    order(WorkerFactory())

    with translation.override("sv"):
        assert Notice.objects.get().text == "Du är nu med i teamet för ärende 2026-000417."


@pytest.mark.django_db
def test_every_kind_has_words_in_every_language():
    every = {"number": "1", "reference": "2", "day": "3", "week": "4"}

    for language in ("fi", "sv", "en"):
        with translation.override(language):
            assert all(kind.text % every for kind in NoticeKind)


@pytest.mark.django_db
def test_mail_tells_nothing_and_is_one_for_all_that_is_due():
    receiver = WorkerFactory(language="sv")
    order(receiver)
    order(receiver, about="plan:2")
    order(receiver, about="plan:3", due_at=timezone.now() + LATER)

    assert deliver_due(now=timezone.now()) == 1

    (letter,) = mail.outbox
    assert letter.to == [receiver.email]
    assert letter.subject == "Något nytt i Jatkumo"
    assert letter.body == "Det finns något nytt för dig i Jatkumo. Logga in för att läsa."
    assert Notice.objects.filter(mailed_at=None).count() == 1


@pytest.mark.django_db
def test_cancelled_notice_is_neither_mailed_nor_shown():
    receiver = WorkerFactory()
    order(receiver, case_id=17)

    cancel_notices(case_id=17, kinds=(NoticeKind.CASE_ASSIGNED,))

    assert deliver_due(now=timezone.now()) == 0
    assert not Notice.objects.inbox_of(receiver).exists()


@pytest.mark.django_db
def test_cancelling_leaves_other_cases_kinds_and_people_alone():
    receiver, other = WorkerFactory(), WorkerFactory()
    order(receiver, case_id=17)
    order(other, case_id=17)
    order(receiver, about="plan:2", case_id=18)

    cancel_notices(case_id=17, kinds=(NoticeKind.REVIEW_DUE,))
    cancel_notices(case_id=17, receiver_id=other.pk)

    assert Notice.objects.inbox_of(receiver).count() == 2
    assert Notice.objects.inbox_of(other).count() == 0


@pytest.mark.django_db
def test_notices_of_one_contact_are_taken_back_and_of_no_other():
    receiver = WorkerFactory()
    order(receiver, referral_id=17)
    order(receiver, about="plan:2", referral_id=18)
    order(receiver, about="plan:3", case_id=17)

    cancel_notices(referral_id=17)

    kept = Notice.objects.inbox_of(receiver).values_list("referral_id", "case_id")
    assert set(kept) == {(18, None), (None, 17)}


def test_notices_are_not_taken_back_of_everything():
    with pytest.raises(TypeError):
        cancel_notices(kinds=(NoticeKind.CASE_ASSIGNED,))


@pytest.mark.django_db
def test_mail_that_may_have_left_is_uncertain_and_never_sent_again(settings):
    order(WorkerFactory())
    settings.EMAIL_BACKEND = f"{__name__}.BrokenLine"
    now = timezone.now()

    assert deliver_due(now=now) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_due(now=now + LATER) == 0

    assert len(mail.outbox) == 1
    with time_machine.travel(now + LATER):
        assert Notice.objects.get().mail_is_uncertain
    assert Notice.objects.uncertain(now + UNCERTAIN_AFTER / 2).count() == 0
    assert Notice.objects.uncertain(now + LATER).count() == 1


@pytest.mark.django_db
def test_broken_line_of_one_receiver_does_not_stop_the_others(settings, monkeypatch):
    first, second = WorkerFactory(), WorkerFactory()
    order(first)
    order(second)

    def send_but_to_first(self, messages):
        if messages[0].to == [first.email]:
            raise ConnectionRefusedError
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_but_to_first)

    assert deliver_due(now=timezone.now()) == 1
    assert Notice.objects.get(receiver=second).mailed_at is not None


@pytest.mark.django_db
def test_address_that_is_none_does_not_stop_the_others():
    broken, whole = WorkerFactory(email="kati@example.org\nBcc: muu@example.org"), WorkerFactory()
    order(broken)
    order(whole)

    assert deliver_due(now=timezone.now()) == 1
    assert [letter.to for letter in mail.outbox] == [[whole.email]]
    assert Notice.objects.get(receiver=broken).mailed_at is None


@pytest.mark.django_db
def test_user_who_was_closed_gets_no_mail():
    order(WorkerFactory(is_active=False))

    assert deliver_due(now=timezone.now()) == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_process_that_died_after_claiming_sends_nothing_twice():
    order(WorkerFactory())
    now = timezone.now()

    claim_due(now=now)

    assert deliver_due(now=now + LATER) == 0
    assert Notice.objects.uncertain(now + LATER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_the_same_moment_send_one_mail():
    receiver = WorkerFactory()
    for n in range(20):
        order(receiver, about=f"plan:{n}")
    together, claimed = threading.Barrier(2), []

    def sweep():
        together.wait(timeout=PATIENCE)
        claimed.extend(notice.pk for notice in claim_due(now=timezone.now()))
        connection.close()

    sweeps = [threading.Thread(target=sweep) for _n in range(2)]
    for thread in sweeps:
        thread.start()
    for thread in sweeps:
        thread.join(timeout=PATIENCE)

    assert sorted(claimed) == sorted(Notice.objects.values_list("pk", flat=True))
