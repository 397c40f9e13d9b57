"""When a mail says that something new waits: once a working day, and at once what cannot wait."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from caseload.reminders.mailing import write_mails
from caseload.reminders.sweep import remind
from cases.actions.custody import record_custody
from notifications.delivery import deliver
from notifications.models import Mail, MailChoice, MailKind, MailState, Notice
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from tests.factories import CaseFactory, CustodyFactFactory, WorkerFactory
from tests.waiting import PATIENCE
from timing.models import Due
from timing.vocabulary import Basis, DueKind

MONDAY, TUESDAY = dt.date(2026, 3, 2), dt.date(2026, 3, 3)
FRIDAY, SATURDAY, SUNDAY = dt.date(2026, 3, 6), dt.date(2026, 3, 7), dt.date(2026, 3, 8)
MINUTE = dt.timedelta(minutes=1)


def at(day, hour, minute=0):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def told(receiver, when, **more):
    """A notice of that moment."""
    about = f"plan:{Notice.objects.count()}"
    tell(NoticeKind.CASE_ASSIGNED, receiver=receiver, about=about, due_at=when, **more)
    return Notice.objects.latest("pk")


def pressing(receiver, when, *, by):
    notice = told(receiver, when)
    Notice.objects.filter(pk=notice.pk).update(matters_by=by)


def sweep(now):
    """As the clock has it done each minute."""
    written = write_mails(now=now)
    deliver(now=now)
    return written


def mailed_on(days, hours=range(24)):
    """The moments of some days at which a mail leaves, of two sweeps an hour."""
    found = []
    for day in days:
        for hour in hours:
            for minute in (1, 31):
                now, before = at(day, hour, minute), len(mail.outbox)
                sweep(now)
                found += [(day, f"{hour}.{minute:02}")] * (len(mail.outbox) - before)
    return found


def span(first, count):
    return [first + dt.timedelta(days=n) for n in range(count)]


@pytest.mark.django_db
def test_the_daily_mail_is_one_for_all_that_is_new_and_tells_nothing():
    receiver = WorkerFactory(language="sv")
    for _n in range(3):
        told(receiver, at(MONDAY, 6), parameters={"number": "2026-000417"})

    assert mailed_on([MONDAY]) == [(MONDAY, "7.31")]

    [letter] = mail.outbox
    assert letter.to == [receiver.email]
    assert letter.subject == "Något nytt i Jatkumo"
    assert letter.body == "Det finns något nytt för dig i Jatkumo. Logga in för att läsa."


@pytest.mark.django_db
def test_what_comes_after_the_hour_waits_for_the_next_working_day():
    told(WorkerFactory(), at(FRIDAY, 8))

    assert mailed_on(span(FRIDAY, 5)) == [(dt.date(2026, 3, 9), "7.31")]


@pytest.mark.django_db
def test_nothing_new_is_no_mail():
    receiver = WorkerFactory()
    told(receiver, at(MONDAY, 6))
    sweep(at(MONDAY, 8))

    assert mailed_on(span(TUESDAY, 3)) == []


@pytest.mark.django_db
def test_what_was_read_or_taken_back_before_the_hour_is_no_mail():
    receiver = WorkerFactory()
    told(receiver, at(MONDAY, 6), case_id=17)
    read = told(receiver, at(MONDAY, 6))
    Notice.objects.filter(pk=read.pk).update(read_at=at(MONDAY, 7))
    cancel_notices(case_id=17)

    assert mailed_on([MONDAY]) == []


@pytest.mark.django_db
def test_an_account_that_was_closed_gets_no_mail():
    told(WorkerFactory(is_active=False), at(MONDAY, 6))

    assert mailed_on([MONDAY]) == []


@pytest.mark.django_db
def test_of_a_day_there_is_one_daily_mail_even_where_an_act_took_long_to_commit():
    receiver = WorkerFactory()
    told(receiver, at(MONDAY, 7))
    sweep(at(MONDAY, 7, 31))
    told(receiver, at(MONDAY, 7, 29))

    assert mailed_on([MONDAY, TUESDAY]) == [(TUESDAY, "7.31")]


@pytest.mark.django_db
def test_a_morning_on_which_nothing_ran_is_made_up_for_on_the_same_day():
    told(WorkerFactory(), at(MONDAY, 6))

    assert mailed_on([MONDAY], range(11, 24)) == [(MONDAY, "11.01")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told_on", "mailed"),
    [
        (dt.date(2026, 12, 23), dt.date(2026, 12, 28)),  # Christmas, then a weekend
        (dt.date(2026, 4, 2), dt.date(2026, 4, 7)),  # Good Friday to Easter Monday
        (dt.date(2026, 6, 18), dt.date(2026, 6, 22)),  # Midsummer Eve is a Friday
        (dt.date(2026, 4, 30), dt.date(2026, 5, 4)),  # the first of May is a Friday
    ],
)
def test_no_mail_leaves_on_a_weekend_or_a_finnish_holiday(told_on, mailed):
    told(WorkerFactory(), at(told_on, 12))

    days = span(told_on, 6)
    assert mailed_on(days, (0, 7, 12)) == [(mailed, "7.31")]


@pytest.mark.django_db
def test_on_both_changes_of_the_clock_the_hour_is_the_hour_of_helsinki():
    spring, autumn = dt.date(2026, 3, 30), dt.date(2026, 10, 26)
    receiver = WorkerFactory()

    for day in (spring, autumn):
        told(receiver, at(day, 6))
        assert mailed_on([day]) == [(day, "7.31")]


@pytest.mark.django_db
def test_a_chosen_hour_and_chosen_days_are_kept():
    receiver = WorkerFactory()
    MailChoice.objects.create(receiver=receiver, at=dt.time(14, 0), weekdays=[1, 4])
    told(receiver, at(MONDAY, 6))

    assert mailed_on(span(MONDAY, 7)) == [(TUESDAY, "14.01")]


@pytest.mark.django_db
def test_whoever_chose_no_day_gets_no_daily_mail():
    receiver = WorkerFactory()
    MailChoice.objects.create(receiver=receiver, weekdays=[])
    told(receiver, at(MONDAY, 6))

    assert mailed_on(span(MONDAY, 10), (7, 8)) == []


@pytest.mark.django_db
def test_a_limit_of_law_is_mailed_to_whoever_chose_no_day():
    receiver = WorkerFactory()
    MailChoice.objects.create(receiver=receiver, weekdays=[])
    pressing(receiver, at(TUESDAY, 0), by=at(TUESDAY + dt.timedelta(days=3), 0))

    assert mailed_on([TUESDAY]) == [(TUESDAY, "7.31")]


@pytest.mark.django_db
def test_what_matters_after_the_next_daily_mail_waits_for_it():
    pressing(WorkerFactory(), at(MONDAY, 12), by=at(dt.date(2026, 3, 4), 0))

    assert mailed_on([MONDAY, TUESDAY]) == [(TUESDAY, "7.31")]


@pytest.mark.django_db
def test_what_matters_before_the_next_daily_mail_is_mailed_at_once_and_not_again():
    receiver = WorkerFactory()
    told(receiver, at(MONDAY, 12))
    pressing(receiver, at(MONDAY, 12), by=at(TUESDAY, 0))

    assert mailed_on([MONDAY, TUESDAY]) == [(MONDAY, "12.01")]
    assert mail.outbox[0].body == "Jatkumossa on sinulle uutta. Kirjaudu lukemaan."


@pytest.mark.django_db
def test_what_presses_at_night_waits_for_the_morning():
    pressing(WorkerFactory(), at(TUESDAY, 0), by=at(TUESDAY, 0))

    assert mailed_on([TUESDAY]) == [(TUESDAY, "7.31")]


@pytest.mark.django_db
def test_on_a_saturday_a_limit_of_law_waits_for_monday_and_a_release_before_it_does_not():
    by_law, released = WorkerFactory(), WorkerFactory()
    MailChoice.objects.create(receiver=by_law, weekdays=[])
    pressing(by_law, at(SATURDAY, 0), by=at(dt.date(2026, 3, 10), 0))
    pressing(released, at(SATURDAY, 0), by=at(SUNDAY, 0))

    assert mailed_on(span(SATURDAY, 3)) == [
        (SATURDAY, "7.31"),
        (dt.date(2026, 3, 9), "7.31"),
    ]
    assert [letter.to for letter in mail.outbox] == [[released.email], [by_law.email]]


# --- What the sweep of reminders says about a due --------------------------------------


def only(case, kind):
    Due.objects.exclude(case_id=case.pk, kind=kind).update(tell_on=None)


def case_released_on(day):
    case = CaseFactory()
    fact = CustodyFactFactory(case=case, custody_started_on=dt.date(2025, 1, 2), release_on=day)
    record_custody(fact=fact, by=case.responsible)
    only(case, DueKind.RELEASE)
    Notice.objects.all().delete()
    return case


def matters_by_of_told(today):
    remind(now=at(today, 0, 1))
    return Notice.objects.get(due_id__isnull=False).matters_by


@pytest.mark.django_db
def test_a_release_is_to_be_known_before_its_day():
    case_released_on(MONDAY)

    assert matters_by_of_told(MONDAY - dt.timedelta(days=7)) == at(MONDAY, 0)


@pytest.mark.django_db
def test_a_release_that_is_told_of_late_on_the_day_before_is_mailed_at_once():
    case_released_on(SUNDAY)
    Due.objects.filter(kind=DueKind.RELEASE).update(tell_on=SATURDAY)

    remind(now=at(SATURDAY, 15))

    assert mailed_on([SATURDAY], range(15, 24)) == [(SATURDAY, "15.01")]


@pytest.mark.django_db
def test_a_limit_of_law_is_to_be_known_on_its_day_and_one_on_a_saturday_on_monday():
    case = case_released_on(MONDAY + dt.timedelta(days=90))
    dues = Due.objects.filter(case_id=case.pk, kind=DueKind.RELEASE)
    dues.update(basis=Basis.LAW, kind=DueKind.READY_BY_LAW, day=SATURDAY, tell_on=SATURDAY)
    before = dues.model.objects.get(kind=DueKind.READY_BY_LAW)
    rule = before.rule
    rule.told_before = [0]
    rule.save()

    assert matters_by_of_told(SATURDAY) == at(dt.date(2026, 3, 10), 0)


@pytest.mark.django_db
def test_the_countys_target_waits_for_the_daily_mail():
    case = case_released_on(MONDAY + dt.timedelta(days=90))
    dues = Due.objects.filter(case_id=case.pk, kind=DueKind.RELEASE)
    dues.update(kind=DueKind.PLAN, tell_on=MONDAY, day=MONDAY + dt.timedelta(days=28))

    assert matters_by_of_told(MONDAY) is None


# --- Servers that are down, sweeps at once, restored backups ---------------------------


@pytest.mark.django_db
def test_a_mail_that_could_not_leave_takes_the_next_days_news_along(settings):
    receiver = WorkerFactory()
    settings.EMAIL_BACKEND = "notifications.relay.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for day in (FRIDAY, SATURDAY, dt.date(2026, 3, 9)):
        told(receiver, at(day, 6))
        assert mailed_on([day], (7, 8)) == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    tuesday = dt.date(2026, 3, 10)
    assert mailed_on([tuesday]) == [(tuesday, "0.01")]
    assert not Notice.objects.to_be_mailed().exists()


@pytest.mark.django_db
def test_a_mail_that_could_not_leave_on_friday_rests_over_the_weekend(settings):
    told(WorkerFactory(), at(FRIDAY, 6))
    settings.EMAIL_BACKEND = "notifications.relay.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mailed_on([FRIDAY], (7, 8))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert mailed_on(span(SATURDAY, 2)) == []
    assert mailed_on([dt.date(2026, 3, 9)]) != []


@pytest.mark.django_db
def test_a_mail_that_rests_over_the_weekend_leaves_for_a_release_before_monday(settings):
    receiver = WorkerFactory()
    told(receiver, at(FRIDAY, 6))
    settings.EMAIL_BACKEND = "notifications.relay.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mailed_on([FRIDAY], (7, 8))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    pressing(receiver, at(SATURDAY, 0), by=at(SUNDAY, 0))

    assert mailed_on([SATURDAY]) == [(SATURDAY, "7.31")]


@pytest.mark.django_db
def test_a_mail_whose_notices_were_read_before_it_could_leave_is_not_sent():
    told(WorkerFactory(), at(MONDAY, 6))
    write_mails(now=at(MONDAY, 8))
    Notice.objects.update(read_at=at(MONDAY, 9))

    deliver(now=at(MONDAY, 10))

    assert (mail.outbox, Mail.objects.get().state) == ([], MailState.NEEDLESS)


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_the_same_moment_write_one_mail_for_each_receiver():
    receivers = [WorkerFactory() for _n in range(20)]
    for receiver in receivers:
        told(receiver, at(MONDAY, 6))
        pressing(receiver, at(MONDAY, 10), by=at(MONDAY, 12))
    together = threading.Barrier(4)

    def at_once():
        together.wait(timeout=PATIENCE)
        write_mails(now=at(MONDAY, 11))
        connection.close()

    threads = [threading.Thread(target=at_once) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)

    kinds = Mail.objects.values_list("kind", flat=True)
    assert list(kinds) == [MailKind.DIGEST] * len(receivers)


@pytest.mark.django_db
def test_after_a_restore_what_may_have_been_mailed_since_the_backup_is_uncertain(capsys):
    waiting, news = WorkerFactory(), WorkerFactory()
    told(waiting, at(MONDAY, 6))
    write_mails(now=at(MONDAY, 8))
    told(news, at(MONDAY, 9))

    call_command("mail_after_restore")
    later = timezone.now() + MINUTE
    sweep(later)

    assert mail.outbox == []
    assert set(Mail.objects.set_aside().values_list("receiver", "failure")) == {
        (waiting.pk, "restored"),
        (news.pk, "restored"),
    }
    assert "2" in capsys.readouterr().out
