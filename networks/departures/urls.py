"""Addresses of departures, below those of what leaves."""

from django.urls import path

from networks.departures.views import departure
from networks.directory.urls import HOME

urlpatterns = [
    path(
        f"{HOME}/<int:listed_organisation_pk>/lahtee/",
        departure.organisation_departure,
        name="organisation_departure",
    ),
    path(
        f"{HOME}/palvelut/<int:listed_service_pk>/lahtee/",
        departure.service_departure,
        name="service_departure",
    ),
    path(
        f"{HOME}/yhteyshenkilot/<int:listed_person_pk>/lahtee/",
        departure.person_departure,
        name="person_departure",
    ),
]
