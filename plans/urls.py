"""Addresses of the client plans."""

from django.urls import path

from plans.views import agreeing, drafting, goals, reading, replaced_in_plan, reviewing, steps

app_name = "plans"

urlpatterns = [
    path("asiat/<int:case_pk>/suunnitelmat/", reading.plan_list, name="plan_list"),
    path("asiat/<int:case_pk>/suunnitelmat/uusi/", drafting.plan_new, name="plan_new"),
    path("suunnitelmat/<int:plan_pk>/", reading.plan_page, name="plan_page"),
    path("suunnitelmat/<int:plan_pk>/muokkaa/", drafting.plan_edit, name="plan_edit"),
    path(
        "suunnitelmat/<int:plan_pk>/korvatut/",
        replaced_in_plan.plan_replaced_texts,
        name="plan_replaced_texts",
    ),
    path("suunnitelmat/<int:plan_pk>/sovi/", agreeing.plan_agree, name="plan_agree"),
    path(
        "suunnitelmat/<int:plan_pk>/tarkista/",
        reviewing.plan_review,
        name="plan_review",
    ),
    path("suunnitelmat/<int:plan_pk>/tavoitteet/lisaa/", goals.goal_add, name="goal_add"),
    path(
        "suunnitelmat/<int:plan_pk>/tavoitteet/<int:goal_pk>/",
        goals.goal_edit,
        name="goal_edit",
    ),
    path(
        "suunnitelmat/<int:plan_pk>/tavoitteet/<int:goal_pk>/poista/",
        goals.goal_remove,
        name="goal_remove",
    ),
    path(
        "suunnitelmat/<int:plan_pk>/tavoitteet/<int:goal_pk>/keinot/lisaa/",
        steps.step_add,
        name="step_add",
    ),
    path(
        "suunnitelmat/<int:plan_pk>/keinot/<int:step_pk>/",
        steps.step_edit,
        name="step_edit",
    ),
    path(
        "suunnitelmat/<int:plan_pk>/keinot/<int:step_pk>/poista/",
        steps.step_remove,
        name="step_remove",
    ),
    path(
        "suunnitelmat/<int:plan_pk>/keinot/<int:step_pk>/tehty/",
        steps.step_done,
        name="step_done",
    ),
]
