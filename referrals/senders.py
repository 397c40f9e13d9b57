"""Whoever made a contact, as somebody whom the client's network may want."""

from collections.abc import Iterator

from accounts.models import Organisation
from cases.models import Case
from networks.members.suggestions import Suggestion
from networks.models import Authority, MemberKind
from referrals.models import Referral
from referrals.proposals import source_of
from referrals.vocabulary import MadeBy
from referrals.who_told import house_of


def senders_of(case: Case) -> Iterator[Suggestion]:
    """Officials and close people; a notifier who is kept secret is not among them."""
    contacts = Referral.objects.of_case(case).select_related("sender_organisation")
    for contact in contacts.filter(made_by__in=(MadeBy.OFFICIAL, MadeBy.CLOSE_PERSON)):
        if contact.contact_name and not contact.sender_is_secret:
            key, name = f"yhteydenotto-{contact.pk}", contact.contact_name
            yield Suggestion(key, name, _values(contact), source_of(contact))


def _values(contact: Referral) -> dict[str, object]:
    house = house_of(contact)
    is_prison = house is not None and house.kind == Organisation.Kind.PRISON
    kind = MemberKind.PUBLIC if is_prison else MemberKind.OTHER_ACTOR
    if contact.made_by == MadeBy.CLOSE_PERSON:
        kind = MemberKind.CLOSE_PERSON
    return {
        "kind": kind,
        "name": contact.contact_name,
        "role": contact.contact_title,
        "phone": contact.contact_phone,
        "organisation_name": house.name if house else "",
        "authority": Authority.PRISON_SERVICE if is_prison else "",
        "inside": is_prison,
    }
