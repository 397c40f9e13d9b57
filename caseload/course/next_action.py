"""The one thing to do next in a case: the first of what is due in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.course.order import NO_TASK, place_of, tasks_among, tasks_in_order
from cases.models import Case
from listings.values import address
from timing.acts import act_of
from timing.models import Due, DueQuerySet
from timing.vocabulary import Basis, DueKind


@dataclass(frozen=True)
class NextAction:
    """What to do (its title begins with a verb), why, until when, one button, what follows.

    `waits` says that nothing is to be done by now: `due_on` is then the day of what comes
    next. `more` counts what else is to be done.
    """

    key: str
    title: str
    why: str = ""
    url: str = ""
    button: str = ""
    after: str = ""
    due_kind: str = ""
    due_on: dt.date | None = None
    is_at_once: bool = False
    waits: bool = False
    more: int = 0
    rest_url: str = ""
    rests_until: dt.date | None = None
    rest_reason: str = ""

    def days_left(self, today: dt.date) -> int | None:
        """Days to the due date; negative when it is past."""
        return (self.due_on - today).days if self.due_on else None

    def late(self, today: dt.date) -> str:
        """How late it is, in words."""
        return how_late(self.days_left(today))

    def left(self, today: dt.date) -> str:
        """How long there is, in words."""
        left = self.days_left(today)
        if left is None or left < 0:
            return ""
        if left == 0:
            return _("today")
        return ngettext("in %(days)s day", "in %(days)s days", left) % {"days": left}

    def is_pressing(self, today: dt.date) -> bool:
        """At once, due today or late."""
        left = self.days_left(today)
        return self.is_at_once or (left is not None and left <= 0)


def how_late(left: int | None) -> str:
    """In words, with `left` days to the due date; nothing until it is past."""
    if left is None or left >= 0:
        return ""
    return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}


def dues_of(cases: Sequence[Case]) -> dict[int, list[Due]]:
    """What is due in each case, by its key, in one query."""
    return _by_case(Due.objects.present().of_cases([case.pk for case in cases]))


def dues_by_now(cases: Sequence[Case], today: dt.date) -> dict[int, list[Due]]:
    """What is to be done by now and what is put off; where there is neither, all that is ahead.

    Most of what is due in many cases lies months ahead, and only a case in which nothing
    is to be done tells of it.
    """
    tasks = Due.objects.present().exclude(kind__in=NO_TASK)
    by_now = Q(shown_from=None) | Q(shown_from__lte=today) | Q(rests_until__gt=today)
    found = _by_case(tasks.of_cases([case.pk for case in cases]).filter(by_now))
    idle = [case.pk for case in cases if not tasks_among(found.get(case.pk, ()), today)]
    return found | _by_case(tasks.of_cases(idle)) if idle else found


def _by_case(dues: DueQuerySet) -> dict[int, list[Due]]:
    found: dict[int, list[Due]] = defaultdict(list)
    for due in dues.to_be_shown():
        assert due.case_id is not None
        found[due.case_id].append(due)
    return found


def next_action(case: Case, dues: Sequence[Due], today: dt.date) -> NextAction:
    """What to do next in the case, of all that is due in it."""
    tasks = tasks_in_order(dues, today)
    if tasks:
        return action_for(tasks[0], more=len(tasks) - 1)
    return _waiting(case, dues, today)


def next_title(case: Case, dues: Sequence[Due], today: dt.date) -> str:
    """Only the words of the next action, for lists: its addresses would be looked up in vain."""
    tasks = tasks_among(dues, today)
    if not tasks:
        return _waiting(case, dues, today).title
    return str(act_of(min(tasks, key=lambda due: place_of(due, today))).title)


def action_for(due: Due, *, detail: str = "", more: int = 0) -> NextAction:
    """One due as something to do; `detail` names what it is about."""
    act = act_of(due)
    return NextAction(
        key=act.key,
        title=title_of(due, detail),
        why=str(act.why),
        url=url_of(due),
        button=str(act.button),
        after=str(act.after),
        due_kind=due.basis,
        due_on=due.day,
        is_at_once=due.is_at_once,
        more=more,
        rest_url=rest_url_of(due),
        rests_until=due.rests_until,
        rest_reason=due.rest_reason,
    )


def url_of(due: Due) -> str:
    """Where it is done; nowhere for what is only waited for."""
    act = act_of(due)
    return act.where(due) if act.button else ""


def rest_url_of(due: Due) -> str:
    """Where it is put off; nowhere for a limit of law."""
    if due.basis == Basis.LAW or due.case_id is None:
        return ""
    return address("caseload:due_rest", due.case_id, due.pk)


def title_of(due: Due, detail: str) -> str:
    """A step or a decision says itself what is to be done; of other things the act does."""
    if due.kind in (DueKind.STEP, DueKind.MEETING_DECISION) and detail:
        return detail
    title = str(act_of(due).title)
    return f"{title}: {detail}" if detail else title


def _waiting(case: Case, dues: Sequence[Due], today: dt.date) -> NextAction:
    """Nothing is to be done by now; what comes next is said with its day."""
    days = [(due.rests_until if due.rests_on(today) else due.day, due) for due in dues]
    ahead = [
        (day, due.pk, due) for day, due in days if day and day >= today and due.kind not in NO_TASK
    ]
    if not ahead:
        title = _("Nothing is due now") if case.is_open else _("The case is closed")
        return NextAction("nothing" if case.is_open else "closed", title, waits=True)
    day, _key, first = min(ahead)
    act = act_of(first)
    key, title, why = act.key, str(act.title), str(act.why)
    if case.is_open:
        key = f"wait_for_{key}"
        title = _("Nothing is due before %(day)s") % {"day": date_format(day)}
        why = _("Then: %(what)s. Record what is done as it is done.") % {"what": _as_clause(first)}
    return NextAction(
        key,
        title,
        why=why,
        url=url_of(first),
        button=str(act.button),
        due_kind="rest" if first.rests_on(today) else first.basis,
        due_on=day,
        waits=True,
    )


def _as_clause(due: Due) -> str:
    """The title of what is due, inside a sentence."""
    title = str(act_of(due).title)
    return title[:1].lower() + title[1:]
