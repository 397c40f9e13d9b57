"""Writing needs, and that there is none."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from continuity.models import Need, NoNeed, Service, ServiceState
from records.imprint import imprint_of
from records.refused import Refused
from timing import moves


class NeededAlready(Refused):
    """The case has a present need of this kind."""

    field = "kind"
    words = _(
        "This need is there already, so no second one was made. Add a service or change the "
        "words there."
    )


class NeedEnded(Refused):
    """The need has ended meanwhile; what was recorded of it stays."""

    words = _("The need has ended meanwhile, so nothing was changed. Note a new need instead.")


class CannotReplace(Refused):
    """The need that takes its place is not a present need of the same client."""

    field = "replaced_by"
    words = _("Choose a need of this client that goes on.")


@transaction.atomic
def add_need(
    *, need: Need, by: User, service: Service | None = None, state: ServiceState | None = None
) -> None:
    """Add an unsaved need, with its first service and the state of that, if there is one."""
    case = Case.objects.lock(need.case_id)
    refuse_closed(case)
    need.saved_by = by
    try:
        with transaction.atomic():
            need.save(force_insert=True)
    except IntegrityError as error:
        if "one_present_need_of_a_kind" in str(error):
            raise NeededAlready from None
        raise
    if service is not None and state is not None:
        service.case, service.need, service.saved_by = case, need, by
        service.save(force_insert=True)
        state.case, state.service, state.recorded_by = case, service, by
        state.imprint = imprint_of(recorded_by=by)
        state.save(force_insert=True)
    written(case, *moves.NEEDS)
    record(Action.NEED_ADDED, by=by, case=case, target=need)
    if service is not None and state is not None:
        record(Action.SERVICE_ADDED, by=by, case=case, target=service)


@transaction.atomic
def edit_need(*, need: Need, seen: int, by: User) -> None:
    """Save the words and the gate over the version that the editor saw, or StaleVersion."""
    case = lock_case_of(need)
    need.saved_by, need.saved_at = by, timezone.now()
    need.save_over(seen, fields=["words", "gate", "saved_by", "saved_at"])
    written(case, *moves.NEEDS)
    record(Action.NEED_EDITED, by=by, case=case, target=need)


@transaction.atomic
def end_need(
    *, need: Need, reason: str, on: dt.date, by: User, replaced_by: Need | None = None
) -> None:
    """End a need for one of the reasons; a replaced one names the other."""
    case = lock_case_of(need)
    if reason == Need.End.REPLACED:
        others = Need.objects.present().filter(case=case).exclude(pk=need.pk)
        if replaced_by is None or not others.filter(pk=replaced_by.pk).exists():
            raise CannotReplace(str(need.pk))
    else:
        replaced_by = None
    need.ended_on, need.end_reason, need.replaced_by = on, reason, replaced_by
    need.saved_by, need.saved_at = by, timezone.now()
    fields = ["ended_on", "end_reason", "replaced_by", "saved_by", "saved_at"]
    need.save_over(need.version, fields=fields)
    written(case, *moves.NEEDS)
    record(Action.NEED_ENDED, by=by, case=case, target=need, details={"reason": str(reason)})


@transaction.atomic
def say_no_need(*, answer: NoNeed, by: User) -> None:
    """Keep that a kind was asked about and is not needed, and why."""
    case = Case.objects.lock(answer.case_id)
    refuse_closed(case)
    refuse_needed(case, answer.kind)
    keep_no_need(answer, case, by)
    written(case, *moves.NEEDS)


def refuse_needed(case: Case, kind: str) -> None:
    """NeededAlready where the case has a present need of the kind."""
    if Need.objects.present().filter(case=case, kind=kind).exists():
        raise NeededAlready(kind)


def keep_no_need(answer: NoNeed, case: Case, by: User) -> None:
    """Write the answer inside an act that holds the case's lock and ends with `written`."""
    answer.case, answer.recorded_by = case, by
    answer.imprint = imprint_of(recorded_by=by)
    answer.save(force_insert=True)
    record(Action.NO_NEED_SAID, by=by, case=case, target=answer)


def lock_case_of(need: Need) -> Case:
    """Take the case of a need for this transaction; NeedEnded where it is over."""
    case = Case.objects.lock(need.case_id)
    refuse_closed(case)
    if not Need.objects.present().filter(pk=need.pk).exists():
        raise NeedEnded(str(need.pk))
    return case
