"""The letter to whoever has an account on which somebody guesses."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from notifications.letters import WRITERS, Letter
from notifications.models import Mail, MailKind

TEMPLATE = "account/email/guessing"


def _guessing_letter(mail: Mail) -> Letter | None:
    """None where nobody has the account: the sign-in page does not ask.

    The database takes letters for the same that the sign-in page does not (ſ and s): whoever
    varied them would have a letter written for each.
    """
    user = User.objects.filter(email__iexact=mail.address, is_active=True).first()
    if user is None or user.email.lower() != mail.address:
        return None
    with override(user.language):
        page = mail.parameters["site"].rstrip("/") + reverse("account_reset_password")
        return Letter(
            to=user.email,
            subject=render_to_string(f"{TEMPLATE}_subject.txt").strip(),
            text=render_to_string(f"{TEMPLATE}_message.txt", {"reset_page": page}).strip(),
        )


WRITERS[MailKind.GUESSING] = _guessing_letter
