"""Who took part, with title, role and organisation, as the national document wants them."""

from collections.abc import Iterable

from cases.models import Case
from cases.people import known_people
from inputs.attendees import CLIENT
from networks.models import Attendance


def labels_of(case: Case, rows: Iterable[Attendance]) -> list[str]:
    """One for each row, in words of today."""
    found = list(rows)
    known = {each.key: each.label for each in known_people(case, [_key(row) for row in found])}
    return [row.name if _key(row) == CLIENT else known.get(_key(row), row.name) for row in found]


def _key(row: Attendance) -> str:
    if row.who == Attendance.Who.CLIENT:
        return CLIENT
    if row.member_id is not None:
        return f"member-{row.member_id}"
    return f"user-{row.user_id}" if row.user_id is not None else ""
