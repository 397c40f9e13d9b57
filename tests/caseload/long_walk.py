"""All stories of the demo through four hundred days in a database of their own.

Two sweeps a day and the mail server of the tests; nine days on which nothing runs, two on
which no mail leaves, a worker who leaves, and a backup of the evening before that is
restored at noon. What the walk sees is kept outside the database, which a restore rewinds.
"""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import time_machine
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from accounts.models import Organisation, Unit, UnitRole, User
from benchmarks.mail_server import MailServer
from caseload.demo.loading import load
from caseload.reminders.mailing import write_mails
from caseload.reminders.sweep import remind
from cases.actions.leaving import close_account
from cases.models import Case
from notifications.delivery import deliver
from notifications.models import Mail, MailState, Notice
from notifications.models.mail import NEWS
from referrals.models import Referral
from tests.backup import dump, restore
from tests.factories import NoteFactory, SupervisorFactory, UserFactory
from timing.calendar import DAY, is_working_day
from timing.deriving import CASE, REFERRAL, compare
from timing.models import Due
from timing.reminder_days import tellings_of

# A Monday; Christmas, Easter, Midsummer and both changes of the clock lie ahead.
FIRST = dt.date(2026, 11, 30)
DAYS = 400
ROUNDS = (dt.time(0, 1), dt.time(7, 31))
# A long weekend, and a week in spring.
SILENT = {40, 41, 120, 121, 122, 123, 124, 125, 126}
WORKER_LEAVES = 60
# On these days every worker meets their clients: silence is late by then, and begins anew.
CONTACTS_EVERY = 49
# The first day nobody listens, the second every letter is refused.
NOBODY_LISTENS, REFUSES = 44, 45
# The backup is made in the evening of a day on which no mail left either.
BACKED_UP = 78


class Telling(NamedTuple):
    """One occasion on which somebody had to be told of a due, and from when on."""

    due: int
    day: dt.date | None
    name: str
    on: dt.date


class Told(NamedTuple):
    """A notice of something due: of which occasion, to whom, and whether they were active."""

    key: str
    about: str
    receiver: str
    is_active: bool
    on: dt.date


class Letter(NamedTuple):
    """One that left: to whom, of which day, and of which notices it says that they wait."""

    receiver: str
    kind: str
    written_on: dt.date
    on: dt.date
    notices: frozenset[str]


def day_of(number: int) -> dt.date:
    return FIRST + number * DAY


def ran_on(day: dt.date) -> dt.date:
    """The first day from this one on that had a sweep."""
    while (day - FIRST).days in SILENT:
        day += DAY
    return day


def mail_day(told: dt.date) -> dt.date:
    """The day on which the mail leaves that says so."""
    no_mail = SILENT | {NOBODY_LISTENS, REFUSES}
    while not is_working_day(told) or (told - FIRST).days in no_mail:
        told += DAY
    return told


class LongWalk:
    """Walked by `walk`; then everything else is only read."""

    def __init__(self, server: MailServer, folder: Path) -> None:
        self.server, self.backup = server, folder / "jatkumo.dump"
        self.different: list[dt.date] = []
        self.wanted: list[Telling] = []
        self.told: list[Told] = []
        self.letters: list[Letter] = []
        # What the restore lost, and what it set aside.
        self.lost_notices: list[Told] = []
        self.lost_letters: list[Letter] = []
        self.set_aside: set[str] = set()
        # At the end: the notices that nobody has taken back, with the state of their mail.
        self.at_the_end: dict[str, str | None] = {}
        self._last_sweep = FIRST

    def walk(self) -> None:
        with time_machine.travel(_moment(FIRST, dt.time(6)), tick=False):
            load(tell=lambda _words: None)
            _lead_everybody()
        for number in range(1, DAYS):
            if number not in SILENT:
                self._live(number)
        mails = dict(Mail.objects.values_list("pk", "state"))
        notices = Notice.objects.filter(cancelled_at=None, receiver__is_active=True)
        self.at_the_end = {
            key: mails.get(mail) for key, mail in notices.values_list("key", "mail_id")
        }

    def _live(self, number: int) -> None:
        day = day_of(number)
        if number == WORKER_LEAVES:
            with time_machine.travel(_moment(day, dt.time(0, 0, 30)), tick=False):
                _leave()
        self._expect(day)
        for at in ROUNDS:
            self._round(day, at)
        if number % CONTACTS_EVERY == 0:
            with time_machine.travel(_moment(day, dt.time(12)), tick=False):
                _meet_everybody(day)
        if number == BACKED_UP:
            dump(self.backup)
            self._known = (len(self.told), len(self.letters))
        if number == BACKED_UP + 1:
            self._restore(day)
            self._round(day, dt.time(16, 0))
        self._last_sweep = day
        if compare(CASE, list(Case.objects.all())) or compare(
            REFERRAL, list(Referral.objects.all())
        ):
            self.different.append(day)

    def _expect(self, day: dt.date) -> None:
        """On which occasions since the last sweep somebody is to be told of what is due now.

        Of several that nothing told of on their days only the last, beside the supervisor's.
        """
        for due in Due.objects.present().select_related("rule"):
            if due.shown_to is not None and due.shown_to < day:
                continue
            reached = [each for each in tellings_of(due) if self._last_sweep < each.on <= day]
            own = [each for each in reached if not each.escalates]
            for each in [*own[-1:], *(each for each in reached if each.escalates)]:
                self.wanted.append(Telling(due.pk, due.day, each.name, each.on))

    def _round(self, day: dt.date, at: dt.time) -> None:
        now = _moment(day, at)
        with time_machine.travel(now, tick=False), self._server_on(day):
            remind(now=now)
            write_mails(now=now)
            deliver(now=now)
        self.told += _told_at(now)
        left = Mail.objects.filter(sent_at__gte=now, kind__in=NEWS).select_related("receiver")
        for mail in left.order_by("pk"):
            written_on = timezone.localdate(mail.created_at)
            told = _told_by(mail)
            self.letters.append(Letter(mail.receiver.email, mail.kind, written_on, day, told))

    def _server_on(self, day: dt.date) -> override_settings:
        number = (day - FIRST).days
        self.server.answers = {"END": "451 later"} if number in (REFUSES, BACKED_UP) else {}
        port = 1 if number == NOBODY_LISTENS else self.server.server_address[1]
        return override_settings(
            EMAIL_BACKEND="notifications.relay.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=port,
        )

    def _restore(self, day: dt.date) -> None:
        """Yesterday's backup, at noon of a day whose mails have left."""
        told, letters = self._known
        self.lost_notices, self.lost_letters = self.told[told:], self.letters[letters:]
        del self.told[told:]
        restore(self.backup)
        now = _moment(day, dt.time(12))
        with time_machine.travel(now, tick=False):
            call_command("mail_after_restore", verbosity=0)
        aside = Mail.objects.filter(state=MailState.UNCERTAIN)
        self.set_aside = {key for mail in aside for key in _told_by(mail)}
        self.told += _told_at(now)


def _moment(day: dt.date, at: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, at))


def _told_at(now: dt.datetime) -> list[Told]:
    """The notices of what is due that were ordered at that moment."""
    new = Notice.objects.filter(due_at=now, due_id__isnull=False).select_related("receiver")
    day = timezone.localdate(now)
    return [
        Told(each.key, each.key.split("|")[1], each.receiver.email, each.receiver.is_active, day)
        for each in new
    ]


def _told_by(mail: Mail) -> frozenset[str]:
    return frozenset(Notice.objects.filter(mail_id=mail.pk).values_list("key", flat=True))


def _lead_everybody() -> None:
    """Every unit has a supervisor, every county an administrator: each due has a receiver."""
    for unit in Unit.objects.exclude(memberships__role=UnitRole.SUPERVISOR):
        SupervisorFactory(unit=unit)
    for county in Organisation.objects.filter(kind=Organisation.Kind.COUNTY):
        UserFactory(organisation=county, is_superuser=True)


def _meet_everybody(day: dt.date) -> None:
    for case in Case.objects.open().exclude(responsible=None).order_by("pk"):
        NoteFactory(case=case, occurred_on=day)


def _leave() -> None:
    """The worker of most cases; every other one is given to a colleague, the rest to nobody."""
    by_name = {
        name: User.objects.get(email__startswith=name) for name in ("riikka", "mervi", "paivi")
    }
    carried = Case.objects.open().filter(responsible=by_name["riikka"]).order_by("pk")
    given = {case.pk: by_name["mervi"] for case in list(carried)[::2]}
    close_account(user=by_name["riikka"], to=given, by=by_name["paivi"])
