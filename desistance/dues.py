"""What is due in cases by their checklists: on a short stay the first days come first."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.custody import Track
from cases.dues import maker_for
from cases.models import Case
from cases.phases import Phase
from desistance.models import Checklist
from desistance.occasions import Occasion
from timing.acts import Act
from timing.acts import register as register_acts
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind


def of_checklists(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """The first days after the release gone through with the client, on a short stay.

    Not in remand, where there is no checklist: `continuity.dues` asks by the needs there, and
    answers for the kind.
    """
    short = {
        case.pk: case
        for case in cases
        if case.is_open
        and Track(case.track).is_short
        and not case.is_in_remand
        and case.phase == Phase.CONTACT
    }
    if not short:
        return
    gone_through = Checklist.objects.of_occasion(Occasion.CONTACT).filter(case__in=list(short))
    done = set(gone_through.order_by().values_list("case", flat=True))
    for key in short.keys() - done:
        case = short[key]
        yield maker_for(case, rules).make(
            DueKind.FIRST_DAYS,
            "agree_first_days",
            counted_from=case.release_on if case.released_on is None else None,
            begun_on=case.opened_on,
        )


ACTS = (
    Act(
        "agree_first_days",
        title=_("Agree the first days after the release"),
        why=_("Where to sleep, money, medicines, and whom to call. Record it in the checklist."),
        button=_("Fill in the checklist"),
        where=lambda due: reverse(
            "desistance:checklist_fill",
            kwargs={"case_pk": due.case_id, "occasion": Occasion.CONTACT},
        ),
        after=_("The contact and the first days are a complete result on a short stay."),
    ),
)

register_acts(*ACTS)
