"""Keeping that a contact went to its county in another way than here."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from records.refused import Refused
from referrals.models import Referral, SentElsewhere
from referrals.reference import new_reference
from referrals.sending.actions.drafts import keep_quiet, lock_draft


class ToldAlready(Refused):
    """It has been told before how the contact was sent."""

    words = _("You have told already how this contact was sent.")


@transaction.atomic
def tell_sent_elsewhere(
    *, draft: Referral, county: Organisation | None, way: str, sent_on: dt.date, by: User
) -> SentElsewhere:
    """Keep reference, way and day. Raises AlreadySent or ToldAlready."""
    current = lock_draft(draft)
    if SentElsewhere.objects.filter(draft=current).exists():
        raise ToldAlready
    keep_quiet(current)
    told = SentElsewhere.objects.create(
        draft=current,
        reference=new_reference(),
        county=county,
        way=way,
        sent_on=sent_on,
        by=by,
    )
    record(Action.DRAFT_SENT_ELSEWHERE, by=by, referral=current, details={"way": way})
    return told
