"""What the tests of the launchers share."""

import pytest

from config.services import give_to_service_user


@pytest.fixture
def private_folder(tmp_path_factory):
    """A folder for a server of the test's own, which may run as another user."""
    folder = tmp_path_factory.mktemp("services")
    # pytest's own folders are closed to everybody else.
    for parent in [folder, *folder.parents][:3]:
        parent.chmod(0o755)
    give_to_service_user(folder)
    return folder
