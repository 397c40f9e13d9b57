"""Seeding one empty, migrated database."""

import time
from collections.abc import Callable
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.seed import (
    assessments,
    cases,
    checklists,
    clients,
    custody,
    directory,
    dues,
    estimates,
    journal,
    log,
    meetings,
    needs,
    networks,
    notices,
    plans,
    referrals,
    team,
)
from benchmarks.seed.histories import make_histories
from benchmarks.seed.invented_people import Names
from benchmarks.seed.people import People, make_people
from benchmarks.seed.size import Size

# Any number: the same world each time.
SEED = 6


def seed(size: Size, tell: Callable[[str], None] = lambda _text: None) -> People:
    """Everything of the invented world, in the order in which rows depend on each other."""
    random, now = Random(SEED), timezone.now()
    today = timezone.localdate(now)
    names = Names(random)
    progress = _Progress(tell)
    with transaction.atomic():
        _let_triggers_be_quick()
        people = make_people(size, names, random, today)
        histories = make_histories(size, people, names, random, today)
        known_by = referrals.references(random, len(histories))
        progress("people and histories")
        clients.make_clients(histories, people, known_by)
        progress("clients")
        cases.make_cases(histories, people, today)
        team.make_teams(histories, people)
        progress("cases and teams")
        custody.make_custody_facts(histories, people, today)
        journal.make_notes(histories, people, random, today)
        progress("custody and journal")
        referrals.make_referrals(histories, people, known_by, random, today)
        waiting = referrals.make_waiting(size, people, names, random, now)
        referrals.make_drafts(size, people, names, now)
        progress("referrals")
        directory.make_directory(people)
        networks.make_networks(histories, people)
        assessments.make_assessments(histories, people, random)
        met = needs.make_needs(histories, people)
        plans.make_plans(histories, people, met, random, today)
        checklists.make_checklists(histories)
        estimates.make_estimates(histories)
        meetings.make_meetings(histories, people, today)
        progress("networks, assessments, needs, plans, checklists, estimates, meetings")
        dues.make_dues()
        progress("what is due")
        notices.make_notices(histories, known_by, waiting, people, now)
        progress("notices")
        log.make_log(histories, people, today)
        progress("log and seals")
    progress("references checked")
    return people


def _let_triggers_be_quick() -> None:
    """Say that no trigger is ignored: where nothing is said, each call of one fails inside.

    It catches that, but to undo it PostgreSQL looks through all the references that the
    transaction has still to check, which are millions.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")


class _Progress:
    """Says what is done and how long it took."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell, self.started = tell, time.monotonic()

    def __call__(self, what: str) -> None:
        now = time.monotonic()
        self.tell(f"  {what}: {now - self.started:.0f} s")
        self.started = now
