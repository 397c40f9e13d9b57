"""Questions about contacts. Every list, count and page starts with `visible_to`."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from accounts.models import Organisation
from cases.models import Case
from referrals.order import standings
from referrals.permissions import ReferralRole

if TYPE_CHECKING:
    from referrals.models.referral import Referral

DRAFT, SENT = "draft", "sent"
NOBODY = Q(pk__in=[])


def standing_of(user: Any) -> dict[ReferralRole, Q]:
    """Which contacts `user` stands to in each role; a rank or a flag is none of them."""
    if not user.is_active or user.pk is None:
        return dict.fromkeys(ReferralRole, NOBODY)
    sent = Q(status=SENT)
    # A county is not a sender's house: its workers share no contacts by employment.
    shares = user.organisation_id is not None and user.county is None
    return {
        # Who works nowhere, or for a county now, sends no draft: nobody would answer for it.
        ReferralRole.AUTHOR: Q(status=DRAFT, sender=user) if shares else NOBODY,
        # A call that a county wrote down is not its worker's once another county has it.
        ReferralRole.SENDER: sent
        & Q(holder=user, holder_organisation=user.organisation_id)
        & (Q(county=user.county) if user.county else Q()),
        ReferralRole.COLLEAGUE: sent
        & (Q(holder_organisation=user.organisation_id) | Q(offered_to=user.organisation_id))
        if shares
        else NOBODY,
        ReferralRole.INTAKE: sent & Q(county=user.county) if user.is_intake else NOBODY,
        ReferralRole.OFFERED: sent & Q(offered_county=user.county) if user.is_intake else NOBODY,
        ReferralRole.TEAM: sent & Q(triage__case__in=Case.objects.visible_to(user)),
    }


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Questions about contacts."""

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may know of: own drafts, own house's, own county's, own cases'.

        A contact that is handed over is known to both counties until it is decided on.
        """
        known = NOBODY
        for condition in standing_of(user).values():
            known |= condition
        return self.filter(known)

    def with_standing(self, user: Any) -> Self:
        """With `is_author`, `is_sender`, … : what `user` is to each."""
        return self.annotate(
            **{
                f"is_{role.value}": ExpressionWrapper(condition, BooleanField())
                for role, condition in standing_of(user).items()
            }
        )

    def listable_to(self, user: Any) -> Self:
        """Rows of the county's inbox: for its intake, and for supervisors without names."""
        if user.county is None or not (user.is_intake or user.is_supervisor):
            return self.none()
        return self.sent().filter(county=user.county)

    def drafts_of(self, user: Any) -> Self:
        """What `user` has not sent yet."""
        return self.filter(status=DRAFT, sender=user).order_by("-saved_at", "-pk")

    def sent(self) -> Self:
        """No longer drafts."""
        return self.filter(status=SENT)

    def sent_by_house_of(self, user: Any) -> Self:
        """What `user` or the same organisation answers for: own first, newest first."""
        standing = standing_of(user)
        own = ExpressionWrapper(standing[ReferralRole.SENDER], BooleanField())
        return (
            self.filter(standing[ReferralRole.SENDER] | standing[ReferralRole.COLLEAGUE])
            .annotate(is_sender=own)
            .order_by("-is_sender", "-sent_at", "-pk")
        )

    def going_on(self) -> Self:
        """Not handled: the county has not decided, or has opened or joined a case."""
        return self.exclude(triage__isnull=False, triage__case=None)

    def asked_of(self, user: Any) -> Self:
        """With a question that waits for `user`; needs `for_listing`."""
        return self.going_on().filter(has_open_question=True, holder=user)

    def to_take_over_by(self, user: Any) -> Self:
        """Of a person who was moved to the prison of `user`, or of a colleague who has left."""
        left = Q(holder__is_active=False) | ~Q(holder__organisation=F("holder_organisation"))
        return (
            self.going_on()
            .filter(Q(offered_to=user.organisation_id) | left)
            .exclude(holder=user)
            .exclude(holder=None)
        )

    def untriaged(self) -> Self:
        """Sent and not decided on."""
        return self.sent().filter(triage=None)

    def of_county(self, county: Organisation) -> Self:
        """Sent to this county."""
        return self.filter(county=county)

    def not_offered(self) -> Self:
        """Not handed over to another county, or answered by it already."""
        return self.filter(offered_county=None)

    def most_urgent_first(self, today: dt.date, working_days: int) -> Self:
        """By why it is urgent, and then who has waited longest; with the reasons.

        `working_days` is the county's target: what has waited longer rises. Needs
        `has_open_question` from `for_listing`.
        """
        return self.annotate(**standings(today, working_days)).order_by(
            "stands_at", "stands_by_week", "sent_at", "pk"
        )

    def of_case(self, case: Case) -> Self:
        """Those that were opened into, or joined to, a case; oldest first."""
        return self.filter(triage__case=case).order_by("sent_at")

    def lock(self, pk: int) -> "Referral":
        """Take the contact for this transaction: two senders or triagers wait their turn."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def for_listing(self) -> Self:
        """With what a row of a list shows."""
        message = apps.get_model("referrals", "ReferralMessage")
        asked = message.objects.open_questions().filter(referral=OuterRef("pk"))
        return self.select_related(
            "sender",
            "sender_organisation",
            "holder",
            "holder_organisation",
            "county",
            "triage",
            "triage__case__unit",
        ).annotate(has_open_question=Exists(asked))
