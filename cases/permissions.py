"""The only list of what a person may do in a case, and which role carries what.

This table is the published permission table (ASVS V8.1.1): nothing else grants.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CasePermission(models.TextChoices):
    """What a person may be allowed to do in one case."""

    VIEW = "cases.view_case", _("Sees the case")
    WRITE = "cases.change_case", _("Writes in the case")
    TEAM = "cases.assign_case", _("Changes the team")
    CLOSE = "cases.close_case", _("Closes the case")

    @property
    def codename(self) -> str:
        """The name without the app, as guardian stores it."""
        return self.value.partition(".")[2]


class CaseRole(models.TextChoices):
    """What somebody is in the team of one case."""

    RESPONSIBLE = "responsible", _("Personal worker")
    MEMBER = "member", _("Team member")
    SUBSTITUTE = "substitute", _("Substitute")
    PURPOSE = "purpose", _("Opened with a stated purpose")


ROLE_PERMISSIONS = {
    CaseRole.RESPONSIBLE: frozenset(CasePermission),
    CaseRole.MEMBER: frozenset({CasePermission.VIEW, CasePermission.WRITE}),
    CaseRole.SUBSTITUTE: frozenset({CasePermission.VIEW, CasePermission.WRITE}),
    CaseRole.PURPOSE: frozenset({CasePermission.VIEW}),
}
