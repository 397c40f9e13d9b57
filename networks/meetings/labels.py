"""Who took part, with title, role and organisation, as the national document wants them."""

from collections.abc import Iterable

from cases.models import Case
from cases.people import known_people
from inputs.attendees import CLIENT
from networks.attendance_rows import key_of
from networks.models import Attendance


def labels_of(case: Case, rows: Iterable[Attendance]) -> list[str]:
    """One for each row, in words of today."""
    found = [(key_of(row), row.name) for row in rows]
    known = {each.key: each.label for each in known_people(case, [key for key, _name in found])}
    return [name if key == CLIENT else known.get(key, name) for key, name in found]
