"""What can be checked of the deployment without a container engine."""

import os
import re
import subprocess
import sys

import psycopg
import pytest
import yaml

from config.local_servers import ROLES, running_services
from config.processes import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
EXAMPLE = (ROOT / "deploy" / "environment.example").read_text()
OURS = {"web", "worker", "beat", "migrate"}
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "REDIS_PASSWORD"}


def test_every_value_that_compose_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE)) - {"JATKUMO_IMAGE"}

    assert asked == set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_secret_has_no_default_and_no_example(name):
    assert set(re.findall(rf"\$\{{{name}\b(.*?)\}}", COMPOSE)) == {":?set it in .env"}
    assert re.search(rf"^{name}=$", EXAMPLE, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_of_our_services_is_one_that_the_settings_read(name):
    read = set(re.findall(r'"([A-Z][A-Z_]+)"', (ROOT / "config" / "settings.py").read_text()))
    read |= set(re.findall(r"'([A-Z][A-Z_]+)'", (ROOT / "config" / "settings.py").read_text()))

    assert set(SERVICES[name]["environment"]) - read == set()


def test_only_the_migration_holds_the_owners_password():
    holders = {name for name, service in SERVICES.items() if "OWNER_PASSWORD" in str(service)}

    assert holders == {"db", "migrate"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_service_is_watched_and_started_again(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(OURS | {"proxy", "redis"}))
def test_container_has_no_rights_and_no_place_to_write(name):
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["read_only"] is True


@pytest.mark.parametrize("name", ["db", "redis"])
def test_data_are_reached_from_inside_only(name):
    assert SERVICES[name]["networks"] == ["inside"]
    assert "ports" not in SERVICES[name]


def test_database_of_production_sorts_and_stores_as_that_of_the_tests():
    launcher = (ROOT / "config" / "local_servers.py").read_text()
    options = SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"].split()

    assert "--data-checksums" in options
    assert [option for option in options[:-1] if option not in launcher] == []
    assert "database:/var/lib/postgresql" in SERVICES["db"]["volumes"]


def test_image_holds_no_secret_and_does_not_run_as_root():
    dockerfile = (ROOT / "Dockerfile").read_text()
    ignored = (ROOT / ".dockerignore").read_text().split()

    assert {".env", ".git", ".jatkumo"} <= set(ignored)
    assert "SECRET_KEY" not in dockerfile
    assert "--require-hashes" in dockerfile
    assert re.findall(r"^USER (\d+)", dockerfile, re.MULTILINE) == ["10001"]


@pytest.mark.parametrize("lock", ["prod", "demo", "dev"])
def test_every_package_is_pinned_with_its_hash(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]

    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_settings_of_production_leave_nothing_to_warn_about():
    environment = {
        "PATH": os.environ["PATH"],
        "JATKUMO_BOOTSTRAP": "no",
        "SECRET_KEY": "".join(chr(33 + number % 90) for number in range(60)),
        "DATABASE_URL": "postgres://app@db/jatkumo",
        "REDIS_URL": "redis://redis",
        "TRUSTED_PROXY": "yes",
    }

    answer = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 0, answer.stderr


@pytest.mark.slow
def test_static_files_can_be_collected_without_any_secret(tmp_path):
    program = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.STATIC_ROOT = {str(tmp_path)!r};"
        "from django.core.management import call_command;"
        "call_command('collectstatic', interactive=False, verbosity=0)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings_offline",
    }

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)

    assert (tmp_path / "staticfiles.json").exists()


def test_roles_can_be_made_twice(monkeypatch, private_folder):
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name)
    with running_services(private_folder, durable=False) as addresses:
        superuser = addresses.database.replace("jatkumo_app", "postgres")
        with psycopg.connect(superuser) as connection:
            connection.execute(ROLES.read_text())
            connection.execute(ROLES.read_text())
            rights = connection.execute(
                "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles"
                " WHERE rolname LIKE 'jatkumo%' ORDER BY 1"
            ).fetchall()

    assert rights == [("jatkumo_app", False, False), ("jatkumo_owner", False, True)]
