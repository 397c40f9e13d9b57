"""The act of deciding on a contact, which is done once."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.client import keep_guarded, save_contact_detail
from cases.actions.custody import record_custody
from cases.actions.facts import derive_dues, written
from cases.actions.opening import open_case
from cases.actions.team import assign_worker
from cases.carriers import Carriers
from cases.models import Case, Client, ContactDetail, CustodyFact
from cases.models.client import ONE_CLIENT_PER_CODE
from cases.permissions import CaseRole
from cases.vocabulary import ContactKind
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from records.imprint import imprint_of
from records.refused import Refused
from referrals.exchange.corrections import as_corrected, is_protected
from referrals.intake.reading import end_reading
from referrals.models import Referral, Triage
from referrals.moving.actions.custody_reports import propose_what_was_told
from referrals.vocabulary import Decision
from referrals.who_told import source_of_custody, who_told
from timing import moves
from timing.deriving import REFERRAL, derive

# What intake is told of a contact that waits; when it is decided on, nobody need look.
FOR_INTAKE = (
    NoticeKind.REFERRAL_ARRIVED,
    NoticeKind.REFERRAL_ANSWERED,
    NoticeKind.CUSTODY_REPORTED,
    NoticeKind.TRANSFER_OFFERED,
    NoticeKind.TRANSFER_RETURNED,
    NoticeKind.TRIAGE_UNDONE,
)


class AlreadyTriaged(Refused):
    """Somebody has decided on the contact already; `triage` is that decision."""

    def __init__(self, triage: Triage) -> None:
        super().__init__(str(triage))
        self.triage = triage

    @property
    def words(self) -> str:
        words = _(
            "%(who)s has decided on the contact meanwhile, so it was not handed over. If that was "
            "a mistake, undo the decision first."
        )
        return words % {"who": self.triage.decided_by}


class MovedAway(Refused):
    """Another county accepted the contact while its page was open here."""

    words = gettext_lazy(
        "Another county has accepted the contact meanwhile, so nothing was recorded here."
    )


class BeingTransferred(Refused):
    """The contact has been handed over to another county, which has not answered yet."""

    words = gettext_lazy(
        "The contact has been handed over to another county and waits for its answer, so "
        "nothing was recorded. Take the offer back first. Your text is still here."
    )


class DecisionDoesNotFit(Refused):
    """What the decision would do with the client can no longer be done."""

    field = "decision"
    words = gettext_lazy("The client’s situation changed just now. Look again.")


class ClientExists(DecisionDoesNotFit):
    """The person has another record meanwhile: a new one, or one that this was merged into."""


class NoOpenCase(DecisionDoesNotFit):
    """The client has no open case to join the contact to."""


@transaction.atomic
def triage_referral(
    *,
    triage: Triage,
    by: User,
    client: Client | None = None,
    unit: Unit | None = None,
    responsible: User | None = None,
) -> None:
    """Record an unsaved `triage` (its `referral`, findings and decision) and do as it says.

    Opening needs `unit`, and takes `client` where the person is one already; otherwise
    the client is made from the contact. Without `responsible` the supervisor names the
    worker. Joining needs the `client`. Two who triage the same contact get one
    decision: the second meets AlreadyTriaged. Raises BeingTransferred while another
    county looks at it, MovedAway when that county has it, and AlreadyOpen, ClientExists
    or NoOpenCase where the decision no longer fits; nothing has then been written.
    """
    assert triage.referral_id is not None
    referral = Referral.objects.lock(triage.referral_id)
    decided = Triage.objects.filter(referral=referral).select_related("decided_by").first()
    if decided is not None:
        raise AlreadyTriaged(decided)
    if referral.county_id != by.organisation_id:
        raise MovedAway
    if referral.offered_county_id is not None:
        raise BeingTransferred
    triage.case = None
    if triage.decision == Decision.OPEN:
        assert unit is not None
        triage.case = _open(referral, client, unit, responsible, by)
    elif triage.decision == Decision.JOIN:
        assert client is not None
        triage.case = _join(client)
        _keep_protected(referral, client, by)
    triage.decided_by, triage.imprint = by, imprint_of(decided_by=by)
    triage.save(force_insert=True)
    record(
        Action.REFERRAL_TRIAGED,
        by=by,
        case=triage.case,
        referral=referral,
        target=triage,
        details={"decision": triage.decision},
    )
    cancel_notices(referral_id=referral.pk, kinds=FOR_INTAKE)
    end_reading(referral=referral)
    if triage.decision == Decision.JOIN and triage.case is not None:
        propose_what_was_told(referral=referral, case=triage.case)
        _tell_worker(triage, referral, triage.case)
    if triage.case is not None:
        derive_dues([triage.case], moves.TRIAGE)
    referral.is_decided = True
    derive(REFERRAL, [referral])
    _tell_holder(triage, referral)


def _open(
    referral: Referral,
    client: Client | None,
    unit: Unit,
    responsible: User | None,
    by: User,
) -> Case:
    """A case with what the contact told; a known client's own details stay as they are."""
    if client is None:
        client = _new_client(referral)
    elif Client.objects.filter(pk=client.pk, merged_into__isnull=False).exists():
        raise ClientExists
    else:
        _keep_protected(referral, client, by)
    case = open_case(client=client, unit=unit, by=by, on=timezone.localdate())
    record_custody(fact=_custody_fact(referral, case), by=by)
    if responsible is not None:
        assign_worker(case=case, user=responsible, role=CaseRole.RESPONSIBLE, by=by)
    return case


def _new_client(referral: Referral) -> Client:
    """Of what the sender told, as it was put right."""
    referral = as_corrected(referral)
    assert referral.county is not None  # the database holds it of what is sent
    try:
        with transaction.atomic():
            client = Client.objects.create(
                county=referral.county,
                first_names=referral.first_names,
                last_name=referral.last_name,
                identity_code=referral.identity_code,
                birth_date=referral.birth_date,
                home_municipality=referral.home_municipality,
                service_language=referral.service_language,
                needs_interpreter=referral.needs_interpreter,
                how_to_reach=referral.how_to_reach,
                protected_address=referral.protected_address,
                taken_from=referral.reference,
                taken_on=timezone.localdate(),
            )
    except IntegrityError as error:
        if ONE_CLIENT_PER_CODE in str(error):
            raise ClientExists from error
        raise
    if referral.phone:
        by_phone = ContactDetail(
            kind=ContactKind.PHONE,
            value=referral.phone,
            message_may_be_left=referral.message_may_be_left,
        )
        save_contact_detail(client, by_phone)
    return client


def _keep_protected(referral: Referral, client: Client, by: User) -> None:
    if is_protected(referral):
        told_in = {"referral": referral, "clients": [client.pk]}
        keep_guarded(client, ["protected_address"], by=by, **told_in)


def _custody_fact(referral: Referral, case: Case) -> CustodyFact:
    """What the sender told of custody, with who told it."""
    return CustodyFact(
        case=case,
        **as_corrected(referral).custody,
        told_on=timezone.localdate(referral.sent_at),
        source=source_of_custody(referral),
        source_detail=who_told(referral),
        not_known_because=referral.not_known.get("release_on", ""),
    )


def _join(client: Client) -> Case:
    """The client's open case. Its facts stay: what the contact tells waits to be confirmed."""
    found = Case.objects.open().filter(client=client).first()
    if found is None:
        raise NoOpenCase
    case = Case.objects.lock(found.pk)
    if not case.is_open:
        raise NoOpenCase
    written(case)
    return case


def _tell_worker(triage: Triage, referral: Referral, case: Case) -> None:
    """Whoever carries the case that the contact came to; a supervisor names the worker first."""
    carriers = Carriers([case], timezone.localdate())
    inside = reverse("referrals:referral_in_case", kwargs={"referral_pk": referral.pk})
    outside = reverse("cases:worker_assign", kwargs={"case_pk": case.pk})
    for receiver in carriers.carriers_of(case):
        tell(
            NoticeKind.REFERRAL_JOINED,
            receiver=receiver,
            about=f"triage:{triage.pk}",
            case_id=case.pk,
            referral_id=referral.pk,
            link=inside if carriers.is_in_team(case, receiver) else outside,
            parameters={"number": case.number},
        )


def _tell_holder(triage: Triage, referral: Referral) -> None:
    """Whoever answers for the contact on the sender's side, unless they decided on it."""
    if referral.holder is not None and referral.holder != triage.decided_by:
        tell(
            NoticeKind.REFERRAL_HANDLED,
            receiver=referral.holder,
            about=f"triage:{triage.pk}",
            referral_id=referral.pk,
            link=referral.get_absolute_url(),
            parameters={"reference": referral.reference},
        )
