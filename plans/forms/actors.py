"""Who may be chosen to do a step: the client, the team and the network of the case."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Case, CaseMembership
from cases.permissions import CaseRole
from networks.models import NetworkMember
from records.text_lengths import SHORT_TEXT

CLIENT = "client"


@dataclass(frozen=True)
class Actor:
    """Somebody who can be chosen: `name` goes into the plan, `label` into the list."""

    key: str
    name: str
    label: str
    member: NetworkMember | None = None


@dataclass(frozen=True)
class Actors:
    """Everybody who can be chosen, under the headings of the list."""

    groups: tuple[tuple[str, list[Actor]], ...]

    def choices(self) -> list[tuple[str, object]]:
        """For a select: the client alone, then the team and the network, if there are any."""
        choices: list[tuple[str, object]] = [("", _("Choose, or write below"))]
        for heading, actors in self.groups:
            offered = [(actor.key, actor.label) for actor in actors]
            if not heading:
                choices.extend(offered)
            elif offered:
                choices.append((heading, offered))
        return choices

    def with_key(self, key: str) -> Actor | None:
        """The one who was chosen."""
        return next((actor for actor in self._all() if actor.key == key), None)

    def as_agreed(self, name: str, member_id: int | None) -> Actor | None:
        """The one whom a step names; None where it says something else in words."""
        return next(
            (
                actor
                for actor in self._all()
                if actor.name == name and (actor.member.pk if actor.member else None) == member_id
            ),
            None,
        )

    def _all(self) -> list[Actor]:
        return [actor for _heading, actors in self.groups for actor in actors]


def actors_of(case: Case, *, kept: int | None = None) -> Actors:
    """Those of `case`; `kept` is a network member whom the step names already."""
    return Actors(
        (
            ("", [_client(case)]),
            (_("Team"), _team(case)),
            (_("Network"), _network(case, kept)),
        )
    )


def _client(case: Case) -> Actor:
    name = (case.client.first_names.split() or [case.client.full_name])[0]
    return Actor(CLIENT, name, _("The client: %(name)s") % {"name": name})


def _team(case: Case) -> list[Actor]:
    present = CaseMembership.objects.in_team().filter(case=case).select_related("user")
    members = sorted(present, key=lambda each: (each.role != CaseRole.RESPONSIBLE, each.pk))
    actors: dict[int, Actor] = {}
    for each in members:
        name = str(each.user)[:SHORT_TEXT]
        role = each.get_role_display().lower()
        actors.setdefault(
            each.user_id, Actor(f"user-{each.user_id}", name, ", ".join((name, role)))
        )
    return list(actors.values())


def _network(case: Case, kept: int | None) -> list[Actor]:
    offered = NetworkMember.objects.filter(Q(ended_on=None) | Q(pk=kept), case=case)
    return [
        Actor(
            key=f"member-{member.pk}",
            name=member.name or member.organisation_name,
            label=", ".join(part for part in (member.name, member.organisation_name) if part),
            member=member,
        )
        for member in offered
    ]
