"""Whom a case knows: the client, the team, and whom the apps above know."""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from cases.models import Case, CaseMembership
from cases.permissions import CaseRole
from inputs.attendees import CLIENT, Person, numbers_in

Source = Callable[[Case, Collection[str]], Iterable[Person]]

# Asked in their turn; an app adds its own when it is loaded (`networks/apps.py`).
SOURCES: list[Source] = []


def known_people(case: Case, also: Collection[str] = ()) -> list[Person]:
    """Each once; of those who have left the case only whose key is in `also`."""
    name = case.client.full_name
    people = [Person(CLIENT, name, _("The client: %(name)s") % {"name": name})]
    people += _team(case, also)
    for source in SOURCES:
        people += source(case, also)
    return list({each.key: each for each in people}.values())


def _team(case: Case, also: Collection[str]) -> Iterator[Person]:
    """The personal worker first; each in the first of their roles."""
    named = CaseMembership.objects.filter(user__in=numbers_in(also, "user"))
    parts = CaseMembership.objects.in_team() | named.exclude(role=CaseRole.PURPOSE)
    found = parts.filter(case=case).select_related("user").order_by("pk")
    had = set()
    for part in sorted(found, key=lambda each: (each.role != CaseRole.RESPONSIBLE, each.pk)):
        if part.user_id in had:
            continue
        had.add(part.user_id)
        name, role = str(part.user), part.get_role_display().lower()
        label = ", ".join(words for words in (name, part.user.title, role) if words)
        yield Person(f"user-{part.user_id}", name, label, _("Team"))
