"""A lost phone: one person asks, another one confirms."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.factor_reset import (
    ask_for_reset,
    confirm_reset,
    end_reset,
    helpers_of,
    may_help,
)
from accounts.http import SignedInRequest
from accounts.models import FactorReset, User
from administration.forms.factor_reset import ASK, CONFIRM, END, AskForm
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def factor_reset(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """For administrators, and for who leads a unit of the person."""
    user = get_object_or_404(User.objects.filter(is_active=True), pk=user_pk)
    if not may_help(request.user, user):
        raise Http404
    now, act = timezone.now(), request.POST.get("act", "")
    waiting = FactorReset.objects.waiting(now).filter(user=user).select_related("asked_by").first()
    form = AskForm(request.POST if act == ASK else None)
    attempt = Attempt(form)
    if act == ASK and form.is_valid():
        with attempt:
            ask_for_reset(user=user, how=form.cleaned_data["how"], by=request.user, now=now)
            messages.success(request, _("Asked. Another person has to confirm it."))
            return redirect("administration:factor_reset", user_pk=user.pk)
    if act in (CONFIRM, END) and waiting is not None:
        with attempt:
            if act == CONFIRM:
                confirm_reset(reset=waiting, by=request.user, now=now)
                messages.success(request, _("The second step is reset, and the person is told."))
            else:
                end_reset(reset=waiting, by=request.user, now=now)
                messages.success(request, _("The request is taken back."))
            return redirect("administration:factor_reset", user_pk=user.pk)
    context = {
        "person": user,
        "form": form,
        "waiting": waiting,
        "is_own": waiting is not None and waiting.asked_by == request.user,
        "has_factor": is_mfa_enabled(user),
        "others": [each for each in helpers_of(user) if each != request.user],
        "back": _back(request.user, user),
        "refused": attempt.words,
    }
    return attempt.render(request, "administration/factor_reset.html", context)


def _back(helper: User, user: User) -> str:
    """The page of the person, where the reader has one."""
    if helper.is_administrator:
        return reverse("administration:user_page", kwargs={"user_pk": user.pk})
    if user.county is not None and not user.is_superuser:
        return reverse("caseload:person", kwargs={"user_pk": user.pk})
    return reverse("caseload:people")
