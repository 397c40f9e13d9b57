"""What the sender of a contact was told to help, for the first round of the factors."""

from collections.abc import Iterator

from django.utils import timezone

from cases.models import Case
from desistance.told_before import Told, register
from referrals.models import ReferralMessage


def of_senders(case: Case) -> Iterator[Told]:
    """From every contact that led to the case, oldest first."""
    kept = ReferralMessage.objects.filter(
        kind=ReferralMessage.Kind.HELPS, referral__triage__case=case
    )
    for message in kept.select_related("written_for").order_by("written_at", "pk"):
        on = timezone.localdate(message.written_at)
        yield Told(message.text, message.written_for.name, on)


register(of_senders)
