"""What somebody who leads a unit does with a case that they do not see."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_listed_case
from cases.actions.closed_case import CaseClosed
from cases.actions.team import PURPOSE_LASTS, CannotJoinTeam, assign_worker, open_for_purpose
from cases.forms.team import AssignForm, PurposeForm
from cases.models import Case
from cases.permissions import CaseRole
from cases.views.answers import closed_meanwhile, worker_left_meanwhile
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def case_open_for_purpose(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Open a listed case for a stated purpose and a limited time."""
    case = open_listed_case(request, case_pk)
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect(case)
    form = PurposeForm(request.POST or None)
    if form.is_valid():
        open_for_purpose(case=case, by=request.user, purpose=form.stated())
        return redirect(case)
    hours = int(PURPOSE_LASTS.total_seconds() // 3600)
    context = {"case": case, "form": form, "hours": hours}
    return render(request, "cases/case_open_for_purpose.html", context)


@require_http_methods(["GET", "POST"])
@once
def worker_assign(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Give a listed case to a personal worker, without opening it."""
    case = open_listed_case(request, case_pk)
    form = AssignForm(request.POST or None, case=case)
    status = 200
    if form.is_valid():
        user = form.cleaned_data["user"]
        try:
            assign_worker(case=case, user=user, role=CaseRole.RESPONSIBLE, by=request.user)
        except CaseClosed:
            status = closed_meanwhile(form)
        except CannotJoinTeam:
            status = worker_left_meanwhile(form)
        else:
            messages.success(
                request,
                _("Case %(number)s is now with %(name)s.") % {"number": case.number, "name": user},
            )
            return redirect("accounts:home")
    context = {"case": case, "form": form}
    return render(request, "cases/worker_assign.html", context, status=status)
