"""The county's answer to a contact, written once."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.models import Case
from cases.vocabulary import Urgency
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import decided_once
from referrals.models.decided import tell_referral
from referrals.models.referral import Referral
from referrals.vocabulary import Decision, Dependants


class TriageQuerySet(models.QuerySet["Triage"]):
    def listable_to(self, user: Any) -> Self:
        """For intake: what their county decided; without names."""
        if user.county is None or not user.is_intake:
            return self.none()
        return self.of_county(user.county)

    def of_county(self, county: Organisation) -> Self:
        """What the county's own people decided, also what was undone; the latest first.

        No more than a row shows: whole contacts are wide.
        """
        own = self.filter(decided_by__organisation=county)
        shown = own.select_related("referral", "undone_of", "decided_by").only(
            "decision",
            "decided_at",
            "undone_at",
            "referral__reference",
            "undone_of__reference",
            "imprint",
            "decided_by__first_name",
            "decided_by__last_name",
            "decided_by__title",
        )
        return shown.order_by("-decided_at", "-pk")

    def undone_for(self, referral: Referral, county: Organisation | None) -> Self:
        """The county's decisions on a contact that were undone, the latest first."""
        if not referral.has_undone:
            return self.none()
        undone = self.filter(undone_of=referral, decided_by__organisation=county)
        told = undone.prefetch_related("decided_by", "undone_by", "case__unit", "case__responsible")
        return told.order_by("-undone_at")


class Triage(Imprinted):
    """What was found and decided on a contact (yhteydenoton arvio, headings 1009).

    One for each contact, and never changed. A mistaken one is undone: it then moves from
    `referral` to `undone_of`, with who undid it and why, and the contact waits again. A
    switch of section 36 of the Social Welfare Act allows only the two higher urgencies
    (headings 1009). `attempts` are {"on": iso day, "how": channel, "note": text}.
    """

    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, null=True, related_name="triage", editable=False
    )
    undone_of = models.ForeignKey(
        Referral,
        on_delete=models.PROTECT,
        null=True,
        related_name="undone_triages",
        editable=False,
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_because = models.TextField(_("why it was undone"), max_length=LONG_TEXT, blank=True)
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency)
    urgency_reason = models.TextField(_("reason for the urgency"), max_length=LONG_TEXT)
    over_75 = models.BooleanField(_("over 75 years old"), default=False)
    highest_care_allowance = models.BooleanField(
        _("receives the highest care allowance"), default=False
    )
    disabled_person = models.BooleanField(
        _("disabled person under the Disability Services Act"), default=False
    )
    special_support_child = models.BooleanField(
        _("child in need of special support"), default=False
    )
    dependants = models.CharField(
        _("children and others in the person’s care"),
        max_length=12,
        choices=Dependants,
    )
    dependants_not_known_because = models.CharField(
        _("not known because"), max_length=SHORT_TEXT, blank=True
    )
    measures = models.TextField(_("what has already been done"), max_length=LONG_TEXT)
    services_needed = models.TextField(
        _("the worker's view of the services needed"), max_length=LONG_TEXT, blank=True
    )
    next_steps = models.TextField(_("what was agreed to do next"), max_length=LONG_TEXT, blank=True)
    attempts = models.JSONField(_("attempts to reach the person"), default=list, blank=True)
    decision = models.CharField(_("decision"), max_length=12, choices=Decision)
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="triages",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = TriageQuerySet.as_manager()

    class Meta:
        verbose_name = _("triage")
        indexes = [models.Index(fields=["-decided_at", "-id"], name="triage_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["open", "join"], case__isnull=False)
                | Q(decision__in=["guide", "no_need", "not_reached"], case=None),
                name="triage_has_a_case_when_it_leads_to_one",
            ),
            models.CheckConstraint(
                condition=Q(
                    referral__isnull=False,
                    undone_of=None,
                    undone_by=None,
                    undone_at=None,
                    undone_because="",
                )
                | Q(
                    referral=None,
                    undone_of__isnull=False,
                    undone_by__isnull=False,
                    undone_at__isnull=False,
                )
                & ~Q(undone_because=""),
                name="triage_undone_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decision="not_reached") & ~Q(attempts=[])
                | ~Q(decision="not_reached") & Q(attempts=[]),
                name="triage_tells_the_attempts_when_nobody_was_reached",
            ),
            models.CheckConstraint(
                condition=Q(dependants="not_known") & ~Q(dependants_not_known_because="")
                | ~Q(dependants="not_known") & Q(dependants_not_known_because=""),
                name="triage_says_why_dependants_are_not_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    over_75=False,
                    highest_care_allowance=False,
                    disabled_person=False,
                    special_support_child=False,
                )
                | ~Q(urgency="not_urgent"),
                name="statutory_trigger_is_urgent",
            ),
        ]
        triggers = [
            decided_once(
                "triage_kept",
                "undone_at",
                "referral_id",
                "undone_of_id",
                "undone_by_id",
                "undone_because",
                "imprint",
            ),
            tell_referral("triage_tells_referral"),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.decision}"

    @property
    def contact(self) -> Referral:
        """The contact that was decided on, whether the decision stands or not."""
        contact = self.referral or self.undone_of
        assert contact is not None  # the database holds it
        return contact

    @property
    def dependants_words(self) -> str:
        reason = self.dependants_not_known_because
        return f"{self.get_dependants_display()} {reason}".strip()

    @property
    def triggers(self) -> list[str]:
        """What of section 36 of the Social Welfare Act applies, in words."""
        labels = {
            _("over 75 years old"): self.over_75,
            _("receives the highest care allowance"): self.highest_care_allowance,
            _("disabled person under the Disability Services Act"): self.disabled_person,
            _("child in need of special support"): self.special_support_child,
        }
        return [capfirst(str(label)) for label, applies in labels.items() if applies]
