"""What nobody has asked about yet: silence is not calm."""

from collections.abc import Sequence

from django.urls import reverse

from cases.gates import gate_ahead_of
from cases.models import Case
from continuity.models import Need, NoNeed
from continuity.need_kinds import asked_on
from timing.missing import Missing


def not_asked_in(cases: Sequence[Case]) -> dict[int, list[Missing]]:
    """The kinds that each case has to answer before its gate and has not, by the case's key.

    A need answers, also one that ended, and so does that there is none. Where no gate lies
    ahead nothing is asked. Two queries, however many cases.
    """
    keys = [case.pk for case in cases]
    answered = set(Need.objects.filter(case__in=keys).values_list("case_id", "kind"))
    answered |= set(NoNeed.objects.filter(case__in=keys).values_list("case_id", "kind"))
    return {case.pk: _open_in(case, answered) for case in cases}


def not_asked(case: Case) -> list[Missing]:
    """Likewise of one case."""
    return not_asked_in([case])[case.pk]


def _open_in(case: Case, answered: set[tuple[int, str]]) -> list[Missing]:
    if not case.is_open or gate_ahead_of(case) is None:
        return []
    page = reverse("continuity:need_add", kwargs={"case_pk": case.pk})
    return [
        Missing(kind.value, str(kind.label), f"{page}?laji={kind.value}")
        for kind in asked_on(case.track)
        if (case.pk, kind.value) not in answered
    ]
