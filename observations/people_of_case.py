"""Whom and what a text that was written in a case may not name."""

import re
from dataclasses import dataclass, field

from accounts.models import User
from assessments.models import AssessmentParticipant
from cases.models import Case, CaseMembership, Client
from cases.vocabulary import ContactKind
from networks.models import Attendance, NetworkMember, NoteAttendance
from plans.models import ReviewAttendance
from referrals.models import Referral

ADDRESSES = {kind for kind in ContactKind if "address" in kind.value}
# The word before the number of the house.
STREET = re.compile(r"([^\W\d_]{4,})\s+\d")
# Of those who were asked, an authority is none: "Kuopion kaupunki".
PERSON = re.compile(r"[^\W\d_a-zåäö][\w-]+(?: [^\W\d_a-zåäö][\w-]+){1,2}")


@dataclass
class Known:
    """Names of people and streets, and numbers that stand in the text as they are."""

    names: list[str] = field(default_factory=list)
    exact: list[str] = field(default_factory=list)


def known_to(user: User, case: Case | None) -> Known:
    """The writer's own name, and of a case everybody whom its records name in a column."""
    known = Known(names=[user.first_name, user.last_name])
    if case is not None:
        _add_client(known, case)
        _add_team(known, case)
        _add_network(known, case)
        _add_senders(known, case)
    return known


def _add_client(known: Known, case: Case) -> None:
    records = Client.objects.filter(pk=case.client_id) | Client.objects.filter(
        merged_into=case.client_id
    )
    for client in records.prefetch_related("contact_details"):
        known.names += [client.first_names, client.last_name, client.former_names]
        known.names.append(client.representative_name)
        known.exact += [client.identity_code, client.taken_from]
        for detail in client.contact_details.all():
            known.names += [detail.whose]
            if detail.kind in ADDRESSES:
                known.names += STREET.findall(detail.value)
    known.exact.append(case.number)


def _add_team(known: Known, case: Case) -> None:
    team = CaseMembership.objects.filter(case=case)
    for first, last in team.values_list("user__first_name", "user__last_name"):
        known.names += [first, last]


def _add_network(known: Known, case: Case) -> None:
    known.names += NetworkMember.objects.filter(case=case).values_list("name", flat=True)
    asked = AssessmentParticipant.objects.filter(assessment__case=case)
    known.names += filter(PERSON.fullmatch, asked.values_list("who", flat=True))
    in_words = Attendance.Who.BY_NAME
    for came in (
        NoteAttendance.objects.filter(note__case=case, who=in_words),
        ReviewAttendance.objects.filter(review__plan__case=case, who=in_words),
    ):
        for line in came.values_list("name", flat=True):
            known.names += filter(PERSON.fullmatch, line.split(", "))


def _add_senders(known: Known, case: Case) -> None:
    sent = Referral.objects.filter(triage__case=case).select_related("sender")
    for referral in sent:
        known.names.append(referral.contact_name)
        known.exact.append(referral.reference)
        if referral.sender is not None:
            known.names += [referral.sender.first_name, referral.sender.last_name]
