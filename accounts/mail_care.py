"""What an administrator does with mails that may not have left."""

import datetime as dt

from django.db import transaction

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from notifications.models import Mail, MailQuerySet, MailState
from notifications.outbox import ring_after_commit


def set_aside_for(user: User) -> MailQuerySet:
    """What the administrator has to look at: not what is on the way to another county's people."""
    waiting = Mail.objects.set_aside()
    if user.county is None:
        return waiting
    counties = User.objects.filter(organisation__kind=Organisation.Kind.COUNTY)
    elsewhere = counties.exclude(organisation=user.county)
    own = waiting.exclude(receiver__in=elsewhere.values("pk"))
    return own.exclude(address__in=elsewhere.values("email"))


@transaction.atomic
def send_again(mails: MailQuerySet, *, by: User, now: dt.datetime) -> int:
    """Somebody takes it upon themselves that a letter may come twice."""
    count = mails.update(state=MailState.WAITING, try_at=now, attempts=0, quiet_on=[])
    record(Action.MAIL_SENT_AGAIN, by=by, details={"mails": count})
    ring_after_commit()
    return count


@transaction.atomic
def look_at(mails: MailQuerySet, *, by: User) -> int:
    """They stay as they are, and leave the list."""
    count = mails.update(state=MailState.SETTLED)
    record(Action.MAIL_LOOKED_AT, by=by, details={"mails": count})
    return count
