"""Addresses of what spans a whole case, or all cases of a worker or a unit."""

from django.urls import path, register_converter

from caseload.about.views import accessibility, help_page, privacy
from caseload.case_list.views import case_list
from caseload.case_page.views import case_page
from caseload.closing.views import case_close, case_reopen
from caseload.dashboard.views import (
    dashboard,
    dashboard_list,
    gap_list,
    unanswered_list,
    untriaged_list,
)
from caseload.decided.views import decided_to_needs
from caseload.documents.assessment_on_paper import ASSESSMENT, PLAIN_ASSESSMENT
from caseload.documents.case_papers import page_to_print, pdf_of
from caseload.documents.estimates_on_paper import ESTIMATES
from caseload.documents.factors_on_paper import FACTORS
from caseload.documents.invitation_views import invitation_pdf, invitation_print
from caseload.documents.map_on_paper import MAP
from caseload.documents.minutes_on_paper import MINUTES
from caseload.documents.paper_form_views import paper_form, paper_form_pdf
from caseload.documents.plan_on_paper import PLAN
from caseload.documents.visit_form_views import visit_form_pdf, visit_form_print
from caseload.handing_over import answering_views as answering
from caseload.handing_over import views as handing_over
from caseload.log_report.views import log_report_pdf, log_report_print
from caseload.moved_release.views import moved_release
from caseload.my_work.views import my_work
from caseload.people import views as people
from caseload.portti import views as gate
from caseload.portti.item_address import ItemConverter
from caseload.proposals.views import proposals
from caseload.resting.views import due_rest
from caseload.search.views import search
from caseload.undoing.views import triage_undo

register_converter(ItemConverter, "gate_item")

app_name = "caseload"

urlpatterns = [
    path("ohjeet/", help_page, name="help"),
    path("saavutettavuus/", accessibility, name="accessibility"),
    path("tietosuoja/", privacy, name="privacy"),
    path("oma-tyo/", my_work, name="my_work"),
    path("haku/", search, name="search"),
    path("asiat/", case_list, name="case_list"),
    path("asiat/<int:case_pk>/", case_page, name="case_page"),
    path("asiat/<int:case_pk>/paata/", case_close, name="case_close"),
    path("asiat/<int:case_pk>/avaa-uudelleen/", case_reopen, name="case_reopen"),
    path("asiat/<int:case_pk>/siirra/", handing_over.case_handover, name="case_handover"),
    path("siirrot/<int:handover_pk>/", handing_over.handover_page, name="handover_page"),
    path("siirrot/<int:handover_pk>/pdf/", handing_over.handover_pdf, name="handover_pdf"),
    path("siirrot/<int:handover_pk>/tuloste/", handing_over.handover_print, name="handover_print"),
    path("siirrot/saatu/<int:received_pk>/", answering.received_page, name="received_page"),
    path("vastaanotto/siirtyvat/", answering.handover_list, name="handover_list"),
    path(
        "vastaanotto/siirtyvat/<int:handover_pk>/",
        answering.handover_answer,
        name="handover_answer",
    ),
    path("asiat/<int:case_pk>/vapautuminen-siirtyi/", moved_release, name="moved_release"),
    path("asiat/<int:case_pk>/odottaa/<int:due_pk>/", due_rest, name="due_rest"),
    path(
        "tapaamiset/<int:meeting_pk>/kutsut/<int:asked_pk>/pdf/",
        invitation_pdf,
        name="invitation_pdf",
    ),
    path(
        "tapaamiset/<int:meeting_pk>/kutsut/<int:asked_pk>/tuloste/",
        invitation_print,
        name="invitation_print",
    ),
    path("asiat/<int:case_pk>/sovitut-asiat/", decided_to_needs, name="decided_to_needs"),
    path("asiat/<int:case_pk>/portti/", gate.portti, name="portti"),
    path("asiat/<int:case_pk>/portti/tiedot/", gate.portti_facts, name="portti_facts"),
    path(
        "asiat/<int:case_pk>/portti/kohta/<gate_item:item>/",
        gate.portti_answer,
        name="portti_answer",
    ),
    path("asiat/<int:case_pk>/portti/pdf/", gate.portti_pdf, name="portti_pdf"),
    path("asiat/<int:case_pk>/portti/tuloste/", gate.portti_print, name="portti_print"),
    path("asiat/<int:case_pk>/portti/oma/pdf/", gate.first_weeks_pdf, name="first_weeks_pdf"),
    path(
        "asiat/<int:case_pk>/portti/oma/tuloste/",
        gate.first_weeks_print,
        name="first_weeks_print",
    ),
    path("asiat/<int:case_pk>/loki/asiakkaalle/", log_report_print, name="log_report_print"),
    path("asiat/<int:case_pk>/loki/asiakkaalle/pdf/", log_report_pdf, name="log_report_pdf"),
    path("asiat/<int:case_pk>/palvelujatkumo/kysytaan/", proposals, name="proposals"),
    path("tyotilanne/", dashboard, name="dashboard"),
    path("tyotilanne/asiat/", dashboard_list, name="dashboard_list"),
    path("tyotilanne/katkokset/", gap_list, name="gap_list"),
    path("tyotilanne/yhteydenotot/", untriaged_list, name="untriaged_list"),
    path("tyotilanne/kysymykset/", unanswered_list, name="unanswered_list"),
    path("tyotilanne/tyontekijat/", people.people, name="people"),
    path("tyotilanne/tyontekijat/<int:user_pk>/", people.person, name="person"),
    path("tyotilanne/tyontekijat/<int:user_pk>/poissaolo/", people.absence_add, name="absence_add"),
    path(
        "tyotilanne/tyontekijat/<int:user_pk>/kelpoisuus/",
        people.person_qualifications,
        name="person_qualifications",
    ),
    path("tyotilanne/tyontekijat/<int:user_pk>/sulje/", people.account_close, name="account_close"),
    path(
        "tyotilanne/tyontekijat/<int:user_pk>/avaa/", people.account_reopen, name="account_reopen"
    ),
    path(
        "tyotilanne/tyontekijat/<int:user_pk>/siirra/",
        people.cases_hand_over,
        name="cases_hand_over",
    ),
    path("tyotilanne/poissaolot/<int:absence_pk>/paata/", people.absence_end, name="absence_end"),
    path("vastaanotto/<int:referral_pk>/peru-paatos/", triage_undo, name="triage_undo"),
    path("yhteydenotto/lomake/", paper_form, name="paper_form"),
    path("yhteydenotto/lomake/pdf/", paper_form_pdf, name="paper_form_pdf"),
    path("asiat/<int:case_pk>/desistanssi/pdf/", pdf_of(FACTORS), name="factors_pdf"),
    path("asiat/<int:case_pk>/desistanssi/tuloste/", page_to_print(FACTORS), name="factors_print"),
    path("asiat/<int:case_pk>/omat-arviot/pdf/", pdf_of(ESTIMATES), name="estimates_pdf"),
    path(
        "asiat/<int:case_pk>/omat-arviot/tuloste/", page_to_print(ESTIMATES), name="estimates_print"
    ),
    path("asiat/<int:case_pk>/verkosto/kartta/pdf/", pdf_of(MAP), name="map_pdf"),
    path("asiat/<int:case_pk>/verkosto/kartta/tuloste/", page_to_print(MAP), name="map_print"),
    path("arvioinnit/<int:assessment_pk>/pdf/", pdf_of(ASSESSMENT), name="assessment_pdf"),
    path(
        "arvioinnit/<int:assessment_pk>/tuloste/",
        page_to_print(ASSESSMENT),
        name="assessment_print",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/selkeasti/",
        page_to_print(PLAIN_ASSESSMENT),
        name="assessment_plain_print",
    ),
    path(
        "arvioinnit/<int:assessment_pk>/selkeasti/pdf/",
        pdf_of(PLAIN_ASSESSMENT),
        name="assessment_plain_pdf",
    ),
    path("asiat/<int:case_pk>/arviointi/lomake/", visit_form_print, name="visit_form_print"),
    path("asiat/<int:case_pk>/arviointi/lomake/pdf/", visit_form_pdf, name="visit_form_pdf"),
    path("muistiot/<int:minutes_pk>/pdf/", pdf_of(MINUTES), name="minutes_pdf"),
    path("muistiot/<int:minutes_pk>/tuloste/", page_to_print(MINUTES), name="minutes_print"),
    path("suunnitelmat/<int:plan_pk>/pdf/", pdf_of(PLAN), name="plan_pdf"),
    path("suunnitelmat/<int:plan_pk>/tuloste/", page_to_print(PLAN), name="plan_print"),
]
