"""What the tests of the launchers share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from config.local_servers import give_to_service_user


@contextmanager
def folder_for_a_server() -> Iterator[Path]:
    """A folder for a server of the test's own, which may run as another user.

    Beside pytest's folders: a run that starts meanwhile closes those to everybody else.
    """
    with TemporaryDirectory(prefix="jatkumo-test-") as name:
        folder = Path(name)
        give_to_service_user(folder)
        yield folder


@pytest.fixture
def private_folder() -> Iterator[Path]:
    with folder_for_a_server() as folder:
        yield folder
