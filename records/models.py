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
