"""A file that waits: it can be removed, and who comes too late is told."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from networks.directory.actions.importing import (
    ImportIsOver,
    NoLongerWaits,
    remove_file,
    save_import,
    undo_import,
)
from networks.models import DirectoryImport, DirectoryOrganisation
from tests.directory.files import BEGIN, bring, page_of, row, save, table
from tests.factories import CountyFactory, DirectoryServiceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def administrator(county, client):
    user = UserFactory(is_superuser=True, organisation=county)
    client.force_login(user)
    return user


def removal_of(brought):
    return reverse("networks:directory_import_remove", args=[brought.pk])


def test_a_waiting_file_is_removed_in_one_press_and_logged_once(client, administrator):
    bring(client, table(row()))
    page, key = removal_of(DirectoryImport.objects.get()), {"form_key": str(uuid.uuid4())}

    first, second = client.post(page, key), client.post(page, key)

    assert first.url == second.url == BEGIN
    assert not DirectoryImport.objects.exists()
    assert not DirectoryOrganisation.objects.exists()
    assert AuditEvent.objects.filter(action="directory.file_removed").count() == 1


def test_the_page_of_a_file_offers_to_remove_it(client, administrator):
    page = bring(client, table(row("", puhelin="050 1")))

    assert f'action="{removal_of(DirectoryImport.objects.get())}"' in page.content.decode()


def test_opened_as_a_page_the_removal_shows_the_file(client, administrator):
    bring(client, table(row()))
    brought = DirectoryImport.objects.get()

    assert client.get(removal_of(brought)).url == page_of(brought)
    assert DirectoryImport.objects.exists()


def test_a_file_that_was_saved_is_not_removed_and_the_page_says_why(client, administrator):
    bring(client, table(row()))
    save(client)
    brought = DirectoryImport.objects.get()

    answer = client.post(removal_of(brought), follow=True)

    assert "ei enää odota" in answer.content.decode()
    assert DirectoryImport.objects.get() == brought


@pytest.mark.parametrize("meanwhile", ["another came", "it was saved"])
def test_who_comes_too_late_is_told(client, administrator, meanwhile):
    bring(client, table(row()))
    seen = DirectoryImport.objects.get()
    if meanwhile == "another came":
        bring(client, table(row("Toinen")))
    else:
        save(client)

    with pytest.raises(NoLongerWaits):
        save_import(brought=seen, seen="x", by=administrator)
    with pytest.raises(NoLongerWaits):
        remove_file(brought=seen, by=administrator)


def test_a_file_that_went_before_it_was_saved_is_not_undone(client, administrator):
    bring(client, table(row()))
    seen = DirectoryImport.objects.get()
    bring(client, table(row("Toinen")))

    with pytest.raises(ImportIsOver):
        undo_import(brought=seen, by=administrator)


def test_only_the_import_that_may_be_undone_keeps_the_rows_before_it(client, county, administrator):
    service = DirectoryServiceFactory(organisation__county=county, phone="050 1")
    for phone in ("050 2", "050 3"):
        bring(client, table(row(service.name_fi, of=service.organisation.name_fi, puhelin=phone)))
        save(client)

    later, former = DirectoryImport.objects.all()
    assert (len(later.before), former.before) == (1, [])

    client.post(reverse("networks:directory_import_undo", args=[later.pk]))
    later.refresh_from_db()
    assert later.before == []


def test_the_list_of_imports_reads_no_file_and_no_rows(client, administrator):
    bring(client, table(row()))
    save(client)
    bring(client, table(row("Toinen")))

    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get(BEGIN)

    read = [q["sql"] for q in caught if 'FROM "networks_directoryimport"' in q["sql"]]
    assert read
    assert not [sql for sql in read if '"before"' in sql or '"text"' in sql]
