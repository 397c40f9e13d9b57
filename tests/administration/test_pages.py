"""An administrator's pages: who has them, what they do, and that they show no client."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.roles import RoleHasChanged, days_of, move_to_unit
from accounts.actions.users import WorksElsewhere, add_outsider, record_vouching
from accounts.models import (
    Invitation,
    Organisation,
    RightsChange,
    Unit,
    UnitMembership,
    UnitRole,
    User,
    Vouching,
)
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.team import CannotJoinTeam, assign_worker
from cases.permissions import CaseRole
from notifications.models import Mail, MailKind
from tests.factories import (
    CaseFactory,
    CountyFactory,
    PartnerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

PASSWORD = "kolme pitkää sanaa peräkkäin"


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def administrator(client, unit):
    user = UserFactory(is_superuser=True, organisation=unit.county)
    client.force_login(user)
    return user


@pytest.fixture
def worker(unit):
    return WorkerFactory(unit=unit)


def page(name: str, **words: int) -> str:
    return reverse(f"administration:{name}", kwargs=words)


def written(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def in_days(count: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=count)


def new_worker(where: Unit, **more: object) -> dict[str, object]:
    return {
        "first_name": "Uuno",
        "last_name": "Uusi",
        "email": "Uuno.Uusi@example.fi",
        "title": "sosiaalityöntekijä",
        "phone": "",
        "language": "sv",
        "role": "worker",
        "unit": where.pk,
        "first_on": "",
        "last_on": "",
    } | more


# --- Units ------------------------------------------------------------------------------


def test_a_unit_is_added_with_its_address_and_numbers(client, administrator):
    told = {
        "name_fi": "Vapautuvien tiimi",
        "address": "Katu 1",
        "phone": "017 1",
        "opening_hours": "ma–pe 9–15",
        "on_call_phone": "017 2",
        "on_call_address": "Katu 2",
    }

    client.post(page("unit_add"), told)

    added = Unit.objects.get(name_fi="Vapautuvien tiimi")
    assert added.county == administrator.organisation
    assert (added.phone, added.opening_hours) == ("017 1", "ma–pe 9–15")
    assert (added.on_call_phone, added.on_call_address) == ("017 2", "Katu 2")
    assert AuditEvent.objects.filter(action=Action.UNIT_ADDED, by_id=administrator.pk).exists()


def test_of_two_administrators_on_one_unit_the_second_sees_both_texts(client, administrator, unit):
    told = {"name_fi": unit.name_fi, "phone": "017 1", "version": 1}
    client.post(page("unit_edit", unit_pk=unit.pk), told)

    answer = client.post(page("unit_edit", unit_pk=unit.pk), told | {"phone": "017 9"})

    unit.refresh_from_db()
    assert answer.status_code == 409
    assert "Kaksi tekstiä samaan kohtaan" in answer.content.decode()
    assert "017 1" in answer.content.decode()
    assert "017 9" in answer.content.decode()
    assert unit.phone == "017 1"


def test_a_unit_without_a_name_is_refused_beside_the_field(client, administrator):
    answer = client.post(page("unit_add"), {"name_fi": ""})

    assert list(answer.context["form"].errors) == ["name_fi"]
    assert Unit.objects.count() == 1


# --- Workers ------------------------------------------------------------------------------


def test_a_worker_is_invited_with_a_role_from_a_day_to_a_day(client, administrator, unit):
    days = {"first_on": written(in_days(3)), "last_on": written(in_days(90))}

    answer = client.post(page("user_add"), new_worker(unit, **days))

    user = User.objects.get(email="uuno.uusi@example.fi")
    assert answer.url == page("user_page", user_pk=user.pk)
    assert (user.organisation, user.language) == (unit.county, "sv")
    assert not user.has_usable_password()
    role = user.unit_memberships.get()
    assert (role.role, role.first_on, role.last_on) == ("worker", in_days(3), in_days(90))
    assert Mail.objects.get(kind=MailKind.INVITATION).address == "uuno.uusi@example.fi"


def test_an_administrator_is_invited_without_a_unit(client, administrator):
    told = new_worker(UnitFactory(), role="administrator", unit="")

    client.post(page("user_add"), told)

    user = User.objects.get(email="uuno.uusi@example.fi")
    assert user.is_administrator
    assert not user.unit_memberships.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "administrator"}, "unit"),
        ({"unit": ""}, "unit"),
        ({"email": "ei osoite"}, "email"),
        ({"role": "keisari"}, "role"),
        ({"first_on": "5.5.2027", "last_on": "4.5.2027"}, "last_on"),
    ],
)
def test_what_is_wrong_with_a_new_worker_stands_beside_its_field(
    client, administrator, unit, wrong, field
):
    answer = client.post(page("user_add"), new_worker(unit, **wrong))

    assert list(answer.context["form"].errors) == [field]
    assert not Mail.objects.exists()


def test_a_unit_of_another_county_cannot_be_chosen(client, administrator):
    other = UnitFactory(county=CountyFactory(code="muu"))

    answer = client.post(page("user_add"), new_worker(other))

    assert list(answer.context["form"].errors) == ["unit"]


def test_an_address_that_has_an_account_is_refused_beside_its_field(client, administrator, unit):
    UserFactory(email="uuno.uusi@example.fi", organisation=CountyFactory(code="muu"))

    answer = client.post(page("user_add"), new_worker(unit))

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["email"]
    assert User.objects.filter(email__iexact="uuno.uusi@example.fi").count() == 1


@pytest.mark.parametrize(
    "address",
    ["ſiiri@example.fi", "İlkka@example.fi", f"a@{'İ' * 60}.{'İ' * 60}.{'b' * 60}.{'c' * 60}.fi"],
)
def test_an_address_that_is_another_one_elsewhere_is_refused(client, administrator, unit, address):
    response = client.post(page("user_add"), new_worker(unit, email=address))

    assert "email" in response.context["form"].errors


def test_a_name_stands_in_one_line_and_turns_nothing(client, administrator, unit):
    told = new_worker(unit, first_name="Uuno\r\nBcc:\u2028x", last_name="Uu\u202esi\u2066")

    client.post(page("user_add"), told)

    assert User.objects.get(email="uuno.uusi@example.fi").get_full_name() == "Uuno Bcc: x Uusi"


def test_a_name_of_signs_that_nobody_sees_is_none(client, administrator, unit):
    response = client.post(page("user_add"), new_worker(unit, first_name="\u202e\u2066"))

    assert "first_name" in response.context["form"].errors


def test_pressing_twice_invites_once(client, administrator, unit):
    told = new_worker(unit, form_key="6f1f0d5c-1b7c-4d6e-9a53-0d6f5ac9a111")

    answers = [client.post(page("user_add"), told) for _press in range(2)]

    assert answers[0].url == answers[1].url
    assert Invitation.objects.count() == 1


def test_details_are_changed_and_a_second_editor_sees_both_texts(client, administrator, worker):
    told = {
        "first_name": worker.first_name,
        "last_name": worker.last_name,
        "email": worker.email,
        "title": "johtava",
        "language": "fi",
        "version": 1,
    }
    client.post(page("user_edit", user_pk=worker.pk), told)

    answer = client.post(page("user_edit", user_pk=worker.pk), told | {"title": "toinen"})

    worker.refresh_from_db()
    assert worker.title == "johtava"
    assert answer.status_code == 409
    assert str(administrator) in answer.content.decode()


def test_ones_own_details_are_changed_and_ones_own_account_is_not_closed(client, administrator):
    shown = client.get(page("user_page", user_pk=administrator.pk)).content.decode()
    told = {
        "first_name": "Uusi",
        "last_name": administrator.last_name,
        "email": administrator.email,
        "language": "fi",
        "version": 1,
    }
    client.post(page("user_edit", user_pk=administrator.pk), told)
    closing = client.get(page("user_close", user_pk=administrator.pk))

    administrator.refresh_from_db()
    assert "Tiedot muutat itse" in shown
    assert (administrator.first_name, closing.status_code) == ("Uusi", 404)


def test_a_new_address_is_told_to_both_addresses(client, administrator, worker):
    worker.set_password(PASSWORD)
    worker.save()
    former = worker.email
    told = {
        "first_name": worker.first_name,
        "last_name": worker.last_name,
        "email": "uusi.osoite@example.fi",
        "language": "fi",
        "version": 1,
    }

    client.post(page("user_edit", user_pk=worker.pk), told)

    letters = Mail.objects.filter(kind=MailKind.LETTER)
    assert set(letters.values_list("address", flat=True)) == {former, "uusi.osoite@example.fi"}
    assert AuditEvent.objects.filter(action=Action.ADDRESS_CHANGED).count() == 1


def test_a_new_address_before_the_first_sign_in_gets_a_new_invitation(client, administrator, unit):
    client.post(page("user_add"), new_worker(unit))
    user = User.objects.get(email="uuno.uusi@example.fi")
    told = new_worker(unit, email="toinen@example.fi", version=1)

    client.post(page("user_edit", user_pk=user.pk), told)

    addresses = Mail.objects.filter(kind=MailKind.INVITATION).order_by("pk")
    assert list(addresses.values_list("address", flat=True))[-1] == "toinen@example.fi"
    assert Invitation.objects.unused().count() == 1


@pytest.mark.parametrize("state", ["invited", "too old", "in use", "closed"])
def test_the_list_and_the_persons_page_tell_the_same_of_an_account(client, administrator, state):
    unit = UnitFactory(county=administrator.organisation)
    client.post(page("user_add"), new_worker(unit))
    user = User.objects.get(email="uuno.uusi@example.fi")
    if state == "in use":
        user.set_password(PASSWORD)
        user.save()
    elif state == "too old":
        user.invitations.update(expires_at=timezone.now())
    User.objects.filter(pk=user.pk).update(is_active=state != "closed")

    words = {
        "invited": "kutsuttu, kutsu voimassa",
        "too old": "kutsu vanhentunut",
        "in use": "käytössä",
        "closed": "tunnus suljettu",
    }[state]
    shown = client.get(page("user_page", user_pk=user.pk)).context["state"]
    assert words in str(shown)
    assert str(shown) in client.get(page("user_list")).content.decode()


# --- Roles --------------------------------------------------------------------------------


def change_days(client, held: UnitMembership, **days: str):
    seen = f"{held.first_on or ''}/{held.last_on or ''}"
    return client.post(page("role_change", role_pk=held.pk), {"seen": seen} | days)


def test_a_role_that_begins_later_gives_nothing_before(client, administrator, unit):
    later = in_days(5)
    client.post(page("user_add"), new_worker(unit, first_on=written(later)))

    user = User.objects.get(email="uuno.uusi@example.fi")

    assert not user.is_county_worker


def test_a_role_ends_by_itself_after_its_last_day(client, administrator, worker):
    change_days(client, worker.unit_memberships.get(), last_on=written(in_days(-1)))

    assert not User.objects.get(pk=worker.pk).is_county_worker


def test_the_last_day_is_included(client, administrator, worker):
    change_days(client, worker.unit_memberships.get(), last_on=written(in_days(0)))

    assert User.objects.get(pk=worker.pk).is_county_worker


def test_the_supervisor_is_told_that_somebodys_last_day_is_near(
    client, administrator, unit, worker
):
    supervisor = SupervisorFactory(unit=unit)

    change_days(client, worker.unit_memberships.get(), last_on=written(in_days(9)))

    notice = supervisor.notices.get()
    assert notice.kind == "role_ends"
    assert str(worker) not in notice.text


def test_of_two_who_change_one_role_the_second_is_told(client, administrator, worker):
    held = worker.unit_memberships.get()
    change_days(client, held, last_on=written(in_days(9)))

    answer = change_days(client, held, last_on=written(in_days(20)))

    assert answer.status_code == 409
    assert worker.unit_memberships.get().last_on == in_days(9)


def test_a_move_ends_one_role_and_begins_another_the_day_after(client, administrator, unit, worker):
    other = UnitFactory(county=unit.county)
    held = worker.unit_memberships.get()

    client.post(
        page("role_move", role_pk=held.pk),
        {"unit": other.pk, "first_on": written(in_days(7)), "seen": "/"},
    )

    roles = worker.unit_memberships.order_by("pk").values_list("unit", "first_on", "last_on")
    assert list(roles) == [(unit.pk, None, in_days(6)), (other.pk, in_days(7), None)]


def test_a_role_that_ends_before_the_move_is_not_made_longer_by_it(
    client, administrator, unit, worker
):
    other = UnitFactory(county=unit.county)
    held = worker.unit_memberships.get()
    change_days(client, held, last_on=written(in_days(3)))
    held.refresh_from_db()

    answer = client.post(
        page("role_move", role_pk=held.pk),
        {"unit": other.pk, "first_on": written(in_days(7)), "seen": days_of(held)},
    )

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["first_on"]
    roles = worker.unit_memberships.values_list("unit", "first_on", "last_on")
    assert list(roles) == [(unit.pk, None, in_days(3))]


def test_a_role_that_is_moved_before_it_begins_never_holds_in_the_former_unit(
    client, administrator, unit, worker
):
    other = UnitFactory(county=unit.county)
    held = worker.unit_memberships.get()
    change_days(client, held, first_on=written(in_days(20)))
    held.refresh_from_db()

    client.post(
        page("role_move", role_pk=held.pk),
        {"unit": other.pk, "first_on": written(in_days(10)), "seen": days_of(held)},
    )

    assert list(worker.unit_memberships.values_list("unit", "first_on")) == [
        (other.pk, in_days(10))
    ]


@pytest.mark.parametrize(("begins", "told"), [(20, 0), (0, 1)])
def test_of_a_move_the_supervisor_is_told_where_the_role_had_begun(
    client, administrator, unit, worker, begins, told
):
    supervisor = SupervisorFactory(unit=unit)
    other = UnitFactory(county=unit.county)
    held = worker.unit_memberships.get()
    change_days(client, held, first_on=written(in_days(begins)))
    held.refresh_from_db()

    client.post(
        page("role_move", role_pk=held.pk),
        {"unit": other.pk, "first_on": written(in_days(0)), "seen": days_of(held)},
    )

    assert supervisor.notices.filter(kind="role_ends").count() == told
    assert worker.unit_memberships.get().unit == other


def test_a_role_that_never_began_stands_in_the_log_and_the_review_with_its_own_days(
    client, administrator, unit, worker
):
    other = UnitFactory(county=unit.county)
    held = worker.unit_memberships.get()
    change_days(client, held, first_on=written(in_days(20)))
    held.refresh_from_db()

    client.post(
        page("role_move", role_pk=held.pk),
        {"unit": other.pk, "first_on": written(in_days(10)), "seen": days_of(held)},
    )

    change = RightsChange.objects.get(user=worker, unit=unit, what="role_taken_back")
    assert (change.first_on, change.last_on) == (in_days(20), None)
    event = AuditEvent.objects.get(action=Action.ROLE_TAKEN_BACK)
    assert event.details["first"] == f"{in_days(20):%Y.%m.%d}"
    assert "last" not in event.details


def test_a_role_that_was_moved_away_in_another_tab_is_told_of(client, administrator, unit, worker):
    other = UnitFactory(county=unit.county)
    held = worker.unit_memberships.get()
    change_days(client, held, first_on=written(in_days(20)))
    held.refresh_from_db()
    UnitMembership.objects.filter(pk=held.pk).delete()

    with pytest.raises(RoleHasChanged):
        move_to_unit(
            held=held, seen=days_of(held), unit=other, first_on=in_days(1), by=administrator
        )


@pytest.mark.parametrize(("last_day", "offered"), [(0, True), (-1, False)])
def test_a_role_is_moved_until_its_last_day_and_not_after_it(
    client, administrator, worker, last_day, offered
):
    held = worker.unit_memberships.get()
    change_days(client, held, last_on=written(in_days(last_day)))

    shown = client.get(page("user_page", user_pk=worker.pk)).content.decode()

    assert (page("role_move", role_pk=held.pk) in shown) == offered
    assert page("role_change", role_pk=held.pk) in shown


def test_a_role_that_is_held_is_not_given_twice(client, administrator, unit, worker):
    answer = client.post(page("role_add", user_pk=worker.pk), {"role": "worker", "unit": unit.pk})

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["unit"]


def test_nobody_gives_themselves_a_role(client, administrator, unit):
    answer = client.post(
        page("role_add", user_pk=administrator.pk), {"role": "worker", "unit": unit.pk}
    )

    assert answer.status_code == 404
    assert not administrator.unit_memberships.exists()


def test_an_administrator_gets_no_role_from_another(client, administrator, unit):
    colleague = UserFactory(is_superuser=True, organisation=unit.county)

    answer = client.post(
        page("role_add", user_pk=colleague.pk), {"role": "worker", "unit": unit.pk}
    )

    assert answer.status_code == 404


def test_who_has_a_role_is_not_made_an_administrator(client, administrator, worker):
    answer = client.post(page("administrator_make", user_pk=worker.pk))

    assert answer.status_code == 409
    assert not User.objects.get(pk=worker.pk).is_superuser


def test_the_former_role_of_an_administrator_does_not_hold_again(client, administrator, worker):
    held = worker.unit_memberships.get()
    held.last_on = in_days(-1)
    held.save()
    User.objects.filter(pk=worker.pk).update(is_superuser=True)

    page_of_role = page("role_change", role_pk=held.pk)
    client.post(page_of_role, {"first_on": "", "last_on": "", "seen": days_of(held)})

    assert not User.objects.get(pk=worker.pk).unit_roles


def test_who_has_a_part_in_an_open_case_is_not_made_an_administrator(client, unit, administrator):
    worker = CaseFactory(unit=unit).responsible
    worker.unit_memberships.update(last_on=in_days(-1))

    client.post(page("administrator_make", user_pk=worker.pk))

    assert not User.objects.get(pk=worker.pk).is_superuser


def test_an_administrator_opens_no_case_of_an_earlier_work(client, unit):
    case = CaseFactory(unit=unit)
    User.objects.filter(pk=case.responsible.pk).update(is_superuser=True)
    client.force_login(case.responsible)

    response = client.get(reverse("cases:notes", kwargs={"case_pk": case.pk}))

    assert response.status_code == 404


def test_an_administrator_joins_no_team(unit, administrator):
    case = CaseFactory(unit=unit)

    with pytest.raises(CannotJoinTeam):
        assign_worker(case=case, user=administrator, role=CaseRole.MEMBER, by=case.responsible)


def test_who_has_no_role_is_made_an_administrator(client, administrator):
    user = UserFactory(organisation=administrator.organisation)

    client.post(page("administrator_make", user_pk=user.pk))

    assert User.objects.get(pk=user.pk).is_administrator


# --- People of other organisations ----------------------------------------------------------


def outsider(organisation: Organisation, **more: object) -> dict[str, object]:
    return {
        "organisation": organisation.pk,
        "first_name": "Ville",
        "last_name": "Vartija",
        "email": "ville@example.fi",
        "language": "fi",
        "name": "Jaana Johtaja",
        "contact": "029 1",
        "on": written(in_days(0)),
    } | more


def test_prison_staff_are_invited_with_who_vouches_for_them(client, administrator):
    client.post(page("outsider_add"), outsider(PrisonFactory()))

    user = User.objects.get(email="ville@example.fi")
    assert user.is_prison_staff
    assert user.vouchings.get().name == "Jaana Johtaja"
    listed = client.get(page("outsider_list")).content.decode()
    assert "Jaana Johtaja" in listed


def test_nobody_is_invited_without_a_voucher(client, administrator):
    answer = client.post(page("outsider_add"), outsider(PrisonFactory(), name=""))

    assert list(answer.context["form"].errors) == ["name"]
    assert not User.objects.filter(email="ville@example.fi").exists()


def test_a_partner_is_added_and_its_people_invited(client, administrator):
    client.post(page("partner_add"), {"name_fi": "Yhdistys ry"})
    partner = Organisation.objects.get(name_fi="Yhdistys ry")

    client.post(page("outsider_add"), outsider(partner))

    assert User.objects.get(email="ville@example.fi").is_partner
    assert partner.kept_by == administrator.organisation


def test_a_partner_of_another_county_is_not_offered(client, administrator):
    other = PartnerFactory().organisation

    answer = client.post(page("outsider_add"), outsider(other))

    assert list(answer.context["form"].errors) == ["organisation"]


@pytest.mark.parametrize("county", [None, "muu"])
def test_nobody_vouches_to_this_county_for_people_of_a_partner_of_another(administrator, county):
    user = PartnerFactory(organisation__kept_by=county and CountyFactory(code=county))
    vouching = Vouching(user=user, name="Jaana", contact="029 1", on=in_days(0))

    with pytest.raises(WorksElsewhere):
        record_vouching(vouching=vouching, by=administrator)


def test_an_account_of_a_partner_of_another_county_is_not_made_here(administrator):
    partner = PartnerFactory(organisation__kept_by=CountyFactory(code="muu")).organisation
    user = User(organisation=partner, first_name="Ville", last_name="V", email="v@example.fi")
    vouching = Vouching(name="Jaana", contact="029 1", on=in_days(0))
    now = timezone.now()

    with pytest.raises(WorksElsewhere):
        add_outsider(user=user, vouching=vouching, by=administrator, site="https://x/", now=now)

    assert not User.objects.filter(email="v@example.fi").exists()


def test_who_was_vouched_for_before_the_partner_changed_hands_has_no_page_for_a_voucher(
    client, administrator
):
    partner = PartnerFactory(organisation__kept_by=administrator.organisation)
    vouching = Vouching(user=partner, name="Jaana", contact="029 1", on=in_days(0))
    record_vouching(vouching=vouching, by=administrator)
    Organisation.objects.filter(pk=partner.organisation_id).update(
        kept_by=CountyFactory(code="muu")
    )

    shown = client.get(page("user_page", user_pk=partner.pk)).content.decode()
    answer = client.get(page("vouching_add", user_pk=partner.pk))

    assert page("vouching_add", user_pk=partner.pk) not in shown
    assert answer.status_code == 404


def test_a_new_voucher_takes_the_place_of_the_former_which_stays(client, administrator):
    client.post(page("outsider_add"), outsider(PrisonFactory()))
    user = User.objects.get(email="ville@example.fi")

    client.post(
        page("vouching_add", user_pk=user.pk),
        {"name": "Uusi Johtaja", "contact": "029 2", "on": written(in_days(0))},
    )

    assert [each.name for each in user.vouchings.all()] == ["Uusi Johtaja", "Jaana Johtaja"]


# --- Who has these pages --------------------------------------------------------------------


def test_people_of_another_county_and_strangers_of_prisons_do_not_exist_here(client, administrator):
    other = WorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))

    for person in (other, PrisonOfficerFactory()):
        for name in ("user_page", "user_edit", "user_close", "factor_reset", "user_invite"):
            assert client.get(page(name, user_pk=person.pk)).status_code == 404


@pytest.mark.parametrize("role", [UnitRole.WORKER, UnitRole.INTAKE, UnitRole.SUPERVISOR])
def test_nobody_else_has_an_administrators_pages(client, unit, worker, role):
    user = UserFactory(organisation=unit.county)
    user.unit_memberships.create(unit=unit, role=role)
    client.force_login(user)

    for name in ("first_steps", "unit_list", "user_list", "outsider_list", "user_add"):
        assert client.get(page(name)).status_code == 404
    assert client.post(page("user_add"), new_worker(unit)).status_code == 404


def test_a_superuser_without_a_county_has_none_of_them(client):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(page("first_steps")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["unit_list", "user_list", "outsider_list"])
def test_lists_take_as_many_queries_for_many_rows(
    client, administrator, name, count, django_assert_max_num_queries
):
    for number in range(count):
        WorkerFactory(unit=UnitFactory(county=administrator.organisation))
        client.post(page("outsider_add"), outsider(PrisonFactory(), email=f"{number}@example.fi"))

    with django_assert_max_num_queries(15):
        client.get(page(name))
