"""Where a record names an organisation, the directory is offered; any other name may stand."""

from accounts.models import Organisation
from networks.models import DirectoryOrganisation

# The key of the list of names in a page, which a field's input points to.
LIST_ID = "listed-organisations"


def offered_names(county: Organisation) -> list[str]:
    """The names of the organisations of today, in the reader's language."""
    found = DirectoryOrganisation.objects.of_county(county).in_force()
    return sorted({organisation.name for organisation in found})


def organisation_called(name: str, county: Organisation) -> DirectoryOrganisation | None:
    """The organisation of today that has exactly this name in one of the languages, if one has."""
    found = DirectoryOrganisation.objects.of_county(county).in_force()
    organisation: DirectoryOrganisation | None = found.called(name).order_by("pk").first()
    return organisation
