"""Addresses of departures, below those of what leaves."""

from django.urls import path

from networks.departures.views import leaving_pages, taking_back_page
from networks.directory.urls import HOME

urlpatterns = [
    path(
        f"{HOME}/<int:listed_organisation_pk>/lahtee/",
        leaving_pages.organisation_departure,
        name="organisation_departure",
    ),
    path(
        f"{HOME}/palvelut/<int:listed_service_pk>/lahtee/",
        leaving_pages.service_departure,
        name="service_departure",
    ),
    path(
        f"{HOME}/yhteyshenkilot/<int:listed_person_pk>/lahtee/",
        leaving_pages.person_departure,
        name="person_departure",
    ),
    path(
        f"{HOME}/lahdot/<int:departure_pk>/peru/",
        taking_back_page.departure_take_back,
        name="departure_take_back",
    ),
]
