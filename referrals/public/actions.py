"""Taking in a public form."""

import uuid

from django.db import IntegrityError, transaction

from referrals.models import Referral
from referrals.sending.actions.sending import send_referral


def receive_public(*, referral: Referral, key: uuid.UUID) -> Referral:
    """Send an unsaved contact from nobody; what came by this `key` before is given back.

    Of two that arrive at the same moment the second waits at the unique key.
    """
    referral.submission_key = key
    try:
        with transaction.atomic():
            send_referral(referral=referral, by=None)
    except IntegrityError:
        earlier = Referral.objects.filter(submission_key=key).first()
        if earlier is None:
            raise
        return earlier
    return referral
