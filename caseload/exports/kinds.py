"""Which records become which national document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.national_codes import CodeBook
from assessments.models import Assessment
from assessments.national import build_assessment
from cases.models import CaseClosure, CaseRecord, Note
from cases.national.notes_and_closures import build_closure, build_meeting_note
from cases.national.parts import Document
from networks.meetings.national import build_cancellation, build_minutes
from networks.models import MeetingCancellation, Minutes
from plans.models import Plan
from plans.national import build_plan
from referrals.models import Referral, Triage
from referrals.national import build_initiation, build_notification, build_referral, build_triage
from referrals.vocabulary import Decision

# So many records are in memory at a time.
BATCH = 200


@dataclass(frozen=True)
class DocumentKind:
    """A national document: its number, the final records, and how one is built."""

    number: str
    records: Callable[[], QuerySet[Any]]
    county_of: Callable[[Any], int]
    build: Callable[[Any, CodeBook], Document]

    def each(self) -> Iterator[Any]:
        """The records one by one, oldest first, however many there are.

        Each batch is a query of its own: no transaction stays open while files are
        written, and the work done for one record does not grow with their number.
        """
        last = 0
        while batch := list(self.records().filter(pk__gt=last).order_by("pk")[:BATCH]):
            yield from batch
            last = batch[-1].pk


def _sent(kind: Referral.Kind) -> QuerySet[Referral]:
    return (
        Referral.objects.sent()
        .filter(kind=kind)
        .select_related("sender", "sender_organisation", "home_municipality", "facility")
        .prefetch_related("messages__facts")
    )


def _contacts() -> QuerySet[Referral]:
    return _sent(Referral.Kind.CONTACT)


def _notifications() -> QuerySet[Referral]:
    return _sent(Referral.Kind.NOTIFICATION)


def _triages() -> QuerySet[Triage]:
    """Decisions that stand; one that was undone is no decision any more."""
    return (
        Triage.objects.filter(referral__isnull=False)
        .select_related("referral", "decided_by")
        .prefetch_related("referral__messages__facts")
    )


def _initiations() -> QuerySet[Triage]:
    """The decisions among them that opened a case."""
    return _triages().filter(decision=Decision.OPEN).select_related("case__client")


def _assessments() -> QuerySet[Assessment]:
    """Final, each in its newest version."""
    return (
        Assessment.objects.in_force()
        .select_related("case__client", "finalised_by")
        .prefetch_related("areas__words", "participants", "case__casememberships__user")
    )


def _plans() -> QuerySet[Plan]:
    """Every version that was ever agreed."""
    return (
        Plan.objects.exclude(status=Plan.Status.DRAFT)
        .select_related("case__client", "agreed_by")
        .prefetch_related("goals__steps__member", "services", "based_on__reviews__outcomes__goal")
    )


def _meeting_notes() -> QuerySet[Note]:
    """Meetings and contacts, each in its newest version."""
    return Note.objects.filter(kind=Note.Kind.MEETING, corrected_by=None).select_related(
        "case__client", "written_by"
    )


def _minutes() -> QuerySet[Minutes]:
    """Approved, each in its newest version."""
    in_force = Minutes.objects.in_force().select_related("case__client", "approved_by")
    return in_force.prefetch_related("decisions")


def _cancellations() -> QuerySet[MeetingCancellation]:
    """Every meeting that was not held, of the network or of two."""
    return MeetingCancellation.objects.present().select_related(
        "case__client", "written_by", "meeting", "new_meeting"
    )


def _closures() -> QuerySet[CaseClosure]:
    """Every closing, also of a case that was opened again."""
    return CaseClosure.objects.select_related("case__client", "closed_by")


def _county_of_case(record: CaseRecord) -> int:
    return record.case.county_id


def _county_of_referral(referral: Referral) -> int:
    assert referral.county_id is not None  # the database holds it of what is sent
    return referral.county_id


def _county_of_triage(triage: Triage) -> int:
    assert triage.referral is not None
    return _county_of_referral(triage.referral)


DOCUMENTS = (
    DocumentKind("4018", _contacts, _county_of_referral, build_referral),
    DocumentKind("4006", _notifications, _county_of_referral, build_notification),
    DocumentKind("1009", _triages, _county_of_triage, build_triage),
    DocumentKind("19001", _initiations, _county_of_triage, build_initiation),
    DocumentKind("1012", _assessments, _county_of_case, build_assessment),
    DocumentKind("15020", _plans, _county_of_case, build_plan),
    DocumentKind("19004", _minutes, _county_of_case, build_minutes),
    DocumentKind("19006", _cancellations, _county_of_case, build_cancellation),
    DocumentKind("19005", _meeting_notes, _county_of_case, build_meeting_note),
    DocumentKind("16009", _closures, _county_of_case, build_closure),
)
