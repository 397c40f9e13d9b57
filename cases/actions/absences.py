"""Being away: the substitute works in the absent worker's cases for that time."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence, User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.team import end_standing_in, lock_workers, stand_in
from cases.models import Case, CaseMembership
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from records.refused import Refused


class AbsenceOverlaps(Refused):
    """The user is away already on one of the days."""

    words = _("There is an absence on some of these days already. End it first.")
    field = "first_on"


class CannotStandIn(Refused):
    """The substitute is the user, works for another county, or not at all."""

    words = _("This person cannot stand in. Choose another.")
    field = "substitute"


class SubstituteIsAway(Refused):
    """The substitute is away on one of the days."""

    words = _(
        "This person is away on some of these days. Choose another, or record the days in parts."
    )
    field = "substitute"


class AbsenceIsOver(Refused):
    """There is nothing to end any more."""

    words = _("The absence is over already.")


@transaction.atomic
def record_absence(
    *, user: User, first_on: dt.date, last_on: dt.date, substitute: User | None, by: User
) -> Absence:
    """Note that `user` is away, and let the substitute into the cases that they carry.

    Cases that are given to the absent worker later get the substitute as well
    (`cases.actions.team.seat`). Both days are included.
    """
    locked = {each.pk: each for each in lock_workers([user, *([substitute] if substitute else [])])}
    user = locked[user.pk]
    if substitute is not None:
        substitute = locked[substitute.pk]
        colleague = substitute.organisation_id == user.organisation_id
        # Nobody lets themselves into a colleague's cases in this way.
        if substitute in (user, by) or not substitute.is_active or not colleague:
            raise CannotStandIn(f"user {substitute.pk}")
        if Absence.objects.overlapping(first_on, last_on).filter(user=substitute).exists():
            raise SubstituteIsAway(f"user {substitute.pk}")
    if Absence.objects.overlapping(first_on, last_on).filter(user=user).exists():
        raise AbsenceOverlaps(f"user {user.pk}")
    absence = Absence.objects.create(
        user=user, first_on=first_on, last_on=last_on, substitute=substitute, recorded_by=by
    )
    let_in = sum(stand_in(case, absence, by=by) for case in _cases_of(user))
    details = {"user": user.pk, "cases": let_in}
    if substitute is not None:
        details["substitute"] = substitute.pk
        _tell_substitute(NoticeKind.SUBSTITUTE_NAMED, absence, by)
    record(Action.ABSENCE_RECORDED, by=by, target=absence, details=details)
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, by: User) -> None:
    """The worker is back today, or does not go: the substitute's part ends at once."""
    today = timezone.localdate()
    lock_workers([absence.user])
    current = Absence.objects.not_over(today).filter(pk=absence.pk).first()
    if current is None:
        raise AbsenceIsOver(f"absence {absence.pk}")
    current.ended_on = today
    current.save(update_fields=["ended_on"])
    stood_in = CaseMembership.objects.filter(absence=current).values("case")
    # Closed cases, too: whoever opens them again must not bring the substitute back.
    cases = Case.objects.select_for_update(of=("self",)).filter(pk__in=stood_in)
    for case in cases.order_by("pk"):
        end_standing_in(case, current, by=by)
    if current.substitute is not None:
        _tell_substitute(NoticeKind.SUBSTITUTE_ENDED, current, by)
    record(Action.ABSENCE_ENDED, by=by, target=current, details={"user": current.user_id})


def _cases_of(user: User) -> list[Case]:
    """The open cases that they carry, behind their locks in one order."""
    locked = Case.objects.select_for_update(of=("self",)).open().filter(responsible=user)
    return list(locked.order_by("pk"))


def _tell_substitute(kind: NoticeKind, absence: Absence, by: User) -> None:
    substitute = absence.substitute
    if substitute is None or substitute == by:
        return
    days = {"first": absence.first_on.isoformat(), "last": absence.last_on.isoformat()}
    tell(
        kind,
        receiver=substitute,
        about=f"absence:{absence.pk}",
        link=reverse("caseload:my_work"),
        parameters=days,
    )
