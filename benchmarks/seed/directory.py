"""The county's directory: as many services in every world, because no case brings one."""

from collections.abc import Iterator

from django.utils import timezone

from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.people import People
from networks.models import DirectoryOrganisation, DirectoryService

ORGANISATIONS, SERVICES_OF_EACH = 500, 10


def make_directory(people: People) -> None:
    """Kept by the first intake worker: nobody of the world is an administrator."""
    keys = reserve(DirectoryOrganisation, ORGANISATIONS)
    told = {"saved_at": timezone.now(), "saved_by_id": people.intake[0]}
    rows = (
        {
            "id": key,
            "county_id": people.county.pk,
            "name_fi": f"Järjestö {n:04}",
            "kind": DirectoryOrganisation.Kind.OTHER.value,
            "municipalities": [],
        }
        | told
        for n, key in enumerate(keys)
    )
    copy_in(DirectoryOrganisation, rows)
    copy_in(DirectoryService, (service | told for service in _services(keys)))


def _services(keys: list[int]) -> Iterator[Row]:
    for key in keys:
        for n in range(SERVICES_OF_EACH):
            yield {
                "organisation_id": key,
                "name_fi": f"Palvelu {n}",
                "name_sv": f"Service {n}",
                "what_fi": "Keskustelua, neuvontaa ja tukea arkeen.",
                "for_whom_fi": "Vapautuville ja läheisille.",
                "access": DirectoryService.Access.LOW_THRESHOLD.value,
                "languages": ["fi", "sv"],
                "phone": "017 000 0400",
                "hours_fi": "ma–pe klo 9–15",
            }
