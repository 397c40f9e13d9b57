"""The choices of each user in each list."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

QUERY_LENGTH = 200


class RememberedChoice(models.Model):
    """The filters and the order that a user chose in one list, written as in an address.

    Only choices that the list itself offers, so never a word that somebody typed and
    never anything about a client. It is checked anew at each reading.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    listing = models.CharField(max_length=40)
    query = models.CharField(max_length=QUERY_LENGTH)

    class Meta:
        verbose_name = _("remembered choice")
        constraints = [
            models.UniqueConstraint(fields=["user", "listing"], name="one_choice_per_user_and_list")
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.query}"
