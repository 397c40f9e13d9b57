"""Coming in by the county's own sign-in: whom it lets in, whom not, and what it never opens."""

import datetime as dt
import logging
import re

import pytest
import requests
import time_machine
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as active
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from jwt.algorithms import RSAAlgorithm

from accounts import pace
from accounts.actions.invitation import invite
from accounts.county_sign_in.asking import BY_AN_ADDRESS
from accounts.models import Invitation, UnitMembership, UnitRole, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from tests.accounts.test_sessions import MORNING, work
from tests.county_provider import (
    KEYS,
    METADATA,
    TOKEN,
    Answer,
    begin,
    come_back,
    running_provider,
    told_of,
)
from tests.factories import CountyFactory, UnitFactory, WorkerFactory
from tests.factories.accounts import PrisonOfficerFactory, UserFactory

pytestmark = pytest.mark.django_db

HERE = reverse("account_county")


@pytest.fixture(scope="module")
def running():
    with running_provider() as provider:
        yield provider


@pytest.fixture
def unit():
    return UnitFactory(county=CountyFactory())


@pytest.fixture
def provider(running, settings, unit):
    settings.MFA_REQUIRED = True
    settings.COUNTY_SIGN_IN = running.settings(units={"1200": unit.pk, "10": "county"})
    running.tampered, running.asked = {}, []
    return running


@pytest.fixture
def worker(unit):
    return WorkerFactory(unit=unit)


def come(client, provider, user, subject="abc", **changed):
    """Sign in there and come back."""
    provider.knows(subject, **told_of(user, **changed))
    return come_back(client, provider.sign_in(begin(client), subject))


def is_in(client):
    return client.session.get("_auth_user_id")


def failures():
    return list(AuditEvent.objects.filter(action=Action.SIGN_IN_FAILED.value))


# --- Off ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("post", "account_county"),
        ("get", "account_county_return"),
    ],
)
def test_without_settings_no_page_of_it_is_there(client, method, name):
    assert getattr(client, method)(reverse(name)).status_code == 404


def test_without_settings_nobody_confirms_by_it(client, worker):
    client.force_login(worker)

    assert client.get(reverse("account_county_confirm")).status_code == 404


def test_without_settings_the_sign_in_page_says_nothing_of_it(client):
    assert HERE not in client.get(reverse("account_login")).content.decode()


def test_where_the_county_is_not_known_it_is_off(client, provider, settings):
    settings.COUNTY_SIGN_IN = provider.settings(county="no such county")

    assert client.post(HERE).status_code == 404


def test_a_link_alone_does_not_begin_it(client, provider):
    assert client.get(HERE).status_code == 405


# --- In -------------------------------------------------------------------------------


def test_the_sign_in_page_has_a_button_with_the_countys_name(client, provider):
    page = client.get(reverse("account_login")).content.decode()

    assert HERE in page
    assert "Hyvinvointialue test-county" in page


def test_whoever_has_an_account_and_a_role_comes_in(client, provider, worker):
    answer = come(client, provider, worker)

    assert answer.status_code == 302
    assert is_in(client) == str(worker.pk)


def test_no_second_factor_of_ours_is_asked_for(client, provider, worker):
    come(client, provider, worker)

    assert client.get(reverse("accounts:notice_list")).status_code == 200


def test_a_second_factor_that_is_there_is_not_asked_for_either(client, provider, worker):
    TOTP.activate(worker, generate_totp_secret())

    come(client, provider, worker)

    assert client.get(reverse("accounts:notice_list")).status_code == 200


def test_a_session_by_it_wants_our_second_factor_once_it_is_switched_off(
    client, provider, worker, settings
):
    come(client, provider, worker)
    settings.COUNTY_SIGN_IN = None

    answer = client.get(reverse("accounts:notice_list"))

    assert answer.url == reverse("mfa_activate_totp")


def test_the_log_says_how_somebody_came_in(client, provider, worker):
    come(client, provider, worker)

    event = AuditEvent.objects.get(action=Action.SIGNED_IN.value)
    assert (event.by_id, event.details) == (worker.pk, {"how": "county"})


def test_the_log_says_that_somebody_came_in_with_a_password(client, worker):
    worker.set_password("kolme vihreää saapasta")
    worker.save()

    client.post(
        reverse("account_login"), {"login": worker.email, "password": "kolme vihreää saapasta"}
    )

    assert AuditEvent.objects.get(action=Action.SIGNED_IN.value).details == {"how": "here"}


def test_the_session_is_in_the_list_of_ones_own(client, provider, worker):
    come(client, provider, worker)

    assert UserSession.objects.get(user=worker).session_key == client.session.session_key


def test_the_browser_is_known_from_then_on(client, provider, worker):
    answer = come(client, provider, worker)

    assert active.DEVICE_COOKIE_NAME in answer.cookies


def test_a_new_session_begins(client, provider, worker):
    address = begin(client)
    before = client.session.session_key
    provider.knows("abc", **told_of(worker))

    come_back(client, provider.sign_in(address, "abc"))

    assert client.session.session_key != before


def test_the_session_ends_after_ten_hours(client, provider, worker):
    with time_machine.travel(MORNING, tick=False) as clock:
        come(client, provider, worker)
        assert work(client, clock, 9).status_code == 200

        answer = work(client, clock, 2)

    assert answer.url.startswith(reverse("account_login"))
    assert not is_in(client)


def test_signing_out_clears_the_browser(client, provider, worker):
    come(client, provider, worker)

    answer = client.post(reverse("account_logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_signing_out_tells_that_the_countys_sign_in_stays_open(client, provider, worker):
    come(client, provider, worker)

    assert "jää auki" in client.get(reverse("account_logout")).content.decode()


def test_the_page_that_was_asked_for_opens(client, provider, worker):
    provider.knows("abc", **told_of(worker))
    address = begin(client, next=reverse("accounts:notice_list"))

    answer = come_back(client, provider.sign_in(address, "abc"))

    assert answer.url == reverse("accounts:notice_list")


def test_a_refusal_keeps_the_page_that_was_asked_for(client, provider, worker):
    """A text that waits for the sign-in is named by it."""
    provider.knows("abc", **told_of(worker, acr="urn:example:password"))
    address = begin(client, next=reverse("accounts:notice_list"))

    page = come_back(client, provider.sign_in(address, "abc")).content.decode()

    assert f'name="next" value="{reverse("accounts:notice_list")}"' in page
    assert f'?next={reverse("accounts:notice_list")}"' in page


def test_no_foreign_page_is_opened(client, provider, worker):
    provider.knows("abc", **told_of(worker))
    address = begin(client, next="https://evil.example/")

    answer = come_back(client, provider.sign_in(address, "abc"))

    assert answer.url == reverse("accounts:home")


def test_the_language_chosen_before_becomes_the_users_own(client, provider, worker):
    client.cookies[active.LANGUAGE_COOKIE_NAME] = "sv"

    come(client, provider, worker)
    client.get(reverse("accounts:notice_list"))

    worker.refresh_from_db()
    assert worker.language == "sv"


def test_whoever_is_signed_in_meanwhile_is_signed_out_first(client, provider, worker):
    provider.knows("abc", **told_of(worker))
    location = provider.sign_in(begin(client), "abc")
    client.force_login(UserFactory())

    come_back(client, location)

    assert is_in(client) == str(worker.pk)
    assert AuditEvent.objects.filter(action=Action.SIGNED_OUT.value).count() == 1


# --- Linking --------------------------------------------------------------------------


def test_the_first_time_links_the_account_and_keeps_only_the_subject(client, provider, worker):
    come(client, provider, worker)

    link = SocialAccount.objects.get(user=worker)
    assert (link.provider, link.uid, link.extra_data) == (provider.url, "abc", {})
    assert AuditEvent.objects.filter(action=Action.COUNTY_LINKED.value).count() == 1


def test_an_invitation_on_its_way_ends_with_the_link(client, provider, worker):
    worker.set_unusable_password()
    worker.save()
    invite(user=worker, by=None, site="http://testserver/", now=timezone.now())

    come(client, provider, worker)

    assert not Invitation.objects.unused().exists()


def test_once_linked_the_subject_counts_and_not_the_address(client, provider, worker):
    come(client, provider, worker)
    client.logout()

    come(client, provider, worker, email="new@example.invalid", email_verified=False)

    assert is_in(client) == str(worker.pk)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_confirmed_links_nobody(client, provider, worker, verified):
    answer = come(client, provider, worker, email_verified=verified)

    assert answer.status_code == 403
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_another_work_account_with_the_same_address_does_not_get_in(client, provider, worker):
    come(client, provider, worker)
    client.logout()

    answer = come(client, provider, worker, subject="somebody-else")

    assert answer.status_code == 403
    assert not is_in(client)


def test_a_letter_that_the_database_takes_for_the_same_finds_nobody(client, provider, unit):
    worker = WorkerFactory(unit=unit, email="kassu@example.invalid")

    come(client, provider, worker, email="ka\u017fsu@example.invalid")

    assert not is_in(client)


def test_the_same_subject_of_another_issuer_is_somebody_else(client, provider, worker, settings):
    SocialAccount.objects.create(user=worker, provider="https://former.example", uid="abc")
    other = WorkerFactory(unit=worker.unit_memberships.get().unit)

    come(client, provider, other)

    assert is_in(client) == str(other.pk)


# --- Not in ---------------------------------------------------------------------------


def test_nobody_signs_up_by_it(client, provider):
    stranger = UserFactory.build()

    answer = come(client, provider, stranger)

    assert answer.status_code == 403
    assert "pääkäyttäjä" in answer.content.decode()
    assert not User.objects.filter(email=stranger.email).exists()


def test_a_closed_account_does_not_get_in(client, provider, worker):
    User.objects.filter(pk=worker.pk).update(is_active=False)

    answer = come(client, provider, worker)

    assert (answer.status_code, is_in(client)) == (403, None)
    assert "Tunnuksesi on suljettu" in answer.content.decode()
    assert [event.details["why"] for event in failures()] == ["closed"]


@pytest.mark.parametrize("make", [PrisonOfficerFactory, UserFactory])
def test_somebody_of_another_organisation_does_not_get_in(client, provider, make):
    answer = come(client, provider, make(), department="10")

    assert (answer.status_code, is_in(client)) == (403, None)


def test_somebody_of_another_county_does_not_get_in(client, provider):
    unit = UnitFactory(county=CountyFactory(code="other-county"))
    active.COUNTY_SIGN_IN.units["1200"] = unit.pk

    answer = come(client, provider, WorkerFactory(unit=unit))

    assert (answer.status_code, is_in(client)) == (403, None)


@pytest.mark.parametrize("level", ["urn:example:password", "", None, ["urn:example:two-factors"]])
def test_a_level_that_is_too_low_is_refused_with_what_to_do(client, provider, worker, level):
    answer = come(client, provider, worker, acr=level)

    assert (answer.status_code, is_in(client)) == (403, None)
    assert "vahvempaa" in answer.content.decode()


def test_the_accepted_levels_are_asked_for(client, provider):
    assert "acr_values=urn%3Aexample%3Atwo-factors" in begin(client)


def test_a_sign_in_there_of_the_last_ten_hours_is_asked_for(client, provider):
    assert "&max_age=36000&" in f"{begin(client)}&"


def test_a_refusal_is_one_line_in_the_log(client, provider, worker):
    come(client, provider, worker, department="9999")

    [event] = failures()
    assert event.target == f"accounts.user:{worker.pk}"
    assert event.details == {"how": "county", "why": "unit"}


# --- Units ----------------------------------------------------------------------------


@pytest.mark.parametrize("told", ["1200", ["9999", "1200"], "10"])
def test_a_unit_with_a_role_in_it_or_the_whole_county_opens(client, provider, worker, told):
    come(client, provider, worker, department=told)

    assert is_in(client) == str(worker.pk)


@pytest.mark.parametrize("told", ["9999", [], None, {"1200": 1}, 1200, [["1200"]]])
def test_no_unit_that_is_known_does_not_open(client, provider, worker, told):
    come(client, provider, worker, department=told)

    assert not is_in(client)


def test_a_unit_in_which_somebody_has_no_role_does_not_open(client, provider, unit):
    worker = WorkerFactory(unit=UnitFactory(county=unit.county))

    come(client, provider, worker)

    assert not is_in(client)


@pytest.mark.parametrize("told", ["1200", "10"])
def test_a_role_that_is_over_does_not_open(client, provider, worker, told):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    worker.unit_memberships.update(last_on=yesterday)

    come(client, provider, worker, department=told)

    assert not is_in(client)


def test_the_claim_gives_no_role(client, provider, worker):
    other = UnitFactory(county=worker.organisation)
    active.COUNTY_SIGN_IN.units["1300"] = other.pk

    come(client, provider, worker, department=["1200", "1300"])

    held = UnitMembership.objects.filter(user=worker)
    assert held.exists()
    assert not held.filter(unit=other).exists()


def test_the_claim_takes_no_role_away(client, provider, worker):
    other = UnitFactory(county=worker.organisation)
    UnitMembership.objects.create(user=worker, unit=other, role=UnitRole.INTAKE)

    come(client, provider, worker)

    assert User.objects.get(pk=is_in(client)).is_intake


def administrator():
    return UserFactory(organisation=CountyFactory(), is_superuser=True)


def test_an_administrator_comes_in_where_the_whole_county_is_named(client, provider):
    user = administrator()

    come(client, provider, user, department="10")

    assert is_in(client) == str(user.pk)


def test_an_administrator_does_not_come_in_by_a_unit(client, provider):
    come(client, provider, administrator(), department="1200")

    assert not is_in(client)


def test_the_administrator_is_told_of_a_unit_that_does_not_fit_once_a_day(client, provider, worker):
    told = administrator()
    administrator_of_another = UserFactory(
        organisation=CountyFactory(code="other-county"), is_superuser=True
    )

    come(client, provider, worker, department="9999")
    come(client, provider, worker, department="9999")

    notices = Notice.objects.filter(kind=NoticeKind.COUNTY_SIGN_IN_REFUSED)
    assert [each.receiver for each in notices] == [told]
    assert administrator_of_another not in [each.receiver for each in notices]
    assert notices[0].link == reverse("administration:user_page", kwargs={"user_pk": worker.pk})


# --- What is not believed -------------------------------------------------------------


def refused_by(client, provider, worker, caplog, **changed):
    """What the page answers, and the one line that the program's log has of it."""
    with caplog.at_level(logging.WARNING, "accounts"):
        answer = come(client, provider, worker, **changed)
    assert not is_in(client)
    assert "Kirjautuminen ei onnistunut" in answer.content.decode()
    [line] = [each.getMessage() for each in caplog.records if each.name.startswith("accounts")]
    return answer.status_code, line


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"nonce": "of another question"}, "nonce"),
        ({"iss": "https://evil.example"}, "InvalidIssuerError"),
        ({"aud": "another client"}, "InvalidAudienceError"),
        ({"aud": ["jatkumo", "another"], "azp": "another"}, "azp"),
        ({"exp": 1}, "ExpiredSignatureError"),
        ({"exp": "tomorrow"}, "DecodeError"),
        ({"iat": 4102444800}, "ImmatureSignatureError"),
        ({"auth_time": 1}, "auth_time"),
        ({"auth_time": "now"}, "TypeError"),
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    client, provider, worker, caplog, claims, said
):
    status, line = refused_by(client, provider, worker, caplog, **claims)

    assert status == 400
    assert line == f"County sign-in: NotBelieved, {said}"


def test_a_token_without_the_time_of_sign_in_is_refused(client, provider, worker, caplog):
    status, line = refused_by(client, provider, worker, caplog, auth_time=None)

    assert (status, line) == (400, "County sign-in: NotBelieved, MissingRequiredClaimError")


def test_a_subject_that_is_too_long_to_be_kept_is_refused(client, provider, worker):
    answer = come(client, provider, worker, subject="x" * 192)

    assert (answer.status_code, is_in(client)) == (400, None)


def another_key(_keys):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    return {"keys": [RSAAlgorithm.to_jwk(key, as_dict=True)]}


def shared_secret(_keys):
    return {"keys": [{"kty": "oct", "k": "c2VjcmV0", "alg": "HS256"}]}


@pytest.mark.parametrize(
    "tamper", [another_key, shared_secret, lambda keys: {"keys": []}, lambda keys: [], lambda k: 1]
)
def test_a_token_with_another_signature_is_refused(client, provider, worker, caplog, tamper):
    provider.tampered[KEYS] = tamper

    status, line = refused_by(client, provider, worker, caplog)

    assert status == 400
    assert "NotBelieved" in line


def unsigned(answer):
    head, body, _signature = answer["id_token"].split(".")
    # {"alg": "none"}
    return answer | {"id_token": f"eyJhbGciOiJub25lIn0.{body}."}


@pytest.mark.parametrize(
    "tamper",
    [
        unsigned,
        lambda answer: answer | {"id_token": "not a token"},
        lambda answer: answer | {"id_token": None},
        lambda answer: {"access_token": "x"},
        lambda answer: ["access_token"],
        lambda answer: 1,
        lambda answer: Answer("invalid_grant", "400 Bad Request"),
        lambda answer: Answer("<html>"),
    ],
)
def test_an_answer_that_is_no_signed_token_is_refused(client, provider, worker, caplog, tamper):
    provider.tampered[TOKEN] = tamper

    status, _line = refused_by(client, provider, worker, caplog)

    assert status in {400, 503}


# --- The question ---------------------------------------------------------------------


def test_the_answer_of_another_browser_is_refused(client, provider, worker):
    provider.knows("abc", **told_of(worker))
    location = provider.sign_in(begin(Client()), "abc")

    answer = come_back(client, location)

    assert (answer.status_code, is_in(client)) == (400, None)
    assert "tässä selaimessa" in answer.content.decode()


def test_an_answer_counts_once(client, provider, worker):
    provider.knows("abc", **told_of(worker))
    location = provider.sign_in(begin(client), "abc")
    come_back(client, location)
    client.logout()

    assert come_back(client, location).status_code == 400
    assert not is_in(client)


def test_an_answer_after_ten_minutes_is_refused(client, provider, worker):
    provider.knows("abc", **told_of(worker))
    location = provider.sign_in(begin(client), "abc")

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        answer = come_back(client, location)

    assert (answer.status_code, is_in(client)) == (400, None)


@pytest.mark.parametrize("query", ["", "?state=", "?state=x&code=y", "?code=y"])
def test_an_answer_without_a_question_is_refused(client, provider, query):
    assert client.get(reverse("account_county_return") + query).status_code == 400
    assert provider.asked == []


def test_whoever_says_no_there_is_told_to_begin_again(client, provider):
    address = begin(client)
    answer = requests.post(address, data={"action": "deny"}, allow_redirects=False, timeout=60)
    # The provider of the tests forgets the state here, which others send.
    state = re.search(r"state=[^&]+", address)[0]

    page = come_back(client, f"{answer.headers['Location']}&{state}")

    assert page.status_code == 400
    assert "Keskeytit" in page.content.decode()


def test_a_code_is_worth_nothing_without_the_browsers_own_key(client, provider):
    assert "code_challenge_method=S256" in begin(client)


def test_what_is_asked_cannot_be_changed_by_an_address(client, provider):
    page = client.post(HERE + "?auth_params=acr_values%3Dlow&scope=admin&process=connect")

    assert "low" not in page.context["address"]
    assert "admin" not in page.context["address"]


# --- Away -----------------------------------------------------------------------------


def test_a_provider_that_does_not_answer_is_a_page_of_ours(client, provider, settings):
    settings.COUNTY_SIGN_IN = provider.settings(issuer="http://127.0.0.1:9")

    answer = client.post(HERE)

    assert answer.status_code == 503
    assert "ei vastaa" in answer.content.decode()


@pytest.mark.parametrize("path", [METADATA, TOKEN, KEYS])
def test_an_error_of_the_provider_is_a_page_of_ours(client, provider, worker, path):
    provider.knows("abc", **told_of(worker))
    location = provider.sign_in(begin(client), "abc")
    provider.tampered[path] = lambda _told: Answer("failed", "500 Internal Server Error")

    answer = come_back(client, location)

    assert (answer.status_code, is_in(client)) == (503, None)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda told: told | {"issuer": "https://evil.example"},
        lambda told: told | {"token_endpoint": "https://evil.example/token"},
        lambda told: told | {"jwks_uri": 1},
        lambda told: {},
        lambda told: [],
        lambda told: Answer("<html>"),
    ],
)
def test_metadata_that_are_not_the_issuers_are_refused(client, provider, tamper):
    provider.tampered[METADATA] = tamper

    assert client.post(HERE).status_code in {400, 503}


def test_metadata_are_not_looked_for_elsewhere(client, provider):
    elsewhere = {"Location": provider.url + KEYS}
    provider.tampered[METADATA] = lambda _told: Answer("", "302 Found", elsewhere)

    assert client.post(HERE).status_code == 503
    assert provider.asked == [METADATA]


def test_one_address_does_not_begin_without_end(client, provider):
    with time_machine.travel(timezone.now(), tick=False):
        for _n in range(BY_AN_ADDRESS.burst):
            pace.take(("county sign-in|127.0.0.1", BY_AN_ADDRESS))

        page = client.post(HERE, {"next": reverse("accounts:notice_list")})

    assert page.status_code == 429
    assert f'name="next" value="{reverse("accounts:notice_list")}"' in page.content.decode()


# --- Confirming -----------------------------------------------------------------------

SENSITIVE = reverse("mfa_activate_totp")


def anew(provider, worker, subject="abc", **changed):
    now = int(timezone.now().timestamp())
    provider.knows(subject, **told_of(worker, auth_time=now, **changed))


def test_before_something_sensitive_the_countys_sign_in_is_asked_anew(client, provider, worker):
    come(client, provider, worker)

    answer = client.get(SENSITIVE, follow=True)

    assert answer.redirect_chain[0][0].startswith(reverse("account_county_confirm"))
    assert HERE in answer.content.decode()


def test_a_password_is_not_set_without_confirming(client, provider, worker):
    worker.set_unusable_password()
    worker.save()
    come(client, provider, worker)

    answer = client.get(reverse("account_set_password"))

    assert answer.url.startswith(reverse("account_county_confirm"))


def test_to_confirm_they_have_to_sign_in_there_now(client, provider, worker):
    come(client, provider, worker)

    address = begin(client)

    assert "prompt=login" in address
    assert "max_age=0" in address


def test_whoever_has_signed_in_there_anew_goes_on(client, provider, worker):
    come(client, provider, worker)
    anew(provider, worker)

    answer = come_back(client, provider.sign_in(begin(client, next=SENSITIVE), "abc"))

    assert answer.url == SENSITIVE
    assert client.get(SENSITIVE).status_code == 200


def test_a_sign_in_of_an_hour_ago_confirms_nothing(client, provider, worker):
    come(client, provider, worker)
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    provider.knows("abc", **told_of(worker, auth_time=int(hour_ago.timestamp())))

    answer = come_back(client, provider.sign_in(begin(client, next=SENSITIVE), "abc"))

    assert answer.status_code == 400
    assert client.get(SENSITIVE).status_code == 302


def test_a_colleague_confirms_nothing(client, provider, worker, unit):
    come(client, provider, worker)
    anew(provider, WorkerFactory(unit=unit), subject="colleague")

    answer = come_back(client, provider.sign_in(begin(client, next=SENSITIVE), "colleague"))

    assert answer.status_code == 403
    assert client.get(SENSITIVE).status_code == 302


def test_a_colleague_who_comes_by_it_too_confirms_nothing(client, provider, worker, unit):
    colleague = WorkerFactory(unit=unit)
    come(Client(), provider, colleague, subject="colleague")
    come(client, provider, worker)
    anew(provider, colleague, subject="colleague")

    answer = come_back(client, provider.sign_in(begin(client, next=SENSITIVE), "colleague"))

    assert answer.status_code == 403
    assert client.get(SENSITIVE).status_code == 302


def test_who_confirms_as_somebody_else_is_told_so_and_nobody_is_alarmed(
    client, provider, worker, unit
):
    UserFactory(is_superuser=True, organisation=unit.county)
    come(client, provider, worker)
    anew(provider, WorkerFactory(unit=unit), subject="colleague")

    answer = come_back(client, provider.sign_in(begin(client, next=SENSITIVE), "colleague"))

    assert "toisena henkilönä" in answer.content.decode()
    assert not Notice.objects.filter(kind=NoticeKind.COUNTY_SIGN_IN_REFUSED).exists()


def test_what_was_sent_before_confirming_does_not_stay_in_the_session(client, provider, worker):
    come(client, provider, worker)
    anew(provider, worker)
    location = provider.sign_in(begin(client, next=SENSITIVE), "abc")
    session = client.session
    session[STATE_SESSION_KEY] = {"request": {"POST": "password1=salaisuus"}}
    session.save()

    come_back(client, location)

    assert STATE_SESSION_KEY not in client.session


def test_a_level_that_is_too_low_confirms_nothing(client, provider, worker):
    come(client, provider, worker)
    anew(provider, worker, acr="urn:example:password")

    answer = come_back(client, provider.sign_in(begin(client, next=SENSITIVE), "abc"))

    assert answer.status_code == 403
    assert client.get(SENSITIVE).status_code == 302


def test_what_was_confirmed_is_asked_again_later(client, provider, worker):
    come(client, provider, worker)
    anew(provider, worker)
    come_back(client, provider.sign_in(begin(client, next=SENSITIVE), "abc"))

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10)):
        assert client.get(SENSITIVE).status_code == 302


def test_whoever_came_with_a_password_does_not_confirm_by_it(client, provider, worker):
    client.force_login(worker)

    assert client.get(reverse("account_county_confirm")).status_code == 404
    assert client.post(HERE).url == reverse("accounts:home")
