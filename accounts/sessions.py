"""Ending what somebody is signed in with."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User


def end_sessions(user: User) -> int:
    """Sign `user` out everywhere; return from how many places.

    A session says only inside whose it is, so all that have not expired are read: it is
    done when somebody leaves, not on a page that many wait for.
    """
    present = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    own = [each.pk for each in present if each.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=own).delete()
    return len(own)
