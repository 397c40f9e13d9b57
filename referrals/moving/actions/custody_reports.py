"""What a sender tells of custody after the sending, and what the county does with it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.custody import record_custody
from cases.actions.facts import derive_dues
from cases.carriers import Carriers
from cases.custody import FactSource, ReleaseCertainty
from cases.models import Case, CustodyFact
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from records.imprint import imprint_of
from records.refused import Refused
from referrals.exchange.corrections import as_corrected
from referrals.models import CustodyReport, Referral
from referrals.moving.actions.take_over import HeldByAnother, offer
from referrals.routing import intake_workers
from referrals.vocabulary import ReportOutcome
from referrals.who_told import house_of, source_of_custody, who_told
from timing import moves
from timing.deriving import REFERRAL, derive

# Each of these holds as it was told before where it is empty; the release is told as one.
BESIDE_RELEASE = ("facility_id", "custody_kind", "custody_started_on")
# What a report tells; what is empty of it holds as it was told before.
TOLD = (*CustodyReport.FACTS, "moved_on", "note")


class NobodyWaits(Refused):
    """The county has handled the contact without a case: nobody there follows custody."""

    words = gettext_lazy(
        "The county has handled this contact. If support is needed, make a new contact."
    )


class AlreadyDecided(Refused):
    """Somebody has confirmed or declined the report already; see `report`."""

    def __init__(self, report: CustodyReport) -> None:
        super().__init__(str(report))
        self.report = report

    @property
    def words(self) -> str:
        words = _("%(who)s has decided on this already: %(outcome)s.")
        outcome = self.report.get_outcome_display()
        return words % {"who": self.report.decided_by, "outcome": outcome}


class FactsChanged(Refused):
    """The case's facts are others than those that the user compared the report with."""

    words = gettext_lazy("The facts of the case were changed just now. Compare again.")


class WrongOrder(Refused):
    """The release would come before the custody began."""

    words = gettext_lazy(
        "The release would come before the custody began. Record the facts yourself."
    )


@transaction.atomic
def report_custody(*, report: CustodyReport, by: User) -> CustodyReport:
    """Tell the county of a change: an unsaved `report` of a sent contact.

    A move also offers the contact to the new prison. The same told twice in a row is one
    report. Raises HeldByAnother where a colleague has taken over, NobodyWaits where the
    county has handled the contact without opening a case.
    """
    referral = Referral.objects.lock(report.referral_id)
    if referral.holder_id != by.pk or referral.holder_organisation_id != by.organisation_id:
        raise HeldByAnother(referral)
    if referral.is_triaged and referral.triage.case_id is None:
        raise NobodyWaits
    last = CustodyReport.objects.of_referral(referral).last()
    if last is not None and last.told_by == by and _tells(last) == _tells(report):
        return last
    assert by.organisation is not None  # a holder works somewhere
    report.referral, report.told_by, report.told_for = referral, by, by.organisation
    report.imprint = imprint_of(told_by=by)
    report.save(force_insert=True)
    if referral.is_triaged and referral.triage.case_id is not None:
        derive_dues([Case.objects.lock(referral.triage.case_id)], moves.REPORT)
    else:
        referral.refresh_from_db(fields=["release_told"])
        derive(REFERRAL, [referral])
    record(Action.CUSTODY_REPORTED, by=by, referral=referral, target=report)
    _tell_county(report)
    if report.facility is not None:
        offer(referral=referral, facility=report.facility, about=f"report:{report.pk}")
    return report


@transaction.atomic
def propose_what_was_told(*, referral: Referral, case: Case) -> CustodyReport | None:
    """Let what a joined contact tells of custody wait for the team, if it tells anything new.

    The case's own facts stay until somebody confirms. The caller has just joined them.
    """
    house = house_of(referral)
    teller = referral.sender if house else None
    report = CustodyReport(
        referral=referral,
        **as_corrected(referral).custody,
        told_by=teller,
        told_for=house,
        told_at=referral.sent_at or timezone.now(),
        imprint=imprint_of(told_by=teller),
    )
    if report.release_on is None:
        report.release_kind = report.release_certainty = ""
    present = CustodyFact.objects.of_case(case).first()
    if report.facility is None and report.release_on is None:
        return None
    if present is not None and proposed_fact(report, present).custody == present.custody:
        return None
    waiting = CustodyReport.objects.of_referral(referral).waiting()
    if any(_tells(each) == _tells(report) for each in waiting):
        return None
    report.save(force_insert=True)
    return report


@transaction.atomic
def confirm_report(*, report: CustodyReport, case: Case, seen_fact: int, by: User) -> CustodyFact:
    """Make a custody fact of what was reported, over the present facts of the case.

    `seen_fact` is the fact that the user compared it with (0 for none). Raises
    AlreadyDecided, FactsChanged, WrongOrder or CaseClosed; nothing has then been written.
    """
    current = _take(report, case)
    present = CustodyFact.objects.of_case(case).first()
    if seen_fact != (present.pk if present else 0):
        raise FactsChanged
    fact = proposed_fact(current, present)
    if not fact.is_in_order:
        raise WrongOrder
    fact.case = case
    record_custody(fact=fact, by=by)
    current.fact = fact
    _decide(current, case, ReportOutcome.CONFIRMED, by)
    return fact


@transaction.atomic
def decline_report(*, report: CustodyReport, case: Case, because: str, by: User) -> None:
    """Leave the case's facts as they are, and say why. Raises as confirming does."""
    current = _take(report, case)
    current.declined_because = because
    _decide(current, case, ReportOutcome.DECLINED, by)


def proposed_fact(report: CustodyReport, present: CustodyFact | None) -> CustodyFact:
    """The fact that confirming would add: what is told, over what is known now; unsaved."""
    before = present or CustodyFact()
    told = {name: getattr(report, name) for name in BESIDE_RELEASE if getattr(report, name)}
    fact = CustodyFact(
        **before.custody | told,
        not_known_because=before.not_known_because,
        released_on=before.released_on,
        told_on=timezone.localdate(report.told_at),
        source=_source(report),
        source_detail=_who_told(report),
    )
    if report.release_certainty:
        known = report.release_certainty != ReleaseCertainty.UNKNOWN
        fact.release_on = report.release_on
        fact.release_certainty = report.release_certainty
        fact.release_kind = (report.release_kind or before.release_kind) if known else ""
        fact.not_known_because = "" if known else report.note
    if fact.release_kind == before.release_kind:
        fact.conditional_release_on = before.conditional_release_on
        fact.conditional_release_certainty = before.conditional_release_certainty
    return fact


def _take(report: CustodyReport, case: Case) -> CustodyReport:
    """The report for this transaction, behind its case; still waiting, or AlreadyDecided.

    FactsChanged where the contact has left the case.
    """
    refuse_closed(Case.objects.lock(case.pk))
    reports = CustodyReport.objects.of_case(case).select_for_update(of=("self",))
    current = reports.filter(pk=report.pk).first()
    if current is None:
        # The decision that joined the contact to the case was undone a moment ago.
        raise FactsChanged
    if current.outcome != ReportOutcome.WAITING:
        raise AlreadyDecided(current)
    return current


def _decide(report: CustodyReport, case: Case, outcome: ReportOutcome, by: User) -> None:
    report.outcome, report.decided_by, report.decided_at = outcome, by, timezone.now()
    report.imprint = report.imprint | imprint_of(decided_by=by)
    decided = ["outcome", "decided_by", "decided_at", "declined_because", "fact", "imprint"]
    report.save(update_fields=decided)
    derive_dues([case], moves.REPORT)
    record(
        Action.CUSTODY_REPORT_DECIDED,
        by=by,
        case=case,
        referral=report.referral,
        target=report,
        details={"outcome": outcome.value},
    )
    if not CustodyReport.objects.of_referral(report.referral).waiting().exists():
        cancel_notices(referral_id=report.referral_id, kinds=(NoticeKind.CUSTODY_REPORTED,))


def _tell_county(report: CustodyReport) -> None:
    """The intake before the triage; after it whoever carries the case."""
    referral = report.referral
    case = referral.triage.case if referral.is_triaged else None
    for receiver, link in _readers(referral, case):
        tell(
            NoticeKind.CUSTODY_REPORTED,
            receiver=receiver,
            about=f"report:{report.pk}",
            case_id=case.pk if case else None,
            referral_id=referral.pk,
            link=link,
            parameters={"reference": referral.reference},
        )


def _readers(referral: Referral, case: Case | None) -> list[tuple[User, str]]:
    """Whom it is told to, each with the page where they go on: outside the team the worker
    is named first."""
    if case is None:
        link = reverse("referrals:referral_triage", kwargs={"referral_pk": referral.pk})
        return [(user, link) for user in intake_workers().filter(organisation=referral.county)]
    carriers = Carriers([case], timezone.localdate())
    inside = reverse("referrals:custody_reports", kwargs={"case_pk": case.pk})
    outside = reverse("cases:worker_assign", kwargs={"case_pk": case.pk})
    return [
        (user, inside if carriers.is_in_team(case, user) else outside)
        for user in carriers.carriers_of(case)
    ]


def _tells(report: CustodyReport) -> list[object]:
    return [getattr(report, name) for name in TOLD]


def _source(report: CustodyReport) -> FactSource:
    """Whoever told it: after the sending the sender alone does."""
    if report.is_of_the_referral:
        return source_of_custody(report.referral)
    return FactSource.SENDER


def _who_told(report: CustodyReport) -> str:
    """Name and organisation, as they stand in the source of a fact; it has the day itself."""
    if report.is_of_the_referral:
        return who_told(report.referral)
    organisation = report.told_for.name_fi if report.told_for else ""
    return ", ".join(filter(None, [str(report.signed["told_by"] or ""), organisation]))[:200]
