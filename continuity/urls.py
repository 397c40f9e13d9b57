"""Addresses of the continuity of services."""

from django.urls import path

from continuity import views

app_name = "continuity"

CASE = "asiat/<int:case_pk>/palvelujatkumo/"
NEED = "tarpeet/<int:need_pk>/"
SERVICE = "tarpeiden-palvelut/<int:need_service_pk>/"

urlpatterns = [
    path(CASE, views.continuity, name="continuity"),
    path(f"{CASE}uusi-tarve/", views.need_add, name="need_add"),
    path(f"{CASE}ei-tarvetta/", views.no_need, name="no_need"),
    path(f"{NEED}muokkaa/", views.need_edit, name="need_edit"),
    path(f"{NEED}paata/", views.need_end, name="need_end"),
    path(f"{NEED}uusi-palvelu/", views.service_add, name="service_add"),
    path(f"{NEED}valivaihe/", views.interim_add, name="interim_add"),
    path(f"{SERVICE}muokkaa/", views.service_edit, name="service_edit"),
    path(f"{SERVICE}tilanne/", views.state_tell, name="state_tell"),
    path("palvelun-tilanteet/<int:state_pk>/peru/", views.state_take_back, name="state_take_back"),
    path("valivaiheet/<int:interim_pk>/muokkaa/", views.interim_edit, name="interim_edit"),
]
