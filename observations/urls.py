"""Addresses of observations and their report."""

from django.urls import path

from observations.views import observing, reporting

app_name = "observations"

urlpatterns = [
    path("havainnot/uusi/", observing.observation_write, name="observation_write"),
    path("havainnot/", reporting.report, name="report"),
    path("havainnot/sanoin/", reporting.texts, name="texts"),
    path("havainnot/csv/", reporting.report_csv, name="report_csv"),
    path("havainnot/kannanotot/uusi/", reporting.statement_make, name="statement_make"),
    path(
        "havainnot/kannanotot/<int:statement_pk>/vastaus/",
        reporting.statement_answer,
        name="statement_answer",
    ),
]
