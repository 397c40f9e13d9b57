"""What the tests of rounds begin with."""

import pytest

from desistance.models import ChecklistEntry
from tests.factories import ChecklistEntryFactory


@pytest.fixture
def entry(db: None) -> ChecklistEntry:
    """A factor of an open round."""
    said: ChecklistEntry = ChecklistEntryFactory(note="Aamut ovat omia", next_step="Jatketaan")
    return said
