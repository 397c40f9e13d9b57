"""Sending what waits in the outbox: one letter is claimed, sent, marked; then the next.

What surely did not leave is tried again, with a growing delay and for days. What may have
left is uncertain: it is never sent again by itself, and a person looks at it.
"""

import datetime as dt
import logging
import time

from django.core.mail import EmailMessage
from django.db import transaction

from notifications.letters import Letter, letter_of
from notifications.models import Mail, MailState
from notifications.models.mail import BROKEN_OFF
from notifications.relay import Outcome, Relay

logger = logging.getLogger(__name__)

# A run ends after this long; the next one goes on.
RUN = dt.timedelta(minutes=5)
FIRST_DELAY = dt.timedelta(minutes=1)
LONGEST_DELAY = dt.timedelta(hours=1)
GIVEN_UP_AFTER = dt.timedelta(days=5)


class Clock:
    """The moment that a run was given, and the time that has passed since."""

    def __init__(self, start: dt.datetime) -> None:
        self.start = start
        self._began = time.monotonic()

    @property
    def now(self) -> dt.datetime:
        return self.start + dt.timedelta(seconds=time.monotonic() - self._began)

    @property
    def is_over(self) -> bool:
        return self.now - self.start > RUN


def deliver(*, now: dt.datetime) -> int:
    """Send what waits; return the number of letters that left.

    A server that is not there ends the run: the others keep their turn.
    """
    _set_broken_off_aside(now)
    clock, sent = Clock(now), 0
    with Relay() as relay:
        while not clock.is_over and (mail := claim(now=clock.now)) is not None:
            outcome = _send(mail, relay, clock)
            sent += outcome is Outcome.SENT
            if outcome is Outcome.DOWN:
                break
    return sent


@transaction.atomic
def claim(*, now: dt.datetime) -> Mail | None:
    """Take one letter for this process alone; another process skips what is locked."""
    ready = Mail.objects.ready(now).select_for_update(of=("self",), skip_locked=True)
    mail = ready.select_related("receiver").order_by("try_at", "pk").first()
    if mail is not None:
        mail.state, mail.claimed_at, mail.attempts = MailState.CLAIMED, now, mail.attempts + 1
        mail.save(update_fields=["state", "claimed_at", "attempts"])
    return mail


def _send(mail: Mail, relay: Relay, clock: Clock) -> Outcome | None:
    """Send what was claimed, and mark it; None where nobody needs it any longer."""
    letter = letter_of(mail)
    if letter is None:
        _mark(mail, MailState.NEEDLESS, address="", subject="", text="", parameters={})
        return None
    outcome = relay.send(_message(letter))
    if outcome is Outcome.SENT:
        # What was written has been told: it is kept no longer.
        _mark(mail, MailState.SENT, sent_at=clock.now, subject="", text="", parameters={})
    elif outcome is Outcome.UNCERTAIN:
        _set_aside(mail, MailState.UNCERTAIN, relay.failure)
    elif outcome is Outcome.UNUSABLE or clock.now - mail.created_at > GIVEN_UP_AFTER:
        _set_aside(mail, MailState.GIVEN_UP, relay.failure)
    else:
        _try_again(mail, relay.failure, clock.now)
    return outcome


def _message(letter: Letter) -> EmailMessage:
    message = EmailMessage(letter.subject, letter.text, None, [letter.to])
    if letter.calendar:
        message.attach(*letter.calendar, "text/calendar")
    return message


def _try_again(mail: Mail, failure: str, now: dt.datetime) -> None:
    delay = min(FIRST_DELAY * 2 ** min(mail.attempts - 1, 10), LONGEST_DELAY)
    logger.warning("Mail %s did not leave (%s) and is tried again", mail.pk, failure)
    _mark(mail, MailState.WAITING, try_at=now + delay, failure=failure)


def _set_aside(mail: Mail, state: MailState, failure: str) -> None:
    logger.error("Mail %s is for a person to look at: %s (%s)", mail.pk, state.value, failure)
    _mark(mail, state, failure=failure)


def _mark(mail: Mail, state: MailState, **more: object) -> None:
    """Only by whoever claimed it, also where it was taken for broken off meanwhile."""
    claimed = Mail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at)
    claimed.filter(state__in=[MailState.CLAIMED, MailState.UNCERTAIN]).update(state=state, **more)


@transaction.atomic
def _set_broken_off_aside(now: dt.datetime) -> None:
    """A process died between the claim and the mark: whether the letter left is not known."""
    broken = Mail.objects.broken_off(now).select_for_update(skip_locked=True)
    for mail in broken.order_by("pk"):
        _set_aside(mail, MailState.UNCERTAIN, BROKEN_OFF)
