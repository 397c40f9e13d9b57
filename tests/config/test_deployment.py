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
OURS = {"web", "worker", "beat", "migrate", "keeper"}
# They end by themselves.
ENDING = {"migrate", "keeper"}
DOCUMENT = (ROOT / "docs" / "deploy.md").read_text()
SETTINGS = (ROOT / "config" / "settings.py").read_text()
GUNICORN = (ROOT / "config" / "gunicorn.py").read_text()
# For looking around and for developers; none of them belongs into an installation.
NOT_FOR_INSTALLATIONS = {
    "ARTIFICIAL_IDENTITY_CODES",
    "BIND",
    "DEBUG",
    "DEMO",
    "DEMO_DATA_ALLOWED",
    "EMAIL_FOLDER",
}
# What compose itself reads from `.env`.
OF_COMPOSE = {
    "APP_PASSWORD",
    "BACKUP_KEY",
    "CERTIFICATES",
    "HTTPS_PORT",
    "HTTP_PORT",
    "NGINX_IMAGE",
    "OWNER_PASSWORD",
    "POSTGRES_IMAGE",
    "POSTGRES_PASSWORD",
    "REDIS_IMAGE",
    "REDIS_PASSWORD",
}
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "REDIS_PASSWORD"}


def test_every_value_that_compose_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE)) - {"JATKUMO_IMAGE", "KEEPER_IMAGE"}

    assert asked == set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_secret_has_no_default_and_no_example(name):
    assert set(re.findall(rf"\$\{{{name}\b(.*?)\}}", COMPOSE)) == {":?set it in .env"}
    assert re.search(rf"^{name}=$", EXAMPLE, re.MULTILINE)


def documented() -> set[str]:
    """The variables of the table in “Settings”."""
    chapter = DOCUMENT.split("\n## Settings\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", chapter, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def read_by_the_program() -> set[str]:
    """The variables that the settings and gunicorn ask the environment for."""
    return set(re.findall(r"env\.\w+\(\s*[\"']([A-Z_]+)", SETTINGS + GUNICORN))


def test_every_variable_that_the_program_reads_is_documented():
    assert documented() == read_by_the_program() - NOT_FOR_INSTALLATIONS


def test_compose_passes_every_documented_setting_and_no_other():
    passed = {name for each in OURS for name in SERVICES[each]["environment"]}

    assert passed - {"HOME", "XDG_CACHE_HOME"} == documented()


def test_what_stands_in_the_example_is_passed_or_read_by_compose():
    passed = {
        name
        for each in OURS
        for variable, value in SERVICES[each]["environment"].items()
        for name in [variable, *re.findall(r"\$\{(\w+)", value)]
    }

    assert set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE)) <= passed | OF_COMPOSE


@pytest.mark.parametrize("name", sorted(OURS))
def test_home_and_caches_are_where_the_container_can_write(name):
    environment = SERVICES[name]["environment"]

    assert SERVICES[name]["tmpfs"] == ["/tmp:size=512m"]
    assert environment["HOME"].startswith("/tmp/")
    assert environment["XDG_CACHE_HOME"].startswith("/tmp/")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_container_has_limits_of_memory_processes_and_log(name):
    service = SERVICES[name]

    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}


def test_only_who_sends_mail_and_the_proxy_reach_outside():
    outside = {name for name, service in SERVICES.items() if "outside" in service["networks"]}

    assert outside == {"proxy", "worker"}
    assert {name for name in SERVICES if "EMAIL_HOST" in str(SERVICES[name])} == {"worker"}


def test_only_the_keeper_opens_backups_and_the_worker_only_reads_of_them():
    mounts = {
        name: [m for m in service.get("volumes", []) if m.startswith("backups:")]
        for name, service in SERVICES.items()
    }

    assert {name: found for name, found in mounts.items() if found} == {
        "keeper": ["backups:/backups"],
        "worker": ["backups:/backups:ro"],
    }
    assert {name for name, service in SERVICES.items() if "BACKUP_KEY" in str(service)} == {
        "keeper"
    }


def test_seals_of_the_log_are_noted_where_only_the_worker_writes():
    assert SERVICES["worker"]["environment"]["LOG_ANCHORS_FILE"].startswith("/anchors/")
    assert {name for name, each in SERVICES.items() if "anchors" in str(each)} == {"worker"}


def test_only_who_migrates_and_who_keeps_backups_holds_the_owners_password():
    holders = {name for name, service in SERVICES.items() if "OWNER_PASSWORD" in str(service)}

    assert holders == {"db", "migrate", "keeper"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ENDING))
def test_service_is_watched_and_started_again(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_container_gives_its_rights_up(name):
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in SERVICES[name]


def test_only_the_database_keeps_rights_those_of_handing_its_folder_over():
    kept = {name: service["cap_add"] for name, service in SERVICES.items() if "cap_add" in service}

    assert kept == {"db": ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"]}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"db"}))
def test_container_has_no_place_to_write_but_its_volumes(name):
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
    stages = re.split(r"^FROM ", dockerfile, flags=re.MULTILINE)[1:]
    last_users = [re.findall(r"^USER (\w+)", stage, re.MULTILINE)[-1:] for stage in stages]
    assert last_users == [[], ["10001"], [], ["10001"]]


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
