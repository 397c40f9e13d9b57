"""What every page shows around its content, and what every form carries."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.models import Notice
from records import held_text, kept_text
from records.form_tokens import FORM_KEY, KEPT_TEXT


@dataclass(frozen=True)
class NavigationItem:
    """One link of the main navigation."""

    url: str
    label: str
    current: bool


def page_frame(request: HttpRequest) -> dict[str, object]:
    """`navigation`, `unread_count` and `demo` for base.html; lazy, for pages without them."""
    user = getattr(request, "user", None)
    frame: dict[str, object] = {
        "demo": settings.DEMO,
        "navigation": [],
        "unread_count": 0,
    }
    if isinstance(user, User):
        frame["navigation"] = _navigation(request, user)
        frame["unread_count"] = SimpleLazyObject(
            lambda: Notice.objects.told_to(user).unread().count()
        )
    return frame


def form_tokens(request: HttpRequest) -> dict[str, object]:
    """`form_key` makes a form act once, `written_by` keeps it for its writer.

    A form that is shown again keeps the key that it was sent with, and goes on keeping what is
    typed where its page did (`kept_text`).
    """
    user = getattr(request, "user", None)
    return {
        "form_key": SimpleLazyObject(lambda: request.POST.get(FORM_KEY) or str(uuid.uuid4())),
        "written_by": SimpleLazyObject(
            lambda: held_text.sign_writer(user) if isinstance(user, User) else ""
        ),
        "kept_text": SimpleLazyObject(lambda: _kept(request)),
    }


def _kept(request: HttpRequest) -> str:
    """The open page that a form which is shown again came from, and which form it was."""
    mark = kept_text.read_mark(request.POST.get(KEPT_TEXT, ""))
    return f"{mark[0]} {mark[1]}" if mark else ""


def _in_units(user: User) -> list[tuple[str, str]]:
    """The pages of a worker, by the roles in units; who has none reads no directory here."""
    wanted: list[tuple[str, str]] = []
    if user.is_county_worker:
        wanted.append(("caseload:my_work", _("My work")))
    if user.is_supervisor:
        wanted.append(("caseload:dashboard", _("Caseload")))
    if user.is_intake:
        wanted.append(("referrals:queue", _("Contacts")))
        wanted.append(("cases:client_search", _("Find a client")))
    if user.is_county_worker or user.is_supervisor:
        wanted.append(("caseload:case_list", _("Cases")))
    if user.unit_roles and not user.is_administrator:
        wanted.append(("networks:directory", _("Directory of services")))
    return wanted


def _navigation(request: HttpRequest, user: User) -> list[NavigationItem]:
    """The links of the user's own work, by what they are; names are resolved if there."""
    wanted = _in_units(user)
    if user.is_administrator:
        wanted += [
            ("administration:first_steps", _("Setting up")),
            ("administration:unit_list", _("Units")),
            ("administration:user_list", _("Workers")),
            ("administration:outsider_list", _("Prisons and partners")),
            ("timing:rules", _("Time limits and targets")),
            ("networks:directory", _("Directory of services")),
        ]
    if user.is_prison_staff or user.is_partner:
        wanted.append(("referrals:referral_list", _("Contacts")))
        wanted.append(("referrals:draft_new", _("New contact")))
    if user.is_superuser and not user.is_administrator:
        wanted.append(("accounts:mail_list", _("E-mail")))
    items = []
    for name, label in wanted:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        items.append(NavigationItem(url=url, label=label, current=request.path == url))
    return items
