"""What follows a release by itself: reminders and the service's own targets.

Nothing here is stored: the rules of the reminders count from the date whenever they run,
so what was told already has been told, and the rest comes on its new day.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.case_page import targets
from caseload.case_page.gathered_facts import CaseFacts
from caseload.reminders.rules import REFERRAL_IS_ENOUGH, RELEASE_TOLD_BEFORE
from cases.custody import ReleaseCertainty, Track
from cases.models import Case, CustodyFact


@dataclass(frozen=True)
class Follower:
    """A date that moves with the release: what it is, its former day and its new one."""

    title: str
    before: str
    now: str
    url: str = ""


def followers(
    facts: CaseFacts, former: dt.date | None, moved: dt.date | None, today: dt.date
) -> list[Follower]:
    """What moves by itself when the release goes from `former` to `moved`."""
    if not facts.case.is_open:
        return []
    before, now = _case_with(facts, former), _case_with(facts, moved)
    found = [
        Follower(_("Pace of the work"), before.get_track_display(), now.get_track_display()),
        *_reminders(before, now, today),
        *_targets(facts, before, now, today),
    ]
    return [each for each in found if each.before != each.now]


def _case_with(facts: CaseFacts, release_on: dt.date | None) -> Case:
    """A copy of the case with another release, for calculating; never saved."""
    case, fact = facts.case, facts.custody
    moved = CustodyFact(**(fact.custody if fact else {}) | {"release_on": release_on})
    return Case(opened_on=case.opened_on, release_on=release_on, track=moved.track or Track.LONG)


def _reminders(before: Case, now: Case, today: dt.date) -> Iterator[Follower]:
    for span in RELEASE_TOLD_BEFORE:
        title = ngettext(
            "Reminder %(days)s day before the release",
            "Reminder %(days)s days before the release",
            span.days,
        ) % {"days": span.days}
        yield Follower(
            title, _reminder(before.release_on, span, today), _reminder(now.release_on, span, today)
        )


def _reminder(release: dt.date | None, span: dt.timedelta, today: dt.date) -> str:
    """When one reminder comes, in words: its day, at once, or that its day is past."""
    if release is None:
        return _("no day")
    day = release - span
    if day > today:
        return date_format(day)
    reached = [each for each in RELEASE_TOLD_BEFORE if release - today <= each]
    if release >= today and span == min(reached):
        return _("at once")
    return _("%(day)s, past") % {"day": date_format(day)}


def _targets(facts: CaseFacts, before: Case, now: Case, today: dt.date) -> Iterator[Follower]:
    in_case = {"case_pk": facts.case.pk}
    if now.track not in REFERRAL_IS_ENOUGH:
        if facts.assessment is None:
            yield Follower(
                _("Target: the assessment is ready"),
                _day(targets.assessment_ready(before)),
                _day(targets.assessment_ready(now)),
                reverse("assessments:assessment_list", kwargs=in_case),
            )
        if facts.plan is None:
            yield Follower(
                _("Target: the plan is agreed"),
                _day(targets.plan_agreed(before)),
                _day(targets.plan_agreed(now)),
                reverse("plans:plan_list", kwargs=in_case),
            )
    if facts.case.release_certainty != ReleaseCertainty.OFFICIAL:
        yield Follower(
            _("Target: the release date is confirmed"),
            _day(targets.release_asked(before, facts.custody, today)),
            _day(targets.release_asked(now, facts.custody, today)),
            reverse("cases:custody", kwargs=in_case),
        )


def _day(day: dt.date | None) -> str:
    return date_format(day) if day else _("no day")
