"""The phase of a case, derived from its records.

Actions store the phase for lists as they go (`cases.actions.facts.reach_phase`); this
is what the stored one must equal after every act.
"""

from assessments.models import Assessment
from cases.models import Case
from cases.phases import Phase


def phase_of(case: Case) -> Phase:
    """Where the case is on the path: never back by writing more, only by reopening."""
    if not case.is_open:
        return Phase.CLOSURE
    assessments = Assessment.objects.filter(case=case)
    if assessments.final().exists():
        return Phase.PLAN
    return Phase.ASSESSMENT if assessments.exists() else Phase.CONTACT
