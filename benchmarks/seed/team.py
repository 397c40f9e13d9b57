"""The team of each case and the grants that follow from it; they stay when a case closes."""

from collections.abc import Iterator

from django.contrib.auth.models import Permission

from benchmarks.seed.copying import Row, copy_in
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from cases.models import CaseMembership, CaseUserObjectPermission
from cases.permissions import ROLE_PERMISSIONS, CaseRole

# Every so many open cases have a second worker.
WITH_A_MEMBER = 8


def make_teams(histories: list[History], people: People) -> None:
    """A personal worker for each case but those of nobody."""
    copy_in(CaseMembership, _memberships(histories, people))
    copy_in(CaseUserObjectPermission, _grants(histories, people))


def _held(histories: list[History], people: People) -> Iterator[tuple[History, int, CaseRole]]:
    for history in histories:
        if history.worker is None:
            continue
        yield history, history.worker, CaseRole.RESPONSIBLE
        colleagues = people.workers[history.unit][0]
        # The first worker of a unit is in no other's team: she is measured with 60 cases.
        member = colleagues[1 + history.place % (len(colleagues) - 1)]
        if history.is_open and history.place % WITH_A_MEMBER == 0 and member != history.worker:
            yield history, member, CaseRole.MEMBER


def _memberships(histories: list[History], people: People) -> Iterator[Row]:
    for n, (history, user, role) in enumerate(_held(histories, people)):
        yield {
            "case_id": history.case,
            "user_id": user,
            "role": role.value,
            "since": history.opened_at,
            "added_by_id": people.intake[n % len(people.intake)],
        }


def _grants(histories: list[History], people: People) -> Iterator[Row]:
    permissions = {
        permission.codename: permission.pk
        for permission in Permission.objects.filter(
            content_type__app_label="cases", content_type__model="case"
        )
    }
    of_role = {
        role: sorted(permissions[each.codename] for each in held)
        for role, held in ROLE_PERMISSIONS.items()
    }
    for history, user, role in _held(histories, people):
        for permission in of_role[role]:
            yield {
                "content_object_id": history.case,
                "user_id": user,
                "permission_id": permission,
                "until": None,
            }
