"""Addresses of the way in and of the inbox."""

from django.urls import path

from accounts.views import held, home, inbox

app_name = "accounts"

urlpatterns = [
    path("", home.home, name="home"),
    path("jatka/", held.held_text_page, name="held_text"),
    path("saapuneet/", inbox.inbox, name="inbox"),
    path("saapuneet/<int:notice_pk>/", inbox.notice_open, name="notice_open"),
]
