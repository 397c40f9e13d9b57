"""Addresses of the continuity of services."""

from django.urls import path

from continuity import views

app_name = "continuity"

urlpatterns = [
    path("asiat/<int:case_pk>/palvelujatkumo/", views.continuity, name="continuity"),
]
