"""The log of reads, acts and refusals, and the chain that shows tampering."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def of_case(self, case_id: int) -> "AuditEventQuerySet":
        """What concerns one case, newest first."""
        return self.filter(case_id=case_id).order_by("-pk")

    def of_case_and_client(self, case_id: int, client_id: int) -> "AuditEventQuerySet":
        """Likewise, and where its client was seen among others."""
        among_others = Q(client_ids__contains=[client_id])
        return self.filter(Q(case_id=case_id) | among_others).order_by("-pk")

    def of_referral(self, referral_id: int) -> "AuditEventQuerySet":
        """What concerns one contact, and where it was seen among others; newest first."""
        among_others = Q(referral_ids__contains=[referral_id])
        return self.filter(Q(referral_id=referral_id) | among_others).order_by("-pk")

    def unsealed(self) -> "AuditEventQuerySet":
        """Events that wait for the chain, oldest first."""
        return self.filter(pk__in=UnsealedEvent.objects.values("pk"), seal=None).order_by("pk")

    def lost(self) -> "AuditEventQuerySet":
        """Events that are neither in the chain nor wait for it. Reads the whole log."""
        waiting = UnsealedEvent.objects.filter(pk=models.OuterRef("pk"))
        return self.filter(~models.Exists(waiting), seal=None).order_by("pk")


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
    # Of a list, a search or a comparison: all whom it showed by name.
    client_ids = ArrayField(models.BigIntegerField(), null=True)
    referral_ids = ArrayField(models.BigIntegerField(), null=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("log event")
        indexes = [
            models.Index(fields=["case_id", "-id"], name="audit_of_case"),
            models.Index(fields=["referral_id", "-id"], name="audit_of_referral"),
            models.Index(fields=["client_id", "-id"], name="audit_of_client"),
            models.Index(fields=["by_id", "-id"], name="audit_of_user"),
            GinIndex(
                fields=["client_ids"],
                name="audit_among_clients",
                condition=Q(client_ids__isnull=False),
            ),
            GinIndex(
                fields=["referral_ids"],
                name="audit_among_referrals",
                condition=Q(referral_ids__isnull=False),
            ),
        ]
        triggers = [
            # The revoked rights bind the application's role; this binds everyone.
            pgtrigger.Protect(
                name="audit_event_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="audit_event_waits_for_seal",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_events"),  # type: ignore[no-untyped-call]
                func=(
                    "INSERT INTO audit_unsealedevent (event_id) SELECT id FROM new_events; "
                    "RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class UnsealedEvent(models.Model):
    """An event that waits for the chain.

    A trigger writes it in the event's own transaction, and sealing takes it away. So
    sealing reads what is new and nothing else, and an event whose transaction commits
    late, in whatever order the ids were given, is found when it is there.
    """

    # No foreign key: its check would be paid with every page.
    event_id = models.BigIntegerField(primary_key=True)

    class Meta:
        verbose_name = _("unsealed log event")

    def __str__(self) -> str:
        return str(self.event_id)


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
