"""Who is told: one rule for every reminder, and never nobody in silence.

Of a case whoever carries it (`cases.carriers`), or the supervisor; of a contact whoever
answers for it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from accounts.models import UnitRole, User
from cases.carriers import Carriers
from cases.models import Case
from referrals.exchange.actions import who_answers
from referrals.models import Referral
from timing.models import Due
from timing.vocabulary import Receiver


class Receivers(Carriers):
    """Those of many cases and contacts, gathered in a fixed number of queries."""

    def __init__(
        self, cases: Iterable[Case], referrals: Iterable[Referral] = (), *, today: dt.date
    ) -> None:
        super().__init__(cases, today)
        self.referrals = {referral.pk: referral for referral in referrals}
        self.intake = _intake(
            {
                county
                for referral in self.referrals.values()
                for county in (referral.county_id, referral.offered_county_id)
                if county is not None
            },
            today,
        )

    def of(self, due: Due) -> list[User]:
        """Who acts on it."""
        if due.case_id is not None:
            case = self.cases[due.case_id]
            if due.receiver == Receiver.SUPERVISOR:
                return self.supervisors_of(case)
            return self.carriers_of(case)
        assert due.referral_id is not None
        return self._of_referral(self.referrals[due.referral_id], due)

    def escalated_to(self, due: Due) -> list[User]:
        """Whom it is told to when it has been late for long."""
        case = self.cases.get(due.case_id or 0)
        if case is not None:
            return self.supervisors_of(case)
        referral = self.referrals[due.referral_id or 0]
        return self.administrators_of(referral.county_id)

    def _of_referral(self, referral: Referral, due: Due) -> list[User]:
        if due.receiver == Receiver.SENDER:
            return who_answers(referral)
        county = referral.county_id
        if due.receiver == Receiver.OTHER_INTAKE:
            county = referral.offered_county_id
        return self.intake.get(county or 0, []) or self.administrators_of(county)


def _intake(counties: set[int], today: dt.date) -> dict[int, list[User]]:
    """The active intake workers of each county."""
    found: dict[int, list[User]] = defaultdict(list)
    workers = User.objects.holding(UnitRole.INTAKE, today=today)
    for user in workers.filter(organisation__in=counties).order_by("pk"):
        assert user.organisation_id is not None
        found[user.organisation_id].append(user)
    return found
