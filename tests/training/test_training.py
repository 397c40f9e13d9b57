"""The training register: what a unit has, lacks and will have."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import UnitMembership
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from tests.factories import (
    CountyFactory,
    PartnerFactory,
    SupervisorFactory,
    TrainingFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from training.actions import DayThere, NotHeldYet, add_day, mark_participants
from training.models import Participation, Training, TrainingDay
from training.reminding import remind_of_trainings
from training.standings import own_trainings, standings

pytestmark = pytest.mark.django_db
REGISTER = reverse("training:register")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def worker(unit):
    return WorkerFactory(unit=unit, last_name="Aaltovuo")


@pytest.fixture
def supervisor(client, unit):
    user = SupervisorFactory(unit=unit)
    client.force_login(user)
    return user


def held(unit, on, **values):
    return TrainingFactory(unit=unit, held_on=on, **values).days.get()


def mark(day, by, *people):
    keys = [person.pk for person in people]
    mark_participants(day=day, took_part=keys, seen=[], by=by)


def standing_of(day, today):
    (found,) = standings([day.training], today)
    return found


def test_who_took_part_has_it_and_the_others_of_the_unit_lack_it(unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, worker)

    found = standing_of(day, today)

    assert worker in found.have
    assert supervisor in found.lack
    assert worker not in found.lack


def test_another_day_of_the_same_training_is_enough(unit, worker, supervisor, today):
    day = held(unit, today - dt.timedelta(days=9))
    other = add_day(day=TrainingDay(training=day.training, held_on=today), by=supervisor)
    mark(other, supervisor, worker)

    assert worker in standing_of(day, today).have


def test_who_no_longer_works_in_the_unit_is_in_neither_list(unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, worker)
    UnitMembership.objects.filter(user=worker).update(last_on=today - dt.timedelta(days=1))

    found = standing_of(day, today)

    assert worker not in [*found.have, *found.lack]


def test_what_is_ahead_is_coming(unit, today):
    day = held(unit, today + dt.timedelta(days=1))

    found = standing_of(day, today)

    assert (list(found.held), list(found.coming)) == ([], [day])


def test_a_day_ahead_is_not_marked(unit, worker, supervisor, today):
    day = held(unit, today + dt.timedelta(days=1))

    with pytest.raises(NotHeldYet):
        mark(day, supervisor, worker)


def test_the_same_day_twice_is_refused(unit, supervisor, today):
    day = held(unit, today)

    with pytest.raises(DayThere):
        add_day(day=TrainingDay(training=day.training, held_on=today), by=supervisor)


def test_what_somebody_else_ticked_meanwhile_stays(unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, worker)

    # Opened before that: the page showed no tick, and the worker was not ticked.
    mark_participants(day=day, took_part=[supervisor.pk], seen=[], by=supervisor)

    assert Participation.objects.filter(day=day).count() == 2


def test_a_tick_that_is_taken_away_is_taken_back(client, unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, worker)

    client.post(
        reverse("training:day_mark", args=[day.pk]),
        {"form_key": str(uuid.uuid4()), "took_part": [], "seen": [worker.pk]},
    )

    assert not Participation.objects.exists()


def test_a_mark_that_went_while_its_owner_left_the_unit_stops_no_other_mark(
    client, unit, worker, supervisor, today
):
    day = held(unit, today)
    # Opened while the worker was in the unit and marked, sent after neither was so any more.
    UnitMembership.objects.filter(user=worker).update(last_on=today - dt.timedelta(days=1))

    client.post(
        reverse("training:day_mark", args=[day.pk]),
        {"took_part": [supervisor.pk], "seen": [worker.pk]},
    )

    assert Participation.objects.get().user == supervisor
    event = AuditEvent.objects.get(action=Action.TRAINING_MARKED.value)
    assert event.details == {"added": [supervisor.pk], "removed": []}


def test_marking_is_logged_with_whom(unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, worker)

    event = AuditEvent.objects.get(action=Action.TRAINING_MARKED.value)
    assert event.details == {"added": [worker.pk], "removed": []}


def test_a_supervisor_adds_a_training_with_hours_as_finns_write_them(client, supervisor, unit):
    said = {"name": "Rikosprosessi", "package": "", "hours": "1,5", "held_on": "", "where": ""}
    client.post(reverse("training:training_add"), said | {"form_key": str(uuid.uuid4())})

    training = Training.objects.get()
    assert (training.unit, training.hours) == (unit, dt.timedelta(hours=1.5).seconds / 3600)


def test_the_same_name_twice_is_said_beside_the_field(client, supervisor, unit):
    TrainingFactory(unit=unit, name="Rikosprosessi")
    said = {"name": "Rikosprosessi", "package": "", "hours": "1", "held_on": "", "where": ""}

    response = client.post(reverse("training:training_add"), said)

    assert response.context["form"].errors.keys() == {"name"}


def test_the_register_shows_who_has_and_who_lacks(client, unit, worker, supervisor, today):
    held(unit, today, name="Rikosprosessi")

    page = client.get(REGISTER).content.decode()

    assert "Rikosprosessi" in page
    assert "Aaltovuo" in page


def test_the_training_of_a_unit_that_one_does_not_lead_is_not_there(client, supervisor, today):
    other = held(UnitFactory(county=supervisor.county), today)

    assert client.get(reverse("training:day_mark", args=[other.pk])).status_code == 404
    url = reverse("training:day_add", args=[other.training_id])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "make", [WorkerFactory, lambda: UserFactory(is_superuser=True, organisation=CountyFactory())]
)
def test_the_register_is_for_supervisors(client, make):
    client.force_login(make())

    assert client.get(REGISTER).status_code == 404


def test_a_partner_has_no_own_trainings(client):
    client.force_login(PartnerFactory())

    assert client.get(reverse("training:own")).status_code == 404


def test_a_worker_sees_what_they_have_lack_and_what_is_coming(unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, worker)
    ahead = held(unit, today + dt.timedelta(days=3))
    held(UnitFactory(county=unit.county), today)

    found = own_trainings(worker, today)

    assert [(list(own.took_part), list(own.coming)) for own in found] == [
        ([today], []), ([], [ahead]),
    ]  # fmt: skip


def test_a_worker_sees_no_colleague(client, unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, supervisor)
    client.force_login(worker)

    page = client.get(reverse("training:own")).content.decode()

    assert supervisor.last_name not in page


# --- Reminders ---------------------------------------------------------------------


def told(kind):
    return list(Notice.objects.filter(kind=kind).values_list("receiver", flat=True))


def test_who_lacks_a_training_is_told_a_week_ahead_once(unit, worker, today):
    held(unit, today + dt.timedelta(days=7))

    remind_of_trainings(today)
    remind_of_trainings(today)

    assert told(NoticeKind.TRAINING_NEAR).count(worker.pk) == 1


def test_nobody_is_told_earlier(unit, worker, today):
    held(unit, today + dt.timedelta(days=8))

    remind_of_trainings(today)

    assert told(NoticeKind.TRAINING_NEAR) == []


def test_who_has_it_is_not_told(unit, worker, supervisor, today):
    day = held(unit, today)
    mark(day, supervisor, worker)
    ahead = today + dt.timedelta(days=2)
    add_day(day=TrainingDay(training=day.training, held_on=ahead), by=supervisor)

    remind_of_trainings(today)

    assert worker.pk not in told(NoticeKind.TRAINING_NEAR)


def test_the_supervisor_is_asked_to_mark_a_day_that_was_held(unit, worker, supervisor, today):
    day = held(unit, today - dt.timedelta(days=1), by=supervisor)

    remind_of_trainings(today)

    assert told(NoticeKind.TRAINING_TO_MARK) == [supervisor.pk]
    assert Notice.objects.get(kind=NoticeKind.TRAINING_TO_MARK).link == reverse(
        "training:day_mark", args=[day.pk]
    )


def test_a_day_that_is_marked_is_not_asked_about(unit, worker, supervisor, today):
    day = held(unit, today - dt.timedelta(days=1), by=supervisor)
    mark(day, supervisor, worker)

    remind_of_trainings(today)

    assert told(NoticeKind.TRAINING_TO_MARK) == []


def test_the_queries_of_the_register_do_not_grow(client, unit, supervisor, today):
    def queries_with(names):
        for name in names:
            held(unit, today, name=name, by=supervisor)
        with CaptureQueriesContext(connection) as asked:
            client.get(REGISTER)
        return len(asked)

    client.get(REGISTER)

    assert queries_with("a") == queries_with("bcdef")


def test_the_database_keeps_somebody_once_on_a_day():
    training = TrainingFactory(held_on=dt.date(2026, 1, 5))
    came = {"day": training.days.get(), "user": UserFactory(), "marked_by": UserFactory()}
    Participation.objects.create(**came)

    with pytest.raises(IntegrityError, match="took_part_once_a_day"):
        Participation.objects.create(**came)
