"""What ends at the gate, and what comes after it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.vocabulary import Place
from plans.models import PlanService


@dataclass(frozen=True)
class Gap:
    """A service that ends before anything takes its place.

    `days` is how long the client is without it, where both days are known.
    """

    title: str
    text: str
    days: int | None
    solution: str
    word: str = ""

    @property
    def covered(self) -> bool:
        """An interim solution has been agreed."""
        return bool(self.solution)


def gaps(services: Sequence[PlanService], release_on: dt.date | None) -> list[Gap]:
    """The gaps of a plan, in the order of its services. Nothing here computes a release."""
    found = []
    for service in services:
        if service.place == Place.OUTSIDE or service.state == PlanService.State.ENDED:
            continue
        after = [
            each
            for each in services
            if each.continues_id == service.pk and each.state != PlanService.State.ENDED
        ]
        gap = _gap(service, after, release_on)
        if gap is not None:
            found.append(gap)
    return found


def _gap(service: PlanService, after: list[PlanService], release_on: dt.date | None) -> Gap | None:
    ends_on = service.ends_on or (release_on if service.place == Place.INSIDE else None)
    if not after:
        # What happens at the gate once, such as a ride home, needs nothing after it.
        if service.place == Place.GATE and not service.ends_on:
            return None
        return Gap(service.name, _ends(service, ends_on), None, service.interim)
    first = min(after, key=lambda each: each.starts_on or dt.date.max)
    if first.starts_on is None:
        text = _("%(ends)s %(name)s continues it (%(state)s), from a day not known.") % {
            "ends": _ends(service, ends_on),
            "name": first.name,
            "state": first.get_state_display().lower(),
        }
        return Gap(service.name, text, None, service.interim, word=_("no day yet"))
    # A last day is still covered; the day of release is not.
    covered_days = 1 if service.ends_on else 0
    days = (first.starts_on - ends_on).days - covered_days if ends_on else 0
    if days <= 0:
        return None
    text = _("%(ends)s %(name)s starts on %(day)s.") % {
        "ends": _ends(service, ends_on),
        "name": first.name,
        "day": date_format(first.starts_on),
    }
    return Gap(service.name, text, days, service.interim)


def _ends(service: PlanService, ends_on: dt.date | None) -> str:
    if service.ends_on:
        return _("Ends on %(day)s.") % {"day": date_format(service.ends_on)}
    if ends_on:
        return _("Ends at the release on %(day)s.") % {"day": date_format(ends_on)}
    return _("Ends at the release.")
