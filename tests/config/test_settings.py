"""The settings refuse what is wrong, and their defaults are the safe ones."""

import json
import logging
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError

from config import env
from config.logs import JsonFormatter
from config.passwords import ContextWordValidator
from config.processes import ROOT

ENOUGH = {
    "SECRET_KEY": "k" * 50,
    "DATABASE_URL": "postgres://app@db/jatkumo",
    "REDIS_URL": "redis://redis",
}


def settings_with(environment, expression):
    """What `expression` is in a new process that has only this environment."""
    program = f"from config import settings as s; import json; print(json.dumps({expression}))"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
    )
    return answer.stdout.strip() or answer.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("name", sorted(ENOUGH))
def test_settings_refuse_to_start_without(name):
    environment = {key: value for key, value in ENOUGH.items() if key != name}

    said = settings_with(environment, "s.DEBUG")

    assert said.endswith(f"ImproperlyConfigured: {name} must be set in the environment.")


def test_defaults_are_the_safe_ones():
    told = settings_with(
        ENOUGH,
        "[s.DEBUG, s.DEMO, s.DEMO_DATA_ALLOWED, s.ARTIFICIAL_IDENTITY_CODES, s.MFA_REQUIRED,"
        " s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_PROXY_SSL_HEADER, s.SECURE_HSTS_SECONDS]",
    )

    assert json.loads(told) == [
        *(False, False, False, False, True),
        *("__Host-sessionid", "__Host-csrftoken", True, None, 31536000),
    ]


def test_the_second_factor_can_be_demanded_in_a_demo_too():
    told = settings_with(ENOUGH | {"DEMO": "yes", "MFA_REQUIRED": "yes"}, "s.MFA_REQUIRED")

    assert told == "true"


OF_A_COUNTY = {
    "COUNTY_SIGN_IN_ISSUER": "https://sign-in.example",
    "COUNTY_SIGN_IN_CLIENT_ID": "jatkumo",
    "COUNTY_SIGN_IN_SECRET": "secret",
    "COUNTY_SIGN_IN_COUNTY": "13",
    "COUNTY_SIGN_IN_LEVELS": "urn:a, urn:b",
    "COUNTY_SIGN_IN_UNIT_CLAIM": "department",
    "COUNTY_SIGN_IN_UNITS": '{"1200": 3, "10": "county"}',
}


def test_without_an_issuer_there_is_no_sign_in_of_a_county():
    others = {name: value for name, value in OF_A_COUNTY.items() if "ISSUER" not in name}

    assert settings_with(ENOUGH | others, "s.COUNTY_SIGN_IN") == "null"


def test_the_sign_in_of_a_county_is_read_from_the_environment():
    told = settings_with(ENOUGH | OF_A_COUNTY, "__import__('dataclasses').asdict(s.COUNTY_SIGN_IN)")

    assert json.loads(told) == {
        "issuer": "https://sign-in.example",
        "client_id": "jatkumo",
        "secret": "secret",
        "county": "13",
        "levels": ["urn:a", "urn:b"],
        "unit_claim": "department",
        "units": {"1200": 3, "10": "county"},
    }


@pytest.mark.parametrize("name", sorted(set(OF_A_COUNTY) - {"COUNTY_SIGN_IN_ISSUER"}))
def test_a_sign_in_of_a_county_that_is_not_whole_does_not_start(name):
    told = settings_with(ENOUGH | OF_A_COUNTY | {name: ""}, "s.DEBUG")

    assert "ImproperlyConfigured" in told
    assert name in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COUNTY_SIGN_IN_ISSUER", "http://sign-in.example"),
        ("COUNTY_SIGN_IN_ISSUER", "sign-in.example"),
        ("COUNTY_SIGN_IN_ISSUER", "https://sign-in.example/" + "x" * 200),
        ("COUNTY_SIGN_IN_LEVELS", ","),
        ("COUNTY_SIGN_IN_UNITS", "1200=3"),
        ("COUNTY_SIGN_IN_UNITS", "[3]"),
        ("COUNTY_SIGN_IN_UNITS", '{"1200": "3"}'),
        ("COUNTY_SIGN_IN_UNITS", '{"1200": true}'),
    ],
)
def test_a_sign_in_of_a_county_that_is_wrong_does_not_start(name, value):
    told = settings_with(ENOUGH | OF_A_COUNTY | {name: value}, "s.DEBUG")

    assert "ImproperlyConfigured" in told
    assert name in told


@pytest.mark.parametrize("value", ["maybe", "2", "yes please"])
def test_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch, value):
    monkeypatch.setenv("DEMO", value)

    with pytest.raises(ImproperlyConfigured, match="DEMO must be yes or no"):
        env.flag("DEMO", "no")


@pytest.mark.parametrize("value", ["-1", "1.5", "many", "²"])
def test_number_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("EMAIL_PORT", value)

    with pytest.raises(ImproperlyConfigured, match="EMAIL_PORT must be a whole number"):
        env.whole("EMAIL_PORT", 25)


@pytest.mark.parametrize(
    "value", ["sqlite:///db", "mysql://a:secret@b/c", "postgres://a:secret@b:x/c", "postgres://b/"]
)
def test_database_that_is_not_postgresql_is_refused_without_its_password(monkeypatch, value):
    monkeypatch.setenv("DATABASE_URL", value)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refusal:
        env.database("DATABASE_URL")

    assert "secret" not in str(refusal.value)


def test_database_address_is_read_as_libpq_reads_it(monkeypatch):
    address = "postgres://a%40b:p%2Fw@/jatkumo?host=/tmp/Socket&sslmode=require"
    monkeypatch.setenv("DATABASE_URL", address)

    assert env.database("DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "jatkumo",
        "USER": "a@b",
        "PASSWORD": "p/w",
        "HOST": "/tmp/Socket",
        "PORT": "",
        "OPTIONS": {"sslmode": "require"},
    }


def test_no_page_is_kept_by_a_cache_of_the_site():
    assert [name for name in settings.MIDDLEWARE if ".cache." in name] == []


def test_no_admin_goes_round_the_door():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@pytest.mark.parametrize("password", ["jatkumo2026", "Hyvinvointialue1!", "vankilavankila"])
def test_password_of_the_services_own_words_is_refused(password):
    with pytest.raises(ValidationError):
        ContextWordValidator().validate(password)


@pytest.mark.parametrize("password", ["kolme vihreää saapasta", "jatkumo-kissat-kiipeävät"])
def test_password_with_enough_of_its_own_is_accepted(password):
    ContextWordValidator().validate(password)


def test_log_line_names_the_error_but_not_what_it_quotes():
    try:
        raise ValueError("Key (identity_code)=(010594Y9032) already exists")
    except ValueError as error:
        record = logging.LogRecord(
            "celery", logging.ERROR, __file__, 1, "raised: %s", (repr(error),), sys.exc_info()
        )

    line = JsonFormatter().format(record)

    assert "010594Y9032" not in line
    assert json.loads(line)["error"] == "ValueError"


def test_log_line_stays_one_line_whatever_is_in_it():
    record = logging.LogRecord("x", logging.INFO, "", 1, "a\nb\r\x1b[31m%s", ("\u202e",), None)

    assert len(JsonFormatter().format(record).splitlines()) == 1
