"""4018, Yhteydenotto sosiaalihuollosta vastaavaan viranomaiseen: with consent."""

from django.utils.translation import gettext as _

from accounts.national_codes import CodeBook
from cases.national.parts import CannotBeExported, Document, lines, without_empty
from referrals.models import Referral
from referrals.national import shared_parts
from referrals.vocabulary import MadeBy


def build_referral(referral: Referral, book: CodeBook) -> Document:
    """The document of a sent contact; raises CannotBeExported or MissingCode."""
    on = shared_parts.day_sent(referral)
    names = shared_parts.names_of_maker(referral)
    if names is None:
        raise CannotBeExported("the name of whoever made the contact is missing")
    maker = {
        "henkilo": shared_parts.maker(referral, names),
        "taho": shared_parts.kind_of_maker(referral, book, on),
        "kuvaus": shared_parts.words_on_maker(referral),
    }
    content = {
        "asiakas": [shared_parts.person(referral)],
        "yhteydenottaja": [without_empty(maker)],
        "yhteydenoton_paivamaara": on.isoformat(),
        "asiasisalto": shared_parts.needs(referral, book, on),
        "kuvaus_tilanteesta_ja_huolesta": referral.description,
        # The database holds that no contact is sent without it.
        "yhteydenotto_on_tehty_henkilon_suostumuksella": True,
        "lisatiedot": lines(
            _("The person made the contact themself.") if _own(referral) else "",
            shared_parts.facts(referral, "consent_manner", "consent_on", "consent_received_by"),
        ),
        "laatija": shared_parts.written_down_by(referral),
    }
    return {"yhteydenotto_sosiaalihuollosta_vastaavaan_viranomaiseen": without_empty(content)}


def _own(referral: Referral) -> bool:
    return referral.made_by == MadeBy.CLIENT
