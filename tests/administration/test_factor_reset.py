"""A lost phone: the second factor goes only when two people have said so."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from accounts.actions.factor_reset import (
    NeedsAnotherPerson,
    NothingToReset,
    ask_for_reset,
    confirm_reset,
    end_reset,
)
from accounts.actions.users import record_vouching
from accounts.models import FactorReset, User, Vouching
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Mail
from tests.factories import (
    CountyFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


def with_factor(user: User) -> User:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    return user


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def worker(unit):
    return with_factor(WorkerFactory(unit=unit))


@pytest.fixture
def administrator(unit):
    return UserFactory(is_superuser=True, organisation=unit.county)


@pytest.fixture
def supervisor(unit):
    return SupervisorFactory(unit=unit)


def page(user: User) -> str:
    return reverse("administration:factor_reset", kwargs={"user_pk": user.pk})


def ask(client, by: User, user: User):
    client.force_login(by)
    return client.post(page(user), {"act": "ask", "how": "met"})


def say(client, act: str, by: User, user: User):
    client.force_login(by)
    return client.post(page(user), {"act": act})


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def test_one_asks_and_another_confirms(client, worker, administrator, supervisor):
    ask(client, supervisor, worker)
    before = has_factor(worker)

    say(client, "confirm", administrator, worker)

    assert (before, has_factor(worker)) == (True, False)


def test_who_asked_does_not_confirm(client, worker, administrator):
    ask(client, administrator, worker)

    answer = say(client, "confirm", administrator, worker)

    assert answer.status_code == 409
    assert has_factor(worker)


def test_the_database_knows_two_people_too(worker, administrator):
    reset = FactorReset(user=worker, how="met", asked_by=administrator, asked_at=timezone.now())
    reset.confirmed_by, reset.confirmed_at = administrator, timezone.now()

    with pytest.raises(Exception, match="second_factor_reset_by_two"):
        reset.save()


def test_the_person_themself_is_neither_of_the_two(unit):
    supervisor = with_factor(SupervisorFactory(unit=unit))

    with pytest.raises(NeedsAnotherPerson):
        ask_for_reset(user=supervisor, how="met", by=supervisor, now=timezone.now())


@pytest.mark.parametrize("who", ["colleague", "supervisor elsewhere", "administrator elsewhere"])
def test_nobody_else_has_the_page(client, unit, worker, who):
    other = UnitFactory(county=CountyFactory(code="muu"))
    user = {
        "colleague": lambda: WorkerFactory(unit=unit),
        "supervisor elsewhere": lambda: SupervisorFactory(unit=UnitFactory(county=unit.county)),
        "administrator elsewhere": lambda: UserFactory(
            is_superuser=True, organisation=other.county
        ),
    }[who]()
    client.force_login(user)

    assert client.get(page(worker)).status_code == 404
    assert ask(client, user, worker).status_code == 404


def test_how_one_made_sure_is_asked_beside_its_field(client, worker, administrator):
    client.force_login(administrator)

    answer = client.post(page(worker), {"act": "ask"})

    assert list(answer.context["form"].errors) == ["how"]


def test_the_others_are_told_without_a_name(client, worker, administrator, supervisor):
    ask(client, administrator, worker)

    notice = supervisor.notices.get()
    assert notice.kind == "factor_reset_asked"
    assert str(worker) not in notice.text
    assert not administrator.notices.exists()


def test_a_second_request_while_one_waits_is_refused(client, worker, administrator, supervisor):
    ask(client, administrator, worker)

    assert ask(client, supervisor, worker).status_code == 409


def test_after_three_days_it_has_to_be_asked_again(client, worker, administrator, supervisor):
    reset = ask_for_reset(user=worker, how="met", by=administrator, now=timezone.now())

    with time_machine.travel(timezone.now() + dt.timedelta(days=3, minutes=1)):
        say(client, "confirm", supervisor, worker)

    reset.refresh_from_db()
    assert reset.confirmed_at is None
    assert has_factor(worker)


def test_a_request_that_was_taken_back_is_not_confirmed(worker, administrator, supervisor):
    reset = ask_for_reset(user=worker, how="met", by=administrator, now=timezone.now())
    end_reset(reset=reset, by=supervisor, now=timezone.now())

    with pytest.raises(Exception, match="reset"):
        confirm_reset(reset=reset, by=supervisor, now=timezone.now())

    assert has_factor(worker)


@pytest.mark.parametrize("who", [WorkerFactory, SupervisorFactory])
def test_nobody_else_asks(worker, who):
    with pytest.raises(NeedsAnotherPerson):
        ask_for_reset(user=worker, how="met", by=who(), now=timezone.now())

    assert not FactorReset.objects.exists()


@pytest.mark.parametrize("who", [WorkerFactory, SupervisorFactory])
def test_nobody_else_confirms(worker, administrator, who):
    reset = ask_for_reset(user=worker, how="met", by=administrator, now=timezone.now())

    with pytest.raises(NeedsAnotherPerson):
        confirm_reset(reset=reset, by=who(), now=timezone.now())

    assert has_factor(worker)


@pytest.mark.parametrize("who", [WorkerFactory, SupervisorFactory])
def test_nobody_else_ends_a_request(worker, administrator, who):
    reset = ask_for_reset(user=worker, how="met", by=administrator, now=timezone.now())

    with pytest.raises(NeedsAnotherPerson):
        end_reset(reset=reset, by=who(), now=timezone.now())

    reset.refresh_from_db()
    assert reset.ended_at is None


def test_the_person_themself_ends_no_request(worker, administrator):
    reset = ask_for_reset(user=worker, how="met", by=administrator, now=timezone.now())

    with pytest.raises(NeedsAnotherPerson):
        end_reset(reset=reset, by=worker, now=timezone.now())


def test_sessions_end_and_the_person_is_told_by_mail(client, worker, administrator, supervisor):
    client.force_login(worker)
    reset = ask_for_reset(user=worker, how="met", by=administrator, now=timezone.now())

    confirm_reset(reset=reset, by=supervisor, now=timezone.now())

    assert "/kirjautuminen/" in client.get(reverse("accounts:home")).url
    letter = Mail.objects.get(address=worker.email)
    assert letter.subject == "Kirjautumisesi toinen vaihe on nollattu"


def test_both_acts_are_logged_with_both_people(worker, administrator, supervisor):
    reset = ask_for_reset(user=worker, how="met", by=administrator, now=timezone.now())
    confirm_reset(reset=reset, by=supervisor, now=timezone.now())

    done = AuditEvent.objects.get(action=Action.FACTOR_RESET)
    assert (done.by_id, done.details["asked_by"]) == (supervisor.pk, administrator.pk)


def test_of_prison_staff_the_county_that_was_vouched_to_may(client, administrator, supervisor):
    officer = with_factor(PrisonOfficerFactory())
    vouching = Vouching(user=officer, name="x", contact="x", on=timezone.localdate())
    record_vouching(vouching=vouching, by=administrator)

    ask(client, administrator, officer)
    say(client, "confirm", supervisor, officer)

    assert not has_factor(officer)


def test_of_the_only_administrator_two_supervisors_may(client, unit, administrator, supervisor):
    with_factor(administrator)
    other = SupervisorFactory(unit=UnitFactory(county=unit.county))

    ask(client, supervisor, administrator)
    say(client, "confirm", other, administrator)

    assert not has_factor(administrator)


def test_what_somebody_asked_for_whose_account_was_closed_is_not_confirmed(
    worker, administrator, supervisor
):
    reset = ask_for_reset(user=worker, how="met", by=supervisor, now=timezone.now())
    User.objects.filter(pk=supervisor.pk).update(is_active=False)

    with pytest.raises(NothingToReset):
        confirm_reset(reset=reset, by=administrator, now=timezone.now())

    assert Authenticator.objects.filter(user=worker).exists()


def test_what_somebody_asked_for_whose_role_has_ended_is_not_confirmed(
    worker, administrator, supervisor
):
    reset = ask_for_reset(user=worker, how="met", by=supervisor, now=timezone.now())
    supervisor.unit_memberships.update(last_on=timezone.localdate() - dt.timedelta(days=1))

    with pytest.raises(NothingToReset):
        confirm_reset(reset=reset, by=administrator, now=timezone.now())
