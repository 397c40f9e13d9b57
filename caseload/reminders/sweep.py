"""The sweep that tells once of what falls due, and starts again where it was interrupted.

Each occasion has a unique key, so any number of workers and clocks running this at the
same time write one notice. A day on which nothing ran is made up for at the next run.
What nobody can be told, and what cannot be written, is an error in the program's log.
"""

import datetime as dt
import logging
from collections import defaultdict

from django.db import transaction
from django.urls import reverse

from accounts.models import UnitRole, User
from caseload.reminders.rules import Reminder, parameters_of, reminders_on
from cases.models import Case
from notifications.models import Notice
from notifications.telling import notice_key, tell

logger = logging.getLogger(__name__)


@transaction.atomic
def remind(*, today: dt.date) -> int:
    """Order the notices that `today` asks for; return how many were new."""
    wanted: dict[str, tuple[Reminder, User]] = {}
    reminders = list(reminders_on(today))
    uncarried = {r.case.unit_id for r in reminders if r.case.responsible is None}
    leaders = _supervisors(uncarried)
    for unit in uncarried - leaders.keys():
        logger.error("Nobody can be told what falls due: unit %s has no supervisor", unit)
    for reminder in reminders:
        case = reminder.case
        receivers = [case.responsible] if case.responsible else leaders[case.unit_id]
        for receiver in receivers:
            key = notice_key(reminder.kind, reminder.about, receiver)
            wanted[key] = (reminder, receiver)
    told = set(Notice.objects.filter(key__in=wanted).values_list("key", flat=True))
    return sum(_tell(*wanted[key]) for key in wanted.keys() - told)


def _tell(reminder: Reminder, receiver: User) -> bool:
    """Order one notice. One that cannot be ordered is logged and keeps no other from its way."""
    try:
        with transaction.atomic():
            tell(
                reminder.kind,
                receiver=receiver,
                about=reminder.about,
                case_id=reminder.case.pk,
                link=_link(reminder.case),
                parameters=parameters_of(reminder),
            )
    except Exception:
        logger.exception("%s of case %s could not be told", reminder.kind, reminder.case.pk)
        return False
    return True


def _link(case: Case) -> str:
    """To the case. A supervisor states a purpose first, where nobody carries the case."""
    if case.responsible is None:
        return reverse("cases:case_open_for_purpose", kwargs={"case_pk": case.pk})
    return case.get_absolute_url()


def _supervisors(units: set[int]) -> dict[int, list[User]]:
    """The active supervisors of each unit, who are told of its cases that nobody carries."""
    leaders: dict[int, list[User]] = defaultdict(list)
    held = User.objects.filter(
        unit_memberships__unit__in=units,
        unit_memberships__role=UnitRole.SUPERVISOR,
        is_active=True,
    ).prefetch_related("unit_memberships")
    for user in held.distinct():
        for membership in user.unit_memberships.all():
            if membership.unit_id in units and membership.role == UnitRole.SUPERVISOR:
                leaders[membership.unit_id].append(user)
    return leaders
