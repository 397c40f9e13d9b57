"""Contacts, notifications and triages of every shape, the same at every run."""

import datetime as dt
import itertools
import random
import uuid
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accounts.models import Organisation
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.models import Case
from cases.vocabulary import ConsentManner, ServiceLanguage, Urgency
from referrals.models import Referral, ReferralMessage
from referrals.reference import new_reference
from referrals.vocabulary import (
    Channel,
    Decision,
    Dependants,
    FormPath,
    Ground,
    MadeBy,
    SupportNeed,
)
from tests.factories import (
    IntakeWorkerFactory,
    MunicipalityFactory,
    PartnerFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)
from tests.identity_codes import code_of

LAST_NAMES = ["Åkerlund", "Öhman", "Kärhä", "Mäki-Petäys", "af Hällström", "O’Brien", "Nguyễn"]
FIRST_NAMES = ["Åsa Märta", "Öivind", "Väinö Yrjö Äijö", "Jean-Luc", "Ljudmila", "Ng"]
TEXTS = [
    "Asunto puuttuu.",
    "Ääkköset ÅÄÖ åäö, ”lainaus”, viiva – ja – viiva.",
    'Takakeno \\ ja "lainaus" </script> {"json": null}\n\nToinen kappale.\r\n\tSarkain.',
    "Käännös: Привет, 你好, مرحبا 👋🏽 \u2028 rivi",
    "ä" * 10_000,
]
SHORT = ["Ei ole kerrottu.", "Asiakas ei muista.", "Å" * 200]
PHONES = ["040 000 0000", "+358 50 000 0001", "029 500 0201 / vaihde"]


NO_CONSENT = {"consent_manner": "", "consent_on": None, "consent_received_by": ""}


class Generator:
    """Makes final records; each closed list is gone through again and again."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.cycles: dict[Any, Iterator[Any]] = {}
        self.municipality = MunicipalityFactory()
        assert self.municipality.county is not None
        self.county: Organisation = self.municipality.county
        self.unit = UnitFactory(county=self.county)
        self.intake = IntakeWorkerFactory(unit=self.unit, title="palveluohjaaja")
        self.senders = [PrisonOfficerFactory(), PrisonOfficerFactory(title=""), PartnerFactory()]
        self.numbers = itertools.count()
        # Of what may be left out: how much is there.
        self.fullness = 0.6
        self.last_case: Case | None = None

    def next(self, choices: Any) -> Any:
        """The next of a closed list, so that none is left out."""
        return next(self.cycles.setdefault(str(choices), itertools.cycle(choices)))

    def maybe(self, value: Any, empty: Any = "") -> Any:
        """The value, or what stands for none."""
        return value if self.random.random() < self.fullness else empty

    def day(self, first: int = 2000, last: int = 2030) -> dt.date:
        """Any day."""
        start, end = dt.date(first, 1, 1), dt.date(last, 12, 31)
        return start + dt.timedelta(days=self.random.randrange((end - start).days))

    def contact(self, **given: Any) -> Referral:
        """Sent with consent, from any door."""
        made_by = self.next(MadeBy)
        own = made_by == MadeBy.CLIENT
        consent = {
            "consent_manner": self.next(ConsentManner),
            "consent_on": self.day(2024, 2026),
            "consent_received_by": self.maybe("Väinö Åkerlund"),
        }
        return self._send(
            {"made_by": made_by, "channel": self.next(Channel)}
            | (NO_CONSENT if own else consent)
            | given
        )

    def notification(self, **given: Any) -> Referral:
        """Sent without consent, openly or in secret."""
        secret = self.random.random() < 0.4
        return self._send(
            NO_CONSENT
            | {
                "kind": Referral.Kind.NOTIFICATION,
                "made_by": self.next([MadeBy.OFFICIAL, MadeBy.CLOSE_PERSON]),
                "channel": self.next([Channel.FORM, Channel.PHONE, Channel.LETTER]),
                "ground": self.next(Ground),
                "ground_reasons": self.next(TEXTS),
                "no_consent_because": self.next(TEXTS),
                "sender_is_secret": secret,
                "sender_secret_because": "Pelkää seurauksia." if secret else "",
            }
            | given
        )

    def triage(self) -> Any:
        """Decided in every way, on a contact or a notification."""
        decision = self.next(Decision)
        if decision == Decision.JOIN and self.last_case is None:
            decision = Decision.OPEN
        dependants = self.next(Dependants)
        unknown = dependants == Dependants.NOT_KNOWN
        switch = self.next(["", "over_75", "highest_care_allowance", "special_support_child", ""])
        urgency = self.next(list(Urgency)[:2] if switch else Urgency)
        referral = self.maybe(self.contact(), None) or self.notification()
        self._exchange(referral)
        found: dict[str, Any] = {switch: True} if switch else {}
        if decision == Decision.NOT_REACHED:
            found["attempts"] = [
                {"on": "2026-03-02", "how": "phone", "note": self.next(SHORT)},
                {"on": "2026-03-04", "how": "letter", "note": ""},
            ]
        triage = TriageFactory(
            referral=referral,
            unit=self.unit,
            by=self.intake,
            client=self.last_case.client if decision == Decision.JOIN and self.last_case else None,
            decision=decision,
            urgency=urgency,
            urgency_reason=self.next(TEXTS),
            dependants=dependants,
            dependants_not_known_because=self.next(SHORT) if unknown else "",
            measures=self.next(TEXTS),
            services_needed=self.maybe(self.next(TEXTS)),
            next_steps=self.maybe(self.next(TEXTS)),
            disabled_person=urgency != Urgency.NOT_URGENT and self.random.random() < 0.2,
            **found,
        )
        if decision == Decision.OPEN:
            self.last_case = triage.case
        return triage

    def _send(self, told: dict[str, Any]) -> Referral:
        content = self._person() | self._custody() | self._need() | told
        if not content["needs"]:
            content["not_known"]["needs"] = self.next(SHORT)
        if content["channel"] == Channel.PUBLIC:
            return self._by_public_form(content)
        logged = content["channel"] != Channel.FORM
        sender = self.intake if logged else self.next(self.senders)
        if logged and content["made_by"] != MadeBy.CLIENT:
            content["contact_name"] = self.next(["Äidin Sisko", "Seija", "Anna Liisa Öhman"])
        referral: Referral = ReferralFactory(by=sender, county=self.county, **content)
        return referral

    def _by_public_form(self, content: dict[str, Any]) -> Referral:
        content["made_by"] = self.next([MadeBy.CLIENT, MadeBy.REPRESENTATIVE])
        content |= NO_CONSENT
        if content["made_by"] == MadeBy.REPRESENTATIVE:
            content |= {"contact_name": "Edun Valvoja", "contact_title": "edunvalvoja"}
            content |= {"consent_manner": ConsentManner.WRITTEN, "consent_on": self.day()}
        return Referral.objects.create(
            county=self.county,
            status=Referral.Status.SENT,
            reference=new_reference(),
            sent_at=timezone.now(),
            submission_key=uuid.uuid4(),
            **content,
        )

    def _person(self) -> dict[str, Any]:
        number = next(self.numbers)
        born = dt.date(1950, 1, 1) + dt.timedelta(days=17 * number)
        code = self.maybe(code_of(born, "-" if born.year < 2000 else "A", 900 + number % 100))
        not_known = {} if code else {"identity_code": self.next(SHORT)}
        home = self.maybe(self.municipality, None)
        if home is None:
            not_known["home_municipality"] = self.next(SHORT)
        return {
            "first_names": self.next(FIRST_NAMES),
            "last_name": self.next(LAST_NAMES),
            "identity_code": code,
            "birth_date": born if code else self.maybe(born, None),
            "home_municipality": home,
            "phone": self.maybe(self.next(PHONES)),
            "message_may_be_left": self.maybe(True, False),
            "service_language": self.maybe(self.next(ServiceLanguage)),
            "needs_interpreter": self.maybe(True, False),
            "protected_address": self.random.random() < 0.25,
            "not_known": not_known,
            "path": self.next(FormPath),
        }

    def _custody(self) -> dict[str, Any]:
        certainty = self.next(ReleaseCertainty)
        release = None if certainty == ReleaseCertainty.UNKNOWN else self.day(2027)
        return {
            "facility": self.maybe(self.senders[0].organisation, None),
            "custody_kind": self.maybe(self.next(CustodyKind)),
            "custody_started_on": self.maybe(self.day(2000, 2026), None),
            "release_on": release,
            "release_certainty": certainty,
            "release_kind": self.maybe(self.next(ReleaseKind)),
        }

    def _need(self) -> dict[str, Any]:
        own = self.next(SupportNeed)
        more = {
            need.value for need in self.random.sample(list(SupportNeed), self.random.randrange(4))
        }
        return {
            "needs": self.maybe(sorted({own.value} | more), []),
            "description": self.maybe(self.next(TEXTS)),
            "agreed_with_client": self.maybe(self.next(TEXTS)),
            "how_to_reach": self.maybe(self.next(TEXTS)),
            "contact_phone": self.maybe(self.next(PHONES)),
            "contact_times": self.maybe("arkisin 9–15"),
        }

    def _exchange(self, referral: Referral) -> None:
        """Sometimes a question, an answer, and something more."""
        if referral.sender is None or self.random.random() < 0.5:
            return
        said = {"referral": referral, "written_for": self.county, "written_by": self.intake}
        question = ReferralMessage.objects.create(
            kind=ReferralMessage.Kind.QUESTION, text=self.next(TEXTS), **said
        )
        for kind, answers in (
            (ReferralMessage.Kind.ANSWER, question),
            (ReferralMessage.Kind.ADDITION, None),
        ):
            ReferralMessage.objects.create(
                kind=kind, answers=answers, text=self.next(TEXTS), **said
            )
