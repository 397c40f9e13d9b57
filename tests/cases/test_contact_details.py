"""Any number of ways to reach a client, on a page that needs no script."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from cases.actions.client import edit_client
from cases.models import ContactDetail
from tests.cases.test_client import answers, page_of, phone, reached_by
from tests.factories import CaseFactory, ContactDetailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


def errors_of(response):
    return [(row.prefix, name) for row in response.context["contacts"].forms for name in row.errors]


def test_each_way_has_its_own_answer_of_whether_a_message_may_be_left(client, case):
    sister = {
        "kind": "phone",
        "value": "050 2",
        "whose": "sisko Leena",
        "message_may_be_left": "on",
    }

    client.post(page_of(case), answers(case, ("phone", "+358 40 1"), sister))

    own, hers = ContactDetail.objects.filter(client=case.client)
    assert (own.value, own.digits, own.message_may_be_left) == ("+358 40 1", "0401", False)
    assert (hers.whose, hers.message_may_be_left) == ("sisko Leena", True)
    shown = client.get(page_of(case, "client")).content.decode()
    assert "Puhelin, sisko Leena" in shown
    assert shown.count("Viestin saa jättää") == 1


def test_page_has_the_saved_rows_and_an_empty_one(client, case):
    ContactDetailFactory(client=case.client, value="050 1")

    contacts = client.get(page_of(case)).context["contacts"]

    assert [row["value"].value() for row in contacts] == ["050 1", None]


def test_untouched_empty_rows_are_no_rows(client, case):
    client.post(page_of(case), answers(case, ("phone", ""), ("phone", " "), ("email", "a@b.fi")))

    assert reached_by(case) == [("email", "a@b.fi")]


def test_row_is_removed_with_a_tick_even_if_it_is_wrong(client, case):
    ContactDetailFactory(client=case.client, value="050 1")
    ContactDetailFactory(client=case.client, value="050 2")
    removed = {"kind": "phone", "value": "", "DELETE": "on"}

    client.post(page_of(case), answers(case, removed, ("phone", "050 2"), saved=2))

    assert reached_by(case) == [("phone", "050 2")]


def test_saved_row_that_is_emptied_asks_what_is_meant(client, case):
    ContactDetailFactory(client=case.client, value="050 1")

    response = client.post(page_of(case), answers(case, ("phone", ""), saved=1))

    assert errors_of(response) == [("contact-0", "value")]
    assert reached_by(case) == [("phone", "050 1")]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("phone", "ei ole"), "value"),
        (("email", "saana"), "value"),
        (("pigeon", "040 1"), "kind"),
        (("phone", "0" * 201), "value"),
        (("phone", "04\0"), "value"),
        (("email", "x" * 500_000), "value"),
        ({"kind": "phone", "value": "040 1", "whose": "y" * 201}, "whose"),
    ],
)
def test_wrong_row_is_not_saved_and_comes_back_as_typed(client, case, row, field):
    response = client.post(page_of(case), answers(case, row, ("phone", "040 9")))

    assert errors_of(response) == [("contact-0", field)]
    assert response.context["contacts"][1]["value"].value() == "040 9"
    assert reached_by(case) == []
    case.client.refresh_from_db()
    assert case.client.version == 1


def test_wrong_name_keeps_the_rows_as_typed(client, case):
    response = client.post(page_of(case), answers(case, ("phone", "040 9"), last_name=""))

    assert response.context["contacts"][0]["value"].value() == "040 9"
    assert reached_by(case) == []


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 40])
def test_rows_that_did_not_come_whole_are_refused_and_nothing_is_removed(client, case, total):
    ContactDetailFactory(client=case.client, value="050 1")
    sent = answers(case) | {"contact-TOTAL_FORMS": total}

    response = client.post(page_of(case), sent)

    assert response.status_code == 200
    assert response.context["contacts"].total_error_count()
    assert reached_by(case) == [("phone", "050 1")]


def test_more_rows_than_anybody_has_are_refused_in_words(client, case):
    many = [("phone", f"040 {number}") for number in range(21)]

    response = client.post(page_of(case), answers(case, *many))

    assert response.status_code == 200
    assert response.context["contacts"].non_form_errors()
    assert reached_by(case) == []


def test_adding_rows_saves_what_is_written(client, case):
    response = client.post(page_of(case), answers(case, ("phone", "040 9"), more=""))

    assertRedirects(response, page_of(case) + "?more#contacts")
    assert reached_by(case) == [("phone", "040 9")]
    assert len(client.get(page_of(case) + "?more").context["contacts"].forms) == 4


def test_unchanged_rows_are_left_alone(client, case):
    kept = ContactDetailFactory(client=case.client, value="050 1")

    client.post(page_of(case), answers(case, ("phone", "050 1"), saved=1))

    assert ContactDetail.objects.get(client=case.client).pk == kept.pk


def test_row_that_is_corrected_keeps_its_place_and_the_others_their_keys(client, case):
    first = ContactDetailFactory(client=case.client, value="050 1")
    second = ContactDetailFactory(client=case.client, value="050 2")
    last = ContactDetailFactory(client=case.client, value="050 3")
    gone = {"kind": "phone", "value": "050 3", "DELETE": "on"}

    rows = [("phone", "040 1"), ("phone", "050 2"), gone, ("email", "a@b.fi")]
    client.post(page_of(case), answers(case, *rows, saved=3))

    kept = ContactDetail.objects.filter(client=case.client)
    assert [(each.pk, each.value) for each in kept] == [
        (first.pk, "040 1"),
        (second.pk, "050 2"),
        (last.pk, "a@b.fi"),
    ]
    assert [each.digits for each in kept] == ["0401", "0502", ""]


def test_protected_client_gets_no_other_ways_than_are_shown(client, case):
    worker = case.responsible
    edit_client(case=case, values={"protected_address": True}, seen=1, by=worker)
    case.client.refresh_from_db()
    sent = answers(case, ("home_address", "Kotikuja 1"), protected_address="on")

    response = client.post(page_of(case), sent)

    assert errors_of(response) == [("contact-0", "kind")]
    assert response.context["contacts"][0]["value"].value() == "Kotikuja 1"


def test_order_that_came_meanwhile_shows_what_i_typed_and_not_what_it_hides(client, case):
    sent = answers(case, ("phone", "040 1"), how_to_reach="Naapurin kautta")
    hidden = ContactDetail(kind="home_address", value="Kotikuja 1")
    values = {"protected_address": True, "how_to_reach": "Kotoa"}
    worker = case.responsible
    edit_client(case=case, values=values, contacts=[phone("040 1"), hidden], seen=1, by=worker)

    response = client.post(page_of(case), sent)

    html = response.content.decode()
    assert response.status_code == 409
    assert "Naapurin kautta" in html
    assert "Kotikuja" not in html
    assert "Kotoa" not in html


def test_representative_languages_and_digital_access_are_saved_and_shown(client, case):
    told = {
        "mother_tongue": "arabia",
        "needs_interpreter": "on",
        "interpreter_language": "kurdi (sorani)",
        "representative_name": "Aino Edunvalvoja",
        "representative_role": "edunvalvoja",
        "representative_phone": "029 000",
        "digital_access": ["device", "needs_help"],
        "digital_access_note": "Kirjaston kone",
        "secret_contact_details": "on",
    }

    client.post(page_of(case), answers(case, **told))

    shown = client.get(page_of(case, "client")).content.decode()
    for words in ("kurdi (sorani)", "Aino Edunvalvoja, edunvalvoja", "029 000", "Kirjaston kone"):
        assert words in shown
    edited = client.get(reverse("cases:client_edit", args=[case.pk])).context["form"]
    assert edited["digital_access"].value() == ["device", "needs_help"]
    assert edited["secret_contact_details"].value() is True
