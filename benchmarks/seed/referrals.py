"""Referrals: one that led to each case, those that wait, and drafts that are ready to go."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from benchmarks.seed.clients import phone_of
from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.custody import told_of
from benchmarks.seed.histories import History
from benchmarks.seed.invented_people import Names, identity_codes
from benchmarks.seed.people import OFFICERS_OF_A_PRISON, People
from benchmarks.seed.size import Size
from benchmarks.seed.texts import text
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.vocabulary import ConsentManner, Urgency
from referrals.models import Referral, Triage
from referrals.reference import ALPHABET, LENGTH
from referrals.vocabulary import Channel, Decision, Dependants, Ground, MadeBy, SupportNeed

# Of twenty referrals one comes from the first prison: 5,000 of 100,000.
OF_THE_FIRST_PRISON = 20
# Of ten referrals one is the person's own by the public form, and one a notification.
PUBLIC, NOTIFIED = 1, 2
LONGEST_WAIT = 30
NEEDS = [
    SupportNeed.HOUSING,
    SupportNeed.MONEY,
    SupportNeed.SUBSTANCE_USE,
    SupportNeed.MENTAL_HEALTH,
    SupportNeed.DAILY_LIFE,
]


def references(random: Random, count: int) -> list[str]:
    """As many different ones."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(random.choices(ALPHABET, k=LENGTH))] = None
    return list(found)


def make_referrals(
    histories: list[History],
    people: People,
    known_by: list[str],
    random: Random,
    today: dt.date,
) -> None:
    """The referral that each case was opened from, and its triage."""
    for history, pk in zip(histories, reserve(Referral, len(histories)), strict=True):
        history.referral = pk
    copy_in(Referral, _decided(histories, people, known_by, random, today))
    copy_in(Triage, people.signed(_triages(histories, people), "decided_by"))


def make_waiting(
    size: Size, people: People, names: Names, random: Random, now: dt.datetime
) -> list[tuple[int, str]]:
    """Those that nobody has decided on; their keys and references."""
    found = list(
        zip(reserve(Referral, size.waiting), references(random, size.waiting), strict=True)
    )
    copy_in(Referral, _waiting(found, people, names, random, now))
    return found


def make_drafts(size: Size, people: People, names: Names, now: dt.datetime) -> None:
    """Filled in to the last page, by the officer whose sending is measured."""
    officer = people.officers[0][0]
    rows = []
    for n in range(size.drafts):
        first_names, last_name = names.person()
        typed = _typed(people, first_names, last_name, n, now.date())
        rows.append({"sender_id": officer, "saved_at": now, "created_at": now, "typed": typed})
    for row in rows:
        row |= {"sender_organisation_id": people.prisons[0]}
    copy_in(Referral, rows)


def sender_of(people: People, n: int) -> tuple[int, int]:
    """The prison that the n-th referral comes from, and its officer."""
    prison = 0 if n % OF_THE_FIRST_PRISON == 0 else 1 + n % (len(people.prisons) - 1)
    return people.prisons[prison], people.officers[prison][n // 20 % OFFICERS_OF_A_PRISON]


def is_public(n: int) -> bool:
    """Whether the n-th referral is the person's own."""
    return n % 10 == PUBLIC


def _decided(
    histories: list[History],
    people: People,
    known_by: list[str],
    random: Random,
    today: dt.date,
) -> Iterator[Row]:
    for n, (history, reference) in enumerate(zip(histories, known_by, strict=True)):
        told = told_of(history, today)
        yield {
            "id": history.referral,
            **_sending(people, n, history.opened_at - dt.timedelta(days=2), reference),
            "first_names": history.first_names,
            "last_name": history.last_name,
            "identity_code": history.identity_code,
            "birth_date": history.birth_date,
            "phone": phone_of(n),
            **_situation(people, n, random),
            "custody_kind": told.kind.value,
            "custody_started_on": told.started_on,
            "release_on": None,
            "release_kind": "",
            "release_certainty": ReleaseCertainty.UNKNOWN.value,
            "not_known": {"release_on": "Päätöstä ei ole vielä tehty"},
        }


def _waiting(
    found: list[tuple[int, str]],
    people: People,
    names: Names,
    random: Random,
    now: dt.datetime,
) -> Iterator[Row]:
    # Codes of another draw may be a client's: some people are known already.
    codes = identity_codes(random)
    for n, (pk, reference) in enumerate(found):
        first_names, last_name = names.person()
        birth_date, code = next(codes)
        age = LONGEST_WAIT * (len(found) - n) / len(found)
        release_on = now.date() + dt.timedelta(days=n * 7 % 300 + 1)
        yield {
            "id": pk,
            **_sending(people, n, now - dt.timedelta(days=age), reference),
            "first_names": first_names,
            "last_name": last_name,
            "identity_code": code if n % 4 else "",
            "birth_date": birth_date if n % 4 or n % 8 else None,
            "phone": phone_of(500_000 + n),
            **_situation(people, n, random),
            "custody_kind": CustodyKind.PRISON_SENTENCE.value,
            "custody_started_on": now.date() - dt.timedelta(days=100),
            "release_on": release_on if n % 5 else None,
            "release_kind": ReleaseKind.TO_CONDITIONAL_RELEASE.value if n % 5 else "",
            "release_certainty": (
                ReleaseCertainty.OFFICIAL if n % 5 else ReleaseCertainty.UNKNOWN
            ).value,
            "not_known": {} if n % 5 else {"release_on": "Päätöstä ei ole vielä tehty"},
        }


def _sending(people: People, n: int, sent_at: dt.datetime, reference: str) -> Row:
    """Who sent it, how, and on which consent or ground."""
    prison, officer = sender_of(people, n)
    public, notified = is_public(n), n % 10 == NOTIFIED
    sender = None if public else officer
    house = None if public else prison
    has_consent = not public and not notified
    return {
        "kind": (Referral.Kind.NOTIFICATION if notified else Referral.Kind.CONTACT).value,
        "status": Referral.Status.SENT.value,
        "channel": (Channel.PUBLIC if public else Channel.FORM).value,
        "made_by": (MadeBy.CLIENT if public else MadeBy.OFFICIAL).value,
        "county_id": people.county.pk,
        "reference": reference,
        "sender_id": sender,
        "sender_organisation_id": house,
        "holder_id": sender,
        "holder_organisation_id": house,
        "created_at": sent_at - dt.timedelta(hours=1),
        "saved_at": sent_at,
        "sent_at": sent_at,
        "consent_manner": ConsentManner.SPOKEN.value if has_consent else "",
        "consent_on": sent_at.date() if has_consent else None,
        "consent_received_by": people.names[officer] if has_consent else "",
        "ground": Ground.UNABLE.value if notified else "",
        "ground_reasons": "Ei kykene vastaamaan terveydestään." if notified else "",
        "no_consent_because": "Asiaa ei ole voitu ottaa puheeksi." if notified else "",
        "contact_name": "" if public else people.names[officer],
        "contact_title": "" if public else "erityisohjaaja",
        "contact_phone": "" if public else phone_of(900_000 + n % 100),
    }


def _situation(people: People, n: int, random: Random) -> Row:
    return {
        "home_municipality_id": people.municipality.pk,
        "service_language": "fi",
        "facility_id": people.prisons[n % len(people.prisons)],
        "needs": sorted({NEEDS[n % 5].value, NEEDS[n % 3].value}),
        "description": text(random, 5),
        "how_to_reach": "Puhelimella osaston kautta, arkisin kello 14 jälkeen.",
    }


def _triages(histories: list[History], people: People) -> Iterator[Row]:
    for n, history in enumerate(histories):
        yield {
            "referral_id": history.referral,
            "urgency": (Urgency.URGENT if n % 3 else Urgency.NOT_URGENT).value,
            "urgency_reason": "Vapautuminen lähestyy eikä asuntoa ole.",
            "dependants": Dependants.NOBODY.value,
            "measures": "Soitettu lähettäjälle.",
            "decision": Decision.OPEN.value,
            "case_id": history.case,
            "decided_by_id": people.intake[n % len(people.intake)],
            "decided_at": history.opened_at,
        }


def _typed(
    people: People, first_names: str, last_name: str, n: int, today: dt.date
) -> dict[str, dict[str, list[str]]]:
    """The three pages as an officer types them."""
    release = today + dt.timedelta(days=60)
    return {
        "person": {
            "last_name": [last_name],
            "first_names": [first_names],
            "birth_date": [f"1.2.{1960 + n % 40}"],
            "home_municipality": [str(people.municipality.pk)],
            "phone": [phone_of(600_000 + n)],
            "service_language": ["fi"],
            "consent_manner": [ConsentManner.SPOKEN.value],
            "consent_on": [f"{today.day}.{today.month}.{today.year}"],
            "consent_received_by": [people.names[people.officers[0][0]]],
        },
        "custody": {
            "custody_kind": [CustodyKind.PRISON_SENTENCE.value],
            "facility": [str(people.prisons[0])],
            "custody_started_on": ["1.2.2026"],
            "release_on": [f"{release.day}.{release.month}.{release.year}"],
            "release_certainty": [ReleaseCertainty.OFFICIAL.value],
            "release_kind": [ReleaseKind.TO_CONDITIONAL_RELEASE.value],
        },
        "need": {
            "needs": [SupportNeed.HOUSING.value, SupportNeed.MONEY.value],
            "description": ["Asunto puuttuu, ja velkoja on. Asiakas toivoo tukea alusta asti."],
            "agreed_with_client": ["Sovittiin, että kunta soittaa ennen vapautumista."],
            "how_to_reach": ["Puhelimella osaston kautta."],
            "contact_phone": [phone_of(900_000)],
            "contact_times": ["arkisin 9–15"],
        },
    }
