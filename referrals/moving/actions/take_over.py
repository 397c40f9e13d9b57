"""Who answers for a sent contact on the sender's side: a colleague, or the next prison."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from records.refused import Refused
from referrals.models import Referral, TakeOver

# A move is told to those of the prison's staff who signed in last.
TOLD_OF_A_MOVE = 30


class HeldByAnother(Refused):
    """Somebody else answers for the contact than the one that the user saw; see `referral`."""

    def __init__(self, referral: Referral) -> None:
        super().__init__(str(referral))
        self.referral = referral

    @property
    def words(self) -> str:
        words = _("%(who)s took the contact over just now, and goes on with it.")
        return words % {"who": self.referral.holder}


@transaction.atomic
def take_over(*, referral: Referral, seen_holder: int, by: User) -> None:
    """Make `by` answer for the contact in the place of a colleague.

    `seen_holder` is whom the user saw answering for it. Of two at once the second meets
    HeldByAnother, and so does one whose organisation no longer has the contact. The former
    holder, if they still work, is told; from now on the county's questions come to `by`.
    """
    current = Referral.objects.lock(referral.pk)
    if current.holder_id == by.pk and current.holder_organisation_id == by.organisation_id:
        return
    houses = {current.holder_organisation_id, current.offered_to_id} - {None}
    if by.organisation_id not in houses or current.holder_id != seen_holder:
        raise HeldByAnother(current)
    former, former_house = current.holder, current.holder_organisation
    assert former is not None  # the door shows only what somebody holds
    assert former_house is not None
    assert by.organisation is not None
    TakeOver.objects.create(
        referral=current,
        former=former,
        former_organisation=former_house,
        taken_by=by,
        taken_for=by.organisation,
    )
    current.holder, current.holder_organisation, current.offered_to = by, by.organisation, None
    current.save(update_fields=["holder", "holder_organisation", "offered_to"])
    record(Action.REFERRAL_TAKEN_OVER, by=by, referral=current, details={"from": former.pk})
    cancel_notices(referral_id=current.pk, kinds=(NoticeKind.REFERRAL_PERSON_MOVED,))
    cancel_notices(
        referral_id=current.pk, kinds=(NoticeKind.REFERRAL_QUESTION,), receiver_id=former.pk
    )
    if former.is_active and former != by:
        _tell_former(current, former)


def offer(*, referral: Referral, facility: Organisation, about: str) -> None:
    """Offer the contact to the prison that the person was moved to, until somebody takes it.

    Meanwhile its holder remains. Only prisons hand a contact on: another actor goes on with
    its own client wherever they are. The caller holds the contact's lock.
    """
    organisation = referral.holder_organisation
    if organisation is None or organisation.kind != Organisation.Kind.PRISON:
        return
    new = None if facility == organisation else facility
    if new == referral.offered_to:
        return
    cancel_notices(referral_id=referral.pk, kinds=(NoticeKind.REFERRAL_PERSON_MOVED,))
    referral.offered_to = new
    referral.save(update_fields=["offered_to"])
    if new is None:
        return
    staff = User.objects.filter(is_active=True, organisation=new).order_by("-last_login", "pk")
    for receiver in staff[:TOLD_OF_A_MOVE]:
        tell(
            NoticeKind.REFERRAL_PERSON_MOVED,
            receiver=receiver,
            about=about,
            referral_id=referral.pk,
            link=referral.get_absolute_url(),
            parameters={"reference": referral.reference},
        )


def _tell_former(referral: Referral, former: User) -> None:
    stayed = former.organisation_id == referral.holder_organisation_id
    tell(
        NoticeKind.REFERRAL_TAKEN_OVER,
        receiver=former,
        about=f"takeover:{referral.pk}:{referral.takeovers.count()}",
        referral_id=referral.pk,
        link=referral.get_absolute_url() if stayed else reverse("referrals:referral_list"),
        parameters={"reference": referral.reference},
    )
