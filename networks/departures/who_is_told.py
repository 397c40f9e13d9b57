"""Whom in the teams a departure is told to, each person once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.carriers import Carriers
from cases.models import Case
from networks.models import DirectoryDeparture
from notifications.telling import tell
from notifications.vocabulary import NoticeKind


class Told(NamedTuple):
    """Somebody with the cases of theirs that it touches, and where the notice leads."""

    user: User
    cases: list[Case]
    link: str


def who_is_told(departure: DirectoryDeparture, cases: Sequence[Case]) -> Iterator[Told]:
    """Everybody in the teams once, or whoever carries a case without one."""
    carriers = Carriers(cases, timezone.localdate())
    concerned: dict[User, list[Case]] = defaultdict(list)
    for case in cases:
        team = [held.user for held in carriers.teams.get(case.pk, ())]
        for user in dict.fromkeys(team or carriers.carriers_of(case)):
            concerned[user].append(case)
    for user, of_user in concerned.items():
        if not all(carriers.is_in_team(case, user) for case in of_user):
            yield Told(user, of_user, reverse("caseload:dashboard"))
        elif len(of_user) == 1:
            network = reverse("networks:network", kwargs={"case_pk": of_user[0].pk})
            yield Told(user, of_user, network)
        else:
            yield Told(user, of_user, departure.get_absolute_url())


def tell_once(
    told: Told, *, one: NoticeKind, several: NoticeKind, about: str, **of_several: Any
) -> None:
    """One notice, by the number of a case or by how many there are; `of_several` says more."""
    if len(told.cases) > 1:
        case_pk, parameters = None, {"count": len(told.cases), **of_several}
    else:
        [case] = told.cases
        case_pk, parameters = case.pk, {"number": case.number}
    tell(
        one if case_pk else several,
        receiver=told.user,
        about=about,
        case_id=case_pk,
        link=told.link,
        parameters=parameters,
    )
