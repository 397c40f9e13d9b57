"""Addresses of service-need assessments."""

from django.urls import path, register_converter

from assessments import views
from assessments.converters import MomentConverter

register_converter(MomentConverter, "moment")

app_name = "assessments"

urlpatterns = [
    path("asiat/<int:case_pk>/arviointi/", views.assessment_list, name="assessment_list"),
    path(
        "asiat/<int:case_pk>/arviointi/aloita/",
        views.assessment_start,
        name="assessment_start",
    ),
    path("arvioinnit/<int:assessment_pk>/", views.assessment_page, name="assessment_page"),
    path(
        "arvioinnit/<int:assessment_pk>/kirjaa/",
        views.assessment_map,
        name="assessment_map",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/kirjaa/<slug:part>/",
        views.assessment_part,
        name="assessment_part",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/korvatut/",
        views.assessment_replaced_texts,
        name="assessment_replaced_texts",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/valmista/",
        views.assessment_finalise,
        name="assessment_finalise",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/korjaa/",
        views.assessment_correct,
        name="assessment_correct",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/taydenna/",
        views.assessment_supplement,
        name="assessment_supplement",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/muutokset/",
        views.assessment_changes,
        name="assessment_changes",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/anna/",
        views.assessment_deliver,
        name="assessment_deliver",
    ),
    path(
        "arvioinnit/annetut/<int:delivery_pk>/peru/",
        views.delivery_take_back,
        name="delivery_take_back",
    ),
    path("asiat/<int:case_pk>/omat-arviot/", views.own_estimates, name="own_estimates"),
    path(
        "asiat/<int:case_pk>/omat-arviot/<moment:moment>/",
        views.estimates_record,
        name="estimates_record",
    ),
    path(
        "omat-arviot/<int:estimates_pk>/peru/",
        views.estimates_take_back,
        name="estimates_take_back",
    ),
]
