"""1009, Sosiaalihuollon tarpeesta tehdyn ilmoituksen tai yhteydenoton arvio."""

from django.template.defaultfilters import date
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.national_codes import CodeBook
from cases.national.parts import (
    Document,
    day_of,
    identity_code_part,
    line,
    lines,
    paragraphs,
    without_empty,
    writer,
)
from cases.vocabulary import CommunicationChannel
from referrals.exchange.conversation import messages_of
from referrals.models import Referral, Triage
from referrals.national import shared_parts
from referrals.vocabulary import Channel

CHANNEL_CODES, URGENCY_CODES = "1250", "1252"


def build_triage(triage: Triage, book: CodeBook) -> Document:
    """The document of a decision that stands; raises CannotBeExported or MissingCode."""
    referral = triage.referral
    assert referral is not None  # an undone decision is not exported
    on = day_of(triage.decided_at)
    content = {
        "asiakas": [_person(referral)],
        "yhteydenottotapa": book.code(CHANNEL_CODES, referral.channel, on=on),
        "asiasisalto": shared_parts.needs(referral, book, on),
        "kuvaus_tilanteesta": _told_since(triage, referral),
        "toimenpiteet": paragraphs(
            triage.measures,
            _attempts(triage),
            line(_("Decision"), triage.get_decision_display()),
        ),
        "tyontekijan_arvio_tarvittavista_palveluista": _services(triage),
        "sovitut_jatkotoimenpiteet": triage.next_steps,
        "henkilo_on_yli_seitsemanviisi_vuotias": triage.over_75,
        "henkilo_saa_ylinta_hoitotukea": triage.highest_care_allowance,
        "erityista_tukea_tarvitseva_lapsi": triage.special_support_child,
        "arvio_asian_kiireellisyydesta": book.code(URGENCY_CODES, triage.urgency, on=on),
        "kiireellisyyden_perustelu": triage.urgency_reason,
        "lisatiedot": _more(triage),
        "paivamaara": on.isoformat(),
        "laatija": writer(triage.signed["decided_by"]),
    }
    name = "sosiaalihuollon_tarpeesta_tehdyn_ilmoituksen_tai_yhteydenoton_arvio"
    return {name: without_empty(content)}


def _person(referral: Referral) -> Document:
    """The person (Asiakas). One of two identifiers is demanded: without an identity code
    the contact's reference, which is unique and says nothing, is the temporary one."""
    code = identity_code_part(referral.identity_code)
    return without_empty(
        {
            "sukunimi": referral.last_name,
            "etunimet": referral.first_names,
            "henkilotunnus": code,
            "tilapainen_yksilointitunnus": {} if code else {"value": referral.reference},
        }
    )


def _told_since(triage: Triage, referral: Referral) -> str:
    """What was asked and told about the contact before the decision.

    A notifier who is kept secret could be told by their words: no heading here covers them.
    """
    messages = messages_of(referral)
    if messages and referral.sender_is_secret:
        return _("What was asked of the notifier and answered is kept secret.")
    return paragraphs(
        *(
            line(message.get_kind_display(), message.words)
            for message in messages
            if message.written_at <= triage.decided_at
        )
    )


def _attempts(triage: Triage) -> str:
    """How often the person was looked for in vain."""
    return lines(*(_attempt(attempt) for attempt in triage.attempts))


def _attempt(attempt: dict[str, str]) -> str:
    how = attempt.get("how", "")
    known = dict(Channel.choices) | dict(CommunicationChannel.choices)
    words = [
        date(parse_date(attempt.get("on", ""))),
        str(known.get(how, how)),
        attempt.get("note", ""),
    ]
    return line(_("Attempt to reach the person"), ", ".join(filter(None, words)))


def _services(triage: Triage) -> list[Document]:
    """The worker's view in words; which services they are is not coded in our record."""
    return [{"kuvaus": triage.services_needed}] if triage.services_needed else []


def _more(triage: Triage) -> str:
    """What has no heading: children (SHL 44 §), and the law's third trigger."""
    referral = triage.referral
    assert referral is not None
    born_on = "" if referral.identity_code else date(referral.birth_date)
    return lines(
        line(_("Birth date"), born_on),
        line(_("Children and others in the person’s care"), triage.dependants_words),
        _("Disabled person under the Disability Services Act") if triage.disabled_person else "",
    )
