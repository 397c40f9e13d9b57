"""How fast somebody without an account may go on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.Model):
    """How much of an allowance is used up; `accounts/pace.py` reads and writes it.

    `key` is a keyed digest of what is counted, for no address is stored in clear.
    """

    key = models.CharField(max_length=64, primary_key=True)
    used_until = models.DateTimeField()

    class Meta:
        verbose_name = _("pace")
        indexes = [models.Index(fields=["used_until"], name="pace_used_until")]

    def __str__(self) -> str:
        return self.key[:8]
