"""What was set by hand and stays where it is, though the release moved.

A date that was agreed with the client is changed with the client, in the plan.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.case_page.gathered_facts import CaseFacts
from cases.vocabulary import Place
from plans.continuity import Gap, gaps
from plans.models import Plan, PlanService, Step


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
    """A gap at the gate, with the former release and with the present one."""

    title: str
    before: str
    now: str


@dataclass(frozen=True)
class Planned:
    """What stays of a plan: its days, and the gaps in its services."""

    days: list[Stayer]
    gaps: list[Continuity]


def planned(
    facts: CaseFacts, former: dt.date | None, moved: dt.date | None, today: dt.date
) -> Planned:
    """What the plan in force, or else its draft, has with days, ordered by day.

    A service that has begun or ended by `today` is left out; a step that is late is not.
    """
    plan = facts.plan or facts.plan_draft
    if plan is None:
        return Planned([], [])
    services = list(plan.services.all())
    days = [
        _stayer(on, title, kind, url, former, moved)
        for on, title, kind, url in [
            *_review(plan),
            *_steps(plan),
            *_services(plan, services, today),
        ]
    ]
    return Planned(
        sorted(days, key=lambda each: (each.on, each.title)), _gaps(services, former, moved)
    )


Dated = tuple[dt.date, str, str, str]


def _review(plan: Plan) -> Iterator[Dated]:
    if plan.next_review_on:
        name = "plans:plan_review" if plan.is_in_force else "plans:plan_edit"
        url = reverse(name, kwargs={"plan_pk": plan.pk})
        yield plan.next_review_on, _("Review of the plan"), _("Review"), url


def _steps(plan: Plan) -> Iterator[Dated]:
    done = Step.objects.filter(goal__plan=plan, done__isnull=False, done__taken_back_at=None)
    open_ones = Step.objects.filter(goal__plan=plan, due_on__isnull=False)
    for step in open_ones.exclude(pk__in=done.values("pk")):
        assert step.due_on is not None
        yield step.due_on, step.text, _("Step"), _part(plan, "step", step.pk)


def _services(plan: Plan, services: list[PlanService], today: dt.date) -> Iterator[Dated]:
    for service in services:
        if service.state == PlanService.State.ENDED:
            continue
        place = Place(service.place).label
        url = _part(plan, "service", service.pk)
        if service.starts_on and service.starts_on >= today:
            kind = _("Service starts, %(place)s") % {"place": place}
            yield service.starts_on, service.name, kind, url
        if service.ends_on and service.ends_on >= today:
            kind = _("Service ends, %(place)s") % {"place": place}
            yield service.ends_on, service.name, kind, url


def _part(plan: Plan, part: str, key: int) -> str:
    """Where a part is changed: a draft itself, a plan in force by a new version."""
    if plan.is_draft:
        kwargs = {"plan_pk": plan.pk, f"{part}_pk": key}
        return reverse(f"plans:{part}_edit", kwargs=kwargs)
    return plan.get_absolute_url()


def _stayer(
    on: dt.date,
    title: str,
    kind: str,
    url: str,
    former: dt.date | None,
    moved: dt.date | None,
) -> Stayer:
    turned = former is not None and moved is not None and (on < former) != (on < moved)
    return Stayer(on, title, kind, _standing(on, former, moved), turned, url)


def _standing(on: dt.date, former: dt.date | None, moved: dt.date | None) -> str:
    if moved is None:
        return _("The release date is not known.")
    now = _distance(on, moved)
    if former is None or _distance(on, former) == now:
        return now
    return _("%(now)s (was: %(before)s)") % {"now": now, "before": _distance(on, former)}


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


def _gaps(
    services: list[PlanService], former: dt.date | None, moved: dt.date | None
) -> list[Continuity]:
    before = {_key(gap): _gap_words(gap) for gap in gaps(services, former)}
    now = {_key(gap): _gap_words(gap) for gap in gaps(services, moved)}
    none = _("no gap")
    return [
        Continuity(key[0], before.get(key, none), now.get(key, none))
        for key in dict.fromkeys([*before, *now])
        if before.get(key, none) != now.get(key, none)
    ]


def _key(gap: Gap) -> tuple[str, str]:
    """The same gap with either release: two services may have one name."""
    return (gap.title, gap.solution)


def _gap_words(gap: Gap) -> str:
    if gap.days is None:
        return gap.word or _("nothing after")
    return ngettext("%(days)s day", "%(days)s days", gap.days) % {"days": gap.days}
