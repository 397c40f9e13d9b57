"""What the contacts of a case told that an assessment asks for."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Assessment, LifeArea, LifeAreaEntry
from assessments.vocabulary import DependantsState, InitiationManner
from cases.offers import Offer, unanswered
from continuity.need_kinds import NeedKind
from referrals.models import Referral
from referrals.proposals import proposed_by, source_of
from referrals.vocabulary import Dependants

KIND = "assessment"
MANNERS = {
    Referral.Kind.CONTACT: InitiationManner.CONTACT,
    Referral.Kind.NOTIFICATION: InitiationManner.NOTIFICATION,
}
DEPENDANTS = {
    Dependants.NOBODY: DependantsState.NONE,
    Dependants.LOOKED_INTO: DependantsState.LOOKED_INTO,
}
# In which life area it is talked about; a kind may be of several, and stands in one.
AREA_OF_KIND = {
    NeedKind.HOUSING: LifeArea.HOUSING,
    NeedKind.FIRST_NIGHT: LifeArea.HOUSING,
    NeedKind.RESIDENCE: LifeArea.IMMIGRATION,
    NeedKind.WORK_EDUCATION: LifeArea.WORK,
    NeedKind.LIVELIHOOD: LifeArea.FINANCES,
    NeedKind.DEBTS: LifeArea.FINANCES,
    NeedKind.MEDICATION: LifeArea.HEALTH,
    NeedKind.MENTAL_HEALTH: LifeArea.HEALTH,
    NeedKind.SUBSTITUTION: LifeArea.SUBSTANCES,
    NeedKind.REHAB_OPEN: LifeArea.SUBSTANCES,
    NeedKind.FAMILY: LifeArea.RELATIONSHIPS,
    NeedKind.PARENTING: LifeArea.RELATIONSHIPS,
    NeedKind.HOME_CARE: LifeArea.EVERYDAY,
    NeedKind.ABILITY: LifeArea.EVERYDAY,
    NeedKind.BANK: LifeArea.DIGITAL,
    NeedKind.PHONE: LifeArea.DIGITAL,
}


def offers_for(assessment: Assessment) -> list[Offer]:
    """What is known and does not stand in the draft; a correction begins with all of it."""
    if not assessment.is_draft or assessment.corrects_id is not None:
        return []
    of_case = Referral.objects.of_case(assessment.case)
    contacts = list(of_case.select_related("sender_organisation", "triage"))
    if not contacts:
        return []
    written = _written(assessment)
    found: dict[str, Offer] = {}
    for contact in contacts:
        for offer in (*_of_contact(contact), *_of_triage(contact), *_of_areas(contact)):
            if _is_new(offer, written.get(offer.place, "")):
                found.setdefault(offer.key, offer)
    return unanswered(assessment.case_id, KIND, found.values())


CHOICES = ("initiation_manner", "dependants")


def _is_new(offer: Offer, current: str) -> bool:
    """A choice that was made is not asked again, and a text that stands there is not offered."""
    if offer.place in CHOICES:
        return not current
    return offer.told not in current


def _written(assessment: Assessment) -> dict[str, str]:
    texts = {name: str(getattr(assessment, name) or "") for name in Assessment.FIELDS}
    for entry in assessment.areas.all():
        texts[area_place(entry)] = entry.situation
    return texts


def area_place(entry: LifeAreaEntry) -> str:
    return f"area-{entry.area}-situation"


def _of_contact(contact: Referral) -> Iterator[Offer]:
    source = source_of(contact)
    manner = MANNERS[Referral.Kind(contact.kind)]
    yield Offer("initiation_manner", manner, source, manner, str(manner.label))
    if contact.description:
        yield _quoted("initiation_reason", contact.description, source)
    if contact.agreed_with_client:
        yield _quoted("services_so_far", contact.agreed_with_client, source)


def _quoted(place: str, words: str, source: str) -> Offer:
    """Whose words they are is part of the document."""
    return Offer(place, f"{source}: ”{words}”", source, words)


def _of_triage(contact: Referral) -> Iterator[Offer]:
    triage = contact.triage
    source = _("the decision on the contact, %(day)s") % {
        "day": date_format(timezone.localdate(triage.decided_at))
    }
    dependants = DEPENDANTS.get(Dependants(triage.dependants))
    if dependants is not None:
        yield Offer("dependants", dependants, source, dependants, str(dependants.label))
    if triage.measures:
        yield Offer("services_so_far", triage.measures, source, triage.measures)


def _of_areas(contact: Referral) -> Iterator[Offer]:
    """What the sender told of a life area: of each kind of need the sentences that speak of it."""
    told: dict[LifeArea, list[str]] = {}
    for proposal in proposed_by(contact):
        area = AREA_OF_KIND.get(proposal.kind)
        if area is not None and proposal.words:
            told.setdefault(area, []).append(proposal.words)
    source = source_of(contact)
    for area, words in told.items():
        text = " ".join(dict.fromkeys(words))
        yield _quoted(f"area-{area}-situation", text, source)
