"""Addresses of signing in and of the notices."""

from django.urls import path

from accounts.views import held, home, invitation, kept, notices, outgoing_mail

app_name = "accounts"

urlpatterns = [
    path("", home.home, name="home"),
    path("kutsu/", invitation.invitation_accept, name="invitation_accept"),
    path("jatka/", held.held_text_page, name="held_text"),
    path("tallessa/", kept.kept_text_list, name="kept_text_list"),
    path("tallessa/talteen/", kept.kept_text_save, name="kept_text_save"),
    path("tallessa/lomake/", kept.kept_text_offers, name="kept_text_offers"),
    path("tallessa/<uuid:kept_pk>/", kept.kept_text_page, name="kept_text"),
    path("tallessa/<uuid:kept_pk>/poista/", kept.kept_text_discard, name="kept_text_discard"),
    path("ilmoitukset/", notices.notice_list, name="notice_list"),
    path("ilmoitukset/<int:notice_pk>/", notices.notice_open, name="notice_open"),
    path("sahkoposti/", outgoing_mail.mail_choice, name="mail_choice"),
    path("yllapito/sahkoposti/", outgoing_mail.mail_list, name="mail_list"),
]
