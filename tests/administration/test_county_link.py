"""An account's link with the county's own sign-in, on the administrator's pages."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from accounts.actions.admission import NotLinked
from accounts.actions.admission import unlink as take_away
from administration.first_steps import first_steps
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Mail, MailKind
from tests.county_provider import Provider
from tests.factories import CountyFactory, UnitFactory, UserFactory, WorkerFactory

pytestmark = pytest.mark.django_db

ISSUER = "https://sign-in.example"


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def administrator(client, unit, settings):
    settings.COUNTY_SIGN_IN = Provider().settings(issuer=ISSUER)
    user = UserFactory(is_superuser=True, organisation=unit.county)
    client.force_login(user)
    return user


@pytest.fixture
def worker(unit):
    worker = WorkerFactory(unit=unit)
    worker.set_unusable_password()
    worker.save()
    SocialAccount.objects.create(user=worker, provider=ISSUER, uid="abc")
    return worker


def unlink(user):
    return reverse("administration:county_unlink", kwargs={"user_pk": user.pk})


def page_of(client, user):
    address = reverse("administration:user_page", kwargs={"user_pk": user.pk})
    return client.get(address).content.decode()


IN_USE = "käytössä hyvinvointialueen kirjautumisella"


def test_whoever_comes_by_it_is_shown_as_in_use(client, administrator, worker):
    assert IN_USE in page_of(client, worker)
    assert IN_USE in client.get(reverse("administration:user_list")).content.decode()


def test_whoever_comes_by_it_is_not_among_the_invited(client, administrator, worker):
    page = client.get(reverse("administration:user_list"), {"tila": "kutsuttu"})

    assert worker.email.partition("@")[0] not in page.content.decode()
    assert worker.last_name not in page.content.decode()


def test_where_it_is_off_a_former_link_says_nothing(client, administrator, worker, settings):
    settings.COUNTY_SIGN_IN = None

    assert IN_USE not in page_of(client, worker)
    assert client.get(unlink(worker)).status_code == 404


def test_an_administrator_takes_a_link_away(client, administrator, worker):
    answer = client.post(unlink(worker))

    assert answer.status_code == 302
    assert not SocialAccount.objects.exists()
    event = AuditEvent.objects.get(action=Action.COUNTY_UNLINKED.value)
    assert (event.by_id, event.details) == (administrator.pk, {"user": worker.pk})


def test_a_link_is_taken_away_once(client, administrator, worker):
    SocialAccount.objects.all().delete()

    with pytest.raises(NotLinked):
        take_away(user=worker, by=administrator)

    assert not AuditEvent.objects.filter(action=Action.COUNTY_UNLINKED.value).exists()


def test_a_new_address_of_a_linked_account_is_told_to_both_and_invites_nobody(
    client, administrator, worker
):
    told = {"first_name": "Outi", "last_name": "Korpela", "language": "fi", "version": 1}
    address = reverse("administration:user_edit", kwargs={"user_pk": worker.pk})

    client.post(address, told | {"email": "uusi@example.fi"})

    letters = Mail.objects.filter(kind=MailKind.LETTER).values_list("address", flat=True)
    assert set(letters) == {worker.email, "uusi@example.fi"}
    assert not Mail.objects.filter(kind=MailKind.INVITATION).exists()


def test_whoever_comes_by_it_has_not_to_be_invited_again(client, administrator, worker):
    steps = first_steps(administrator.organisation)

    assert not any("kutsu" in lack for step in steps for lack in step.missing)


def test_to_look_takes_nothing_away(client, administrator, worker):
    client.get(unlink(worker))

    assert SocialAccount.objects.count() == 1


def test_whose_link_is_taken_away_is_signed_out(client, administrator, worker):
    browser = Client()
    browser.force_login(worker)

    client.post(unlink(worker))

    assert browser.get(reverse("accounts:notice_list")).status_code == 302


def test_an_administrator_of_another_county_takes_nothing_away(client, administrator, worker):
    other = UserFactory(is_superuser=True, organisation=CountyFactory(code="other-county"))
    client.force_login(other)

    assert client.post(unlink(worker)).status_code == 404
    assert SocialAccount.objects.count() == 1


def test_nobody_takes_the_own_link_away(client, administrator):
    SocialAccount.objects.create(user=administrator, provider=ISSUER, uid="own")

    assert client.post(unlink(administrator)).status_code == 404
