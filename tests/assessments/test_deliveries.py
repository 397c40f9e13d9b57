"""To whom a final assessment was delivered: written by a worker, kept, taken back with a reason."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from assessments.actions.delivering import (
    DeliveredTooEarly,
    DeliveryTakenBackAlready,
    NotFinal,
    record_delivery,
    take_back_delivery,
)
from assessments.models import Assessment, AssessmentDelivery
from audit.models import AuditEvent
from tests.factories import (
    AssessmentDeliveryFactory,
    AssessmentFactory,
    NetworkMemberFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
# Of the page of a final assessment.
QUERIES = 19
NOON = dt.datetime(2026, 3, 4, 10, tzinfo=dt.UTC)
SENT = {"receiver": "client", "who": "", "delivered_on": "3.3.2026", "manner": "read_together"}


@pytest.fixture
def final(client) -> Assessment:
    made: Assessment = AssessmentFactory(final=True)
    client.force_login(made.saved_by)
    return made


def page(assessment: Assessment) -> str:
    return reverse("assessments:assessment_deliver", kwargs={"assessment_pk": assessment.pk})


def unsaved(assessment: Assessment, on: dt.date) -> AssessmentDelivery:
    return AssessmentDelivery(
        case=assessment.case,
        assessment=assessment,
        to_whom="Sisko",
        delivered_on=on,
        manner="letter",
    )


def test_it_is_kept_that_the_client_got_the_assessment(client, final):
    client.post(page(final), SENT)

    row = final.deliveries.get()
    assert (row.to_whom, row.delivered_on, row.manner, row.written_by) == (
        final.case.client.full_name,
        dt.date(2026, 3, 3),
        "read_together",
        final.saved_by,
    )


def test_somebody_of_the_network_is_chosen_once(client, final):
    sister = NetworkMemberFactory(case=final.case, name="Kati Savela", role="sisar")

    client.post(page(final), SENT | {"receiver": str(sister.pk)})

    assert final.deliveries.get().to_whom == "Kati Savela, sisar"


def test_somebody_else_is_written_by_name(client, final):
    client.post(page(final), SENT | {"receiver": "else", "who": "Edunvalvoja Virta"})

    assert final.deliveries.get().to_whom == "Edunvalvoja Virta"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"receiver": "else"}, "who"),
        ({"who": "Edunvalvoja Virta"}, "who"),
        ({"receiver": "77777"}, "receiver"),
        ({"manner": ""}, "manner"),
        ({"delivered_on": "1.1.2090"}, "delivered_on"),
        ({"delivered_on": "1.3.2026"}, "delivered_on"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(client, final, told, field):
    response = client.post(page(final), SENT | told)

    assert list(response.context["form"].errors) == [field]
    assert not AssessmentDelivery.objects.exists()


def test_a_draft_is_not_delivered():
    draft = AssessmentFactory()

    with pytest.raises(NotFinal):
        record_delivery(delivery=unsaved(draft, dt.date(2026, 3, 3)), by=draft.saved_by)


def test_nobody_got_it_before_it_was_final(final):
    with pytest.raises(DeliveredTooEarly):
        record_delivery(delivery=unsaved(final, dt.date(2026, 3, 1)), by=final.saved_by)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_assessmentdelivery SET to_whom = 'x' WHERE id = %s",
        "DELETE FROM assessments_assessmentdelivery WHERE id = %s",
    ],
)
def test_the_database_keeps_the_row_as_it_is(statement):
    delivery = AssessmentDeliveryFactory()

    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="kept as it is"),
        transaction.atomic(),
    ):
        cursor.execute(statement, [delivery.pk])


def test_one_that_was_taken_back_stays_on_the_page_with_its_reason(client):
    delivery = AssessmentDeliveryFactory(to_whom="Väärä Henkilö")
    client.force_login(delivery.written_by)

    client.post(
        reverse("assessments:delivery_take_back", kwargs={"delivery_pk": delivery.pk}),
        {"because": "Kirje jäi lähettämättä."},
    )

    shown = client.get(delivery.assessment.get_absolute_url()).text
    assert [
        word for word in ("Väärä Henkilö", "Kirje jäi lähettämättä.") if word not in shown
    ] == []


def test_what_is_taken_back_is_not_taken_back_again():
    delivery = AssessmentDeliveryFactory()
    told: dict[str, Any] = {"delivery": delivery, "because": "Virhe", "by": delivery.written_by}
    take_back_delivery(**told)

    with pytest.raises(DeliveryTakenBackAlready):
        take_back_delivery(**told)


def test_the_page_does_not_ask_more_for_many_deliveries(client, final, django_assert_num_queries):
    AssessmentDeliveryFactory(assessment=final)
    with django_assert_num_queries(QUERIES):
        client.get(final.get_absolute_url())
    for _ in range(3):
        AssessmentDeliveryFactory(assessment=final)

    with django_assert_num_queries(QUERIES):
        client.get(final.get_absolute_url())


def test_a_delivery_is_in_the_log():
    delivery = AssessmentDeliveryFactory()

    events = AuditEvent.objects.of_case(delivery.case_id)
    assert events.filter(action="assessment.delivered").count() == 1


def test_who_is_outside_the_team_records_nothing(client):
    final = AssessmentFactory(final=True)
    client.force_login(WorkerFactory(unit=final.case.unit))

    assert client.post(page(final), SENT).status_code == 404


@pytest.mark.parametrize("lacks", ["taken_back_by", "taken_back_because"])
def test_the_database_takes_nothing_back_by_half(lacks):
    delivery = AssessmentDeliveryFactory()
    whole = {
        "taken_back_at": NOON,
        "taken_back_by": delivery.written_by,
        "taken_back_because": "Virhe",
    }
    del whole[lacks]

    with pytest.raises(IntegrityError, match="delivery_is_taken_back_whole"):
        AssessmentDelivery.objects.filter(pk=delivery.pk).update(**whole)


def test_what_was_taken_back_does_not_come_back():
    delivery = AssessmentDeliveryFactory()
    take_back_delivery(delivery=delivery, because="Virhe", by=delivery.written_by)
    none = {"taken_back_at": None, "taken_back_by": None, "taken_back_because": ""}

    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        AssessmentDelivery.objects.filter(pk=delivery.pk).update(**none)
