"""What was asked, told and put right of waiting contacts since they were sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from referrals.exchange.corrections import ORDER, put_right_among
from referrals.models import CustodyReport, ReferralMessage

CUSTODY = "custody_kind"
Kind = ReferralMessage.Kind


@dataclass
class Since:
    """What has come of one contact, and what holds now of its facts that the queue shows."""

    facts: dict[str, Any]
    has_report: bool = False
    kinds: set[str] = field(default_factory=set)
    # Questions of the county that nobody has answered, by their keys.
    open_questions: set[int] = field(default_factory=set)

    @property
    def has_answer(self) -> bool:
        """Whether the sender has answered, or told something new."""
        return not self.kinds.isdisjoint(ReferralMessage.ANSWERING)

    @property
    def is_corrected(self) -> bool:
        """Whether something was put right, or the contact was taken back."""
        return not self.kinds.isdisjoint(ReferralMessage.CORRECTING)


def since_sent(referrals: Sequence[Any]) -> dict[int, Since]:
    """Of each by its key: one question to messages, one to reports and, rarely, one to facts."""
    found = {
        each.pk: Since({CUSTODY: each.custody_kind, ORDER: each.protected_address})
        for each in referrals
    }
    messages = ReferralMessage.objects.filter(referral__in=found).order_by("pk")
    for pk, referral, kind, answers in messages.values_list("pk", "referral", "kind", "answers"):
        since = found[referral]
        since.kinds.add(kind)
        if kind == Kind.QUESTION:
            since.open_questions.add(pk)
        since.open_questions.discard(answers)
    sent = {each.pk: each.sent_at for each in referrals}
    reports = CustodyReport.objects.waiting().filter(referral__in=found)
    for referral, told_at in reports.values_list("referral", "told_at"):
        # What a contact told itself is no change.
        found[referral].has_report |= told_at != sent[referral]
    corrected = [pk for pk, since in found.items() if since.is_corrected]
    if corrected:
        for pk, name, value in put_right_among(corrected, (CUSTODY, ORDER)):
            found[pk].facts[name] = value
    return found
