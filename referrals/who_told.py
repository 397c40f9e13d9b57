"""Who told what stands in a contact, as the source of a fact names them."""

from accounts.models import Organisation
from cases.custody import FactSource
from referrals.models import Referral
from referrals.vocabulary import Channel, MadeBy

SOURCES = {
    MadeBy.OFFICIAL: FactSource.SENDER,
    MadeBy.CLIENT: FactSource.CLIENT,
    MadeBy.REPRESENTATIVE: FactSource.SENDER,
    MadeBy.CLOSE_PERSON: FactSource.CLOSE_PERSON,
}


def house_of(referral: Referral) -> Organisation | None:
    """The organisation of whoever told it.

    A call, a letter or a visit is written down by the county's worker, who tells nothing.
    """
    return referral.sender_organisation if referral.channel == Channel.FORM else None


def source_of_custody(referral: Referral) -> FactSource:
    return SOURCES[MadeBy(referral.made_by)]


def who_told(referral: Referral) -> str:
    """Name and organisation."""
    house = house_of(referral)
    return ", ".join(filter(None, [referral.contact_name, house.name_fi if house else ""]))[:200]
