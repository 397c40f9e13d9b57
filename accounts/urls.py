"""Addresses of signing in and of the inbox."""

from django.urls import path

from accounts.views import held, home, notices

app_name = "accounts"

urlpatterns = [
    path("", home.home, name="home"),
    path("jatka/", held.held_text_page, name="held_text"),
    path("saapuneet/", notices.inbox, name="inbox"),
    path("saapuneet/<int:notice_pk>/", notices.notice_open, name="notice_open"),
]
