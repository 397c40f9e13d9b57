"""The directory as every worker of the county reads it."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import Organisation
from listings.listing import ROWS_A_PAGE
from listings.pages import page_of
from listings.table import Table
from networks.directory.access import open_organisation, read_county
from networks.directory.cells import chosen_keys
from networks.directory.forms.listed_organisation import municipalities_of
from networks.directory.listings import AREA, DIRECTORY, WORD
from networks.models import DirectoryOrganisation, DirectoryPerson, DirectoryService

# The page of organisations without a service; the list of services has its own.
WITHOUT = "ilman"


@require_GET
@page_of(DIRECTORY)
def directory(request: SignedInRequest, table: Table) -> HttpResponse:
    """All services, to be narrowed and searched by word."""
    county = read_county(request)
    keeps = request.user.is_administrator
    context = {
        "county": county,
        "table": table,
        "keeps": keeps,
        "word": table.asked.said.get(WORD, ""),
        "area": table.asked.said.get(AREA, ""),
        "municipalities": municipalities_of(county),
        "chosen": _chosen(request, county, table),
        "without_service": _without_service(request, county) if keeps else None,
    }
    return render(request, "networks/directory/list.html", context)


def _chosen(request: SignedInRequest, county: Organisation, table: Table) -> list[DirectoryService]:
    """What was ticked before this search; in the rows below it is not asked for again."""
    keys = chosen_keys(request.GET)
    if not keys:
        return []
    offered = DirectoryService.objects.offered().of_county(county)
    chosen = list(offered.filter(pk__in=keys).for_listing())
    known = {service.pk for service in chosen}
    for row in table.page:
        row.is_chosen = row.pk in known
    return chosen


def _without_service(request: SignedInRequest, county: Organisation) -> Page[DirectoryOrganisation]:
    """Organisations that the list of services does not show at all, in pages of their own."""
    found = DirectoryOrganisation.objects.of_county(county).filter(services=None)
    return Paginator(found, ROWS_A_PAGE).get_page(request.GET.get(WITHOUT))


@require_GET
def organisation(request: SignedInRequest, listed_organisation_pk: int) -> HttpResponse:
    """One organisation with its services and contact persons, those of the past behind a line."""
    found = open_organisation(request, listed_organisation_pk)
    services = list(DirectoryService.objects.filter(organisation=found).select_related("saved_by"))
    people = list(DirectoryPerson.objects.filter(organisation=found))
    for service in services:
        service.organisation = found
    names = dict(municipalities_of(found.county))
    context = {
        "organisation": found,
        "area": [names.get(code, code) for code in found.municipalities],
        "services": [each for each in services if not each.has_ended],
        "ended_services": [each for each in services if each.has_ended],
        "people": [each for each in people if not each.has_ended],
        "ended_people": [each for each in people if each.has_ended],
        "keeps": request.user.is_administrator,
    }
    return render(request, "networks/directory/organisation.html", context)
