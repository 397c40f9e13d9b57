"""Addresses of what spans a whole case, or all cases of a worker or a unit."""

from django.urls import path

from caseload.case_list.views import case_list
from caseload.case_page.views import case_page
from caseload.closing.views import case_close, case_reopen
from caseload.dashboard.views import dashboard, dashboard_list, untriaged_list
from caseload.documents.views import paper_form, paper_form_pdf, plan_pdf, plan_print
from caseload.moved_release.views import moved_release
from caseload.my_work.views import my_work
from caseload.undoing.views import triage_undo

app_name = "caseload"

urlpatterns = [
    path("oma-tyo/", my_work, name="my_work"),
    path("asiat/", case_list, name="case_list"),
    path("asiat/<int:case_pk>/", case_page, name="case_page"),
    path("asiat/<int:case_pk>/paata/", case_close, name="case_close"),
    path("asiat/<int:case_pk>/avaa-uudelleen/", case_reopen, name="case_reopen"),
    path("asiat/<int:case_pk>/vapautuminen-siirtyi/", moved_release, name="moved_release"),
    path("tyotilanne/", dashboard, name="dashboard"),
    path("tyotilanne/asiat/", dashboard_list, name="dashboard_list"),
    path("tyotilanne/yhteydenotot/", untriaged_list, name="untriaged_list"),
    path("vastaanotto/<int:referral_pk>/peru-paatos/", triage_undo, name="triage_undo"),
    path("yhteydenotto/lomake/", paper_form, name="paper_form"),
    path("yhteydenotto/lomake/pdf/", paper_form_pdf, name="paper_form_pdf"),
    path("suunnitelmat/<int:plan_pk>/pdf/", plan_pdf, name="plan_pdf"),
    path("suunnitelmat/<int:plan_pk>/tuloste/", plan_print, name="plan_print"),
]
