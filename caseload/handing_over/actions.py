"""Handing an open case over to another county.

At each moment one county has the open case: the other one's is opened, and this one closed, in
one transaction (SHL: whoever carries it carries it until somebody else does).
"""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Unit, UnitRole, User
from accounts.models.organisation import in_readers_language
from audit.recording import record
from audit.vocabulary import Action
from caseload.closing.actions import close_case
from caseload.handing_over.ending import Outcome, about, decide
from caseload.handing_over.guards import GUARDS, guarded_since, guards_of
from cases.actions.client import keep_guarded
from cases.actions.closed_case import refuse_closed
from cases.actions.custody import record_custody
from cases.actions.facts import written
from cases.actions.opening import AlreadyOpen, open_case
from cases.actions.team import assign_worker, lock_workers
from cases.carriers import Carriers
from cases.models import (
    Case,
    CaseClosure,
    CaseHandover,
    CaseMembership,
    Client,
    CustodyFact,
    HandoverPart,
    ReceivedHandover,
)
from cases.permissions import CaseRole
from notifications.telling import tell_all
from notifications.vocabulary import NoticeKind
from records.imprint import imprint_of
from records.refused import Refused
from records.text_lengths import SHORT_TEXT
from referrals.routing import intake_workers, receiving_counties

# Any constant that no other advisory lock of this database uses.
ACCEPTING_LOCK = 56_2026
# What a county takes over of the person; the rest it asks itself.
PERSON = (
    *("first_names", "last_name", "former_names", "identity_code", "birth_date"),
    *("home_municipality_id", "service_language", "mother_tongue", "needs_interpreter"),
    *("interpreter_language", *GUARDS),
)


class OfferedAlready(Refused):
    """The case waits for another county's answer."""

    words = _("The case has been offered to another county already. Nothing was saved.")


class HandoverDecided(Refused):
    """Somebody has accepted, returned or taken back the offer already."""

    words = _("Somebody has answered the offer already. Nothing was changed.")


class OwnCounty(Refused):
    field = "to_county"
    words = _("The case is your own county’s. Choose another one.")


class GuardedSince(Refused):
    """What was kept of the client when it was offered may tell too much now."""

    words = _(
        "The client’s address or contact details have become secret since the case was offered. "
        "Return the case, and ask the other county to offer it anew."
    )


class NoWorkerThere(Refused):
    """The chosen worker works in the county no longer."""

    field = "worker"
    words = _("Whoever was chosen does not work in your county any more. Choose another.")


@transaction.atomic
def offer_case(*, handover: CaseHandover, by: User) -> None:
    """Offer the case of an unsaved `handover`, with its document as it is now.

    It goes on paper where nobody in the county reads what comes in Jatkumo.
    """
    case = Case.objects.lock(handover.case_id)
    refuse_closed(case)
    if handover.to_county_id == case.county_id:
        raise OwnCounty(str(handover.to_county_id))
    if CaseHandover.objects.waiting().filter(case=case).exists():
        raise OfferedAlready(str(case))
    handover.is_on_paper = not receiving_counties().filter(pk=handover.to_county_id).exists()
    handover.offered_by, handover.offered_at = by, timezone.now()
    # As the client was read for the document, and not as they are by now.
    guards = guards_of(handover.case.client)
    handover.imprint = imprint_of(offered_by=by) | {"guards": guards}
    handover.save(force_insert=True)
    written(case)
    details = {"to": handover.to_county_id, "ground": str(handover.ground)}
    details |= {"parts": list(handover.parts)}
    record(Action.HANDOVER_OFFERED, by=by, case=case, target=handover, details=details)
    if not handover.is_on_paper:
        tell_all(
            NoticeKind.HANDOVER_OFFERED,
            receivers=intake_workers().filter(organisation=handover.to_county_id),
            about=about(handover),
            link=reverse("caseload:handover_answer", kwargs={"handover_pk": handover.pk}),
        )


@dataclass(frozen=True)
class Accepted:
    """The case in which the work goes on; opened now, or the county's own of the same person."""

    case: Case
    is_new: bool

    @property
    def words(self) -> str:
        """For whoever accepted it."""
        if self.is_new:
            return gettext("The case is yours now, and its worker was told.")
        return gettext(
            "The client had an open case with you already. What came along stands in it now, and "
            "whoever carries it was told. The worker whom you chose did not join it."
        )


@transaction.atomic
def accept_case(*, handover: CaseHandover, worker: User, unit: Unit, by: User) -> Accepted:
    """Open the case in the offered county with a worker, and close it in the first: at once."""
    _one_at_a_time()
    [worker] = lock_workers([worker])
    former, current = _lock(handover)
    if current.to_county_id != by.organisation_id or current.is_on_paper:
        raise HandoverDecided(str(handover))
    if guarded_since(current):
        raise GuardedSince(str(handover))
    county: Organisation = current.to_county
    if worker.organisation_id != county.pk or unit.pk not in worker.units_as(UnitRole.WORKER):
        raise NoWorkerThere(str(worker.pk))
    accepted = _case_in(unit, _client_in(county, former.client), worker, by)
    case = accepted.case
    keep_guarded(case.client, guards_of(former.client), by=by, case=case, target=case.client)
    received = ReceivedHandover(
        case=case,
        from_county=former.county,
        document=current.document,
        language=current.language,
        offered_at=current.offered_at,
        received_by=by,
        imprint=imprint_of(received_by=by),
    )
    received.save(force_insert=True)
    record(Action.HANDOVER_RECEIVED, by=by, case=case, target=received)
    if accepted.is_new:
        _take_over_custody(current, case, by)
    else:
        written(case)
        _tell_team_there(received)
    decide(current, Outcome.ACCEPTED, by)
    _close(current)
    _tell_former_team(NoticeKind.HANDOVER_ACCEPTED, current)
    return accepted


def _one_at_a_time() -> None:
    """Two counties that take each other's case of one person would wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ACCEPTING_LOCK])


def _case_in(unit: Unit, client: Client, worker: User, by: User) -> Accepted:
    """A new case, or the open one that the client has there, taken for this transaction."""
    while True:
        try:
            case = open_case(client=client, unit=unit, by=by, on=timezone.localdate())
        except AlreadyOpen as other:
            case = Case.objects.lock(other.case.pk)
            # Whoever had it may have closed it meanwhile.
            if case.is_open:
                return Accepted(case, is_new=False)
        else:
            assign_worker(case=case, user=worker, role=CaseRole.RESPONSIBLE, by=by)
            return Accepted(case, is_new=True)


def _take_over_custody(handover: CaseHandover, case: Case, by: User) -> None:
    """What was known of custody when it was offered begins the new case, if it goes along."""
    if HandoverPart.CUSTODY not in handover.parts:
        return
    known = CustodyFact.objects.of_case(handover.case).filter(recorded_at__lte=handover.offered_at)
    fact = known.select_related("facility").first()
    if fact is None:
        return
    told_by = [in_readers_language(handover.case.county.names), fact.source_detail]
    fact.told_on = fact.told_day
    fact.source_detail = Truncator(": ".join(filter(None, told_by))).chars(SHORT_TEXT)
    # It says how somebody came back inside after what only the former case knows.
    fact.return_kind = ""
    fact.pk, fact.case, fact._state.adding = None, case, True
    record_custody(fact=fact, by=by)


@transaction.atomic
def return_case(*, handover: CaseHandover, because: str, by: User) -> None:
    """Give the offer back, or take the own one back: the case stays where it is."""
    case, current = _lock(handover)
    if by.organisation_id == case.county_id:
        outcome = Outcome.WITHDRAWN
    elif by.organisation_id == current.to_county_id and not current.is_on_paper:
        outcome = Outcome.RETURNED
    else:
        raise HandoverDecided(str(handover))
    current.because = because
    decide(current, outcome, by)
    if outcome == Outcome.RETURNED:
        _tell_former_team(NoticeKind.HANDOVER_RETURNED, current)


@transaction.atomic
def hand_over_on_paper(
    *, handover: CaseHandover, received_by: str, received_on: dt.date, by: User
) -> None:
    """Record who in the other county received the papers and when; the case closes with it."""
    case, current = _lock(handover)
    if not current.is_on_paper or by.organisation_id != case.county_id:
        raise HandoverDecided(str(handover))
    current.received_by, current.received_on = received_by, received_on
    decide(current, Outcome.ACCEPTED, by)
    _close(current)


def _lock(handover: CaseHandover) -> tuple[Case, CaseHandover]:
    """Take the case for this transaction; the offer must still wait, and the case be open."""
    case = Case.objects.lock(handover.case_id)
    waiting = CaseHandover.objects.waiting().filter(pk=handover.pk)
    current = waiting.select_related("to_county", "offered_by", "case__client").first()
    if current is None or not case.is_open:
        raise HandoverDecided(str(handover))
    return case, current


def _close(handover: CaseHandover) -> None:
    """As whoever offered it said: the work goes on in the other county."""
    closure = CaseClosure(case=handover.case, reason=CaseClosure.Reason.MOVED)
    close_case(closure=closure, by=handover.offered_by)


def _client_in(county: Organisation, former: Client) -> Client:
    """The same person in the other county's register, known by the identity code, or new.

    Where the record was merged into another one, the case opens under that.
    """
    known = Client.objects.of_county(county)
    code = former.identity_code
    found = known.with_identity_code(code).first() if code else None
    if found is not None:
        return found
    values = {name: getattr(former, name) for name in PERSON}
    if former.protected_address:
        # The order hides it: it stands nowhere in what goes along.
        del values["home_municipality_id"]
    try:
        with transaction.atomic():
            return Client.objects.create(county=county, **values)
    except IntegrityError:
        # Somebody else has just written them down.
        return known.with_identity_code(code).get()


def _tell_team_there(received: ReceivedHandover) -> None:
    """Where nobody is in the team, whoever names its worker."""
    case = received.case
    carriers = Carriers([case], timezone.localdate())
    inside = reverse("caseload:received_page", kwargs={"received_pk": received.pk})
    outside = reverse("cases:worker_assign", kwargs={"case_pk": case.pk})
    team = [held.user for held in carriers.teams.get(case.pk, ())]
    tell_all(
        NoticeKind.HANDOVER_JOINED,
        receivers=team or carriers.carriers_of(case),
        about=f"received:{received.pk}",
        case_id=case.pk,
        link=inside if team else outside,
        parameters={"number": case.number},
    )


def _tell_former_team(kind: NoticeKind, handover: CaseHandover) -> None:
    held = CaseMembership.objects.in_team().filter(case=handover.case, user__is_active=True)
    tell_all(
        kind,
        receivers=[each.user for each in held.select_related("user")],
        about=about(handover),
        case_id=handover.case_id,
        link=reverse("caseload:handover_page", kwargs={"handover_pk": handover.pk}),
        parameters={"number": handover.case.number},
    )
