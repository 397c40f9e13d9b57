"""What keeps a submitted form from being lost, or from counting twice."""

import uuid

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class FormKeyQuerySet(models.QuerySet["FormKey"]):
    def claim(self, key: uuid.UUID, user_id: int | None) -> str:
        """Take the key for this transaction; return its answer, or nothing if it is new.

        Whoever comes second waits until the first has committed.
        """
        table = FormKey._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} AS held (key, user_id, answer, at)"
                " VALUES (%s, %s, '', now())"
                " ON CONFLICT (key) DO UPDATE SET key = held.key RETURNING answer",
                [key, user_id],
            )
            return str(cursor.fetchone()[0])


class FormKey(models.Model):
    """A creating form that was answered; the same key gets the same answer again."""

    key = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = FormKeyQuerySet.as_manager()

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


class KeptText(models.Model):
    """What is being typed into an open page, sealed for its writer, until the form was saved.

    The row is the open page's own, so two tabs never write over each other. Once the form was
    saved the row stays for a while without its text, so that a late save brings nothing back.
    """

    id = models.UUIDField(primary_key=True)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The address that the form is sent to, and which of its forms it is.
    form = models.CharField(max_length=500)
    # Grows with each save of the page: an older one that comes late changes nothing.
    number = models.BigIntegerField()
    sealed = models.BinaryField()
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kept text")
        indexes = [
            models.Index(fields=["writer", "form"], name="kept_text_of_form"),
            models.Index(fields=["at"], name="kept_text_at"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_over(self) -> bool:
        """Whether the form was saved, so that nothing is kept any more."""
        return not self.sealed
