"""Addresses of the directory."""

from django.urls import path

from networks.directory.views import browsing, csv_pages, for_clients, keeping_entries

HOME = "palveluhakemisto"

urlpatterns = [
    path(f"{HOME}/", browsing.directory, name="directory"),
    path(f"{HOME}/tulosta/", for_clients.services_print, name="services_print"),
    path("palvelut/", for_clients.public_counties, name="public_counties"),
    path("palvelut/<slug:county_code>/", for_clients.public_services, name="public_services"),
    path(f"{HOME}/tiedosto/", csv_pages.export, name="directory_export"),
    path(f"{HOME}/tuonti/", csv_pages.import_begin, name="directory_import_begin"),
    path(f"{HOME}/tuonti/<int:import_pk>/", csv_pages.import_page, name="directory_import"),
    path(
        f"{HOME}/tuonti/<int:import_pk>/poista/",
        csv_pages.import_remove,
        name="directory_import_remove",
    ),
    path(
        f"{HOME}/tuonti/<int:import_pk>/peru/",
        csv_pages.import_undo,
        name="directory_import_undo",
    ),
    path(f"{HOME}/uusi/", keeping_entries.organisation_add, name="listed_organisation_add"),
    path(
        f"{HOME}/<int:listed_organisation_pk>/",
        browsing.organisation,
        name="directory_organisation",
    ),
    path(
        f"{HOME}/<int:listed_organisation_pk>/muuta/",
        keeping_entries.organisation_edit,
        name="listed_organisation_edit",
    ),
    path(
        f"{HOME}/<int:listed_organisation_pk>/palvelu/",
        keeping_entries.service_add,
        name="listed_service_add",
    ),
    path(
        f"{HOME}/<int:listed_organisation_pk>/yhteyshenkilo/",
        keeping_entries.person_add,
        name="listed_person_add",
    ),
    path(
        f"{HOME}/palvelut/<int:listed_service_pk>/",
        keeping_entries.service_edit,
        name="listed_service_edit",
    ),
    path(
        f"{HOME}/palvelut/<int:listed_service_pk>/tarkistettu/",
        keeping_entries.service_check,
        name="listed_service_check",
    ),
    path(
        f"{HOME}/yhteyshenkilot/<int:listed_person_pk>/",
        keeping_entries.person_edit,
        name="listed_person_edit",
    ),
]
