"""Living a written situation through the application's own acts, day by day."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from cases.actions.custody import record_custody
from cases.custody import CustodyKind, FactSource, ReleaseCertainty
from cases.models import Case, CustodyFact
from continuity.actions.interims import add_interim
from continuity.actions.needs import add_need, end_need, say_no_need
from continuity.actions.services import add_service, tell_state
from continuity.models import Interim, Need, NoNeed, Service, ServiceState
from continuity.needs_known import present_states
from networks.members.actions.changing import add_member, end_member, name_successor
from networks.models import MemberKind, NetworkMember
from tests.factories import CaseFactory

FOLDER = Path(__file__).parent / "situations"


def situations() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=timezone.get_default_timezone())


class Life:
    """One case in which is told what the situation says, up to a day."""

    def __init__(self, situation: dict[str, Any], clock: Any) -> None:
        self.told: list[dict[str, Any]] = situation["told"]
        self.clock, self.done = clock, 0
        clock.move_to(noon(self.told[0]["on"]))
        self.case: Case = CaseFactory(on=self.told[0]["on"])
        self.worker = self.case.responsible

    def live_to(self, day: dt.date) -> Case:
        """Tell everything up to the day, on its day, and stand at noon of `day`."""
        while self.done < len(self.told) and self.told[self.done]["on"] <= day:
            entry = self.told[self.done]
            self.clock.move_to(noon(entry["on"]))
            self._tell(entry)
            self.done += 1
        self.clock.move_to(noon(day))
        self.case.refresh_from_db()
        return self.case

    def _tell(self, entry: dict[str, Any]) -> None:
        kinds = ("custody", "need", "service", "state_of", "interim", "no_need", "ended", "leaves")
        kind = next(name for name in kinds if name in entry)
        getattr(self, f"_{kind}")(entry)

    def _custody(self, entry: dict[str, Any]) -> None:
        release, second = entry.get("release"), entry.get("conditional_release")
        known = release is not None
        fact = CustodyFact(
            case=self.case,
            custody_kind=CustodyKind(entry["custody"]),
            custody_started_on=entry.get("began"),
            release_on=release,
            release_kind=entry.get("release_kind", ""),
            release_certainty=entry.get("certainty", "official")
            if known
            else ReleaseCertainty.UNKNOWN,
            released_on=entry.get("released"),
            conditional_release_on=second,
            conditional_release_certainty="official" if second else "",
            not_known_because="" if known else "Ei tiedossa",
            source=FactSource.PRISON_SERVICE,
        )
        record_custody(fact=fact, by=self.worker)

    def _need(self, entry: dict[str, Any]) -> None:
        need = Need(
            case=self.case,
            kind=entry["need"],
            words=entry.get("words", ""),
            gate=entry.get("gate", ""),
        )
        add_need(need=need, by=self.worker)

    def _service(self, entry: dict[str, Any]) -> None:
        contact = self._member(entry["contact"]) if "contact" in entry else None
        service = Service(
            need=self._present(entry["for"]),
            name=entry["service"],
            place=entry.get("place", "outside"),
            contact_outside=contact,
        )
        add_service(service=service, state=_state(entry), by=self.worker)

    def _state_of(self, entry: dict[str, Any]) -> None:
        service = Service.objects.get(case=self.case, name=entry["state_of"])
        seen = present_states([self.case.pk])[service.pk].pk
        tell_state(service=service, state=_state(entry), seen=seen, by=self.worker)

    def _interim(self, entry: dict[str, Any]) -> None:
        until = entry["until"]
        interim = Interim(
            need=self._present(entry["for"]),
            what=entry["interim"],
            starts_on=entry.get("from"),
            ends_on=None if until == "further notice" else until,
            until_further_notice=until == "further notice",
        )
        add_interim(interim=interim, by=self.worker)

    def _no_need(self, entry: dict[str, Any]) -> None:
        answer = NoNeed(case=self.case, kind=entry["no_need"], because=entry["because"])
        say_no_need(answer=answer, by=self.worker)

    def _ended(self, entry: dict[str, Any]) -> None:
        need = self._present(entry["ended"])
        end_need(need=need, reason=entry["because"], on=entry["on"], by=self.worker)

    def _leaves(self, entry: dict[str, Any]) -> None:
        member = NetworkMember.objects.get(case=self.case, name=entry["leaves"])
        successor = self._member(entry["successor"]) if "successor" in entry else None
        if member.ended_on is None:
            end_member(
                member=member,
                on=entry["last_day"],
                reason="Vaihtaa työtä",
                successor=successor,
                by=self.worker,
            )
        else:
            name_successor(member=member, successor=successor, by=self.worker)

    def _member(self, name: str) -> NetworkMember:
        member = NetworkMember(
            case=self.case, kind=MemberKind.PUBLIC, name=name, after=True, inside=True
        )
        add_member(member=member, by=self.worker)
        return member

    def _present(self, kind: str) -> Need:
        need: Need = Need.objects.present().get(case=self.case, kind=kind)
        return need


def _state(entry: dict[str, Any]) -> ServiceState:
    starts, ends = entry.get("starts"), entry.get("ends")
    return ServiceState(
        state=entry["state"],
        holds_from=entry["on"],
        told_on=entry["on"],
        starts_on=None if starts == "gate" else starts,
        from_gate=starts == "gate",
        ends_on=None if ends == "gate" else ends,
        until_gate=ends == "gate",
        first_appointment_on=entry.get("appointment"),
        expected_on=entry.get("expected"),
        valid_until=entry.get("valid_until"),
        ended_because=entry.get("because", ""),
    )


def expected_rows(situation: dict[str, Any]) -> Iterator[tuple[dt.date, list[dict[str, Any]]]]:
    """For each day of which something is said, the rows that must be seen."""
    days = sorted(
        {entry["on"] for entry in [*situation.get("seen", ()), *situation.get("calm", ())]}
    )
    for day in days:
        yield day, [row for row in situation.get("seen", ()) if row["on"] == day]
