"""The page behind the link of an invitation."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.invitation import accept_invitation
from accounts.forms.invitation import FirstPasswordForm
from accounts.invitation_link import KEY, invitation_of
from accounts.models import Invitation
from records.attempt import Attempt


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest) -> HttpResponse:
    """Choose a password and be signed in; the second step of sign-in comes next.

    To look uses nothing up: a mail server that follows links does no harm. Whoever is
    signed in is asked to sign out first, so that nobody takes an account in another's name.
    """
    invitation = invitation_of(request.GET.get(KEY, ""))
    now = timezone.now()
    if invitation is None or not Invitation.objects.open(now).filter(pk=invitation.pk).exists():
        return render(request, "accounts/invitation_gone.html", status=404)
    if request.user.is_authenticated:
        return render(request, "accounts/invitation_other.html", {"invitation": invitation})
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(invitation.user.language)
    form = FirstPasswordForm(request.POST or None, user=invitation.user)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            password = form.cleaned_data["password"]
            user = accept_invitation(invitation=invitation, password=password, now=now)
            # As whoever signs in with the password, which is not asked again for the second step.
            answer: HttpResponse = perform_password_login(request, {}, Login(user=user))
            return answer
    context = {"form": form, "invitation": invitation}
    return attempt.render(request, "accounts/invitation_accept.html", context)
