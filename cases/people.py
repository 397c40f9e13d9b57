"""Whom a case knows by name: the client, the team, and whom the apps above know."""

from collections.abc import Callable, Iterable

from accounts.models import User
from cases.models import Case, CaseMembership
from inputs.took_part import Person

# Asked in their turn; an app adds its own when it is loaded (`networks/apps.py`).
SOURCES: list[Callable[[Case], Iterable[Person]]] = []


def known_people(case: Case) -> list[Person]:
    """Each person once, by the name that a record keeps."""
    client = case.client.full_name
    team = CaseMembership.objects.in_team().filter(case=case).select_related("user")
    people = [(client, client), *(_as_worker(part.user) for part in team)]
    for source in SOURCES:
        people += source(case)
    return list(dict(people).items())


def _as_worker(user: User) -> Person:
    shown = f"{user}, {user.title}" if user.title else str(user)
    return str(user), shown
