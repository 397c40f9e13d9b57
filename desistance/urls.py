"""Addresses of the checklists of a case."""

from django.urls import path, register_converter

from desistance import views
from desistance.converters import OccasionConverter

register_converter(OccasionConverter, "occasion")

app_name = "desistance"

urlpatterns = [
    path("asiat/<int:case_pk>/desistanssi/", views.checklists, name="checklists"),
    path(
        "asiat/<int:case_pk>/desistanssi/<occasion:occasion>/",
        views.checklist_fill,
        name="checklist_fill",
    ),
    path("desistanssi/<int:checklist_pk>/", views.checklist_page, name="checklist_page"),
    path("desistanssi/<int:checklist_pk>/sulje/", views.checklist_close, name="checklist_close"),
]
