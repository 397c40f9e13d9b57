"""Who works with somebody: what a worker who is not in the team may learn from the register.

That somebody is a client is a secret by itself. So the person must be named surely, the
question has a purpose and stands in the client's log, and the answer is whom to call.
"""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from django.utils.translation import ngettext

from accounts.models import Organisation, User
from accounts.pace import Rate, TooFast, take
from accounts.reach import Reach, reach_of
from audit.recording import record
from audit.vocabulary import Action
from cases.models import Case, Client
from cases.register.search import Strength, Wanted, find_clients
from records.refused import Refused

# Enough for a busy day on duty; who tries names one after another meets the end of it.
PACE = Rate(20, dt.timedelta(minutes=5))
# More than a county has of one full name and birth date.
MEANT = 50


class AskedTooOften(Refused):
    """The allowance is used up until in `minutes`."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, minutes: int) -> None:
        super().__init__(str(minutes))
        self.minutes = minutes

    @property
    def words(self) -> str:
        words = ngettext(
            "You have asked many times in a short while. Ask again in %(minutes)s minute, or "
            "call the intake.",
            "You have asked many times in a short while. Ask again in %(minutes)s minutes, or "
            "call the intake.",
            self.minutes,
        )
        return words % {"minutes": self.minutes}


class Known(Enum):
    """How the register answers."""

    ONE = "one"
    # Also of somebody whose case is closed, and of a client of another county.
    NOBODY = "nobody"
    SEVERAL = "several"


@dataclass(frozen=True)
class Answer:
    """Whom to call; of a case that the asker may open, the case."""

    known: Known
    case: Case | None = None
    reach: Reach | None = None
    may_open: bool = False


def ask_register(*, county: Organisation, wanted: Wanted, purpose: str, by: User) -> Answer:
    """One open case of the county's client who is surely meant. Raises AskedTooOften.

    Logged is everybody who may have been meant, whatever was answered.
    """
    try:
        take((f"register ask {by.pk}", PACE))
    except TooFast as too_fast:
        raise AskedTooOften(too_fast.minutes) from None
    clients = _surely(county, wanted)
    answer = _answer(clients, by)
    record(
        Action.REGISTER_ASKED,
        by=by,
        purpose=purpose,
        details={"answer": answer.known.value},
        clients=[client.pk for client in clients],
    )
    return answer


def _surely(county: Organisation, wanted: Wanted) -> list[Client]:
    """By the code the one who has it; by name and birth date whoever agrees in both."""
    at_least = Strength.CERTAIN if wanted.identity_code else Strength.LIKELY
    return [hit.client for hit in find_clients(county, wanted, MEANT, at_least=at_least)]


def _answer(clients: list[Client], by: User) -> Answer:
    open_cases = Case.objects.open().filter(client__in=clients)
    case = open_cases.select_related("unit", "responsible", "county").first()
    # Before how many were meant is told: that would tell of those whose cases are closed.
    if case is None:
        return Answer(Known.NOBODY)
    if len(clients) > 1:
        return Answer(Known.SEVERAL)
    may_open = Case.objects.visible_to(by).filter(pk=case.pk).exists()
    return Answer(Known.ONE, case, reach_of(case.unit, case.county), may_open)
