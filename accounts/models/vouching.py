"""Who answers for somebody of another organisation having an account."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.user import User
from records.text_lengths import SHORT_TEXT


class Vouching(models.Model):
    """Somebody at a prison or another organisation told a county that `user` works there.

    A new one takes the place of the former, which stays. The county whose administrator
    recorded the newest one looks after the account.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="vouchings")
    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("who vouches"), max_length=SHORT_TEXT)
    contact = models.CharField(_("phone or e-mail of who vouches"), max_length=SHORT_TEXT)
    on = models.DateField(_("told on"))
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vouching")
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(name="vouching_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"
