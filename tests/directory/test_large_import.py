"""A file as large as a county's: two hundred bad rows among five thousand, and without them."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.models import DirectoryImport, DirectoryOrganisation, DirectoryService
from tests.directory.files import bring, faults, page_of, row, save, table
from tests.factories import CountyFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS, EVERY = 5000, 25


@pytest.fixture
def administrator(client, db):
    user = UserFactory(is_superuser=True, organisation=CountyFactory())
    client.force_login(user)
    return user


def rows(*, bad):
    for n in range(ROWS):
        wrong = {"miten saa": "ehkä"} if bad and n % EVERY == 0 else {}
        phone = f"050 {n}" if bad is not None else ""
        yield row(f"Palvelu {n}", of=f"Järjestö {n // 10}", puhelin=phone, **wrong)


def test_each_bad_row_is_named_and_none_of_the_others_is_saved(client, administrator):
    page = bring(client, table(*rows(bad=True)))

    assert faults(page) == [(2 + n, "miten saa") for n in range(0, ROWS, EVERY)]
    assert page.context["faulty_lines"] == 200
    assert save(client).status_code == 409
    assert not DirectoryOrganisation.objects.exists()


def test_a_whole_file_is_saved_in_few_statements_and_undone(client, administrator, capsys):
    spent = {}

    def timed(what, act):
        began = time.monotonic()
        with CaptureQueriesContext(connection) as caught:
            act()
        spent[what] = f"{time.monotonic() - began:.1f} s, {len(caught)} statements"
        return len(caught)

    timed("look", lambda: bring(client, table(*rows(bad=False))))
    assert timed("look and save", lambda: save(client)) < 80
    timed("look at changes", lambda: bring(client, table(*rows(bad=None))))
    assert timed("look and save changes", lambda: save(client)) < 80
    last = DirectoryImport.objects.exclude(saved_at=None).first()
    assert last.changed == ROWS
    assert timed("undo", lambda: client.post(f"{page_of(last)}peru/")) < 80
    with capsys.disabled():
        print(f"\n{spent}")  # noqa: T201 – how long it takes is told, not judged

    assert DirectoryService.objects.filter(phone="050 4999").count() == 1
    assert DirectoryService.objects.count() == ROWS
