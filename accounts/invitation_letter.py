"""The letter with an invitation. Its link is made when it leaves."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from accounts.invitation_link import link_of
from accounts.models import Invitation
from notifications.letters import WRITERS, Letter
from notifications.models import Mail, MailKind

TEMPLATE = "account/email/invitation"


def _invitation_letter(mail: Mail) -> Letter | None:
    """Nothing, where it was used or taken back since, or is too old to be followed."""
    open_now = Invitation.objects.open(timezone.now()).select_related("user__organisation")
    found = open_now.filter(pk=mail.parameters["invitation"], user__is_active=True).first()
    if found is None:
        return None
    with override(found.user.language):
        context = {"invitation": found, "link": link_of(found, site=mail.parameters["site"])}
        return Letter(
            to=found.user.email,
            subject=render_to_string(f"{TEMPLATE}_subject.txt", context).strip(),
            text=render_to_string(f"{TEMPLATE}_message.txt", context).strip(),
        )


WRITERS[MailKind.INVITATION] = _invitation_letter
