"""Answering what is proposed and asked. Nothing is noted, declined or ended but what was chosen."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from caseload.proposals.open_questions import Running
from cases.models import Case
from continuity.actions.needs import add_need, say_no_need
from continuity.actions.services import tell_state
from continuity.models import Need, NoNeed, ServiceState, State, StateEnd
from continuity.need_kinds import NeedKind
from continuity.proposing import Question
from records.refused import Refused


class AfterReturn(TextChoices):
    """What becomes of a service outside when the client is in prison again."""

    GOES_ON = "goes_on", gettext_lazy("Goes on")
    ON_HOLD = "on_hold", gettext_lazy("On hold: granted, its new start is open")
    STOPPED = "stopped", gettext_lazy("Ended: the service stopped giving it")
    NOT_NEEDED = "not_needed", gettext_lazy("Ended: no longer needed")


class AnsweredMeanwhile(Refused):
    """Somebody noted the need while the page was open."""

    def __init__(self, kind: NeedKind) -> None:
        super().__init__(kind)
        self.kind = kind

    @property
    def words(self) -> str | Promise:
        return _(
            "Somebody noted this need after you opened the page, so nothing was saved: %(kind)s. "
            "Open the page again."
        ) % {"kind": NeedKind(self.kind).label}


@transaction.atomic
def answer(
    *,
    case: Case,
    needed: Sequence[Question],
    declined: Mapping[Question, str],
    running: Mapping[Running, str],
    today: dt.date,
    by: User,
) -> None:
    """Keep the answers, all or none: needs, what is not needed and why, states of services."""
    Case.objects.lock(case.pk)
    present = set(Need.objects.present().filter(case=case).values_list("kind", flat=True))
    for question in [*needed, *declined]:
        if question.kind in present and question.kind is not NeedKind.OTHER:
            raise AnsweredMeanwhile(question.kind)
    for question in needed:
        need = Need(
            case=case,
            kind=question.kind,
            words=_words_of(question),
            source=question.source,
            noted_on=today,
        )
        add_need(need=need, by=by)
    for question, because in declined.items():
        said = NoNeed(case=case, kind=question.kind, because=because, answered_on=today)
        say_no_need(answer=said, by=by)
    for each, became in running.items():
        tell_state(
            service=each.service,
            state=_state(each.state, AfterReturn(became), today),
            seen=each.state.pk,
            by=by,
        )


def _words_of(question: Question) -> str:
    """What was told; another need has no name but its words, so of one declined why it was."""
    if question.kind is NeedKind.OTHER and not question.words and question.declined is not None:
        return question.declined.because
    return question.words


def _state(before: ServiceState, became: AfterReturn, today: dt.date) -> ServiceState:
    """What goes on has its days as before; on hold keeps the grant, and covers nothing."""
    told = {"holds_from": today, "told_on": today}
    if became is AfterReturn.STOPPED:
        return ServiceState(state=State.ENDED, ended_because=StateEnd.STOPPED, **told)
    if became is AfterReturn.NOT_NEEDED:
        return ServiceState(state=State.ENDED, ended_because=StateEnd.NOT_NEEDED, **told)
    if became is AfterReturn.ON_HOLD:
        return ServiceState(state=State.GRANTED, valid_until=before.valid_until, **told)
    return ServiceState(
        state=before.state,
        starts_on=before.starts_on,
        from_gate=before.from_gate,
        ends_on=before.ends_on,
        until_gate=before.until_gate,
        first_appointment_on=before.first_appointment_on,
        valid_until=before.valid_until,
        **told,
    )
