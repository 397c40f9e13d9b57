"""A slice is a set of a supervisor's cases; each figure and its list are the same slice."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from cases.models import Case, CaseQuerySet
from cases.phases import Phase
from plans.models import Plan

UNTOUCHED_AFTER = dt.timedelta(days=30)
RELEASE_SOON = dt.timedelta(weeks=4)
NOBODY = "-"
WEEK = re.compile(r"([0-9]{4})-([0-9]{2})")


class Which(models.TextChoices):
    """The lists that the tiles open. The values stand in addresses."""

    OPEN = "avoimet", gettext_lazy("Open cases")
    UNASSIGNED = "nimeamatta", gettext_lazy("Without a personal worker")
    LATE = "myohassa", gettext_lazy("Plan review late")
    RELEASED_SOON = "vapautuvat", gettext_lazy("Released within four weeks")
    UNTOUCHED = "koskematta", gettext_lazy("Nothing written for 30 days")


@dataclass(frozen=True)
class Slice:
    """Which cases: a list, and perhaps a worker (pk or `-`), a phase and an ISO week."""

    which: Which = Which.OPEN
    worker: str = ""
    phase: str = ""
    week: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Slice":
        """Read from an address; what is malformed counts as not said."""
        worker, phase, week = (query.get(name, "") for name in ("tyontekija", "vaihe", "viikko"))
        which = query.get("lista", "")
        return cls(
            which=Which(which) if which in Which.values else Which.OPEN,
            worker=worker if worker == NOBODY or _is_key(worker) else "",
            phase=phase if phase in Phase.values else "",
            week=week if monday_of(week) else "",
        )

    @property
    def url(self) -> str:
        """The address of the list."""
        said = {
            "lista": self.which.value,
            "tyontekija": self.worker,
            "vaihe": self.phase,
            "viikko": self.week,
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('caseload:dashboard_list')}?{query}"

    def narrowed_to(self, county: Organisation | None) -> list[str]:
        """What the list is narrowed to, in words; only the county's own workers are named."""
        said = []
        if self.worker == NOBODY:
            said.append(_("nobody carries them"))
        elif self.worker:
            worker = User.objects.filter(pk=int(self.worker), organisation=county).first()
            said.append(str(worker or ""))
        if self.phase:
            said.append(str(Phase(self.phase).short_label))
        if self.week:
            said.append(_("released in week %(week)s") % {"week": int(self.week[-2:])})
        return [words for words in said if words]

    def cases(self, user: User) -> CaseQuerySet:
        """The cases of the slice in the units that `user` leads."""
        cases = Case.objects.led_by(user).open()
        today = timezone.localdate()
        match self.which:
            case Which.UNASSIGNED:
                cases = cases.filter(responsible=None)
            case Which.LATE:
                late = Plan.objects.review_due_by(today - dt.timedelta(days=1))
                cases = cases.filter(pk__in=late.values("case_id"))
            case Which.RELEASED_SOON:
                cases = cases.released_between(today, today + RELEASE_SOON)
            case Which.UNTOUCHED:
                cases = cases.filter(last_written_at__lt=timezone.now() - UNTOUCHED_AFTER)
        if self.worker == NOBODY:
            cases = cases.filter(responsible=None)
        elif self.worker:
            cases = cases.filter(responsible=int(self.worker))
        if self.phase:
            cases = cases.filter(phase=self.phase)
        monday = monday_of(self.week)
        if monday is not None:
            cases = cases.released_between(monday, monday + dt.timedelta(days=6))
        return cases


def monday_of(week: str) -> dt.date | None:
    """The Monday of an ISO week written 2026-51, or None."""
    found = WEEK.fullmatch(week)
    if found is None:
        return None
    try:
        monday = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    # The calendar ends within the last week of the year 9999.
    return monday if monday <= dt.date.max - dt.timedelta(days=6) else None


def week_key(day: dt.date) -> str:
    """The ISO week of a day, written 2026-51."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-{week:02d}"


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18
