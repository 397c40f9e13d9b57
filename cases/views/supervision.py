"""What somebody who leads a unit does with a case that they do not see."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from accounts.models import User
from cases.access import open_listed_case, open_listed_cases
from cases.actions.handing_over import Given, give_cases
from cases.actions.team import PURPOSE_LASTS, assign_worker, open_for_purpose
from cases.forms.assigning import CHOSEN, AssignForm, Chosen
from cases.forms.team import PurposeForm
from cases.models import Case
from cases.permissions import CaseRole
from listings.listing import ROWS_A_PAGE
from listings.way_back import way_back
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
    back = way_back(request, reverse("caseload:dashboard_list"))
    form = AssignForm(request.POST or None, cases=[case])
    attempt = Attempt(form)
    if form.is_valid():
        user, reason = form.cleaned_data["user"], form.cleaned_data["reason"]
        role = CaseRole.RESPONSIBLE
        with attempt:
            assign_worker(case=case, user=user, role=role, by=request.user, reason=reason)
            messages.success(
                request,
                _("Case %(number)s is now with %(name)s.") % {"number": case.number, "name": user},
            )
            return redirect(back)
    context = {"case": case, "form": form, "back": back}
    return attempt.render(request, "cases/worker_assign.html", context)


@require_http_methods(["GET", "POST"])
@once
def workers_assign(request: SignedInRequest) -> HttpResponse:
    """Give the cases that were chosen in a list to one worker, with one confirmation."""
    if not request.user.is_supervisor:
        raise Http404
    back = way_back(request, reverse("caseload:dashboard_list"))
    asked = request.POST if request.method == "POST" else request.GET
    chosen = Chosen.read(asked.getlist(CHOSEN))[:ROWS_A_PAGE]
    cases = open_listed_cases(request, [each.case_pk for each in chosen])
    if not cases:
        messages.info(request, _("Choose first the cases that you want to give to a worker."))
        return redirect(back)
    form = AssignForm(request.POST or None, cases=cases)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            given = give_cases(
                seen={each.case_pk: each.worker_pk for each in chosen},
                user=form.cleaned_data["user"],
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
            _say_what_was_given(request, given, form.cleaned_data["user"])
            return redirect(back)
    context = {"cases": cases, "chosen": chosen, "form": form, "back": back}
    return attempt.render(request, "cases/workers_assign.html", context)


def _say_what_was_given(request: SignedInRequest, given: Given, user: User) -> None:
    count = len(given.done)
    if count:
        words = ngettext(
            "%(count)s case is now with %(name)s.", "%(count)s cases are now with %(name)s.", count
        )
        messages.success(request, words % {"count": count, "name": user})
    if given.left:
        left = "; ".join(f"{number}: {why}" for number, why in given.left)
        messages.warning(request, _("Not given: %(cases)s.") % {"cases": left})
