"""Contacts that went to the county in another way, because nobody there reads them here."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from records.triggers import kept_but
from referrals.models.referral import Referral
from referrals.vocabulary import OtherWay


class SentElsewhereQuerySet(models.QuerySet["SentElsewhere"]):
    def told_by(self, user: Any) -> Self:
        """What `user` has told, the latest first."""
        return self.filter(by=user).select_related("county").order_by("-sent_on", "-pk")


class SentElsewhere(models.Model):
    """That a draft was sent in another way: to whom, how and when, and nothing of the person.

    The draft stays with its writer for a while, and this row when it has gone.
    """

    draft = models.OneToOneField(
        Referral,
        on_delete=models.SET_NULL,
        null=True,
        related_name="sent_elsewhere",
        editable=False,
    )
    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    # Nobody, where the municipality answers.
    county = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    way = models.CharField(_("how it was sent"), max_length=20, choices=OtherWay)
    sent_on = models.DateField(_("sent on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    told_at = models.DateTimeField(auto_now_add=True)

    objects = SentElsewhereQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact sent in another way")
        triggers = [kept_but("sent_elsewhere_kept", "draft_id")]

    def __str__(self) -> str:
        return self.reference
