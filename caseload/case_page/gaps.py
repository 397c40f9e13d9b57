"""The gaps at the gate that are to be closed by now, for the overview."""

import datetime as dt
from collections.abc import Sequence

from caseload.case_page.gathered_facts import CaseFacts
from continuity.dues import row_of
from continuity.gap_words import ShownGap, gaps_of, in_words
from timing.models import Due
from timing.vocabulary import DueKind


def gaps_by_now(facts: CaseFacts, dues: Sequence[Due], today: dt.date) -> list[ShownGap]:
    """The rows of which a due is shown by now; the report is read only where there is one."""
    shown = {row_of(due) for due in dues if due.kind == DueKind.GAP and due.is_shown_on(today)}
    if not shown:
        return []
    report = gaps_of(facts.case, today, facts.needs)
    return [in_words(gap, facts.case, today) for gap in report if gap.row in shown]
