"""A passkey stands in for the code of the app, in a browser that has one."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.browser import acts
from tests.browser.conftest import expect_accessible
from tests.factories import WorkerFactory


@pytest.fixture
def worker(live_server, settings):
    settings.MFA_REQUIRED = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    worker = WorkerFactory()
    worker.set_password(acts.PASSWORD)
    worker.save()
    return worker


@pytest.fixture
def device(page):
    """A made-up security key in the browser, which always agrees."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    answer = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return answer["authenticatorId"]


# What a device does whose owner turns away.
REFUSING = "() => { navigator.credentials.create = () => Promise.reject(new Error()); }"


def at(live_server, name):
    """Passkeys belong to a name, never to a number."""
    return live_server.url.replace("127.0.0.1", "localhost") + reverse(name)


def fill_password(page, worker):
    page.fill("#id_login", worker.email)
    page.fill("#id_password", acts.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/2fa/**")


def test_a_passkey_is_taken_into_use_and_signs_in(page, live_server, worker, device):
    page.goto(at(live_server, "account_login"))
    fill_password(page, worker)
    page.goto(at(live_server, "mfa_add_webauthn"))
    page.click("#passkey-add")
    page.wait_for_url("**/recovery-codes/**")
    assert Authenticator.objects.filter(user=worker, type="webauthn").count() == 1

    page.context.clear_cookies()
    page.goto(at(live_server, "account_login"))
    fill_password(page, worker)
    expect_accessible(page)
    page.click("#passkey-use")

    page.wait_for_url("**/oma-tyo/**")


def test_a_device_that_refuses_is_told_in_words(page, live_server, worker):
    page.goto(at(live_server, "account_login"))
    fill_password(page, worker)
    page.goto(at(live_server, "mfa_add_webauthn"))
    page.evaluate(REFUSING)
    page.click("#passkey-add")

    page.get_by_role("alert").filter(has_text="Laite ei vahvistanut").wait_for()
