"""What the tests of the launchers share."""

from pathlib import Path
from tempfile import gettempdir

import pytest

from config.local_servers import give_to_service_user


def open_to_all(folder):
    """Let another user pass: pytest's own folders are closed to everybody else."""
    for part in [folder, *folder.parents]:
        if part == Path(gettempdir()):
            return
        part.chmod(0o755)


@pytest.fixture
def private_folder(tmp_path_factory):
    """A folder for a server of the test's own, which may run as another user."""
    folder = tmp_path_factory.mktemp("services")
    open_to_all(folder)
    give_to_service_user(folder)
    return folder
