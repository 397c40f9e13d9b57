"""What every test stands on: a migrated database, used as the application's role.

The owner makes and migrates the database; tests connect as the role that the
application has in life, so that nothing passes here that would be refused there.
"""

import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.parse import quote

import pytest
from crispy_forms.helper import FormHelper
from django.conf import settings
from django.db import connection
from django.forms import BaseForm
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from config import env
from config.processes import running
from inputs.not_known import reason_name, unknown_name
from inputs.templatetags import drawn_form

# An example takes as long as the machine lets it.
hypothesis_settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("patient")

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
# What some slow tests need besides, by the Debian package that brings it.
PROGRAMS = {"nginx-light": "nginx", "age": "age"}
SCHEMAS = os.environ.get("SOSMETA_SCHEMAS", "")
HTML_CHECKER = os.environ.get("HTML_CHECKER", "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser, and leave it out where there is no browser.

    All of it is slow but for the one walk from a contact to the log, which is in every run.
    """
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")
            if item.path.name != "test_path.py":
                item.add_marker("slow")
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"there is no browser at {CHROMIUM}"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly what was not tried."""
    if not CHROMIUM.exists():
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.write_line(
            f"There is no Chromium at {CHROMIUM}: nothing in tests/browser was tried.\n"
            "Debian: apt-get install chromium. Elsewhere: set CHROMIUM to its path."
        )
    paths = f"{os.environ['PATH']}:/usr/sbin"
    missing = [package for package, name in PROGRAMS.items() if not shutil.which(name, path=paths)]
    if missing:
        terminalreporter.section("PROGRAMS ARE MISSING", sep="!", red=True, bold=True)
        terminalreporter.write_line(
            f"Not everything of the proxy and the backups was tried. Debian: apt-get install "
            f"{' '.join(missing)}."
        )
    if not HTML_CHECKER:
        terminalreporter.section("NO CHECKER OF HTML", sep="!", red=True, bold=True)
        terminalreporter.write_line(
            "HTML_CHECKER is not set: no page was held against the rules of HTML. Set it to the\n"
            "vnu.jar of the Nu HTML checker (npm pack vnu-jar); it wants Java (Debian:\n"
            "apt-get install default-jre-headless)."
        )
    if not SCHEMAS:
        terminalreporter.section("NO SCHEMAS", sep="!", red=True, bold=True)
        terminalreporter.write_line(
            "SOSMETA_SCHEMAS is not set: no national document was compared with its schema.\n"
            "Set it to a folder of THL's Sosmeta schemas, and run -m sosmeta."
        )


@pytest.fixture(autouse=True)
def nobody_chose_a_language() -> None:
    """What a page of the test before was written in does not stay the language."""
    translation.deactivate()


# --- Forms --------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="session")
def no_form_leaves_a_field_out() -> Iterator[None]:
    """Whichever test draws a form by its layout fails where a field is not in the layout.

    Such a field is sent by nobody: it posts empty, passes where it is not demanded, and
    could blank a stored text.
    """
    packed, drawn = FormHelper.render_layout, drawn_form.draw

    def packed_whole(helper: FormHelper, form: BaseForm, *args: Any, **kwargs: Any) -> Any:
        html = packed(helper, form, *args, **kwargs)
        hold_to_be_whole(form, form.rendered_fields)
        return html

    def drawn_whole(form: Any, context: Any) -> Any:
        hold_to_be_whole(form, {part.name for part in form.helper.layout.get_field_names()})
        return drawn(form, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FormHelper, "render_layout", packed_whole)
        patch.setattr(drawn_form, "draw", drawn_whole)
        yield


def hold_to_be_whole(form: BaseForm, drawn: set[str]) -> None:
    """A hidden field may stand in the page's own markup."""
    asked = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    forgotten = [name for name in asked if not is_drawn(name, drawn)]
    assert forgotten == [], f"{type(form).__name__}: its layout lacks {forgotten}"


def is_drawn(name: str, drawn: set[str]) -> bool:
    """Whether the layout drew the field, or the field that it explains ("not known")."""
    return any(name in (each, unknown_name(each), reason_name(each)) for each in drawn)


# --- Database -------------------------------------------------------------------


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner of the database, and afterwards as the application again."""
    owner = env.database("OWNER_DATABASE_URL")
    application = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update({key: owner[key] for key in application})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(application)


def copy_database(source: str, target: str) -> None:
    """Put a copy of the database `source` in the place of `target`."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


@pytest.fixture(scope="session")
def clean_database(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a migrated database that nothing is written in: only copies of it are used.

    The processes of one run share it: the first one makes it, and the others wait. On a
    server that goes on after the run it stays, until the next run makes it anew.
    """
    run = tmp_path_factory.getbasetemp()
    folder = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    with (folder / "database.lock").open("a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        name = made.read()
        if not name:
            with django_db_blocker.unblock(), as_owner():
                first_name = connection.settings_dict["NAME"]
                connection.settings_dict["TEST"]["NAME"] = name = f"test_{first_name}_clean"
                connection.creation.create_test_db(verbosity=0, autoclobber=True)
            connection.settings_dict["NAME"] = first_name
            made.write(name)
    return name


@pytest.fixture(scope="session")
def django_db_setup(clean_database: str, django_db_blocker: Any) -> Iterator[None]:
    """A migrated database, to whose first state tests with commits return.

    Emptying the tables instead would need a right that the application's role has
    not, and would lose what migrations have written.
    """
    first_name = connection.settings_dict["NAME"]
    name = f"test_{first_name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"

    def restore(_test: TransactionTestCase | None) -> None:
        with as_owner():
            copy_database(clean_database, name)

    with django_db_blocker.unblock():
        restore(None)
    connection.settings_dict["NAME"] = name
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield

    connection.settings_dict["NAME"] = first_name
    with django_db_blocker.unblock(), as_owner(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


# --- Real processes beside the test -------------------------------------------------


def environment_of_test() -> dict[str, str]:
    """For another process: the settings of life on this test's database and broker."""
    database = connection.settings_dict
    host, name, user = (quote(database[key]) for key in ("HOST", "NAME", "USER"))
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"postgres://{user}:{quote(database['PASSWORD'])}@/{name}?host={host}",
        "REDIS_URL": settings.CELERY_BROKER_URL,
    }


StartCelery = Callable[..., "Popen[bytes]"]


@pytest.fixture
def start_celery(transactional_db: None, tmp_path: Path) -> Iterator[StartCelery]:
    """Starts `celery worker` or `celery beat` on this test's database and broker.

    `start_celery("worker")` gives the process, so that a test can also kill it; its
    log is `tmp_path / "worker.log"`. The sweeps come every second here, and letters go to
    a folder, unless `mail` has the settings of a server.
    """
    environment = environment_of_test()
    to_folder = {"EMAIL_FOLDER": str(tmp_path / "mail")}
    options = {
        "worker": ["-c", "1", "--without-gossip", "--without-mingle"],
        "beat": ["-s", str(tmp_path / "beat"), "--pidfile=", "--max-interval", "1"],
    }
    with ExitStack() as stack:

        def start(
            kind: str, *more: str, log: str = "", mail: dict[str, str] = to_folder
        ) -> "Popen[bytes]":
            command = [sys.executable, "-m", "celery", "-A", "config", kind, "-l", "INFO"]
            return stack.enter_context(
                running(
                    [*command, *options[kind], *more],
                    log=tmp_path / f"{log or kind}.log",
                    stop=signal.SIGTERM,
                    environment=environment | mail,
                )
            )

        yield start
