"""Who reads which list, and a world in which each list has a row."""

from collections.abc import Callable

from django.urls import get_resolver

from accounts.actions.users import record_vouching
from accounts.models import Organisation, User, Vouching
from listings.listing import LISTINGS
from referrals.models import Referral, Transfer
from referrals.moving.actions.transfer import accept_transfer, offer_transfer
from referrals.vocabulary import Decision
from tests.factories import (
    CountyFactory,
    IntakeWorkerFactory,
    NeedFactory,
    QuestionFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)
from tests.world import CANARY, TODAY, World, make_world

# Reading the addresses makes every list of the house.
assert get_resolver().url_patterns
NAMES = sorted(LISTINGS)
SECRET = {"first_names": CANARY, "last_name": CANARY}

Reader = Callable[[World], User]


def supervisor(world: World) -> User:
    return world.actors["supervisor without a purpose"]


def worker(world: World) -> User:
    return world.team


def intake(world: World) -> User:
    return IntakeWorkerFactory(unit=world.case.unit)


def sender(world: World) -> User:
    found = Referral.objects.filter(last_name=CANARY, triage__isnull=False).get().holder
    assert found is not None
    return found


def administrator(world: World) -> User:
    return world.actors["administrator of the county"]


# Who has rows in each list. A new list fails until it stands here.
READERS: dict[str, Reader] = {
    "cases": worker,
    "my_cases": worker,
    "led_cases": supervisor,
    "silent_cases": supervisor,
    "gap_cases": supervisor,
    "untriaged": supervisor,
    "unanswered": supervisor,
    "waiting": intake,
    "decided": intake,
    "offered_to_us": intake,
    "offered_by_us": intake,
    "moved": intake,
    "sent": sender,
    "units": administrator,
    "employees": administrator,
    "outsiders": administrator,
    "directory": worker,
}
# Who sees rows of these besides: a supervisor lists the cases of the led unit, bare.
# The directory is everybody's who works for the county.
ALSO = {
    "cases": {"supervisor without a purpose"},
    "directory": {
        "supervisor without a purpose",
        "stranger worker of the county",
        "administrator of the county",
        "intake",
    },
}


def listed_world() -> World:
    """One row at least for every list, each about the canary."""
    world = make_world()
    county, unit = world.case.county, world.case.unit
    NeedFactory(case=world.case, kind="debts", words=CANARY)
    QuestionFactory(referral=ReferralFactory(county=county, **SECRET))
    Organisation.objects.filter(users=world.actors["partner"]).update(kept_by=county)
    voucher = Vouching(user=world.actors["partner"], name="x", contact="x", on=TODAY)
    record_vouching(vouching=voucher, by=administrator(world))
    here = IntakeWorkerFactory(unit=unit)
    there = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="kolmas")))
    decided = ReferralFactory(county=county, **SECRET)
    TriageFactory(referral=decided, unit=unit, by=here, decision=Decision.GUIDE)
    for by, to, accepted in ((here, there, False), (there, here, False), (here, there, True)):
        transfer = Transfer(
            referral=ReferralFactory(county=by.county, **SECRET), to_county=to.county, reason="x"
        )
        offer_transfer(transfer=transfer, by=by)
        if accepted:
            accept_transfer(transfer=transfer, by=to)
    return world
