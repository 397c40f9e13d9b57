"""The letter with a link to a new password. The link is made when the letter leaves."""

import datetime as dt
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from notifications.letters import WRITERS, Letter
from notifications.models import Mail, MailKind
from notifications.outbox import post_later

TEMPLATE = "account/email/password_reset_key"


def order_reset(*, email: str, site: str, now: dt.datetime) -> None:
    """Have a link sent to `email`, if anybody signs in with it; `site` is what they visited."""
    key = f"{MailKind.PASSWORD_RESET.value}|{uuid4()}"
    post_later(MailKind.PASSWORD_RESET, key=key, to=email, parameters={"site": site}, now=now)


def _reset_letter(mail: Mail) -> Letter | None:
    user = User.objects.filter(email__iexact=mail.address, is_active=True).first()
    # Who was invited and has not chosen a password goes by the invitation, while it is valid.
    if user is None or not user.has_usable_password():
        return None
    with override(user.language):
        context = {"password_reset_url": _link(user, mail.parameters["site"])}
        return Letter(
            to=user.email,
            subject=render_to_string(f"{TEMPLATE}_subject.txt", context).strip(),
            text=render_to_string(f"{TEMPLATE}_message.txt", context).strip(),
        )


def _link(user: User, site: str) -> str:
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return site.rstrip("/") + path.replace("UID-KEY", key)


WRITERS[MailKind.PASSWORD_RESET] = _reset_letter
