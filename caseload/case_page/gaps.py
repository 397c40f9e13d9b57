"""The gaps at the gate that are to be closed by now, for the overview."""

import datetime as dt
from collections.abc import Sequence

from cases.models import Case
from continuity.dues import need_of
from continuity.gap_words import ShownGap, shown_gaps
from timing.models import Due
from timing.vocabulary import DueKind


def gaps_by_now(case: Case, dues: Sequence[Due], today: dt.date) -> list[ShownGap]:
    """The rows of which a due is shown by now; the report is read only where there is one."""
    needs = {need_of(due) for due in dues if due.kind == DueKind.GAP and due.is_shown_on(today)}
    if not needs:
        return []
    return [row for row in shown_gaps(case, today) if row.gap.need.key in needs]
