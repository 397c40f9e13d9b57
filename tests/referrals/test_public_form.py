"""The public form: who may use it, what is asked, what is told to whom, once."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Notice
from referrals.models import Referral
from referrals.public.token import new_token, receipt_address
from tests.factories import (
    ClientFactory,
    CountyFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    PrisonFactory,
    ReferralFactory,
    UnitFactory,
)
from tests.referrals.answers import receiving_municipality
from tests.referrals.public import (
    FORM,
    SEND,
    answers_for_another,
    own_answers,
    send_through,
    the_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(contact_details="Esimerkkikatu 1, puh. 017 000 0000")


@pytest.fixture
def home(county):
    return receiving_municipality(county)


# --- What is asked ----------------------------------------------------------------


def test_name_reach_place_and_one_word_are_enough(client, home, county):
    sent = send_through(client, own_answers(home))

    referral = Referral.objects.get()
    assert sent.status_code == 302
    assert (referral.status, referral.channel, referral.made_by) == ("sent", "public", "client")
    assert (referral.county, referral.full_name) == (county, "Niko Juhani Esimerkki")
    assert (referral.sender, referral.holder, referral.contact_name) == (
        None,
        None,
        "Niko Juhani Esimerkki",
    )


def test_one_sentence_is_enough_in_place_of_a_choice(client, home):
    send_through(client, own_answers(home, needs=[], description="Tarvitsen asunnon."))

    referral = Referral.objects.get()
    assert (referral.needs, referral.description) == ([], "Tarvitsen asunnon.")
    assert referral.not_known == {"needs": "Kerrottu omin sanoin."}


def test_everything_that_was_told_arrives(client, home):
    prison = PrisonFactory()
    told = {
        "birth_date": "1.5.1989",
        "protected_address": "on",
        "message_may_be_left": "on",
        "needs_interpreter": "on",
        "service_language": "sv",
        "how_to_reach": "Osaston kautta.\r\nArkisin.",
        "facility": str(prison.pk),
        "release_on": "26.2.2027",
    }

    send_through(client, own_answers(home, **told))

    referral = Referral.objects.get()
    assert referral.birth_date == dt.date(1989, 5, 1)
    assert (referral.protected_address, referral.message_may_be_left) == (True, True)
    assert (referral.needs_interpreter, referral.service_language) == (True, "sv")
    assert (referral.facility, referral.release_on) == (prison, dt.date(2027, 2, 26))
    assert referral.release_certainty == "client_report"
    assert referral.how_to_reach.splitlines() == ["Osaston kautta.", "Arkisin."]


def test_somebody_who_acts_for_another_tells_who_they_are_and_that_the_person_agrees(client, home):
    send_through(client, answers_for_another(home))

    referral = Referral.objects.get()
    assert (referral.made_by, referral.contact_name, referral.contact_title) == (
        "close_person",
        "Leena Esimerkki",
        "äiti",
    )
    assert (referral.consent_manner, referral.consent_on) == ("spoken", dt.date(2026, 3, 2))


def test_what_is_asked_of_others_is_dropped_from_the_persons_own_contact(client, home):
    strayed = {"contact_name": "Joku", "consent_manner": "spoken", "consent_on": "32.13.2026"}

    send_through(client, own_answers(home, **strayed))

    referral = Referral.objects.get()
    assert (referral.consent_manner, referral.consent_on) == ("", None)
    assert referral.contact_name == "Niko Juhani Esimerkki"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last_name": ""}, "last_name"),
        ({"last_name": " "}, "last_name"),
        ({"made_by": ""}, "made_by"),
        ({"made_by": "official"}, "made_by"),
        ({"phone": ""}, "phone"),
        ({"needs": []}, "needs"),
        ({"needs": ["3000"]}, "needs"),
        ({"home_municipality": ""}, "county"),
        ({"home_municipality": "999999"}, "home_municipality"),
        ({"birth_date": "31.2.1980"}, "birth_date"),
        ({"birth_date": "1.1.2099"}, "birth_date"),
        ({"description": "x" * 10_001}, "description"),
        ({"description": "a\x00b"}, "description"),
        ({"facility": "1" + "0" * 30}, "facility"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    client, home, changed, field
):
    answers = own_answers(home, **{"how_to_reach": "Kirjeellä."} | changed)
    answers["how_to_reach"] = "" if field == "phone" else "Kirjeellä."

    for address in (FORM, SEND):
        page = client.post(address, answers)

        assert page.status_code == 200
        assert list(page.context["form"].errors) == [field]
        kept = the_form(page.text).data()
        assert kept["first_names"] == [answers["first_names"]]
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"contact_name": ""}, "contact_name"),
        ({"contact_title": ""}, "contact_title"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"consent_manner": ""}, "consent_manner"),
        ({"consent_manner": "", "consent_on": ""}, "consent_manner"),
        ({"consent_manner": "none"}, "consent_manner"),
        ({"consent_on": ""}, "consent_on"),
        ({"consent_on": "1.1.2099"}, "consent_on"),
    ],
)
def test_who_acts_for_another_needs_a_name_a_phone_and_consent(client, home, changed, field):
    page = client.post(FORM, answers_for_another(home, **changed))

    assert list(page.context["form"].errors) == [field]


def test_without_consent_the_page_tells_what_else_to_do(client, home):
    page = client.post(f"{FORM}?kieli=fi", answers_for_another(home, consent_manner="none"))

    assert "soita hyvinvointialueen sosiaalihuoltoon" in page.text


def test_season_in_the_place_of_the_release_day_is_told_how_to_write_a_month(client, home):
    page = client.post(f"{FORM}?kieli=fi", answers_for_another(home, release_on="kesällä 2027"))

    assert "esimerkiksi ”helmikuussa 2027”" in page.text


def test_month_in_the_place_of_the_release_day_is_kept_as_a_month(client, home):
    send_through(client, answers_for_another(home, release_on="helmikuussa 2031"))

    sent = Referral.objects.get()
    assert (sent.release_on.month, sent.release_certainty) == (2, "month")


def test_the_offence_is_not_asked_about(client):
    words = re.findall(r"(?i)rikok\w+|rikos\w*|tuomi\w*", client.get(f"{FORM}?kieli=fi").text)

    assert set(words) == {"Rikoksesta", "rikoksesta"}  # "älä kirjoita rikoksesta"


# --- Where it goes ----------------------------------------------------------------


def test_a_person_who_knows_no_municipality_chooses_the_county(client, home, county):
    send_through(client, own_answers(home, home_municipality="", county=str(county.pk)))

    assert Referral.objects.get().county == county


def test_a_county_that_does_not_receive_here_is_named_with_its_contact_details(client):
    other = CountyFactory(code="toinen", contact_details="Toinenkatu 2, puh. 018")
    town = MunicipalityFactory(code="991", county=other)

    for address in (FORM, SEND):
        page = client.post(f"{address}?kieli=fi", own_answers(town, description="Apua."))
        assert page.status_code == 200
        assert "Toinenkatu 2, puh. 018" in page.text
        assert "Tulosta tämä sivu" in page.text
        assert "Apua." in page.text
        assert the_form(page.text).action.startswith("/yhteydenotto/muuta/")
    assert not Referral.objects.exists()


def test_a_municipality_outside_the_counties_is_no_dead_end(client):
    page = client.post(f"{FORM}?kieli=fi", own_answers(MunicipalityFactory(county=None)))

    assert "Soita kunnan sosiaalihuoltoon" in page.text


def test_intake_is_told_and_reads_it_like_the_others(client, home, county):
    worker = IntakeWorkerFactory(unit=UnitFactory(county=county))
    send_through(client, own_answers(home))
    referral = Referral.objects.get()

    notice = Notice.objects.get(receiver=worker)
    assert (notice.referral_id, notice.kind) == (referral.pk, "referral_arrived")
    event = AuditEvent.objects.get(action="referral.sent")
    assert (event.referral_id, event.by_id, event.by_name) == (referral.pk, None, "")
    intake = Browser()
    intake.force_login(worker)
    assert "Esimerkki" in intake.get("/vastaanotto/").text
    assert "040 123 4567" in intake.get(f"/vastaanotto/{referral.pk}/").text


# --- The pages --------------------------------------------------------------------


def test_no_page_sets_a_cookie_or_needs_one(client, home):
    for address in (FORM, "/yhteydenotto/lomake/"):
        assert client.get(address).status_code == 200
    receipt = send_through(Browser(enforce_csrf_checks=True), own_answers(home))
    assert client.get(receipt.url).status_code == 200

    assert not client.cookies


def test_changing_brings_every_answer_back_unmarked(client, home):
    answers = answers_for_another(home, description="<b>Apua</b>\r\n\r\nHeti.", phone="0401")
    checked = the_form(client.post(FORM, answers).text).data()

    page = client.post("/yhteydenotto/muuta/?kieli=sv", checked)

    kept = the_form(page.text).data()
    assert not page.context["form"].errors
    for name, value in answers.items():
        wanted = value if isinstance(value, list) else [value]
        found = [text.replace("\r\n", "\n") for text in kept[name]]
        assert found == [text.replace("\r\n", "\n") for text in wanted], name


@pytest.mark.parametrize(
    ("code", "word"), [("fi", "Jatka"), ("sv", "Fortsätt"), ("en", "Continue")]
)
def test_the_language_stands_in_the_address_and_stays(client, home, code, word):
    page = client.get(f"{FORM}?kieli={code}")
    assert f'<html lang="{code}">' in page.text
    assert f">{word}</button>" in page.text
    assert page["Content-Language"] == code

    form = the_form(page.text)
    sent = the_form(client.post(form.action, own_answers(home)).text)
    receipt = client.post(sent.action, sent.data())

    assert receipt.url.endswith(f"?kieli={code}")
    assert f'<html lang="{code}">' in client.get(receipt.url).text


def test_the_receipt_tells_reference_and_county_and_nothing_about_anybody(client, home, county):
    sent = send_through(client, own_answers(home, description="Salainen asia"))
    referral = Referral.objects.get()

    page = client.get(sent.url).text

    assert referral.reference in page
    assert county.name in page
    told = ["Esimerkki ", "Niko", "040 123", "Salainen", home.name, str(referral.pk) + "/"]
    assert [word for word in told if word in page.replace("Esimerkkikatu", "")] == []
    assert "Niko" not in sent.url


@pytest.mark.parametrize("receipt", ["{ref}", "{ref}:1abcde:xyz", "x", "%00", "a" * 900])
def test_a_receipt_cannot_be_guessed_from_a_reference(client, receipt):
    referral = ReferralFactory()

    page = client.get(f"/yhteydenotto/kuittaus/{receipt.format(ref=referral.reference)}/")

    assert page.status_code == 404
    assert "esihenkilöltäsi" not in page.text


def test_a_receipt_opens_for_a_month(client):
    url = f"/yhteydenotto/kuittaus/{receipt_address(ReferralFactory().reference)}/"

    assert client.get(url).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
        assert client.get(url).status_code == 404


def test_a_client_and_a_stranger_get_the_same_answers(home, county):
    ClientFactory(county=county, first_names="Niko Juhani", last_name="Kaarnalainen")
    pages = []
    for last_name in ("Kaarnalainen", "Vierasonekin"):
        browser = Browser()
        answers = own_answers(home, last_name=last_name)
        check = browser.post(FORM, answers)
        receipt = browser.get(send_through(browser, answers).url)
        text = (check.text + receipt.text).replace(last_name, "X").replace(answers["token"], "T")
        for referral in Referral.objects.all():
            text = text.replace(referral.reference, "R")
        text = re.sub(r"/kuittaus/[^?]*", "/kuittaus/", text)
        pages.append(re.sub(r"\d+\.\d\d(?=\.)|\d+\.\d\d<", "", text))

    assert pages[0] == pages[1]


@pytest.mark.parametrize("address", [SEND, "/yhteydenotto/tarkista/", "/yhteydenotto/muuta/"])
def test_opening_an_address_that_takes_answers_leads_to_the_form(client, address):
    assert client.get(f"{address}?kieli=sv").url == f"{FORM}?kieli=sv"


# --- Once -------------------------------------------------------------------------


def test_the_same_form_sent_again_is_one_contact_with_one_receipt(client, home):
    answers = own_answers(home)

    first, second = (send_through(client, answers) for _time in range(2))
    directly = client.post(f"{SEND}?kieli=sv", answers)

    reference = Referral.objects.get().reference
    assert all(f"/kuittaus/{reference}:" in sent.url for sent in (first, second, directly))


def test_the_same_form_with_other_words_is_another_contact(client, home):
    answers = own_answers(home)

    send_through(client, answers)
    send_through(client, answers | {"description": "Unohdin tämän."})

    assert Referral.objects.count() == 2


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00", str(uuid.UUID(int=7))])
def test_a_form_without_a_good_token_is_checked_once_more_and_nothing_is_lost(client, home, token):
    page = client.post(f"{SEND}?kieli=fi", own_answers(home, token=token))

    assert page.status_code == 200
    assert "vielä kerran" in page.text
    form = the_form(page.text)
    assert client.post(form.action, form.data()).status_code == 302
    assert Referral.objects.count() == 1


def test_a_form_that_was_left_open_for_days_is_checked_once_more(client, home):
    with time_machine.travel(timezone.now() - dt.timedelta(days=2), tick=False):
        token = new_token()

    page = client.post(SEND, own_answers(home, token=token))

    form = the_form(page.text)
    assert client.post(form.action, form.data()).status_code == 302


def test_what_a_program_wrote_into_the_trap_is_not_taken_at_once(client, home):
    page = client.post(SEND, own_answers(home, website="http://spam.example"))

    assert page.status_code == 200
    assert not Referral.objects.exists()
    assert "spam" not in page.text


# --- Hostile ----------------------------------------------------------------------


def test_half_a_megabyte_comes_back_with_a_word_and_is_not_lost(client, home):
    story = "Pitkä tarina. " * (512 * 1024 // 14)

    page = client.post(FORM, own_answers(home, description=story))

    assert list(page.context["form"].errors) == ["description"]
    assert the_form(page.text).data()["description"] == [story]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "{{ 7|add:7 }}{% now 'Y' %}", "e\u0301 👩\u202eabc", "'\"><b>"],
)
def test_hostile_text_is_text(client, home, text):
    answers = own_answers(home, last_name=text, description=text, how_to_reach=text)

    checked = client.post(FORM, answers)
    send_through(client, answers)

    assert "<script>alert" not in checked.text
    assert "<b>" not in checked.text
    # What turns the direction of writing is no text.
    assert Referral.objects.get().description == text.replace("\u202e", "")


@pytest.mark.parametrize("name", ["made_by", "needs", "county", "facility", "consent_on", "token"])
@pytest.mark.parametrize("value", ["-1", "1" + "0" * 40, "\x00", "١", "[" * 3000])
def test_hostile_choices_are_no_error(client, home, name, value):
    for address in (FORM, SEND, "/yhteydenotto/muuta/"):
        page = client.post(address, answers_for_another(home, **{name: value}))

        assert page.status_code in (200, 302)


@pytest.mark.parametrize(("first", "then"), [("fi", "sv"), ("sv", "fi")])
def test_answer_is_in_the_language_of_the_page_that_was_sent(client, home, first, then):
    """Whoever changes the language before sending reads the other one."""
    form = the_form(client.get(f"{FORM}?kieli={first}").text)
    changed = client.post(f"/yhteydenotto/muuta/?kieli={then}", form.data() | own_answers(home))
    checked = the_form(client.post(f"{FORM}?kieli={then}", the_form(changed.text).data()).text)

    client.post(checked.action, checked.data())

    assert Referral.objects.get().service_language == then


def test_who_has_no_consent_reads_whom_to_call(client, home):
    home.county.contact_details = "Esimerkkikatu 3, puh. 017 000 0110"
    home.county.save()
    answers = own_answers(home, made_by="close_person", consent_manner="none")

    page = client.post(reverse("referrals:public_check"), answers)

    assert f"{home.county}: Esimerkkikatu 3, puh. 017 000 0110." in page.content.decode()


def test_language_that_was_chosen_stays_whatever_the_page_speaks(client, home):
    answers = own_answers(home, service_language="sv")
    checked = the_form(client.post(f"{FORM}?kieli=fi", answers).text)

    client.post(checked.action, checked.data())

    assert Referral.objects.get().service_language == "sv"
