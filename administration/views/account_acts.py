"""What an administrator does to an account by one confirmation; no client is seen by it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.admission import unlink
from accounts.actions.invitation import cancel_invitation, invite
from accounts.county_sign_in.own import links
from accounts.http import SignedInRequest
from accounts.models import User
from administration.carried import carried_by
from administration.own_county import open_employee, open_user
from cases.actions.leaving import become_administrator, close_account, reopen_account
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def user_invite(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """A new invitation; the former link works no longer."""
    user = open_user(request, user_pk)
    if user.has_usable_password() or not user.is_active:
        raise Http404
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            invite(
                user=user, by=request.user, site=request.build_absolute_uri("/"), now=timezone.now()
            )
            words = _("A new invitation goes to %(email)s.")
            messages.success(request, words % {"email": user.email})
            return redirect("administration:user_page", user_pk=user.pk)
    return _confirm_page(
        request,
        attempt,
        user,
        title=_("Invite again"),
        text=_("A letter with a new link goes out. The former link works no longer."),
        button=_("Send the invitation"),
    )


@require_http_methods(["GET", "POST"])
@once
def invitation_cancel(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Take back an invitation that went to the wrong address."""
    user = open_user(request, user_pk)
    if not user.invitations.unused().exists():
        raise Http404
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            cancel_invitation(user=user, by=request.user, now=timezone.now())
            messages.success(request, _("The invitation is taken back."))
            return redirect("administration:user_page", user_pk=user.pk)
    return _confirm_page(
        request,
        attempt,
        user,
        title=_("Take the invitation back"),
        text=_("The link in the letter works no longer. You can invite again later."),
        button=_("Take the invitation back"),
    )


@require_http_methods(["GET", "POST"])
@once
def administrator_make(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Let somebody without a role look after the county's settings, too."""
    user = open_employee(request, user_pk)
    if user.is_superuser:
        raise Http404
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            become_administrator(user=user, by=request.user)
            messages.success(request, _("%(name)s is an administrator now.") % {"name": user})
            return redirect("administration:user_page", user_pk=user.pk)
    return _confirm_page(
        request,
        attempt,
        user,
        title=_("Make an administrator"),
        text=_(
            "An administrator makes accounts and gives roles, and sees no client. Somebody with "
            "a role in a unit cannot be one."
        ),
        button=_("Make an administrator"),
    )


@require_http_methods(["GET", "POST"])
@once
def user_close(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Sign-in ends at once; what the person carries is shown as numbers, and handed over."""
    user = open_user(request, user_pk)
    if user == request.user or not user.is_active:
        raise Http404
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            left = close_account(user=user, by=request.user)
            words = _("The account of %(name)s is closed. Cases to hand over: %(count)s.")
            messages.success(request, words % {"name": user, "count": left.waiting})
            return redirect("administration:user_page", user_pk=user.pk)
    context = {"person": user, "carried": carried_by(user), "refused": attempt.words}
    return attempt.render(request, "administration/user_close.html", context)


@require_http_methods(["GET", "POST"])
@once
def user_reopen(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Let somebody sign in again, with the roles that have not ended."""
    user = open_user(request, user_pk)
    if user.is_active:
        raise Http404
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            reopen_account(user=user, by=request.user)
            messages.success(request, _("The account of %(name)s is open.") % {"name": user})
            return redirect("administration:user_page", user_pk=user.pk)
    return _confirm_page(
        request,
        attempt,
        user,
        title=_("Open the account again"),
        text=_(
            "The person can sign in again with the password and the second step that they had. "
            "Look at the roles, too: those that have not ended hold again."
        ),
        button=_("Open the account again"),
    )


@require_http_methods(["GET", "POST"])
@once
def county_unlink(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Take the link with the county’s own sign-in away, so that the account is linked anew."""
    user = open_user(request, user_pk)
    if user == request.user or not links().filter(user=user).exists():
        raise Http404
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            unlink(user=user, by=request.user)
            messages.success(request, _("The link is taken away."))
            return redirect("administration:user_page", user_pk=user.pk)
    return _confirm_page(
        request,
        attempt,
        user,
        title=_("Take the link away"),
        text=_(
            "The next one who comes by the county’s sign-in with the e-mail address of this "
            "account is linked with it. Make sure that the address is theirs."
        ),
        button=_("Take the link away"),
    )


def _confirm_page(
    request: SignedInRequest,
    attempt: Attempt,
    user: User,
    *,
    title: str,
    text: str,
    button: str,
) -> HttpResponse:
    """A page with one button."""
    context = {"person": user, "title": title, "text": text, "button": button}
    context["refused"] = attempt.words
    return attempt.render(request, "administration/confirm.html", context)
