"""The parts that the documents share: the person, whoever made contact, the rest.

Where the person has a non-disclosure order, nothing tells where they live or stay:
municipality, prison and the way to reach them are left out, the phone stays (661/2009).
What the sender wrote in their own words is passed on as it is.
"""

import datetime as dt

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.national_codes import CodeBook
from cases.national.parts import (
    Document,
    day_of,
    identity_code_part,
    label_of,
    line,
    lines,
    not_known,
    told,
    without_empty,
    writer,
)
from referrals.exchange.corrections import is_protected
from referrals.models import Referral
from referrals.vocabulary import Channel, MadeBy, SupportNeed

# What has no heading of its own, in the order in which it is told.
FACTS = (
    "birth_date",
    "home_municipality",
    "message_may_be_left",
    "service_language",
    "needs_interpreter",
    "custody_kind",
    "facility",
    "custody_started_on",
    "release_on",
    "release_certainty",
    "release_kind",
    "agreed_with_client",
    "how_to_reach",
)
WHEREABOUTS = {"home_municipality", "facility", "how_to_reach"}
# A worker of the county wrote down what came by these.
WRITTEN_DOWN = {Channel.PHONE, Channel.LETTER, Channel.VISIT}
NEED_CODES, MAKER_CODES = "1282", "1243"


def person(referral: Referral) -> Document:
    """The person whom it is about (Asiakas), with the phone as the only contact detail."""
    return without_empty(
        {
            "sukunimi": referral.last_name,
            "etunimet": referral.first_names,
            "henkilotunnus": identity_code_part(referral.identity_code),
            "turvakielto": is_protected(referral),
            "yhteystiedot": without_empty({"puhelinnumero": referral.phone}),
        }
    )


def needs(referral: Referral, book: CodeBook, on: dt.date) -> list[Document]:
    """What it is about (Asiasisältö); “other” where the sender did not know."""
    chosen = referral.needs or [SupportNeed.OTHER.value]
    return [book.code(NEED_CODES, need, on=on) for need in chosen]


def names_of_maker(referral: Referral) -> tuple[str, str] | None:
    """Last and first names of whoever made contact, or None where nobody is named.

    The name is one field in our forms: its last word is taken as the last name.
    """
    written = " ".join(referral.contact_name.split())
    if referral.made_by == MadeBy.CLIENT:
        return referral.last_name, referral.first_names
    sender = referral.sender
    if sender and sender.last_name and sender.first_name and written == sender.get_full_name():
        return sender.last_name, sender.first_name
    first, _space, last = written.rpartition(" ")
    return (last, first or _("not known")) if last else None


def phone_of_maker(referral: Referral) -> str:
    """The number to ask at, or an empty text."""
    own = referral.phone if referral.made_by == MadeBy.CLIENT else ""
    return referral.contact_phone or own


def maker(referral: Referral, names: tuple[str, str]) -> Document:
    """Whoever made contact (Henkilö); the phone is demanded, if only to say it is unknown."""
    official = referral.made_by == MadeBy.OFFICIAL
    return without_empty(
        {
            "sukunimi": names[0],
            "etunimet": names[1],
            "tehtavanimike": referral.contact_title if official else "",
            "organisaatio": organisation.name_fi
            if (organisation := _own_organisation(referral))
            else "",
            "yhteystiedot": {"puhelinnumero": phone_of_maker(referral) or _("not known")},
        }
    )


def kind_of_maker(referral: Referral, book: CodeBook, on: dt.date) -> Document:
    """From where the contact came (Taho), if the national list has a word for it.

    It has none for a close person whose household nobody asked about, nor for an
    official whose organisation nobody wrote down: those are told in words.
    """
    organisation = _own_organisation(referral)
    if referral.made_by == MadeBy.CLOSE_PERSON or not organisation and _is_official(referral):
        return {}
    if organisation:
        return book.code(
            MAKER_CODES, f"{organisation.kind}-{organisation.code}", str(organisation.kind), on=on
        )
    return book.code(MAKER_CODES, str(referral.made_by), on=on)


def words_on_maker(referral: Referral) -> str:
    """What else is known of whoever made contact (Kuvaus)."""
    private = "" if _is_official(referral) else referral.contact_title
    reason = referral.not_known.get("contact_phone", "")
    unknown_phone = not_known(reason) if reason else _("not known")
    return lines(
        str(MadeBy(referral.made_by).label),
        private,
        line(_("Reached"), referral.contact_times),
        "" if phone_of_maker(referral) else line(_("Phone"), unknown_phone),
    )


def written_down_by(referral: Referral) -> Document:
    """The worker who wrote down a call, a letter or a visit (Laatija); nobody otherwise."""
    by: User | None = referral.sender
    return writer(by) if referral.channel in WRITTEN_DOWN else {}


def facts(referral: Referral, *more: str) -> str:
    """What has no heading of its own, and why anything is not known (Lisätiedot)."""
    hidden = WHEREABOUTS if is_protected(referral) else set()
    names = [name for name in (*more, *FACTS) if name not in hidden]
    if referral.identity_code:
        names.remove("birth_date")
    if referral.release_on is None:
        names.remove("release_certainty")
    reasons = {
        name: reason
        for name, reason in referral.not_known.items()
        if reason and name not in hidden and name != "contact_phone"
    }
    return lines(
        line(_("How it came"), Channel(referral.channel).label),
        *(told(referral, name) for name in names),
        *(line(label_of(referral, name), not_known(reason)) for name, reason in reasons.items()),
    )


def day_sent(referral: Referral) -> dt.date:
    return day_of(referral.sent_at)


def _is_official(referral: Referral) -> bool:
    return referral.made_by == MadeBy.OFFICIAL


def _own_organisation(referral: Referral) -> Organisation | None:
    """The organisation of the official who wrote it themself, not of whom they wrote for."""
    if _is_official(referral) and referral.channel not in WRITTEN_DOWN:
        return referral.sender_organisation
    return None
