"""How long somebody stays signed in, and ending it."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User

# However busy: longer than a shift, shorter than a night.
LONGEST = dt.timedelta(hours=10)
BEGAN = "signed_in_at"


def begin(request: HttpRequest) -> None:
    """Note that the session begins now."""
    request.session[BEGAN] = timezone.now().timestamp()


def begin_unless_begun(request: HttpRequest) -> None:
    """Where nothing told when the session began, it is taken to begin now."""
    if BEGAN not in request.session:
        begin(request)


def is_over(request: HttpRequest) -> bool:
    """Whether the session began so long ago that its user must sign in again."""
    now = timezone.now().timestamp()
    began: float = request.session.get(BEGAN, now)
    return now - began > LONGEST.total_seconds()


def end_sessions(user: User) -> int:
    """Sign `user` out everywhere; return from how many places.

    A session says only inside whose it is, so all that have not expired are read: it is
    done when somebody leaves, not on a page that many wait for.
    """
    present = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    own = [each.pk for each in present if each.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=own).delete()
    return len(own)


def remove_old() -> None:
    """Remove sessions that are over, and where they were used, which the library keeps beside."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    present = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=present).delete()
