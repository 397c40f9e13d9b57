"""Addresses of contacts: the sender's, the intake's, and the case's."""

from django.urls import path

from referrals.exchange.views import attachments, messages
from referrals.intake.views import inbox, log, triage
from referrals.moving.views import reports, take_over, transfer
from referrals.public import views
from referrals.sending.views import check, drafts, sent

app_name = "referrals"

DRAFT = "yhteydenotot/luonnokset/<int:referral_pk>"

urlpatterns = [
    path("yhteydenotto/", views.public, name="public"),
    path("yhteydenotto/tarkista/", views.check, name="public_check"),
    path("yhteydenotto/muuta/", views.change, name="public_change"),
    path("yhteydenotto/laheta/", views.send, name="public_send"),
    path("yhteydenotto/kuittaus/<str:receipt>/", views.receipt, name="public_receipt"),
    path("yhteydenotot/", sent.sent, name="sent"),
    path("yhteydenotot/uusi/", drafts.new, name="new"),
    path(f"{DRAFT}/henkilo/", drafts.person, name="draft_person"),
    path(f"{DRAFT}/lyhyt/", drafts.short, name="draft_short"),
    path(f"{DRAFT}/peruste/", drafts.ground, name="draft_ground"),
    path(f"{DRAFT}/vankeus/", drafts.custody, name="draft_custody"),
    path(f"{DRAFT}/tuen-tarve/", drafts.need, name="draft_need"),
    path(f"{DRAFT}/tarkista/", check.check, name="draft_check"),
    path(f"{DRAFT}/tuloste/", check.paper, name="draft_paper"),
    path(f"{DRAFT}/laheta/", check.send, name="draft_send"),
    path(f"{DRAFT}/poista/", check.remove, name="draft_remove"),
    path("yhteydenotot/<int:referral_pk>/", sent.referral_page, name="referral_page"),
    path("yhteydenotot/<int:referral_pk>/kuittaus/", sent.receipt, name="receipt"),
    path("yhteydenotot/<int:referral_pk>/asiassa/", sent.in_case, name="in_case"),
    path("yhteydenotot/<int:referral_pk>/vastuulle/", take_over.take_over, name="take_over"),
    path("yhteydenotot/<int:referral_pk>/muutos/", reports.report, name="report"),
    path("asiat/<int:case_pk>/kerrotut-muutokset/", reports.reports, name="reports"),
    path("yhteydenotot/<int:referral_pk>/kysy/", messages.ask, name="ask"),
    path(
        "yhteydenotot/<int:referral_pk>/kysymykset/<int:message_pk>/",
        messages.answer,
        name="answer",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/lisatieto/",
        messages.add_information,
        name="add_information",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/liitteet/<int:attachment_pk>/",
        attachments.attachment,
        name="attachment",
    ),
    path("vastaanotto/", inbox.inbox, name="inbox"),
    path("vastaanotto/kirjaa/", log.log_contact, name="log_contact"),
    path("vastaanotto/siirretyt/", transfer.transferred, name="transferred"),
    path("vastaanotto/paatetyt/", inbox.decided, name="decided"),
    path("vastaanotto/<int:referral_pk>/", triage.triage, name="triage"),
    path("vastaanotto/<int:referral_pk>/siirra/", transfer.transfer, name="transfer"),
    path(
        "vastaanotto/<int:referral_pk>/tarjottu/",
        transfer.transfer_waiting,
        name="transfer_waiting",
    ),
    path(
        "vastaanotto/<int:referral_pk>/vastaanota/",
        transfer.transfer_answer,
        name="transfer_answer",
    ),
]
