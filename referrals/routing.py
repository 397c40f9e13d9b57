"""Which county a contact goes to, and who there is told.

The home municipality decides and not the prison's place (SHL; domain 1.1): a prison
stay does not change it.
"""

from django.db.models import QuerySet

from accounts.models import Organisation, UnitRole, User


def receiving_counties() -> QuerySet[Organisation]:
    """The counties that somebody reads contacts in: others have a channel of their own."""
    staffed = intake_workers().values("organisation")
    return Organisation.objects.counties().filter(pk__in=staffed)


def intake_workers() -> QuerySet[User]:
    """Everybody who reads contacts of their own county."""
    return User.objects.filter(is_active=True, unit_memberships__role=UnitRole.INTAKE).distinct()
