"""How a client is reached: any number of ways, each with whether a message may be left."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.client import Client
from cases.text import SHORT_TEXT
from cases.vocabularies import ContactKind


class ContactDetail(models.Model):
    """One phone, address or e-mail. `whose` is empty where it is the client's own.

    A message may be left only where the client has said so: it may reveal custody to
    whoever shares the phone or the mailbox.
    """

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="contact_details", editable=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ContactKind)
    value = models.CharField(_("number or address"), max_length=SHORT_TEXT)
    whose = models.CharField(_("whose, if not the client's own"), max_length=SHORT_TEXT, blank=True)
    message_may_be_left = models.BooleanField(_("a message may be left"), default=False)

    class Meta:
        verbose_name = _("contact detail")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.client_id}"
