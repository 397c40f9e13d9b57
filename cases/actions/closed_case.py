"""Nothing is written in a closed case until it is opened again."""

from cases.models import Case


class CaseClosed(Exception):
    """The case is closed; the act would have written in it."""


def refuse_closed(case: Case) -> None:
    """Raise CaseClosed for a closed case. The caller holds the case's lock."""
    if not case.is_open:
        raise CaseClosed(case.number)
