"""What is known before a checklist is filled in."""

from django.utils import timezone
from django.utils.formats import date_format

from cases.custody import CustodyKind, ReleaseKind
from cases.models import Case, CustodyFact
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding


def said_before(case: Case, *, except_for: Checklist | None) -> dict[str, str]:
    """For each factor of the client, what it was when it was last talked over."""
    entries = ChecklistEntry.objects.filter(checklist__case=case).exclude(
        standing__in=["", ClientStanding.NOT_DISCUSSED]
    )
    if except_for is not None:
        entries = entries.filter(checklist__pk__lt=except_for.pk)
    said = {}
    for entry in entries.select_related("checklist").order_by("checklist__pk"):
        day = date_format(timezone.localdate(entry.checklist.filled_at))
        standing = str(entry.get_standing_display()).lower()
        said[entry.factor] = f"{standing}, {entry.checklist.heading.lower()} {day}"
    return said


def probation_is_at_hand(case: Case) -> bool:
    """Whether the newest custody fact speaks of supervised probationary freedom (koevapaus)."""
    newest = CustodyFact.objects.filter(case=case).first()
    return newest is not None and (
        newest.custody_kind == CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
        or newest.release_kind == ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM
    )
