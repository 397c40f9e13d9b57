"""An observation is kept without the client, the case, its writer and the time."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.team import assign_worker
from cases.permissions import CaseRole
from cases.vocabulary import ContactKind
from continuity.need_kinds import Domain
from observations.models import Observation
from observations.vocabulary import ObservationKind
from records.models import FormKey, KeptText
from tests.factories import (
    CaseFactory,
    ClientFactory,
    ContactDetailFactory,
    NetworkMemberFactory,
    ObservationFactory,
    PartnerFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
WRITE = reverse("observations:observation_write")


@pytest.fixture
def case():
    worker = WorkerFactory(first_name="Riikka", last_name="Aaltovuo")
    client = ClientFactory(
        county=worker.organisation, first_names="Veli-Pekka", last_name="Mikkonen",
        former_names="Lampi", identity_code="010180-9004", representative_name="Aino Kangas",
    )  # fmt: skip
    unit = worker.unit_memberships.get().unit
    case = CaseFactory(client=client, responsible=worker, unit=unit)
    ContactDetailFactory(
        client=client, kind=ContactKind.CONTACT_ADDRESS, value="Siltasaarenkuja 7, 70100 Kuopio"
    )
    ContactDetailFactory(client=client, kind=ContactKind.PHONE, value="044 987 6543", whose="Sisko")
    NetworkMemberFactory(
        case=case, name="Tuula Ojakallio", phone="050 111 2233", email="tuula@esimerkki.invalid"
    )
    colleague = WorkerFactory(unit=unit, first_name="Osmo", last_name="Virtanen")
    assign_worker(case=case, user=colleague, role=CaseRole.MEMBER, by=worker)
    return case


@pytest.fixture
def worker(client, case):
    client.force_login(case.responsible)
    return case.responsible


def sent(case=None, **values):
    data = {"form_key": str(uuid.uuid4()), "kind": "queue", "area": "housing", "text": ""}
    return data | ({"asia": case.pk} if case else {}) | values


def test_what_is_kept_is_county_unit_month_kind_area_and_words(client, case, worker):
    client.post(WRITE, sent(case, text="Jono kestää puoli vuotta"))

    row = Observation.objects.get()
    columns = {field.name for field in Observation._meta.get_fields()}
    assert columns == {"id", "county", "unit", "month", "kind", "area", "text"}
    assert (row.county, row.unit, row.month) == (
        case.county, case.unit, timezone.localdate().replace(day=1),
    )  # fmt: skip
    assert (row.kind, row.area, row.text) == ("queue", "housing", "Jono kestää puoli vuotta")


@pytest.mark.parametrize(
    "said",
    [
        *("Mikkosen jono", "veli-pekalle", "Lammen hakemus", "Aaltovuolta kysyttiin"),
        *("Kankaalle soitettu", "Siltasaarenkujalla ei ole paikkoja", "Siltasaarenkuja 7"),
        *("044 987 6543", "0449876543", "010180-9004", "Siskolle kerrottu", "Ojakallion mukaan"),
        *("050-1112233", "tuula@esimerkki.invalid", "Virtaselta puuttuu", "Osmolta"),
    ],
)
def test_no_name_number_or_address_of_the_case_is_kept(client, case, worker, said):
    response = client.post(WRITE, sent(case, text=f"Asumisessa {said} odottaa"))

    assert not Observation.objects.exists()
    page = response.content.decode()
    assert f"Asumisessa {said} odottaa" in page
    assert response.context["form"].errors.keys() == {"text"}


def test_who_was_written_as_having_taken_part_is_not_kept_by_name(client, case, worker):
    note = {"kind": "other", "occurred_on": "17.11.2026", "text": "Puhelu."}
    notes = reverse("cases:notes", kwargs={"case_pk": case.pk})
    client.post(notes, note | {"participants": "Aino Tuohimaa, sisko"})

    client.post(WRITE, sent(case, text="Asumisessa Tuohimaan jono"))

    assert not Observation.objects.exists()


def test_the_number_of_the_case_is_not_kept(client, case, worker):
    client.post(WRITE, sent(case, text=f"Asiassa {case.number} jono"))

    assert not Observation.objects.exists()


def test_neither_opening_nor_writing_leaves_a_trace_of_who_when_or_where(client, case, worker):
    events = AuditEvent.objects.count()

    client.get(f"{WRITE}?asia={case.pk}&tila=refused&tarve=housing")
    client.post(WRITE, sent(case, text="Kielteinen päätös ilman perusteluja"))

    assert Observation.objects.count() == 1
    assert AuditEvent.objects.count() == events
    assert not FormKey.objects.exists()
    assert not KeptText.objects.exists()


def test_the_page_shows_nothing_of_the_case(client, case, worker):
    page = client.get(f"{WRITE}?asia={case.pk}").content.decode()

    assert "Mikkonen" not in page
    assert case.number not in page


def test_pressed_twice_it_is_one(client, case, worker):
    data = sent(case, text="Jono")

    first, second = client.post(WRITE, data), client.post(WRITE, data)

    assert Observation.objects.count() == 1
    assert first.url == second.url == case.get_absolute_url()


def test_written_anew_after_going_back_it_is_another(client, case, worker):
    data = sent(case, text="Jono")

    client.post(WRITE, data)
    client.post(WRITE, data | {"text": "Toinen jono"})

    assert Observation.objects.count() == 2


def test_kind_and_area_are_proposed_from_a_refused_service(client, case, worker):
    response = client.get(f"{WRITE}?asia={case.pk}&tila=refused&tarve=rehab_open")

    form = response.context["form"]
    assert form["kind"].value() == ObservationKind.REFUSED
    assert form["area"].value() == Domain.SUBSTANCE


def test_of_a_need_for_housing_without_a_service_no_housing_is_proposed(client, case, worker):
    response = client.get(f"{WRITE}?asia={case.pk}&tarve=housing")

    assert response.context["form"]["kind"].value() == ObservationKind.NO_HOUSING


def test_a_case_that_one_may_not_open_is_not_there(client, case):
    client.force_login(WorkerFactory(unit=UnitFactory(county=case.county)))

    assert client.get(f"{WRITE}?asia={case.pk}").status_code == 404
    assert client.post(WRITE, sent(case)).status_code == 404
    refused = AuditEvent.objects.filter(action=Action.CASE_REFUSED.value, case_id=case.pk)
    assert refused.count() == 2


def test_without_a_case_it_is_of_the_unit_that_was_chosen(client, case, worker):
    other = WorkerFactory(unit=UnitFactory(county=case.county))
    unit = other.unit_memberships.get().unit
    worker.unit_memberships.create(user=worker, unit=unit, role="worker")
    client.force_login(worker)

    client.post(WRITE, sent(unit=unit.pk))

    assert Observation.objects.get().unit == unit


def test_a_partner_has_no_such_page(client):
    client.force_login(PartnerFactory())

    assert client.get(WRITE).status_code == 404


def order_in_the_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM observations_observation ORDER BY ctid")
        return [text for (text,) in cursor.fetchall()]


def test_the_place_in_the_table_does_not_tell_the_order_of_writing():
    unit, written = UnitFactory(), [f"sana {n}" for n in "abcdefghijklmnopqrst"]

    for text in written:
        ObservationFactory(unit=unit, text=text)

    # That twenty come out in order by chance is one in 20!.
    assert order_in_the_table() != written
    assert sorted(order_in_the_table()) == written


@pytest.mark.django_db(transaction=True)
def test_all_rows_of_a_county_bear_the_mark_of_one_transaction():
    unit = UnitFactory()

    for text in "abcde":
        ObservationFactory(unit=unit, text=text)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM observations_observation")
        assert cursor.fetchone() == (1, 5)


def test_an_observation_does_not_change():
    ObservationFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.update(text="muuta")


def test_the_database_keeps_the_month_and_no_day():
    with pytest.raises(IntegrityError, match="observation_of_a_month"):
        ObservationFactory(month=dt.date(2026, 1, 15))
