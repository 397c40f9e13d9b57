"""What is due in the invented county: derived as in life, from all the rows before it."""

from cases.models import Case
from referrals.models import Referral
from timing import moves
from timing.deriving import CASE, REFERRAL, begin

AT_ONCE = 500
CLOSED = Case.Status.CLOSED


def make_dues() -> None:
    """Of every case and every contact that waits; nothing was due before."""
    last = 0
    while cases := list(Case.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        begin(CASE, [case for case in cases if case.is_open])
        begin(CASE, [case for case in cases if not case.is_open], moves.CLOSING)
        last = cases[-1].pk
    waiting = Referral.objects.untriaged().order_by("pk")
    begin(REFERRAL, list(waiting.without_texts()), moves.SENDING)
