"""The messages about a contact, as one of its two sides may see them."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from referrals.models import Attachment, Referral, ReferralMessage
from referrals.permissions import ReferralPermission


@dataclass(frozen=True)
class Said:
    """One message: who speaks, and what the reader may do about it."""

    message: ReferralMessage
    heading: str
    who: str
    files: list[Attachment] = field(default_factory=list)
    answer_url: str = ""
    # Of several open questions the oldest is what the page is for.
    is_next: bool = False


def messages_of(referral: Referral) -> list[ReferralMessage]:
    """All of them, oldest first: at most MESSAGES (exchange.actions), so no pages are needed.

    Read once for as long as the contact is in memory: several parts of a page ask for them.
    """
    if referral.pk is None or referral.is_draft or not referral.has_messages:
        return []
    prefetch_related_objects(
        [referral], Prefetch("messages", ReferralMessage.objects.with_what_belongs())
    )
    return sorted(referral.messages.all(), key=lambda message: message.pk)


def as_sender_sees(referral: Referral) -> list[Said]:
    """Own side with names; the county is the county, whoever of it wrote.

    Nothing for a colleague, who follows the contact and does not read it.
    """
    if ReferralPermission.READ not in referral.rights:
        return []
    may_answer = ReferralPermission.ANSWER in referral.rights
    found: list[Said] = []
    for message in messages_of(referral):
        asks = message.kind == ReferralMessage.Kind.QUESTION
        who = message.written_for.name if asks else str(message.signed["written_by"])
        is_next = not any(each.answer_url for each in found)
        found.append(_said(message, who, may_answer and asks, is_next))
    return found


def as_county_sees(referral: Referral) -> list[Said]:
    """Everybody by name, the sender's side with its organisation."""
    found = []
    for message in messages_of(referral):
        asks = message.kind == ReferralMessage.Kind.QUESTION
        organisation = "" if asks else message.written_for.name
        who = ", ".join(filter(None, [str(message.signed["written_by"]), organisation]))
        found.append(_said(message, who))
    return found


def _said(
    message: ReferralMessage, who: str, may_answer: bool = False, is_next: bool = False
) -> Said:
    is_open = message.kind == ReferralMessage.Kind.QUESTION and not hasattr(message, "answer")
    url = ""
    if is_open and may_answer:
        url = reverse("referrals:question_answer", args=[message.referral_id, message.pk])
    return Said(
        message=message,
        heading=_("Question, waits for an answer") if is_open else message.get_kind_display(),
        who=who,
        files=list(message.attachments.all()),
        answer_url=url,
        is_next=is_next,
    )
