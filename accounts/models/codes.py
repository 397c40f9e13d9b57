"""Codes of the national code server, as a county has fetched them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation


class NationalCode(models.Model):
    """What one of our words is called in a national code list, for the export.

    `code_list` is the list's number under 1.2.246.537.6 (e.g. "1252"), `key` our own
    value (e.g. "urgent"). A county fills its own rows; where one is missing, the export
    refuses the document and names it. `is_example` marks codes that nobody has fetched:
    they serve the demo and the tests only.
    """

    county = models.ForeignKey(
        Organisation,
        verbose_name=_("county"),
        on_delete=models.PROTECT,
        related_name="national_codes",
    )
    code_list = models.CharField(_("code list"), max_length=10)
    key = models.CharField(_("our word"), max_length=60)
    code = models.CharField(_("code"), max_length=40)
    display = models.CharField(_("name"), max_length=200)
    valid_from = models.DateField(_("from"))
    is_example = models.BooleanField(_("example"), default=False)

    class Meta:
        verbose_name = _("national code")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code_list", "key", "valid_from"], name="one_code_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code_list} {self.key}"
