"""Addresses of signing in and of the notices."""

from django.urls import path

from accounts.views import held, home, notices, outgoing_mail

app_name = "accounts"

urlpatterns = [
    path("", home.home, name="home"),
    path("jatka/", held.held_text_page, name="held_text"),
    path("ilmoitukset/", notices.notice_list, name="notice_list"),
    path("ilmoitukset/<int:notice_pk>/", notices.notice_open, name="notice_open"),
    path("sahkoposti/", outgoing_mail.mail_choice, name="mail_choice"),
    path("yllapito/sahkoposti/", outgoing_mail.mail_list, name="mail_list"),
]
