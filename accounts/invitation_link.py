"""The link of an invitation: made when its letter leaves, read when it is followed.

It is signed with the secret key of the installation and names one row: whoever has a copy
of the database has no link.
"""

from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse

from accounts.models import Invitation

SALT = "accounts.invitation"
# In the address after the question mark, which no log of ours or of the proxy keeps.
KEY = "avain"


def link_of(invitation: Invitation, *, site: str) -> str:
    """The whole address, at the `site` where it was ordered."""
    query = urlencode({KEY: signing.dumps(invitation.pk, salt=SALT)})
    return f"{site.rstrip('/')}{reverse('accounts:invitation_accept')}?{query}"


def invitation_of(key: str) -> Invitation | None:
    """The invitation that the key names, whatever has become of it; None for a forged key."""
    try:
        pk = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    found = Invitation.objects.select_related("user__organisation", "invited_by__organisation")
    return found.filter(pk=pk).first()
