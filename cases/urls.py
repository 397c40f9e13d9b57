"""Addresses of a case's own pages, and of the register of clients."""

from django.urls import path

from cases.register.asking.views import register_ask
from cases.register.views import client_merge, client_search, client_separate
from cases.views import case_files, client, custody, log, notes, supervision, team

app_name = "cases"

urlpatterns = [
    path("asiakkaat/", client_search, name="client_search"),
    path("asiakkaat/kysy/", register_ask, name="register_ask"),
    path("asiakkaat/<int:client_pk>/yhdista/<int:other_pk>/", client_merge, name="client_merge"),
    path("asiakkaat/yhdistetyt/<int:merge_pk>/", client_separate, name="client_separate"),
    path("asiat/<int:case_pk>/merkinnat/", notes.notes, name="notes"),
    path("asiat/<int:case_pk>/liitteet/", case_files.case_files, name="case_files"),
    path("liitteet/<int:case_file_pk>/", case_files.case_file_open, name="case_file_open"),
    path(
        "liitteet/<int:case_file_pk>/peru/",
        case_files.case_file_take_back,
        name="case_file_take_back",
    ),
    path("merkinnat/<int:note_pk>/korjaa/", notes.note_correct, name="note_correct"),
    path("asiat/<int:case_pk>/tiedot/", custody.custody, name="custody"),
    path("asiat/<int:case_pk>/asiakas/", client.client, name="client"),
    path("asiat/<int:case_pk>/asiakas/muuta/", client.client_edit, name="client_edit"),
    path("asiat/<int:case_pk>/tiimi/", team.team, name="team"),
    path("asiat/<int:case_pk>/tiimi/lisaa/", team.worker_add, name="worker_add"),
    path(
        "asiat/<int:case_pk>/tiimi/<int:user_pk>/poista/",
        team.worker_remove,
        name="worker_remove",
    ),
    path("asiat/<int:case_pk>/kayttoloki/", log.log, name="log"),
    path(
        "asiat/<int:case_pk>/tarkoitus/",
        supervision.case_open_for_purpose,
        name="case_open_for_purpose",
    ),
    path("asiat/vastuu/", supervision.workers_assign, name="workers_assign"),
    path("asiat/<int:case_pk>/vastuu/", supervision.worker_assign, name="worker_assign"),
]
