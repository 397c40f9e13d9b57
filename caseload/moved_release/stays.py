"""What was set by hand and stays where it is, though the release moved.

A date that was agreed with the client is changed with the client, in the plan or the service.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.case_page.gathered_facts import CaseFacts
from caseload.moved_release.move import Move
from cases.models import Case
from cases.vocabulary import Place
from continuity.gap_words import ShownGap, in_words
from continuity.models import Interim
from continuity.needs_known import needs_of, rows_of
from plans.models import Plan, Step
from timing.rules import Rules
from timing.vocabulary import DueKind


@dataclass(frozen=True)
class Stayer:
    """Something with a day of its own, where it stands to the release, and where it is changed.

    `turned` says that it was before the release and is now after it, or the other way.
    """

    on: dt.date
    title: str
    kind: str
    standing: str
    turned: bool
    url: str


@dataclass(frozen=True)
class Continuity:
    """A gap at the gate, with the former release and with the present one; empty for no gap."""

    title: str
    before: str
    now: str

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def is_closed(self) -> bool:
        return not self.now


@dataclass(frozen=True)
class Planned:
    """What stays: the days of the plan and of services, and the needs without cover."""

    days: list[Stayer]
    gaps: list[Continuity]


def planned(facts: CaseFacts, move: Move, today: dt.date) -> Planned:
    """The days of the plan in force, or else its draft, and of services, ordered by day.

    A service that has begun or ended by `today` is left out; a step that is late is not.
    """
    plan = facts.plan or facts.plan_draft
    days = [
        _stayer(on, title, kind, url, move)
        for on, title, kind, url in [
            *(_review(plan, facts) if plan else ()),
            *(_steps(plan) if plan else ()),
            *_services(facts, today),
            *_interims(facts.case, today),
        ]
    ]
    return Planned(
        sorted(days, key=lambda each: (each.on, each.title)),
        _gaps(facts, move, today),
    )


Dated = tuple[dt.date, str, str, str]


def _review(plan: Plan, facts: CaseFacts) -> Iterator[Dated]:
    agreed = (each.next_review_on for each in facts.reviews if each.plan_id == plan.pk)
    on = next(agreed, plan.review_on)
    if on:
        name = "plans:plan_review" if plan.is_in_force else "plans:plan_edit"
        url = reverse(name, kwargs={"plan_pk": plan.pk})
        yield on, _("Review of the plan"), _("Review"), url


def _steps(plan: Plan) -> Iterator[Dated]:
    done = Step.objects.filter(goal__plan=plan, done__isnull=False, done__taken_back_at=None)
    open_ones = Step.objects.filter(goal__plan=plan, due_on__isnull=False)
    for step in open_ones.exclude(pk__in=done.values("pk")):
        assert step.due_on is not None
        yield step.due_on, step.text, _("Step"), _step(plan, step.pk)


def _services(facts: CaseFacts, today: dt.date) -> Iterator[Dated]:
    for service, state in facts.needs.going_on():
        if state is None:
            continue
        place, url = Place(service.place).label, _of_need(facts.case, service.need_id)
        for day, kind in (
            (state.starts_on, _("Service starts, %(place)s")),
            (state.first_appointment_on, _("First appointment, %(place)s")),
            (state.ends_on, _("Service ends, %(place)s")),
        ):
            if day and day >= today:
                yield day, service.name, kind % {"place": place}, url


def _interims(case: Case, today: dt.date) -> Iterator[Dated]:
    for interim in Interim.objects.filter(case=case, need__ended_on=None):
        url = _of_need(case, interim.need_id)
        if interim.starts_on and interim.starts_on >= today:
            yield interim.starts_on, interim.what, _("Interim solution begins"), url
        if interim.last_on and interim.last_on >= today:
            yield interim.last_on, interim.what, _("Interim solution ends"), url


def _of_need(case: Case, need: int) -> str:
    page = reverse("continuity:continuity", kwargs={"case_pk": case.pk})
    return f"{page}#need-{need}"


def _step(plan: Plan, key: int) -> str:
    """Where a step is changed: in a draft itself, in a plan in force by a new version."""
    if plan.is_draft:
        return reverse("plans:step_edit", kwargs={"plan_pk": plan.pk, "step_pk": key})
    return plan.get_absolute_url()


def _stayer(on: dt.date, title: str, kind: str, url: str, move: Move) -> Stayer:
    former, moved = move.before, move.now
    turned = former is not None and moved is not None and (on < former) != (on < moved)
    return Stayer(on, title, kind, _standing(on, move), turned, url)


def _standing(on: dt.date, move: Move) -> str:
    former, moved = move.before, move.now
    if moved is None:
        if move.is_preview:
            return _("The release date would not be known.")
        return _("The release date is not known.")
    now = _distance(on, moved)
    if former is None or _distance(on, former) == now:
        return now
    words = _("%(now)s (now: %(before)s)") if move.is_preview else _("%(now)s (was: %(before)s)")
    return words % {"now": now, "before": _distance(on, former)}


def _distance(on: dt.date, release: dt.date) -> str:
    days = (on - release).days
    if days == 0:
        return _("on the day of release")
    if days < 0:
        words = ngettext(
            "%(days)s day before the release", "%(days)s days before the release", -days
        )
    else:
        words = ngettext("%(days)s day after the release", "%(days)s days after the release", days)
    return words % {"days": abs(days)}


def _gaps(facts: CaseFacts, move: Move, today: dt.date) -> list[Continuity]:
    """The needs whose gap changes with the gate: new gaps first, then the others, then closed."""
    needs = needs_of([facts.case], facts.needs).get(facts.case.pk, [])
    rules = Rules([DueKind.GAP])
    before, now = (
        {gap.row: in_words(gap, case, today) for gap in rows_of(case, needs, today, rules)}
        for case in (move.case_before, move.case_now)
    )
    found = [
        Continuity(
            (now.get(row) or before[row]).title, *map(_words, (before.get(row), now.get(row)))
        )
        for row in dict.fromkeys([*now, *before])
    ]
    changed = [each for each in found if each.before != each.now]
    return sorted(changed, key=lambda each: (not each.is_new, each.is_closed))


def _words(shown: ShownGap | None) -> str:
    if shown is None:
        return ""
    if shown.word or shown.days is None:
        return shown.word
    return ngettext("%(days)s day", "%(days)s days", shown.days) % {"days": shown.days}
