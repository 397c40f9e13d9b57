"""Who reads the directory and who keeps it; for others it is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from accounts.models import Organisation
from networks.models import (
    DirectoryImport,
    DirectoryOrganisation,
    DirectoryPerson,
    DirectoryService,
)
from networks.models.directory_entry import reads_directory


def read_county(request: SignedInRequest) -> Organisation:
    """The county whose directory the user reads."""
    county = request.user.county
    if county is None or not reads_directory(request.user):
        raise Http404
    return county


def kept_county(request: SignedInRequest) -> Organisation:
    """The county whose directory the user keeps, as its administrator."""
    county = request.user.county
    if county is None or not request.user.is_administrator:
        raise Http404
    return county


def open_organisation(
    request: SignedInRequest, listed_organisation_pk: int
) -> DirectoryOrganisation:
    """For reading."""
    found = DirectoryOrganisation.objects.of_county(read_county(request))
    organisation: DirectoryOrganisation = get_object_or_404(found, pk=listed_organisation_pk)
    return organisation


def keep_organisation(
    request: SignedInRequest, listed_organisation_pk: int
) -> DirectoryOrganisation:
    """For writing."""
    kept_county(request)
    return open_organisation(request, listed_organisation_pk)


def keep_service(request: SignedInRequest, listed_service_pk: int) -> DirectoryService:
    found = DirectoryService.objects.of_county(kept_county(request))
    service: DirectoryService = get_object_or_404(
        found.select_related("organisation"), pk=listed_service_pk
    )
    return service


def keep_person(request: SignedInRequest, listed_person_pk: int) -> DirectoryPerson:
    found = DirectoryPerson.objects.of_county(kept_county(request))
    person: DirectoryPerson = get_object_or_404(
        found.select_related("organisation"), pk=listed_person_pk
    )
    return person


def keep_import(request: SignedInRequest, import_pk: int) -> DirectoryImport:
    """A file of the county, waiting, brought in or undone."""
    found = DirectoryImport.objects.of_county(kept_county(request))
    brought: DirectoryImport = get_object_or_404(found.select_related("county"), pk=import_pk)
    return brought
