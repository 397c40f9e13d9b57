"""Assessments written by chance: which part, in which order, by whom, by page or by act."""

import datetime as dt
import itertools
import random
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from assessments.actions.later import go_back_to_ask
from assessments.actions.starting import correct_assessment, start_assessment
from assessments.actions.taking_over import answer_offer
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.draft_parts import PARTICIPANTS, PARTS, DraftPart, part_with
from assessments.forms.participant import described
from assessments.known_from_contacts import offers_for
from assessments.later_areas import Answer, Decision
from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from assessments.readiness import missing_from
from assessments.vocabulary import (
    AskedHow,
    ClientSays,
    DependantsState,
    InitiationManner,
    NeedNature,
    YesNo,
)
from audit.recording import target_label
from cases.actions.team import assign_worker
from cases.permissions import CaseRole
from networks.models import Authority
from tests.assessments.part_pages import edit
from tests.assessments.test_replaced_texts import put_back, rows
from tests.caseload.expected_assessment import (
    AREA_TEXTS,
    Expected,
    ExpectedArea,
    Said,
    nothing_written,
)
from tests.factories import (
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    ReferralFactory,
    TriageFactory,
    WorkerFactory,
)
from tests.identity_codes import code_of

INITIATED_ON, STARTED_ON = dt.date(2026, 1, 12), dt.date(2026, 2, 2)
FIRST_FINAL = dt.date(2026, 3, 2)
CHOICES: dict[str, Any] = {
    "initiation_manner": InitiationManner,
    "dependants": DependantsState,
    "special_support": YesNo,
    "multi_actor": YesNo,
    "need_nature": NeedNature,
    "needs_personal_worker": YesNo,
    "makes_plan": YesNo,
}
LINES = {"no_opinion_because", "later_because", "not_relevant_because"}
# As people type and paste; each sign has to come through page, paper and JSON.
SHAPES_OF_A_LINE = ["{0}", " {0} ", "<b>{0}</b> & ”Å”", "{0} {{{{ 1 }}}} '\"\\", "{0} · – ½ {0}"]
SHAPES = [
    *SHAPES_OF_A_LINE,
    "{0}\n\n{1}",
    "  {0}\r\n- {1}\n- {1}\n",
    "{0}</p></div><script>{1}</script>",
    "{0}&amp;{1}\t{0}",
]
PARTS_WITH_FIELDS = [part for part in PARTS if part != PARTICIPANTS]
State, Part = LifeAreaEntry.State, AssessmentParticipant.Part


@dataclass(frozen=True)
class Final:
    pk: int
    on: dt.date
    expected: Expected


class RandomAssessment:
    """Writes, and says what a reader is to find (`now`, and `finals` of each version)."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.numbers = chance, itertools.count(1)
        referral = ReferralFactory(
            description=f"Asunto puuttuu {self.word()}.",
            agreed_with_client=self.word(),
            identity_code=code_of(dt.date(1986, 12, 14), "-", 900),
            birth_date=dt.date(1986, 12, 14),
        )
        self.case = TriageFactory(referral=referral, measures=self.word()).case
        self.workers = [self._worker(CaseRole.RESPONSIBLE), self._worker(CaseRole.MEMBER)]
        self.case.refresh_from_db()
        self.members = [
            NetworkMemberFactory(case=self.case, name=self.name("Jäsen"), authority=authority)
            for authority in ("8", "11.vth", "")
        ]
        NetworkWalkthroughFactory(case=self.case)
        self.now = nothing_written(INITIATED_ON, STARTED_ON)
        self.finals: list[Final] = []

    def _worker(self, role: CaseRole) -> User:
        worker: User = WorkerFactory(unit=self.case.unit, last_name=self.name("Tekijä"))
        assign_worker(case=self.case, user=worker, role=role, by=worker)
        return worker

    # --- what is written ---

    def word(self) -> str:
        """One that stands nowhere else."""
        return f"sana{next(self.numbers)}x"

    def name(self, kind: str) -> str:
        """Of a person: it stands in other places, too."""
        return f"{kind}{next(self.numbers)}"

    def text(self, *, one_line: bool = False) -> str:
        shape = self.chance.choice(SHAPES_OF_A_LINE if one_line else SHAPES)
        return shape.format(self.word(), self.word())

    def by(self) -> User:
        return self.chance.choice(self.workers)

    # --- one version from the first word to the last ---

    def begin(self) -> None:
        start_assessment(
            case=self.case, initiated_on=INITIATED_ON, started_on=STARTED_ON, by=self.by()
        )

    def begin_next(self) -> None:
        """A supplement or a correction of the newest."""
        newest = self.finals[-1]
        reason = self.text(one_line=True)
        correct_assessment(
            assessment=Assessment.objects.get(pk=newest.pk),
            reason=reason,
            is_supplement=self.chance.random() < 0.5,
            by=self.by(),
        )
        self.now = newest.expected.copied(reason)

    @property
    def draft(self) -> Assessment:
        found = Assessment.objects.drafts().select_related("case").get(case=self.case)
        assert isinstance(found, Assessment)
        return found

    def write(self, times: int) -> None:
        steps = [self._write_part] * 6 + [self._write_person] * 3
        steps += [self._remove_person, self._put_back, self._answer_offer]
        for _time in range(times):
            self.chance.choice(steps)()

    def finish(self) -> None:
        """Fill in what is missing, decide on what is left for later, and make it final."""
        while missing := missing_from(self.draft):
            self._fill(missing[0].key)
        if self.chance.random() < 0.3:
            self._ask_one_now()
        draft, decisions = self.draft, self._decisions()
        on = self.finals[-1].on if self.finals else FIRST_FINAL
        on += dt.timedelta(days=self.chance.randrange(1, 9))
        finalise_assessment(
            assessment=draft, seen=draft.version, by=self.by(), on=on, later=decisions
        )
        self.finals.append(Final(draft.pk, on, self.now))

    # --- its own fields ---

    def _write_part(self) -> None:
        part = self.chance.choice(PARTS_WITH_FIELDS)
        if part.area:
            self._write_area(part)
            return
        names = [name for name in part.texts if self.chance.random() < 0.5]
        self._save(part, {name: self._answer(name) for name in names})

    def _answer(self, name: str) -> str:
        """Also nothing, so that what was written is taken back."""
        if self.chance.random() < 0.15:
            return ""
        if name in CHOICES:
            return str(self.chance.choice(CHOICES[name].values))
        return self.text(one_line=name in LINES)

    def _save(self, part: DraftPart, values: dict[str, Any]) -> None:
        self.now.answers |= values
        if self.chance.random() < 0.5:
            self._send(part, values)
        else:
            self._act(values=values)

    def _send(self, part: DraftPart, values: dict[str, Any], by: User | None = None) -> None:
        """By the part's page; values are as the form's fields take them."""
        client = Client()
        client.force_login(by or self.by())
        answer = edit(
            client, self.draft, part.key, **{name: _typed(value) for name, value in values.items()}
        )
        assert answer.status_code == 302, answer.context["form"].errors

    def _act(self, **changes: Any) -> None:
        draft = self.draft
        edit_assessment(
            assessment=draft, seen=draft.version, by=self.by(), **{"values": {}} | changes
        )

    # --- life areas ---

    def _write_area(self, part: DraftPart) -> None:
        answers: dict[str, Any] = {
            name: self._answer(name) for name in AREA_TEXTS if self.chance.random() < 0.4
        }
        if self.chance.random() < 0.6:
            answers["state"] = str(self.chance.choice(State.values[1:]))
            answers["need"] = self.chance.choice(["", *YesNo.values])
        if self.chance.random() < 0.5:
            answers |= self._later()
        self._save_area(part, answers, with_words=self.chance.random() < 0.5)

    def _later(self) -> dict[str, Any]:
        ahead = dt.timedelta(days=self.chance.randrange(1, 300))
        return {
            "later_because": self.text(one_line=True),
            "later_on": timezone.localdate() + ahead,
        }

    def _save_area(
        self, part: DraftPart, answers: dict[str, Any], *, with_words: bool = False
    ) -> None:
        found, by = self.now.areas[part.area], self.by()
        found.answers |= answers
        if found.answers["state"] != State.LATER:
            found.answers["not_relevant_because"] = ""
        if with_words:
            answers = answers | self._say(part, found, by)
        if with_words or self.chance.random() < 0.5:
            named = {f"area__{part.area}__{name}": value for name, value in answers.items()}
            self._send(part, named, by)
        else:
            self._act(areas={part.area: answers})

    def _say(self, part: DraftPart, found: ExpectedArea, by: User) -> dict[str, Any]:
        """New words, or what takes the place of a row that was typed wrong."""
        on = STARTED_ON + dt.timedelta(days=self.chance.randrange(200))
        answers: dict[str, Any] = {"client_words": self.text(), "said_on": on}
        rows = self.draft.areas.get(area=part.area).all_said
        right = [number for number, row in enumerate(rows) if not row.is_replaced]
        if right and self.chance.random() < 0.4:
            number = self.chance.choice(right)
            answers["replaces"] = rows[number].pk
            found.said[number].is_wrong = True
        found.said.append(Said(answers["client_words"], on, str(by)))
        return answers

    # --- who was asked ---

    def _write_person(self) -> None:
        person = self._person()
        self._send(
            PARTICIPANTS, {f"participant-new0-{name}": value for name, value in person.items()}
        )
        for member in self.members:
            if person["source"] == f"member:{member.pk}":
                person |= {"who": described(member), "authority": member.authority}
        self.now.people.append(person)

    def _person(self) -> dict[str, Any]:
        """From the network, an authority, or somebody whose name is written."""
        kind = self.chance.choice(["member", "authority", "name"])
        says = self.chance.choice(["", *ClientSays.values])
        has_said = says not in ("", ClientSays.NOT_ASKED)
        asked = self.chance.random() < 0.5
        return {
            "source": f"member:{self.chance.choice(self.members).pk}" if kind == "member" else "",
            "authority": self.chance.choice(Authority.values) if kind == "authority" else "",
            "who": self.text(one_line=True) if kind == "name" else "",
            "client_says": says,
            "client_said_on": STARTED_ON if has_said else None,
            "asked_on": STARTED_ON if asked else None,
            "asked_by": str(self.chance.choice(self.workers)) if asked else "",
            "asked_how": self.chance.choice(["", *AskedHow.values]) if asked else "",
            "part": self.chance.choice(Part.values),
            "contribution": self._answer("contribution"),
        }

    def _remove_person(self) -> None:
        people = list(self.draft.participants.order_by("pk"))
        if people:
            number = self.chance.randrange(len(people))
            self._send(PARTICIPANTS, {f"participant-{people[number].pk}-remove": "on"})
            del self.now.people[number]

    # --- what the house offers, or kept ---

    def _answer_offer(self) -> None:
        offers = offers_for(self.draft)
        if not offers:
            return
        offer, is_taken = self.chance.choice(offers), self.chance.random() < 0.7
        answer_offer(assessment=self.draft, offer=offer, is_taken=is_taken, by=self.by())
        if not is_taken:
            return
        of_area = offer.place.startswith("area-")
        area, name = offer.place.split("-")[1:] if of_area else ("", offer.place)
        answers = self.now.areas[area].answers if of_area else self.now.answers
        answers[name] = offer.value if name in CHOICES else f"{answers[name]} {offer.value}"

    def _put_back(self) -> None:
        """What somebody else had written, into its place in the assessment itself."""
        client, draft = Client(), self.draft
        client.force_login(self.by())
        own = [row for row in rows(client, draft) if row.text.part == target_label(draft)]
        if own:
            row = self.chance.choice(own)
            assert put_back(client, draft, row).status_code == 302
            self.now.answers[row.text.field] = row.text.former

    # --- what finalising wants ---

    def _fill(self, key: str) -> None:
        if key not in self.now.areas:
            value = self.chance.choice(CHOICES[key].values) if key in CHOICES else self.text()
            self._save(part_with(key), {key: value})
            return
        answers: dict[str, Any] = {"state": str(self.chance.choice(State.values[1:]))}
        if answers["state"] == State.LATER:
            answers |= self._later()
        self._save_area(part_with(key), answers)

    def _left(self) -> dict[str, ExpectedArea]:
        """By area, what finalising asks about, also where it was decided in a version before."""
        areas = self.now.areas.items()
        return {area: found for area, found in areas if found.answers["state"] == State.LATER}

    def _ask_one_now(self) -> None:
        for area in list(self._left())[:1]:
            draft = self.draft
            go_back_to_ask(
                assessment=draft,
                seen=draft.version,
                later={area: Decision(Answer.ASK_NOW)},
                by=self.by(),
            )
            self._save_area(part_with(area), {"state": str(State.GONE_THROUGH)}, with_words=True)

    def _decisions(self) -> dict[str, Decision]:
        made = {}
        for area, found in self._left().items():
            if self.chance.random() < 0.5:
                found.answers["later_on"] = on = self._later()["later_on"]
                found.answers["not_relevant_because"] = ""
                made[area] = Decision(Answer.AT_REVIEW, on=on)
            else:
                found.answers["not_relevant_because"] = because = self.text(one_line=True)
                made[area] = Decision(Answer.NOT_RELEVANT, because=because)
        return made


def _typed(value: Any) -> str:
    if isinstance(value, dt.date):
        return date_format(value)
    return "" if value is None else str(value)
