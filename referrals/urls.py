"""Addresses of contacts: the sender's, the intake's, and the case's."""

from django.urls import path

from referrals.exchange.views import attachments, corrections, messages
from referrals.intake.views import numbers, queue, reading, receiving, triage
from referrals.moving.views import custody_reports, take_over, transfer
from referrals.public import views
from referrals.sending.views import check, drafts, search, sent

app_name = "referrals"

DRAFT = "yhteydenotot/luonnokset/<int:referral_pk>"

urlpatterns = [
    path("yhteydenotto/", views.public_form, name="public_form"),
    path("yhteydenotto/tarkista/", views.public_check, name="public_check"),
    path("yhteydenotto/muuta/", views.public_change, name="public_change"),
    path("yhteydenotto/laheta/", views.public_send, name="public_send"),
    path("yhteydenotto/kuittaus/<str:receipt>/", views.public_receipt, name="public_receipt"),
    path("yhteydenotot/", sent.referral_list, name="referral_list"),
    path("yhteydenotot/hae/", search.referral_search, name="referral_search"),
    path("yhteydenotot/uusi/", drafts.draft_new, name="draft_new"),
    path(f"{DRAFT}/henkilo/", drafts.draft_person, name="draft_person"),
    path(f"{DRAFT}/lyhyt/", drafts.draft_short, name="draft_short"),
    path(f"{DRAFT}/peruste/", drafts.draft_ground, name="draft_ground"),
    path(f"{DRAFT}/vankeus/", drafts.draft_custody, name="draft_custody"),
    path(f"{DRAFT}/tuen-tarve/", drafts.draft_need, name="draft_need"),
    path(f"{DRAFT}/tarkista/", check.draft_check, name="draft_check"),
    path(f"{DRAFT}/tuloste/", check.draft_paper, name="draft_paper"),
    path(f"{DRAFT}/muuta-kautta/", check.draft_elsewhere, name="draft_elsewhere"),
    path(f"{DRAFT}/laheta/", check.draft_send, name="draft_send"),
    path(f"{DRAFT}/poista/", check.draft_remove, name="draft_remove"),
    path("yhteydenotot/<int:referral_pk>/", sent.referral_page, name="referral_page"),
    path(
        "yhteydenotot/<int:referral_pk>/kuittaus/", sent.referral_receipt, name="referral_receipt"
    ),
    path("yhteydenotot/<int:referral_pk>/asiassa/", sent.referral_in_case, name="referral_in_case"),
    path(
        "yhteydenotot/<int:referral_pk>/vastuulle/",
        take_over.referral_take_over,
        name="referral_take_over",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/muutos/",
        custody_reports.custody_report,
        name="custody_report",
    ),
    path(
        "asiat/<int:case_pk>/kerrotut-muutokset/",
        custody_reports.custody_reports,
        name="custody_reports",
    ),
    path("yhteydenotot/<int:referral_pk>/kysy/", messages.question_ask, name="question_ask"),
    path(
        "yhteydenotot/<int:referral_pk>/kysymykset/<int:message_pk>/",
        messages.question_answer,
        name="question_answer",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/lisatieto/",
        messages.information_add,
        name="information_add",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/mika-auttaa/",
        messages.what_helps_add,
        name="what_helps_add",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/korjaa/",
        corrections.referral_correct,
        name="referral_correct",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/peru/",
        corrections.referral_withdraw,
        name="referral_withdraw",
    ),
    path(
        "yhteydenotot/<int:referral_pk>/liitteet/<int:attachment_pk>/",
        attachments.attachment_open,
        name="attachment_open",
    ),
    path("vastaanotto/", queue.queue, name="queue"),
    path("vastaanotto/numerot/", numbers.county_numbers, name="county_numbers"),
    path("vastaanotto/kirjaa/", receiving.referral_receive, name="referral_receive"),
    path("vastaanotto/siirretyt/", transfer.transfer_list, name="transfer_list"),
    path("vastaanotto/paatetyt/", queue.triage_list, name="triage_list"),
    path("vastaanotto/<int:referral_pk>/", triage.referral_triage, name="referral_triage"),
    path("vastaanotto/<int:referral_pk>/luen/", reading.reading_claim, name="reading_claim"),
    path("vastaanotto/<int:referral_pk>/siirra/", transfer.transfer_offer, name="transfer_offer"),
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
