"""Files of a case: what is taken, who gets them, and that they stay as they are."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.case_files import TooMuchForCase, add_files
from cases.actions.team import open_for_purpose
from cases.models import Case, CaseFile
from inputs.attached import store
from inputs.attached.field import look_at
from referrals.tasks import look_after_attachments
from tests.factories import CaseFactory, SupervisorFactory, WorkerFactory
from tests.referrals.files import acting_pdf, jpeg, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def worker(client, case):
    client.force_login(case.responsible)
    return client


def page(case):
    return reverse("cases:case_files", args=[case.pk])


def send(browser, case, *files, what="Vuokrasopimus"):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(page(case), {"what": what, "attachments": uploads})


def attached(case, name="sopimus.pdf", content=None):
    file = look_at(SimpleUploadedFile(name, content or pdf()))
    add_files(case=case, what="Vuokrasopimus", files=[file], by=case.responsible)
    return CaseFile.objects.latest("pk")


def address(file):
    return reverse("cases:case_file_open", args=[file.pk])


def test_files_are_kept_sealed_and_listed_on_the_case(worker, case):
    response = send(worker, case, ("sopimus.pdf", pdf()), ("kuva.jpg", jpeg()))

    assert response.status_code == 302
    html = worker.get(page(case)).content.decode()
    assert "Vuokrasopimus" in html
    assert "sopimus.pdf" in html
    assert "kuva.jpg" in html
    stored = CaseFile.objects.get(name="sopimus.pdf").stored_as
    lies = (Path(settings.ATTACHMENTS_FOLDER) / stored[:2] / stored).read_bytes()
    assert pdf() not in lies
    assert store.fetch(stored) == pdf()


def test_a_file_comes_out_as_a_download_that_runs_nothing(worker, case):
    response = worker.get(address(attached(case)))

    assert response.content == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="sopimus.pdf"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_is_refused_of_a_contacts_files_is_refused_here_and_nothing_is_kept(worker, case):
    response = send(worker, case, ("hyvä.pdf", pdf()), ("paha.pdf", acting_pdf()))

    html = response.content.decode()
    assert "paha.pdf" in html
    assert "Valitse uudelleen: hyvä.pdf." in html
    assert 'value="Vuokrasopimus"' in html
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize(
    ("what", "files", "said"),
    [
        ("", [("a.pdf", pdf())], "Kerro muutamalla sanalla, mikä tiedosto on."),
        ("Sopimus", [], "Valitse ainakin yksi tiedosto."),
        ("Sopimus", [(f"{n}.pdf", pdf()) for n in range(6)], "Kerralla mahtuu viisi tiedostoa"),
    ],
)
def test_what_is_missing_or_too_much_is_said_beside_its_field(worker, case, what, files, said):
    response = send(worker, case, *files, what=what)

    assert said in response.content.decode()
    assert not CaseFile.objects.exists()


def test_files_of_one_case_have_a_quota_and_none_of_too_many_is_kept(case):
    files = [look_at(SimpleUploadedFile(f"{n}.pdf", pdf())) for n in range(2)]

    with override_settings(ATTACHMENTS_QUOTA=len(pdf()) + 1), pytest.raises(TooMuchForCase):
        add_files(case=case, what="Sopimus", files=files, by=case.responsible)

    assert not CaseFile.objects.exists()


def test_a_quota_that_is_full_is_said_beside_the_files(worker, case):
    with override_settings(ATTACHMENTS_QUOTA=1):
        response = send(worker, case, ("sopimus.pdf", pdf()))

    assert response.status_code == 409
    assert "Yhden asian liitteet saavat viedä yhteensä 50 Mt" in response.content.decode()


def test_nothing_is_attached_to_a_closed_case_and_what_there_is_stays_readable(worker, case):
    file = attached(case)
    Case.objects.update(status="closed", closed_on=dt.date(2026, 2, 1))

    response = send(worker, case, ("toinen.pdf", pdf()))

    assert response.status_code == 409
    assert CaseFile.objects.get() == file
    assert worker.get(address(file)).status_code == 200
    assert '<form method="post" action="#new"' not in worker.get(page(case)).content.decode()


def test_whoever_may_not_open_the_case_gets_neither_list_nor_file(client, case):
    file = attached(case)
    client.force_login(WorkerFactory(unit=case.unit))

    assert client.get(page(case)).status_code == 404
    assert client.get(address(file)).status_code == 404
    assert send(client, case, ("a.pdf", pdf())).status_code == 404


def test_whoever_looks_for_a_purpose_reads_and_does_not_attach(client, case):
    file = attached(case)
    leader = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=leader, purpose="Muistutus: selvitys.")
    client.force_login(leader)

    assert client.get(address(file)).status_code == 200
    assert "Liitä tiedostoja" not in client.get(page(case)).content.decode()
    assert send(client, case, ("a.pdf", pdf())).status_code == 403


def test_attaching_and_opening_stand_in_the_log_of_the_case(worker, case):
    send(worker, case, ("sopimus.pdf", pdf()))
    file = CaseFile.objects.get()
    worker.get(address(file))

    events = AuditEvent.objects.of_case(case.pk)
    assert events.get(action=Action.CASE_FILES_ADDED.value).details == {"files": [file.pk]}
    assert events.get(action=Action.ATTACHMENT_READ.value).target == f"cases.casefile:{file.pk}"


def test_a_file_keeps_the_name_of_who_attached_it(worker, case):
    file = attached(case)
    case.responsible.last_name = "Uusinimi"
    case.responsible.save()

    assert "Uusinimi" not in str(CaseFile.objects.get(pk=file.pk).signed["added_by"])


def take_back(browser, file, because="Koskee toista henkilöä."):
    return browser.post(reverse("cases:case_file_take_back", args=[file.pk]), {"because": because})


def test_a_file_in_the_wrong_case_is_taken_back_with_its_name_and_its_content(
    worker, case, django_capture_on_commit_callbacks
):
    file = attached(case, "virtanen.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        response = take_back(worker, file)

    assert response.status_code == 302
    html = worker.get(page(case)).content.decode()
    assert "Koskee toista henkilöä." in html
    assert str(case.responsible) in html
    assert "virtanen.pdf" not in html
    assert "Vuokrasopimus" not in html
    assert not store.exists(file.stored_as)


def test_what_was_taken_back_says_so_instead_of_opening(worker, case, caplog):
    file = attached(case)
    take_back(worker, file)

    response = worker.get(address(file))

    assert response.status_code == 410
    assert "Koskee toista henkilöä." in response.content.decode()
    assert "cannot be opened" not in caplog.text


def test_taking_back_stands_in_the_log_with_what_was_there_and_what_is(worker, case):
    file = attached(case)
    take_back(worker, file)

    event = AuditEvent.objects.of_case(case.pk).get(action=Action.CASE_FILE_TAKEN_BACK.value)
    assert event.target == f"cases.casefile:{file.pk}"
    assert event.details == {"before": file.digest, "after": ""}


def test_a_file_is_not_taken_back_without_a_reason(worker, case):
    file = attached(case)

    response = take_back(worker, file, because="")

    assert "Kerro lyhyesti, miksi liite perutaan." in response.content.decode()
    assert CaseFile.objects.kept().get() == file


def test_what_is_taken_back_twice_is_told_and_keeps_the_first_reason(worker, case):
    file = attached(case)
    take_back(worker, file)

    response = take_back(worker, file, because="Toinen syy")

    assert response.status_code == 409
    assert CaseFile.objects.get().taken_back_because == "Koskee toista henkilöä."


def test_nothing_is_taken_back_from_a_closed_case(worker, case):
    file = attached(case)
    Case.objects.update(status="closed", closed_on=dt.date(2026, 2, 1))

    assert take_back(worker, file).status_code == 409
    assert CaseFile.objects.kept().exists()


def test_only_whoever_may_write_in_the_case_takes_a_file_back(client, case):
    file, leader = attached(case), SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=leader, purpose="Muistutus: selvitys.")

    client.force_login(leader)
    assert take_back(client, file).status_code == 403
    client.force_login(WorkerFactory(unit=case.unit))
    assert take_back(client, file).status_code == 404


def test_what_was_taken_back_leaves_its_room_and_is_missed_by_no_sweep(
    worker, case, caplog, monkeypatch
):
    file = attached(case)
    take_back(worker, file)
    monkeypatch.setattr(store, "UNCLAIMED_AFTER", -1)

    with override_settings(ATTACHMENTS_QUOTA=len(pdf())):
        attached(case, "oikea.pdf")
    look_after_attachments()

    assert not store.exists(file.stored_as)
    assert "cases.casefile" not in caplog.text


def test_files_stand_on_the_timeline_and_one_taken_back_says_why(worker, case):
    attached(case, "a.pdf")
    take_back(worker, attached(case, "virtanen.pdf"))

    html = worker.get(reverse("caseload:case_page", args=[case.pk])).content.decode()

    assert "Vuokrasopimus" in html
    assert "a.pdf" in html
    assert "Liite, joka peruttiin" in html
    assert "Koskee toista henkilöä." in html
    assert "virtanen.pdf" not in html


def test_the_room_of_one_case_is_not_taken_by_another(case):
    attached(CaseFactory(unit=case.unit))

    with override_settings(ATTACHMENTS_QUOTA=len(pdf())):
        attached(case)

    assert CaseFile.objects.filter(case=case).exists()


def test_what_a_case_has_already_counts_in_its_quota(case):
    attached(case)

    with override_settings(ATTACHMENTS_QUOTA=len(pdf()) + 1), pytest.raises(TooMuchForCase):
        attached(case, "toinen.pdf")


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_file_that_was_attached_never_changes(case, act):
    attached(case)
    files = CaseFile.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        files.update(name="toinen.pdf") if act == "update" else files.delete()


def test_the_nightly_sweep_leaves_the_files_of_cases_and_reports_one_that_is_gone(
    case, caplog, monkeypatch
):
    there, gone = attached(case), attached(case, "toinen.pdf")
    store.forget(gone.stored_as)
    monkeypatch.setattr(store, "UNCLAIMED_AFTER", -1)

    look_after_attachments()

    assert store.exists(there.stored_as)
    assert f"cases.casefile:{gone.pk}" in caplog.text
    assert f"cases.casefile:{there.pk}" not in caplog.text


def test_a_file_that_is_gone_is_told_with_what_to_do(worker, case):
    file = attached(case)
    store.forget(file.stored_as)

    response = worker.get(address(file))

    assert response.status_code == 410
    assert "liitä se uudelleen" in response.content.decode()


def test_double_click_attaches_once(worker, case):
    for _click in range(2):
        worker.post(
            page(case),
            {
                "what": "Sopimus",
                "attachments": [SimpleUploadedFile("a.pdf", pdf())],
                "form_key": "5a1d2b7e-3b1c-4c39-9a29-1f7f8a3f0b12",
            },
        )

    assert CaseFile.objects.count() == 1


def test_the_journal_leads_to_the_attachments(worker, case):
    html = worker.get(reverse("cases:notes", args=[case.pk])).content.decode()

    assert f'href="{page(case)}"' in html


def test_the_list_asks_the_database_as_often_for_one_as_for_three(worker, case):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            worker.get(page(case))
        return len(asked)

    attached(case)
    queries()
    one = queries()
    attached(case, "b.pdf")
    attached(case, "c.pdf")

    assert queries() == one
