"""How a client is reached: any number of ways, each with whether a message may be left."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.client import Client
from cases.vocabulary import ContactKind
from records.text_lengths import SHORT_TEXT

# Turvakielto (Sosmeta 1505.1): of the contact details only these are shown.
SHOWN_WHEN_PROTECTED = frozenset({ContactKind.PHONE, ContactKind.CONTACT_ADDRESS})


class ContactDetail(models.Model):
    """One phone, address or e-mail. `whose` is empty where it is the client's own.

    A message may be left only where the client has said so: it may reveal custody to
    whoever shares the phone or the mailbox. `digits` is a phone's number for search.
    """

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="contact_details", editable=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ContactKind)
    value = models.CharField(_("number or address"), max_length=SHORT_TEXT)
    digits = models.CharField(max_length=SHORT_TEXT, blank=True, editable=False)
    whose = models.CharField(_("whose, if not the client's own"), max_length=SHORT_TEXT, blank=True)
    message_may_be_left = models.BooleanField(_("a message may be left"), default=False)

    class Meta:
        verbose_name = _("contact detail")
        ordering = ["pk"]
        indexes = [models.Index(fields=["digits"], name="contact_detail_digits")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.client_id}"

    @property
    def is_shown(self) -> bool:
        """Whether it is shown to anybody: a non-disclosure order hides what tells the home."""
        return not self.client.protected_address or self.kind in SHOWN_WHEN_PROTECTED

    @property
    def content(self) -> tuple[str, str, str, bool]:
        """The values by which two versions of a row are compared."""
        return (self.kind, self.value, self.whose, self.message_may_be_left)
