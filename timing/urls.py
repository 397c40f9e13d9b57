"""Addresses of the rules of time."""

from django.urls import path

from timing.views import rule_national, rule_own, rules, working_days

app_name = "timing"

urlpatterns = [
    path("maaraajat/", rules, name="rules"),
    path("maaraajat/tyopaivat/", working_days, name="working_days"),
    path("maaraajat/<int:rule_pk>/oma/", rule_own, name="rule_own"),
    path("maaraajat/<int:rule_pk>/valtakunnallinen/", rule_national, name="rule_national"),
]
