"""Who is told of a change of the team: those concerned, once, however many cases it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import UnitRole, User
from cases.carriers import Carriers
from cases.models import Case, CaseMembership
from cases.permissions import CaseRole
from notifications.telling import tell
from notifications.vocabulary import NoticeKind


@dataclass(frozen=True)
class Seated:
    """A place that was given in a case; `former_unit` is one that the case left with it."""

    case: Case
    joined: CaseMembership
    had_worker: bool
    former_unit: int | None

    @property
    def is_succession(self) -> bool:
        """Whether a personal worker came in the place of another."""
        return self.joined.role == CaseRole.RESPONSIBLE and self.had_worker


def about_membership(membership_pk: int) -> str:
    """How notices of a place in a team are known, so that each is told once."""
    return f"membership:{membership_pk}"


def happening_now(word: str, *keys: int) -> str:
    """How notices of what may happen again are known: by their second."""
    return ":".join([word, *map(str, keys), f"{timezone.now():%Y%m%d%H%M%S}"])


def tell_of_seats(seats: Sequence[Seated], *, by: User) -> None:
    """The new workers; the teams, with the former worker; the supervisors of moved cases."""
    new: dict[User, list[Case]] = defaultdict(list)
    for each in seats:
        new[each.joined.user].append(each.case)
    # The last place that was given names the occasion.
    occasion = about_membership(max((each.joined.pk for each in seats), default=0))
    kinds = NoticeKind.CASE_ASSIGNED, NoticeKind.CASES_ASSIGNED
    _tell(kinds, new, occasion, by=by, link=reverse("caseload:my_work"))
    followed = [each.case for each in seats if each.is_succession]
    _tell_teams(followed, occasion, by=by, but={user.pk for user in new})
    tell_supervisors([each for each in seats if each.former_unit], occasion, by=by)


def tell_of_waiting(cases: Sequence[Case], former: User, *, by: User) -> None:
    """The supervisors of each unit: so many cases of somebody who left wait for a successor."""
    by_unit: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        by_unit[case.unit_id].append(case)
    for unit, waiting in by_unit.items():
        for user in _leaders(waiting[0], (unit, unit)):
            if user != by:
                tell(
                    NoticeKind.CASES_TO_HAND_OVER,
                    receiver=user,
                    about=happening_now("left", former.pk, unit),
                    link=reverse("caseload:cases_hand_over", kwargs={"user_pk": former.pk}),
                    parameters={"count": len(waiting)},
                )


def _tell_teams(cases: Sequence[Case], occasion: str, *, by: User, but: Iterable[int]) -> None:
    """Those who work in the cases: somebody else is the personal worker now."""
    held = CaseMembership.objects.in_team().filter(case__in=cases, user__is_active=True)
    by_key, concerned = {case.pk: case for case in cases}, defaultdict(list)
    for membership in held.exclude(user__in=but).select_related("user").order_by("case"):
        concerned[membership.user].append(by_key[membership.case_id])
    kinds = NoticeKind.WORKER_CHANGED, NoticeKind.WORKERS_CHANGED
    _tell(kinds, concerned, occasion, by=by, link=reverse("caseload:my_work"))


def tell_of_purpose(case: Case, opening: CaseMembership) -> None:
    """Whoever carries the case; the purpose itself stands only on its team's page."""
    carriers = Carriers([case], timezone.localdate())
    for user in carriers.carriers_of(case):
        if user != opening.user and carriers.is_in_team(case, user):
            tell(
                NoticeKind.OPENED_FOR_PURPOSE,
                receiver=user,
                about=about_membership(opening.pk),
                case_id=case.pk,
                link=reverse("cases:team", kwargs={"case_pk": case.pk}),
                parameters={"number": case.number},
            )


def tell_supervisors(moved: Sequence[Seated], occasion: str, *, by: User) -> None:
    """Of the unit that a case left and of the unit that it came to."""
    concerned: dict[User, list[Case]] = defaultdict(list)
    for each in moved:
        units = (each.former_unit, each.case.unit_id)
        for user in _leaders(each.case, units):
            concerned[user].append(each.case)
    kinds = NoticeKind.UNIT_CHANGED, NoticeKind.UNITS_CHANGED
    _tell(kinds, concerned, occasion, by=by, link=reverse("caseload:dashboard"), is_listed=True)


def _leaders(case: Case, units: tuple[int | None, int]) -> list[User]:
    held = [unit for unit in units if unit is not None]
    leaders = User.objects.holding(UnitRole.SUPERVISOR, today=timezone.localdate(), units=held)
    return list(leaders.filter(organisation=case.county_id).order_by("pk"))


def _tell(
    kinds: tuple[NoticeKind, NoticeKind],
    concerned: dict[User, list[Case]],
    occasion: str,
    *,
    by: User,
    link: str,
    is_listed: bool = False,
) -> None:
    """One notice for each: of the one case by its number, of several by how many.

    `link` is where several stand, and where one stands that is only listed to them.
    """
    one, several = kinds
    for user, cases in concerned.items():
        if user == by:
            continue
        if len(cases) > 1:
            parameters = {"count": len(cases)}
            tell(several, receiver=user, about=occasion, link=link, parameters=parameters)
            continue
        [case] = cases
        tell(
            one,
            receiver=user,
            about=occasion,
            case_id=case.pk,
            link=link if is_listed else case.get_absolute_url(),
            parameters={"number": case.number},
        )
