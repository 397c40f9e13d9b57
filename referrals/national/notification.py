"""4006, Ilmoitus sosiaalihuollon tarpeesta: without consent, on a ground in law (SHL 35 §)."""

from accounts.national_codes import CodeBook
from cases.national.parts import Document, paragraphs, without_empty
from referrals.models import Referral
from referrals.national import parts


def build_notification(referral: Referral, book: CodeBook) -> Document:
    """The document of a sent notification; raises CannotBeExported or MissingCode.

    Whatever could tell who notified stands under that one heading, which is the one
    that a request for secrecy covers.
    """
    on = parts.day_sent(referral)
    names = parts.names_of_maker(referral)
    notifier = {
        "henkilo": parts.maker(referral, names) if names else {},
        "taho": parts.kind_of_maker(referral, book, on),
        "kuvaus": parts.words_on_maker(referral),
        "ilmoittajan_tietojen_salassapito": referral.sender_is_secret,
        "salassapidon_perustelut": referral.sender_secret_because,
    }
    content = {
        "asiakas": [parts.person(referral)],
        "ilmoittaja": [without_empty(notifier)],
        "ilmoittamispaivamaara": on.isoformat(),
        "asiasisalto": parts.needs(referral, book, on),
        # Demanded: the reasons for the ground always are there.
        "kuvaus_tilanteesta_ja_huolesta": paragraphs(referral.description, referral.ground_reasons),
        "lisatiedot": parts.facts(referral, "ground", "no_consent_because"),
        "laatija": parts.written_down_by(referral),
    }
    return {"ilmoitus_sosiaalihuollon_tarpeesta": without_empty(content)}
