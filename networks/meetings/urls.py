"""Addresses of meetings; none tells what a meeting is about."""

from django.urls import path

from networks.meetings.views import (
    agenda_pages,
    decisions,
    inviting,
    minutes,
    planning,
    reading,
    replaced_in_minutes,
)

urlpatterns = [
    path("asiat/<int:case_pk>/tapaamiset/", reading.meeting_list, name="meeting_list"),
    path(
        "asiat/<int:case_pk>/tapaamiset/verkosto/",
        planning.meeting_plan,
        {"kind": "network"},
        name="network_meeting_plan",
    ),
    path(
        "asiat/<int:case_pk>/tapaamiset/kahden/",
        planning.meeting_plan,
        {"kind": "one_to_one"},
        name="meeting_of_two_plan",
    ),
    path("tapaamiset/<int:meeting_pk>/", reading.meeting_page, name="meeting_page"),
    path("tapaamiset/<int:meeting_pk>/muuta/", planning.meeting_edit, name="meeting_edit"),
    path("tapaamiset/<int:meeting_pk>/peru/", planning.meeting_cancel, name="meeting_cancel"),
    path(
        "tapaamiset/<int:meeting_pk>/peru/kumoa/",
        planning.meeting_cancellation_take_back,
        name="meeting_cancellation_take_back",
    ),
    path("tapaamiset/<int:meeting_pk>/pidetty/", planning.meeting_held, name="meeting_held"),
    path("tapaamiset/<int:meeting_pk>/aiheet/", agenda_pages.meeting_agenda, name="meeting_agenda"),
    path("tapaamiset/<int:meeting_pk>/naytto/", agenda_pages.meeting_screen, name="meeting_screen"),
    path("tapaamiset/<int:meeting_pk>/kutsut/", inviting.meeting_invite, name="meeting_invite"),
    path(
        "tapaamiset/<int:meeting_pk>/kalenteri/",
        inviting.meeting_calendar,
        name="meeting_calendar",
    ),
    path("tapaamiset/<int:meeting_pk>/muistio/", minutes.minutes_begin, name="minutes_begin"),
    path("muistiot/<int:minutes_pk>/", minutes.minutes_page, name="minutes_page"),
    path("muistiot/<int:minutes_pk>/muokkaa/", minutes.minutes_edit, name="minutes_edit"),
    path("muistiot/<int:minutes_pk>/hyvaksy/", minutes.minutes_approve, name="minutes_approve"),
    path("muistiot/<int:minutes_pk>/korjaa/", minutes.minutes_correct, name="minutes_correct"),
    path(
        "muistiot/<int:minutes_pk>/taydenna/",
        minutes.minutes_supplement,
        name="minutes_supplement",
    ),
    path(
        "muistiot/<int:minutes_pk>/korvatut/",
        replaced_in_minutes.minutes_replaced_texts,
        name="minutes_replaced_texts",
    ),
    path("muistiot/<int:minutes_pk>/sovitut/", decisions.decision_add, name="decision_add"),
    path(
        "muistiot/<int:minutes_pk>/sovitut/<int:decision_pk>/",
        decisions.decision_edit,
        name="decision_edit",
    ),
    path(
        "muistiot/<int:minutes_pk>/sovitut/<int:decision_pk>/poista/",
        decisions.decision_remove,
        name="decision_remove",
    ),
    path(
        "muistiot/<int:minutes_pk>/sovitut/<int:decision_pk>/tehty/",
        decisions.decision_end,
        name="decision_end",
    ),
]
