"""What somebody who leads a unit does with a case that they do not see."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_listed_case
from cases.actions.team import PURPOSE_LASTS, assign_worker, open_for_purpose
from cases.forms.team import AssignForm, PurposeForm
from cases.models import Case
from cases.permissions import CaseRole
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def case_open_for_purpose(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Open a listed case for a stated purpose and a limited time."""
    case = open_listed_case(request, case_pk)
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect(case)
    form = PurposeForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            open_for_purpose(case=case, by=request.user, purpose=form.stated())
            return redirect(case)
    hours = int(PURPOSE_LASTS.total_seconds() // 3600)
    context = {"case": case, "form": form, "hours": hours}
    return attempt.render(request, "cases/case_open_for_purpose.html", context)


@require_http_methods(["GET", "POST"])
@once
def worker_assign(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give a listed case to a personal worker, without opening it."""
    case = open_listed_case(request, case_pk)
    form = AssignForm(request.POST or None, case=case)
    attempt = Attempt(form)
    if form.is_valid():
        user = form.cleaned_data["user"]
        with attempt:
            assign_worker(case=case, user=user, role=CaseRole.RESPONSIBLE, by=request.user)
            messages.success(
                request,
                _("Case %(number)s is now with %(name)s.") % {"number": case.number, "name": user},
            )
            return redirect("accounts:home")
    context = {"case": case, "form": form}
    return attempt.render(request, "cases/worker_assign.html", context)
