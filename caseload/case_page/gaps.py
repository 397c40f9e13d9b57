"""The gaps at the gate that are to be closed by now, for the overview."""

import datetime as dt
from collections.abc import Sequence

from caseload.case_page.gathered_facts import CaseFacts
from continuity.dues import row_of
from continuity.gap_words import ShownGap, shown_gaps
from timing.models import Due
from timing.vocabulary import DueKind


def gaps_by_now(facts: CaseFacts, dues: Sequence[Due], today: dt.date) -> list[ShownGap]:
    """The rows of which a due is shown by now; the report is read only where there is one."""
    shown = {row_of(due) for due in dues if due.kind == DueKind.GAP and due.is_shown_on(today)}
    if not shown:
        return []
    report = shown_gaps(facts.case, today, facts.needs)
    return [each for each in report if each.gap.row in shown]
