"""The directory for those without an account: a public page, and chosen services on paper."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import Organisation
from accounts.public_page import PARAMETER, language_links, public_page
from listings.listing import ROWS_A_PAGE
from networks.directory.access import read_county
from networks.directory.cells import CHOSEN, chosen_keys
from networks.directory.forms.listed_organisation import municipalities_of
from networks.directory.listings import AREA, is_municipality
from networks.models import DirectoryPerson, DirectoryService


@require_GET
@public_page
def public_counties(request: HttpRequest) -> HttpResponse:
    """Counties that show services; with one alone, its page."""
    shown = DirectoryService.objects.public().values("organisation__county")
    counties = list(Organisation.objects.counties().filter(pk__in=shown).order_by("name_fi"))
    query = urlencode({PARAMETER: translation.get_language()})
    if len(counties) == 1:
        page = reverse("networks:public_services", args=[counties[0].code])
        return redirect(f"{page}?{query}")
    context = {"counties": counties, "query": query, "languages": language_links(request.path)}
    return render(request, "networks/directory/public_counties.html", context)


@require_GET
@public_page
def public_services(request: HttpRequest, county_code: str) -> HttpResponse:
    """What a county shows to everybody: nothing of queues, and no person who has not agreed."""
    county = get_object_or_404(Organisation.objects.counties(), code=county_code)
    area = request.GET.get(AREA, "")
    area = area if is_municipality(area) else ""
    services = DirectoryService.objects.public().of_county(county).for_listing()
    found = services.in_municipality(area) if area else services
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    chosen = ({AREA: area} if area else {}) | ({"page": page.number} if page.number > 1 else {})
    context = {
        "county": county,
        "page": page,
        "services": with_people(list(page)),
        "area": area,
        "municipalities": municipalities_of(county),
        "language": translation.get_language(),
        "languages": language_links(request.path, chosen),
    }
    return render(request, "networks/directory/public.html", context)


@require_GET
def services_print(request: SignedInRequest) -> HttpResponse:
    """Chosen services in large plain text, in the language that the client reads.

    The address names services and a language, and the page no client: it may lie about.
    """
    county = read_county(request)
    offered = DirectoryService.objects.offered().of_county(county)
    asked = request.GET.get(PARAMETER, "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        services = list(offered.filter(pk__in=chosen_keys(request.GET)).for_listing())
    if not services:
        messages.error(request, _("Choose first the services that you want to print."))
        return redirect("networks:directory")
    query = [(CHOSEN, service.pk) for service in services]
    context: dict[str, Any] = {
        "county": county,
        "services": with_people(services),
        "language": language,
        "languages": [
            {
                "code": code,
                "name": translation.get_language_info(code)["name_local"].capitalize(),
                "url": f"?{urlencode([*query, (PARAMETER, code)])}",
            }
            for code, _name in settings.LANGUAGES
            if code != language
        ],
    }
    with translation.override(language):
        return render(request, "networks/directory/print.html", context)


def with_people(services: list[DirectoryService]) -> list[DirectoryService]:
    """Each with the contact persons of its organisation who have agreed to be shown."""
    organisations = {service.organisation_id for service in services}
    agreed = DirectoryPerson.objects.in_force().filter(is_public=True)
    people: dict[int, list[DirectoryPerson]] = {}
    for person in agreed.filter(organisation__in=organisations):
        people.setdefault(person.organisation_id, []).append(person)
    for service in services:
        service.people_shown = people.get(service.organisation_id, [])
    return services
