"""Whom to call when something fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.reach import reach_of
from caseload.portti.known import Known
from continuity.need_kinds import NeedKind
from networks.models import MemberKind, NetworkMember

NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{4,}")


@dataclass(frozen=True)
class Caller:
    """Somebody to call; `kinds` are the needs whose services they answer for."""

    name: str
    role: str = ""
    phone: str = ""
    kinds: frozenset[NeedKind] = frozenset()

    @property
    def dial(self) -> str:
        """What a phone dials; nothing where more than a number stands there."""
        return re.sub(r"[^0-9+]", "", self.phone) if NUMBER.fullmatch(self.phone) else ""


def people_to_call(known: Known) -> list[Caller]:
    """The worker, the county, the representative, then contact persons outside."""
    return [*_of_the_case(known), *_of_the_network(known)]


def _of_the_case(known: Known) -> Iterator[Caller]:
    case, client = known.case, known.case.client
    worker = case.responsible
    if worker is not None:
        yield Caller(str(worker), worker.title, worker.phone)
    reach = reach_of(case.unit, case.county)
    yield Caller(str(case.unit.name), str(case.county.name), reach.phone or reach.words)
    if client.representative_name:
        yield Caller(
            client.representative_name, client.representative_role, client.representative_phone
        )


def _of_the_network(known: Known) -> Iterator[Caller]:
    kinds: dict[int, set[NeedKind]] = {}
    for need in known.needs:
        for line in need.lines:
            service = None if line.is_interim else known.services[line.key]
            for key in (service.contact_outside_id, service.provider_member_id) if service else ():
                if member := known.answering(key):
                    kinds.setdefault(member.pk, set()).add(need.kind)
    for member in known.people.values():
        if _is_called(member) and not known.is_gone(member):
            answers_for = frozenset(kinds.get(member.pk, ()))
            yield Caller(str(member), member.role_and_organisation, member.phone, answers_for)


def _is_called(member: NetworkMember) -> bool:
    """Whoever supports outside and has a number; of close people those who may take part."""
    if not (member.after and member.phone) or member.is_protected:
        return False
    wish = NetworkMember.Wish
    if member.kind == MemberKind.CLOSE_PERSON:
        return member.client_wish == wish.MAY_TAKE_PART
    return member.client_wish != wish.NOT
