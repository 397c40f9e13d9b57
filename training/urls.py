"""Addresses of the training register."""

from django.urls import path

from training import views

app_name = "training"

urlpatterns = [
    path("koulutukset/", views.register, name="register"),
    path("koulutukset/omat/", views.own, name="own"),
    path("koulutukset/uusi/", views.training_add, name="training_add"),
    path("koulutukset/<int:training_pk>/paiva/", views.day_add, name="day_add"),
    path("koulutukset/paivat/<int:training_day_pk>/", views.day_mark, name="day_mark"),
]
