"""A prison officer writes a contact and sends it, once, with nothing lost."""

import datetime as dt
import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from records.versions import StaleVersion
from referrals.models import Referral
from referrals.sending.actions.sending import send_referral
from tests.factories import (
    CountyFactory,
    DraftFactory,
    IntakeWorkerFactory,
    PrisonOfficerFactory,
    UnitFactory,
)
from tests.referrals.answers import CODE, custody_page, need_page, person_page
from tests.referrals.answers import receiving_municipality as municipality_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_today"),
]
TODAY = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def _today() -> Any:
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def officer() -> User:
    return PrisonOfficerFactory(first_name="Kati", last_name="Savela", phone="050 1")


@pytest.fixture
def county() -> Organisation:
    return CountyFactory()


@pytest.fixture
def browser(client: Browser, officer: User) -> Browser:
    client.force_login(officer)
    return client


@pytest.fixture
def municipality(county: Organisation) -> Any:
    return municipality_of(county)


def begin(browser: Browser, page: dict[str, Any]) -> Referral:
    browser.post(reverse("referrals:draft_new"), page)
    return Referral.objects.get()


def fill(browser: Browser, draft: Referral, name: str, page: dict[str, Any], **post: Any) -> Any:
    draft.refresh_from_db()
    url = reverse(f"referrals:draft_{name}", args=[draft.pk])
    return browser.post(url, page | {"version": draft.version}, **post)


def ready_draft(browser: Browser, officer: User, municipality: Any) -> Referral:
    draft = begin(browser, person_page(municipality))
    fill(browser, draft, "custody", custody_page(officer.organisation))
    fill(browser, draft, "need", need_page())
    draft.refresh_from_db()
    return draft


def send(browser: Browser, draft: Referral, **changed: Any) -> Any:
    draft.refresh_from_db()
    posted = {"version": draft.version, "form_key": str(uuid.uuid4())} | changed
    return browser.post(reverse("referrals:draft_send", args=[draft.pk]), posted)


def test_contact_is_sent_to_the_county_of_the_home_municipality(
    browser, officer, municipality, county
):
    draft = ready_draft(browser, officer, municipality)

    response = send(browser, draft)

    sent = Referral.objects.get()
    assert response.url == reverse("referrals:referral_receipt", args=[sent.pk])
    assert (sent.status, sent.county, sent.sender) == ("sent", county, officer)
    assert (sent.identity_code, sent.birth_date) == (CODE, dt.date(1980, 1, 1))
    assert (sent.facility, sent.release_on) == (officer.organisation, dt.date(2027, 2, 26))
    assert (sent.needs, sent.typed) == (["2", "3"], {})
    assert (sent.contact_name, sent.contact_title) == ("Kati Savela", "erityisohjaaja")


def test_sending_is_logged_and_the_countys_intake_is_told_without_a_name(
    browser, officer, municipality, county
):
    send(browser, ready_draft(browser, officer, municipality))

    sent = Referral.objects.get()
    notice = Notice.objects.get()
    assert (notice.kind, notice.parameters) == (
        NoticeKind.REFERRAL_ARRIVED,
        {"reference": sent.reference},
    )
    assert notice.receiver.organisation == county
    events = AuditEvent.objects.of_referral(sent.pk).filter(action=Action.REFERRAL_SENT)
    assert [event.by_id for event in events] == [officer.pk]


def test_receipt_shows_a_reference_and_nothing_of_the_person(browser, officer, municipality):
    send(browser, ready_draft(browser, officer, municipality))
    sent = Referral.objects.get()

    shown = browser.get(reverse("referrals:referral_receipt", args=[sent.pk])).content.decode()

    assert sent.reference in shown
    assert len(sent.reference) == 10
    for secret in ("Esimerkki", "Niko", CODE, "26.2.2027", "Vankila"):
        assert secret not in shown.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("released", "called"), [("4.3.2026", True), ("5.3.2026", False), ("26.2.2027", False)]
)
def test_who_leaves_tomorrow_is_called_about_before_and_after_sending(
    browser, officer, municipality, released, called
):
    draft = begin(browser, person_page(municipality))
    fill(browser, draft, "custody", custody_page(officer.organisation, release_on=released))
    fill(browser, draft, "need", need_page())

    pages = [
        browser.get(reverse("referrals:draft_check", kwargs={"referral_pk": draft.pk})),
        browser.get(send(browser, draft).url),
    ]

    assert ["soita myös" in page.content.decode() for page in pages] == [called, called]


def test_double_click_on_send_makes_one_contact_and_one_notice(browser, officer, municipality):
    draft = ready_draft(browser, officer, municipality)
    key = str(uuid.uuid4())

    answers = [send(browser, draft, form_key=key).url for _click in range(2)]

    assert answers[0] == answers[1]
    assert Notice.objects.count() == 1


def test_sending_again_from_another_window_leads_to_the_same_receipt(
    browser, officer, municipality
):
    draft = ready_draft(browser, officer, municipality)
    first = send(browser, draft).url
    reference = Referral.objects.get().reference

    second = send(browser, draft).url

    assert first == second
    assert Referral.objects.get().reference == reference


def test_draft_changed_in_another_window_is_shown_again_before_it_is_sent(
    browser, officer, municipality
):
    draft = ready_draft(browser, officer, municipality)

    response = send(browser, draft, version=draft.version - 1)

    assert response.url == reverse("referrals:draft_check", args=[draft.pk])
    assert Referral.objects.get().is_draft


def test_first_page_opened_twice_with_one_key_begins_one_draft(browser, municipality):
    page = person_page(municipality) | {"form_key": str(uuid.uuid4())}

    urls = {browser.post(reverse("referrals:draft_new"), page).url for _click in range(2)}

    draft = Referral.objects.get()
    assert urls == {reverse("referrals:draft_custody", args=[draft.pk])}


def test_empty_first_page_begins_no_draft_and_says_what_is_missing(browser):
    response = browser.post(reverse("referrals:draft_new"), {})

    assert not Referral.objects.exists()
    assert "last_name" in response.context["form"].errors


def test_a_page_that_is_wrong_is_kept_and_comes_back_with_what_is_wrong(browser, municipality):
    draft = begin(browser, person_page(municipality, identity_code="010180-900X"))

    response = browser.get(reverse("referrals:draft_person", args=[draft.pk]) + "?tarkista=1")

    assert draft.typed["person"]["identity_code"] == ["010180-900X"]
    assert list(response.context["form"].errors) == ["identity_code"]
    assert "010180-900X" in response.content.decode()


def test_continue_later_keeps_the_page_unjudged_in_the_list(browser, municipality):
    draft = begin(browser, person_page(municipality, last_name="", later="1"))

    shown = browser.get(reverse("referrals:referral_list")).content.decode()

    address = reverse("referrals:draft_person", args=[draft.pk])
    assert f'<a href="{address}">Niko Juhani</a>' in shown


def test_opening_a_kept_page_marks_nothing_as_wrong(browser, municipality):
    draft = begin(browser, person_page(municipality, last_name="", later="1"))

    form = browser.get(reverse("referrals:draft_person", args=[draft.pk])).context["form"]

    assert not form.is_bound
    assert form["first_names"].value() == "Niko Juhani"


def test_two_windows_with_different_texts_show_both_and_lose_neither(browser, municipality):
    draft = begin(browser, person_page(municipality))
    seen = draft.version
    fill(browser, draft, "need", need_page(description="Ensimmäinen"))
    url = reverse("referrals:draft_need", args=[draft.pk])

    response = browser.post(url, need_page(description="Toinen") | {"version": seen})

    draft.refresh_from_db()
    assert response.status_code == 409
    assert draft.typed["need"]["description"] == ["Ensimmäinen"]
    texts = [(f["theirs"], f["mine"]) for f in response.context["both"]]
    assert texts == [("Ensimmäinen", "Toinen")]
    assert response.context["form"]["description"].value() == "Toinen"


def test_saving_the_same_page_twice_is_no_conflict(browser, municipality):
    draft = begin(browser, person_page(municipality))
    url = reverse("referrals:draft_need", args=[draft.pk])
    page = need_page() | {"version": draft.version}

    codes = [browser.post(url, page).status_code for _click in range(2)]

    assert codes == [302, 302]


def test_back_button_after_sending_leads_to_the_contact_and_changes_nothing(
    browser, officer, municipality
):
    draft = ready_draft(browser, officer, municipality)
    send(browser, draft)

    response = fill(browser, draft, "need", need_page(description="Muutettu"))

    sent = Referral.objects.get()
    assert response.url == sent.get_absolute_url()
    assert sent.description == "Asunto puuttuu vapautumispäivästä."


def test_unfinished_draft_is_not_sent_but_led_back_to_its_page(browser, municipality):
    draft = begin(browser, person_page(municipality))

    response = send(browser, draft)

    assert response.url == reverse("referrals:draft_custody", args=[draft.pk]) + "?tarkista=1"
    assert Referral.objects.get().is_draft


def test_check_page_names_what_is_missing_and_has_no_send_button(browser, municipality):
    draft = begin(browser, person_page(municipality))

    response = browser.get(reverse("referrals:draft_check", args=[draft.pk]))

    assert [page["url"] for page in response.context["unfinished"]] == [
        reverse(f"referrals:draft_{name}", args=[draft.pk]) + "?tarkista=1"
        for name in ("custody", "need")
    ]
    assert reverse("referrals:draft_send", args=[draft.pk]) not in response.content.decode()


def test_removed_draft_is_gone_and_a_sent_contact_cannot_be_removed(browser, officer, municipality):
    draft = ready_draft(browser, officer, municipality)
    send(browser, draft)
    other = begin_another(browser, municipality)

    for pk in (draft.pk, other.pk):
        browser.post(reverse("referrals:draft_remove", args=[pk]))

    assert [r.pk for r in Referral.objects.all()] == [draft.pk]


def begin_another(browser: Browser, municipality: Any) -> Referral:
    browser.post(reverse("referrals:draft_new"), person_page(municipality, last_name="Toinen"))
    return Referral.objects.get(status="draft")


def test_session_that_ended_gives_the_typed_page_back_to_its_writer(browser, officer, municipality):
    shown = browser.get(reverse("referrals:draft_new"))
    tokens = {name: str(shown.context[name]) for name in ("written_by", "form_key")}
    browser.logout()

    answer = browser.post(reverse("referrals:draft_new"), person_page(municipality) | tokens)

    assert not Referral.objects.exists()
    browser.force_login(officer)
    [back] = parse_qs(urlsplit(answer.url).query)["next"]
    assert "Niko Juhani" in browser.get(back).content.decode()


def test_contact_is_acknowledged_without_waiting_while_the_broker_is_down(
    browser, officer, municipality, county, monkeypatch, django_capture_on_commit_callbacks
):
    IntakeWorkerFactory(unit=UnitFactory(county=county))
    draft = ready_draft(browser, officer, municipality)
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", "redis://127.0.0.1:1/0")
    waits: list[float] = []
    monkeypatch.setattr("kombu.utils.functional.sleep", waits.append)

    with django_capture_on_commit_callbacks(execute=True):
        response = send(browser, draft)

    assert response.status_code == 302
    # Nothing is mailed at once, so the bell is not even rung.
    assert waits == []
    assert Notice.objects.count() == 2


def test_sending_asks_little_of_the_database(browser, officer, municipality, county):
    for _each in range(3):
        IntakeWorkerFactory(unit=UnitFactory(county=county))
    draft = ready_draft(browser, officer, municipality)
    posted = {"version": draft.version, "form_key": str(uuid.uuid4())}

    with CaptureQueriesContext(connection) as asked:
        browser.post(reverse("referrals:draft_send", args=[draft.pk]), posted)

    written = [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert Notice.objects.count() == 4
    assert len(written) <= 16, "\n".join(each[:150] for each in written)


def test_a_draft_that_was_saved_after_it_was_read_is_not_sent_over(db: None) -> None:
    draft = DraftFactory()
    read = Referral.objects.get(pk=draft.pk)
    Referral.objects.filter(pk=draft.pk).update(version=draft.version + 1)

    with pytest.raises(StaleVersion):
        send_referral(referral=read, by=draft.sender)


def test_month_alone_is_sent_with_its_certainty(browser, officer, municipality):
    draft = ready_draft(browser, officer, municipality)
    told = custody_page(officer.organisation, release_on="helmikuussa 2031", release_certainty="")
    fill(browser, draft, "custody", told)

    send(browser, draft)

    sent = Referral.objects.get()
    assert (sent.release_on, sent.release_certainty) == (dt.date(2031, 2, 1), "month")
    assert "helmikuu 2031" in browser.get(sent.get_absolute_url()).content.decode()


def test_prison_is_not_kept_of_who_serves_in_freedom(browser, officer, municipality):
    draft = ready_draft(browser, officer, municipality)
    told = custody_page(officer.organisation, custody_kind="supervised_probationary_freedom")
    fill(browser, draft, "custody", told)

    send(browser, draft)

    assert Referral.objects.get().facility is None


def test_person_with_one_name_is_sent(browser, officer, municipality):
    draft = ready_draft(browser, officer, municipality)
    fill(browser, draft, "person", person_page(municipality, first_names="", one_name="on"))

    send(browser, draft)

    assert Referral.objects.get().full_name == "Esimerkki"


def test_first_names_that_were_forgotten_are_asked_for(browser, officer, municipality):
    draft = ready_draft(browser, officer, municipality)
    fill(browser, draft, "person", person_page(municipality, first_names=""))

    send(browser, draft)

    assert Referral.objects.get().is_draft
