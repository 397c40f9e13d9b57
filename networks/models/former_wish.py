"""What the client wished before of a member of the network."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.models.member import NetworkMember
from records.text_lengths import LONG_TEXT


class FormerWish(models.Model):
    """Kept when the client wishes otherwise; what they wish now stands with the member."""

    member = models.ForeignKey(
        NetworkMember, on_delete=models.PROTECT, related_name="former_wishes", editable=False
    )
    client_wish = models.CharField(
        _("the client’s wish"), max_length=20, choices=NetworkMember.Wish, editable=False
    )
    wish_words = models.TextField(
        _("the wish in the client’s own words"),
        max_length=LONG_TEXT,
        blank=True,
        editable=False,
    )
    until = models.DateField(_("until"), default=timezone.localdate, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("former wish")
        ordering = ["member", "-pk"]
        triggers = [
            pgtrigger.Protect(
                name="former_wish_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return self.get_client_wish_display()
