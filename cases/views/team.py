"""The team of a case."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case as Choose
from django.db.models import When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.actions.team import assign_worker, remove_worker
from cases.forms.team import AddWorkerForm, RemoveWorkerForm
from cases.models import CaseMembership
from cases.permissions import CasePermission, CaseRole
from records.attempt import Attempt
from records.once import once

PAGE = 20
RESPONSIBLE_FIRST = Choose(When(role=CaseRole.RESPONSIBLE, then=0), default=1)


@require_GET
def team(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show who works in the case, who has, and who has opened it for a stated purpose."""
    case = open_case_page(request, case_pk)
    memberships = CaseMembership.objects.filter(case=case).select_related(
        "user", "added_by", "absence"
    )
    context = {
        "case": case,
        "tab": "team",
        "present": memberships.in_team().order_by(RESPONSIBLE_FIRST, "since", "pk"),
        "former": Paginator(memberships.formerly_in_team(), PAGE).get_page(request.GET.get("page")),
        "openings": memberships.by_purpose()[:PAGE],
    }
    return render(request, "cases/team.html", context)


@require_http_methods(["GET", "POST"])
@once
def worker_add(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Add a worker, or give a present one another role."""
    case = open_case_page(request, case_pk, CasePermission.TEAM)
    form = AddWorkerForm(request.POST or None, case=case)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            assign_worker(case=case, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("%(name)s is in the team.") % {"name": form.cleaned_data["user"]}
            )
            return redirect("cases:team", case_pk=case.pk)
    context = {"case": case, "tab": "team", "form": form}
    return attempt.render(request, "cases/worker_add.html", context)


@require_http_methods(["GET", "POST"])
@once
def worker_remove(request: SignedInRequest, case_pk: int, user_pk: int) -> HttpResponse:
    """End somebody's part in the team, with the reason."""
    case = open_case_page(request, case_pk, CasePermission.TEAM)
    present = CaseMembership.objects.in_team().filter(case=case, user=user_pk)
    membership = present.select_related("user").first()
    if membership is None:
        raise Http404
    user = membership.user
    form = RemoveWorkerForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            remove_worker(case=case, user=user, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("%(name)s has left the team.") % {"name": user})
            return redirect("cases:team", case_pk=case.pk)
    context = {"case": case, "tab": "team", "worker": user, "form": form}
    return attempt.render(request, "cases/worker_remove.html", context)
