"""What keeps a submitted form from being lost, or from counting twice."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FormKey(models.Model):
    """A creating form that was answered; the same key gets the same answer again."""

    key = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("form key")
        db_table = "accounts_formkey"
        indexes = [models.Index(fields=["at"], name="form_key_at")]

    def __str__(self) -> str:
        return str(self.key)


class HeldText(models.Model):
    """A form that was sent after its session had ended, sealed until its writer is back.

    The key that opens it is only in the address that the browser was sent to, so a
    copy of the database shows nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("held text")
        db_table = "accounts_heldtext"
        indexes = [models.Index(fields=["at"], name="held_text_at")]

    def __str__(self) -> str:
        return str(self.id)
