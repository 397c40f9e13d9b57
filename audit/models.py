"""The log of reads, acts and refusals, and the chain that shows tampering."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Questions to the log."""

    def of_case(self, case_id: int) -> "AuditEventQuerySet":
        """What concerns one case, newest first."""
        return self.filter(case_id=case_id).order_by("-pk")

    def of_referral(self, referral_id: int) -> "AuditEventQuerySet":
        """What concerns one contact, newest first."""
        return self.filter(referral_id=referral_id).order_by("-pk")

    def unsealed(self) -> "AuditEventQuerySet":
        """Events that the chain does not hold yet, oldest first."""
        return self.filter(seal=None).order_by("pk")


class AuditEvent(models.Model):
    """One thing that somebody did to a client's record, or read of it.

    The content is that of the usage log in 703/2023 10 §: whose data, by whom,
    why and when. It holds ids and no foreign keys: erasing a case must not touch
    its log, and the log must not stop an erasure.
    """

    at = models.DateTimeField(_("time"), auto_now_add=True)
    action = models.CharField(_("action"), max_length=60)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("who"), max_length=200, blank=True)
    by_unit = models.CharField(_("organisation"), max_length=200, blank=True)
    case_id = models.BigIntegerField(null=True)
    client_id = models.BigIntegerField(null=True)
    referral_id = models.BigIntegerField(null=True)
    target = models.CharField(_("target"), max_length=100, blank=True)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    details = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("log event")
        indexes = [
            models.Index(fields=["case_id", "-id"], name="audit_of_case"),
            models.Index(fields=["referral_id", "-id"], name="audit_of_referral"),
            models.Index(fields=["client_id", "-id"], name="audit_of_client"),
            models.Index(fields=["by_id", "-id"], name="audit_of_user"),
        ]
        triggers = [
            # The revoked rights bind the application's role; this binds everyone.
            pgtrigger.Protect(
                name="audit_event_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class AuditSeal(models.Model):
    """One link of the hash chain: SHA-256 of the event and of the link before it.

    Written by a sweep each minute, not in the request, so that two requests never
    wait for each other. A cut tail is found by comparing with the last digest that
    was noted outside the database.
    """

    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("log seal")
        triggers = [
            pgtrigger.Protect(
                name="audit_seal_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.digest[:12]}"
