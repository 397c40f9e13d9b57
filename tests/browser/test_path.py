"""The whole path of a case, walked by the people whose work it is."""

import datetime as dt

import pikepdf
import pytest
import time_machine
from django.utils import timezone

from caseload.documents.paper import PressMissing, to_pdf
from cases.models import Case
from tests.browser import acts
from tests.browser.scene import make_people

CLIENT = "Oskari Lehtovirta"
MISSING = "THE PDF LIBRARIES ARE MISSING: the path was walked, but no PDF was printed"


@pytest.fixture
def people(live_server):
    """Everybody, with a password to sign in with."""
    cast = make_people()
    for user in cast.values():
        user.set_password(acts.PASSWORD)
        user.save()
    return cast


@pytest.fixture
def press():
    """Whether the PDF libraries are there; the path goes on without them."""
    try:
        to_pdf('<html lang="fi"><title>Koe</title><p>Koe</p>')
    except PressMissing:
        return False
    return True


def test_the_whole_path_from_the_contact_to_the_log(page, people, press):
    acts.sign_in(page, people["officer"])
    reference = acts.send_contact(page)

    acts.sign_in(page, people["intake"])
    acts.find_in_queue(page)
    acts.triage(page, people["worker"])

    acts.sign_in(page, people["worker"])
    acts.open_case(page, CLIENT)
    acts.write_note(page)
    acts.fill_checklist(page, "Yhteydenotto")
    acts.assess(page)
    acts.gather_network(page)
    acts.note_need(page)
    acts.fill_checklist(page, "Arviointi")
    acts.finalise_assessment(page)
    acts.fill_checklist(page, "Suunnitelma")
    acts.make_plan(page)
    acts.agree_plan(page)
    if press:
        expect_readable(acts.take_pdf(page))

    with time_machine.travel(timezone.now() + dt.timedelta(days=acts.REVIEW_AFTER)):
        review_and_close(page, people, reference)

    if not press:
        pytest.skip(MISSING)


def review_and_close(page, people, reference):
    """The rest of the path, on the day that was agreed for the review."""
    acts.sign_in(page, people["worker"])
    acts.open_case(page, CLIENT)
    acts.fill_checklist(page, "Tarkistus")
    acts.review_plan(page)

    case = Case.objects.get()
    acts.sign_in(page, people["supervisor"])
    acts.open_list_behind(page, "Avoimet asiat")
    acts.open_for_purpose(page, case.number)
    acts.find_in_log(page, "Sari Johtavainen", acts.PURPOSE)

    acts.sign_in(page, people["worker"])
    acts.open_case(page, CLIENT)
    acts.fill_checklist(page, "Päättyminen")
    acts.close_case(page)
    acts.find_in_log(page, "Sari Johtavainen", acts.PURPOSE)

    acts.sign_in(page, people["officer"])
    acts.see_what_became_of_it(page, reference)
    case.refresh_from_db()
    assert case.closed_on == timezone.localdate()


def expect_readable(download):
    """A Finnish PDF of at least one page, with fonts in it."""
    assert download.path().read_bytes().startswith(b"%PDF")
    assert download.path().stat().st_size > 10_000
    with pikepdf.open(download.path()) as document:
        assert len(document.pages) >= 1
        assert document.Root.Lang == "fi"
