"""What a contact proposes as needs: its topics, and what it says has been agreed.

The words of a proposal are the sender's own sentences that speak of it. A stem may find a
sentence that means something else; that is why each is proposed, and a person answers.
"""

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Case
from continuity.need_kinds import NeedKind
from continuity.proposing import Proposal
from referrals.models import Referral
from referrals.vocabulary import SupportNeed
from referrals.who_told import house_of

K, S = NeedKind, SupportNeed
KIND_OF_TOPIC = {
    S.DAILY_LIFE: K.ABILITY,
    S.HOUSING: K.HOUSING,
    S.MONEY: K.LIVELIHOOD,
    S.INCLUSION: K.FAMILY,
    S.VIOLENCE: K.OTHER,
    S.CRISIS: K.OTHER,
    S.CHILD: K.PARENTING,
    S.SUBSTANCE_USE: K.REHAB_OPEN,
    S.MENTAL_HEALTH: K.MENTAL_HEALTH,
    S.FUNCTIONING: K.ABILITY,
    S.CLOSE_PERSON: K.FAMILY,
    S.OTHER: K.OTHER,
}
# How words begin that speak of a kind, in Finnish and Swedish.
STEMS = {
    K.HOUSING: ("asun", "asum", "vuokra", "bostad", "boend", "hyres"),
    K.FIRST_NIGHT: ("yösij", "yöpaik", "hätämajo", "ensisuoj", "härbärg", "nattlogi"),
    K.LIVELIHOOD: ("toimeentul", "kela", "utkomst", "fpa"),
    K.MEDICATION: ("lääkke", "lääkit", "lääkehoi", "lääkepus", "resept", "medicin"),
    K.SUBSTITUTION: ("korvaushoi", "substitution", "buprenorf", "metadon"),
    K.MENTAL_HEALTH: ("mielentervey", "psykiatri", "psykolog"),
    K.REHAB_OPEN: ("päihde", "päihtei", "missbruk", "rusmedel", "berusningsmedel"),
    K.HOME_CARE: ("kotihoi", "hemvård"),
    K.DEBTS: ("velka", "velko", "velkoj", "ulosot", "skulder", "utsökning"),
    K.WORK_EDUCATION: ("työllis", "työpaik", "koulutu", "opiskel", "utbildning", "studier"),
    K.BANK: ("pankkitil", "pankkitun", "bankkonto", "bankkod"),
    K.IDENTITY: ("henkilökor", "henkilöllisyystod", "passi", "identitetskort", "legitimation"),
    K.RESIDENCE: ("oleskelulu", "uppehållstillstånd"),
    K.PHONE: ("puhelinliittym", "liittymä", "telefonabonnemang"),
    K.TRANSPORT: ("kyyti", "kyydi", "matkalip", "skjuts", "biljett"),
}
SPEAKS_OF = {
    kind: re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE) for kind, stems in STEMS.items()
}
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def proposed_by_contacts(case: Case) -> list[Proposal]:
    """Of each contact that the case was opened by, or that joined it; the oldest first."""
    contacts = Referral.objects.of_case(case).select_related("sender_organisation")
    return [each for contact in contacts for each in proposed_by(contact)]


def proposed_by(contact: Referral) -> Iterator[Proposal]:
    """Of one contact that was sent."""
    assert contact.sent_at is not None  # a draft has no case
    topics: dict[NeedKind, list[str]] = {}
    for topic in map(SupportNeed, contact.needs):
        topics.setdefault(KIND_OF_TOPIC[topic], []).append(str(topic.label))
    agreed = _sentences(contact.agreed_with_client)
    told = [*_sentences(contact.description), *agreed]
    day = timezone.localdate(contact.sent_at)
    for kind in NeedKind:
        if kind in topics or any(_speaks(kind, each) for each in agreed):
            words = [each for each in told if _speaks(kind, each)]
            if kind is NeedKind.OTHER:
                # No stem finds what is none of the kinds: the topics, and all that was told.
                words = [", ".join(topics[kind]), *told]
            yield Proposal(kind, " ".join(words), source_of(contact), day)


def source_of(contact: Referral) -> str:
    """Who told it and when; a notifier who is kept secret is not named."""
    day = date_format(timezone.localdate(contact.sent_at))
    house = house_of(contact)
    who = [contact.contact_name, house.name if house else contact.get_made_by_display()]
    if contact.sender_is_secret:
        who = [_("a notification")]
    return ", ".join([*filter(None, who), day])


def _sentences(text: str) -> list[str]:
    found = (each.strip() for each in SENTENCE.findall(text))
    return [each for each in found if each.strip(".!? ")]


def _speaks(kind: NeedKind, sentence: str) -> bool:
    stems = SPEAKS_OF.get(kind)
    return stems is not None and stems.search(sentence) is not None
