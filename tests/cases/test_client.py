"""The client's details: consistent, one client for one code, no editor's text lost."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from accounts.models import Municipality
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.client import IdentityCodeTaken, edit_client
from cases.forms.client import ClientForm
from cases.forms.contact_details import contact_detail_rows
from cases.models import Case, Client, ContactDetail
from records.versions import StaleVersion
from tests.factories import CaseFactory, ClientFactory, CountyFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db

CODE = "010180-9004"
BORN = dt.date(1980, 1, 1)


@pytest.fixture
def case(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


def page_of(case, name="client_edit"):
    return reverse(f"cases:{name}", kwargs={"case_pk": case.pk})


def rows(*rows, saved=0):
    """The posted rows of contact details, (kind, value) or more of a row."""
    sent = {"contact-TOTAL_FORMS": len(rows), "contact-INITIAL_FORMS": saved}
    for number, row in enumerate(rows):
        more = row if isinstance(row, dict) else {"kind": row[0], "value": row[1]}
        sent |= {f"contact-{number}-{name}": value for name, value in more.items()}
    return sent


def answers(case, *contacts, saved=0, **changes):
    return (
        {
            "first_names": "Veikko",
            "last_name": "Esimerkki",
            "service_language": "fi",
            "version": case.client.version,
        }
        | rows(*contacts, saved=saved)
        | changes
    )


def reached_by(case):
    details = ContactDetail.objects.filter(client=case.client_id)
    return [(each.kind, each.value) for each in details]


def phone(number):
    return ContactDetail(kind="phone", value=number)


def test_details_are_saved_and_the_log_names_the_fields_only(client, case):
    response = client.post(page_of(case), answers(case, ("phone", "040 123"), identity_code=CODE))

    assertRedirects(response, page_of(case, "client"))
    case.client.refresh_from_db()
    assert (case.client.identity_code, case.client.birth_date) == (CODE, BORN)
    event = AuditEvent.objects.of_case(case.pk).get(action=Action.CLIENT_EDITED.value)
    assert event.details == {
        "fields": ["last_name", "identity_code", "birth_date", "contact_details"]
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_name": ""}, "last_name"),
        ({"last_name": "x" * 201}, "last_name"),
        ({"last_name": "nolla\0"}, "last_name"),
        ({"identity_code": "010180-9005"}, "identity_code"),
        ({"identity_code": "x" * 500_000}, "identity_code"),
        ({"identity_code": CODE, "birth_date": "2.1.1980"}, "birth_date"),
        ({"birth_date": "1.1.2080"}, "birth_date"),
        ({"home_municipality": "999999"}, "home_municipality"),
        ({"service_language": "en"}, "service_language"),
        ({"how_to_reach": "y" * 500_000}, "how_to_reach"),
        ({"representative_phone": "0" * 41}, "representative_phone"),
        ({"interpreter_language": "arabia"}, "interpreter_language"),
        ({"digital_access": ["magic"]}, "digital_access"),
    ],
)
def test_wrong_details_are_not_saved_and_come_back_as_typed(client, case, changes, field):
    response = client.post(page_of(case), answers(case, **changes))

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert form[field].value() == changes[field]
    case.client.refresh_from_db()
    assert case.client.version == 1


def test_error_names_both_birth_dates(client, case):
    response = client.post(page_of(case), answers(case, identity_code=CODE, birth_date="2.1.1980"))

    assert response.context["form"].errors["birth_date"] == [
        "Syntymäaika 2.1.1980 ei ole sama kuin henkilötunnuksessa, 1.1.1980. Tarkista molemmat."
    ]


def test_code_of_another_client_of_the_county_is_refused(client, case):
    ClientFactory(county=case.county, identity_code=CODE)

    response = client.post(page_of(case), answers(case, identity_code=CODE))

    assert list(response.context["form"].errors) == ["identity_code"]


def test_code_of_a_client_of_another_county_is_no_obstacle(client, case):
    ClientFactory(county=CountyFactory(code="other"), identity_code=CODE)

    response = client.post(page_of(case), answers(case, identity_code=CODE))

    assert response.status_code == 302


def test_code_that_another_client_got_meanwhile_is_refused_by_the_database(case):
    ClientFactory(county=case.county, identity_code=CODE)

    with pytest.raises(IdentityCodeTaken):
        edit_client(case=case, values={"identity_code": CODE}, seen=1, by=case.responsible)


def test_another_fault_that_the_database_finds_is_not_called_a_taken_code(case):
    with pytest.raises(IntegrityError, match="null value"):
        edit_client(case=case, values={"last_name": None}, seen=1, by=case.responsible)


def test_second_editor_sees_both_texts_and_may_save_on_top(client, case):
    sent = answers(case, ("phone", "040 222"))
    worker = case.responsible
    edit_client(case=case, values={}, contacts=[phone("050 111")], seen=1, by=worker)

    response = client.post(page_of(case), sent)

    assert response.status_code == 409
    conflict = response.context["conflict"]
    assert conflict["who"] == str(case.responsible)
    row = conflict["fields"][-1]
    assert (row.label, row.theirs, row.mine) == (
        "Yhteystiedot",
        "Puhelin: 050 111",
        "Puhelin: 040 222",
    )
    assert reached_by(case) == [("phone", "050 111")]

    again = response.context["form"]["version"].value()
    assertRedirects(client.post(page_of(case), sent | {"version": again}), page_of(case, "client"))
    assert reached_by(case) == [("phone", "040 222")]


def opened(client, case, **changes):
    """What the page sends when only this is changed on it."""
    form, contacts = (client.get(page_of(case)).context[name] for name in ("form", "contacts"))
    fields = {name: form[name].value() for name in form.fields}
    kept = [(each["kind"].value(), each["value"].value()) for each in contacts][:-1]
    sent = {name: value for name, value in fields.items() if value not in (None, False, [])}
    return sent | rows(*kept, saved=len(kept)) | changes


def test_contact_details_that_only_the_other_has_changed_stay(client, case):
    sent = opened(client, case, mother_tongue="saame")
    edit_client(case=case, values={}, contacts=[phone("050 111")], seen=1, by=case.responsible)

    response = client.post(page_of(case), sent)

    assertRedirects(response, page_of(case, "client"))
    assert reached_by(case) == [("phone", "050 111")]
    case.client.refresh_from_db()
    assert case.client.mother_tongue == "saame"


def test_contact_details_of_the_other_stay_on_the_page_that_asks_about_another_place(client, case):
    sent = opened(client, case, mother_tongue="saame")
    values = {"mother_tongue": "romani"}
    contacts = [phone("050 111")]
    edit_client(case=case, values=values, contacts=contacts, seen=1, by=case.responsible)

    response = client.post(page_of(case), sent)

    assert response.status_code == 409
    assert response.context["contacts"][0]["value"].value() == "050 111"
    assert response.context["conflict"]["taken_over"] == ["Yhteystiedot"]


def test_action_refuses_to_overwrite_unseen(case):
    worker = case.responsible
    edit_client(case=case, values={}, contacts=[phone("1")], seen=1, by=worker)

    with pytest.raises(StaleVersion):
        edit_client(case=case, values={}, contacts=[phone("2")], seen=1, by=worker)
    assert reached_by(case) == [("phone", "1")]


def test_turvakielto_hides_the_municipality_everywhere_and_keeps_it(client, case):
    municipality = MunicipalityFactory(name_fi="Salakunta")
    values = {
        "protected_address": True,
        "home_municipality": municipality,
        "how_to_reach": "Kotikadulla",
    }
    contacts = [
        phone("040 333"),
        ContactDetail(kind="contact_address", value="PL 1"),
        ContactDetail(kind="home_address", value="Kotikuja 1"),
        ContactDetail(kind="email", value="saana@kotikuja.example"),
    ]
    worker = case.responsible
    edit_client(case=case, values=values, contacts=contacts, seen=1, by=worker)

    shown = client.get(page_of(case, "client")).content.decode()
    edited = client.get(page_of(case)).content.decode()

    assert [word in shown for word in ("040 333", "PL 1", "Turvakielto.")] == [True] * 3
    for html in (shown, edited):
        assert "Salakunta" not in html
        assert "Kotikadulla" not in html
        assert "kotikuja" not in html.lower()
    case.client.refresh_from_db()
    client.post(page_of(case), answers(case, ("phone", "040 444"), protected_address="on"))
    case.client.refresh_from_db()
    assert case.client.home_municipality == municipality
    assert case.client.how_to_reach == "Kotikadulla"
    assert sorted(reached_by(case)) == [
        ("email", "saana@kotikuja.example"),
        ("home_address", "Kotikuja 1"),
        ("phone", "040 444"),
    ]


def test_municipality_that_has_merged_stays_when_the_rest_is_saved(case):
    gone = MunicipalityFactory(code="991", valid_to=dt.date(2025, 12, 31))
    case.client.home_municipality = gone

    form = ClientForm(client=case.client, contacts=contact_detail_rows(case.client))
    field = form.fields["home_municipality"]

    assert field.queryset.filter(pk=gone.pk).exists()
    assert not Municipality.objects.on(dt.date(2026, 1, 1)).filter(pk=gone.pk).exists()


def test_closed_case_is_not_edited(client, case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 11, 1))

    response = client.post(page_of(case), answers(case, ("phone", "040 1")))

    assert response.status_code == 409
    assert response.context["contacts"][0]["value"].value() == "040 1"


def test_title_of_a_page_tells_neither_name_nor_custody(client, case):
    for name in ("client", "custody", "notes", "team", "log"):
        html = client.get(page_of(case, name)).content.decode()
        title = html.partition("<title>")[2].partition("</title>")[0].lower()
        assert f"asia {case.number}" in title
        assert case.client.last_name.lower() not in title
        assert "vanke" not in title


# Filled in by acts, never typed.
NOT_ASKED = {"id", "version", "county", "taken_from", "taken_on", "merged_into", "name_key"}


def test_every_field_of_a_client_is_asked_or_filled_in_by_an_act():
    fields = {field.name for field in Client._meta.get_fields() if field.concrete}

    assert fields - NOT_ASKED == set(ClientForm.written)
    assert set(ClientForm.base_fields) - {"version", "prints"} == set(ClientForm.written)


def test_every_detail_that_is_asked_is_shown():
    page = Path(settings.BASE_DIR, "templates/cases/client.html").read_text()
    # One line for both.
    page = page.replace("client.full_name", "first_names last_name")

    assert [name for name in ClientForm.written if name not in page] == []


def test_the_database_takes_no_second_open_case_of_a_client_whoever_writes_it(case):
    second = Case(
        client=case.client,
        county=case.county,
        unit=case.unit,
        number=f"{case.number}x",
        opened_on=case.opened_on,
        opened_by=case.opened_by,
    )

    with pytest.raises(IntegrityError, match="one_open_case_per_client"):
        second.save(force_insert=True)
