"""4006, Ilmoitus sosiaalihuollon tarpeesta: without consent, on a ground in law (SHL 35 §)."""

from accounts.national_codes import CodeBook
from cases.national.parts import Document, paragraphs, without_empty
from referrals.models import Referral
from referrals.national import shared_parts


def build_notification(referral: Referral, book: CodeBook) -> Document:
    """The document of a sent notification; raises CannotBeExported or MissingCode.

    Whatever could tell who notified stands under that one heading, which is the one
    that a request for secrecy covers.
    """
    on = shared_parts.day_sent(referral)
    names = shared_parts.names_of_maker(referral)
    notifier = {
        "henkilo": shared_parts.maker(referral, names) if names else {},
        "taho": shared_parts.kind_of_maker(referral, book, on),
        "kuvaus": shared_parts.words_on_maker(referral),
        "ilmoittajan_tietojen_salassapito": referral.sender_is_secret,
        "salassapidon_perustelut": referral.sender_secret_because,
    }
    content = {
        "asiakas": [shared_parts.person(referral)],
        "ilmoittaja": [without_empty(notifier)],
        "ilmoittamispaivamaara": on.isoformat(),
        "asiasisalto": shared_parts.needs(referral, book, on),
        # Demanded: the reasons for the ground always are there.
        "kuvaus_tilanteesta_ja_huolesta": paragraphs(referral.description, referral.ground_reasons),
        "lisatiedot": shared_parts.facts(referral, "ground", "no_consent_because"),
        "laatija": shared_parts.written_down_by(referral),
    }
    return {"ilmoitus_sosiaalihuollon_tarpeesta": without_empty(content)}
