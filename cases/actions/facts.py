"""What the case keeps, derived from its records by these functions only."""

from collections.abc import Collection, Sequence

from django.utils import timezone

from cases.custody import GateKind, Track
from cases.gates import Gate, gates_told
from cases.models import Case, CustodyFact
from cases.outside import out_since_of
from cases.phases import Phase
from timing.deriving import CASE, derive
from timing.vocabulary import DueKind

ORDER = list(Phase)
KEPT_OF_CUSTODY = [
    "release_on",
    "release_certainty",
    "released_on",
    "track",
    "gate_kind",
    "later_gate_on",
    "later_gate_certainty",
]


def derive_custody(case: Case) -> None:
    """Keep gates and track from what was told. The caller holds the case's lock."""
    keep_custody(case, list(CustodyFact.objects.of_case(case)))
    case.save(update_fields=KEPT_OF_CUSTODY)


def keep_custody(case: Case, facts: Sequence[CustodyFact]) -> None:
    """Set on the case what follows from the facts, newest first; nothing is saved."""
    if not facts:
        return
    newest = facts[0]
    case.release_on = newest.release_on
    case.release_certainty = newest.release_certainty
    case.track = newest.track or Track.LONG
    first, *later = gates_told(facts)
    case.released_on = first.passed_on or out_since_of(facts)
    case.gate_kind = first.kind
    second = later[0] if later else Gate(GateKind.RELEASE)
    case.later_gate_on, case.later_gate_certainty = second.on, second.certainty


def reach_phase(case: Case, phase: Phase) -> None:
    """Note that the case has come to `phase`; it never goes back by writing more.

    The act that opens a phase calls this: starting an assessment, finalising it,
    closing the case. The caller holds the case's lock.
    """
    if ORDER.index(phase) > ORDER.index(Phase(case.phase)):
        case.phase = phase
        case.save(update_fields=["phase"])


def written(case: Case, *kinds: DueKind) -> None:
    """End an act on the case: note the time, and derive the dues of the kinds it can move.

    Supervisors look for cases in which nobody has written. The caller holds the case's
    lock, and calls this after its last write; what it names too little of is found by
    `manage.py derive --check`, which a test runs over every story of the demo.
    """
    Case.objects.filter(pk=case.pk).update(last_written_at=timezone.now())
    derive_dues([case], kinds)


def written_if_open(case: Case) -> Case | None:
    """Note the time unless the case is closed; the case as it is now, behind its lock."""
    found = Case.objects.raw(
        "UPDATE cases_case SET last_written_at = %s WHERE id = %s AND status = %s RETURNING *",
        [timezone.now(), case.pk, Case.Status.OPEN],
    )
    return next(iter(found), None)


def derive_dues(cases: Sequence[Case], kinds: Collection[DueKind] | None = None) -> None:
    """Keep what is due in cases that the caller has locked; of all kinds, or of some."""
    if kinds is None or kinds:
        derive(CASE, cases, kinds)
