"""Letting something that is due rest until a day."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from records.refused import Refused
from timing.models import Due
from timing.vocabulary import Basis


class DoneMeanwhile(Refused):
    """It is due no longer: somebody has done it, or its day has moved."""

    words = _("This is not waiting any more: somebody has done it, or its day has moved.")


class SetByLaw(Refused):
    """A limit of law does not rest."""

    words = _("The law sets this limit, so it cannot be put off.")


@transaction.atomic
def rest_due(*, due: Due, until: dt.date, reason: str, by: User) -> None:
    """Let `due` rest until `until`, with a reason that the team reads; the last word counts.

    A moved day ends the rest: what is due then is another. Raises DoneMeanwhile, SetByLaw
    or CaseClosed.
    """
    assert due.case_id is not None
    case = Case.objects.lock(due.case_id)
    refuse_closed(case)
    if not Due.objects.present().filter(pk=due.pk).exists():
        raise DoneMeanwhile(due.kind)
    if due.basis == Basis.LAW:
        raise SetByLaw(due.kind)
    due.rests_until, due.rest_reason, due.rested_by = until, reason, by
    # On that day somebody is told again, whatever was told before.
    due.tell_on = min(due.tell_on or until, until)
    due.save(update_fields=["rests_until", "rest_reason", "rested_by", "tell_on"])
    written(case)
    record(Action.DUE_RESTED, by=by, case=case, target=due, details={"kind": due.kind})
