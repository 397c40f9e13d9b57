"""The page on which something that is due is put off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from caseload.course.details import details_of
from caseload.course.next_action import action_for
from caseload.course.order import NO_TASK
from caseload.resting.actions import DoneMeanwhile, rest_due
from caseload.resting.forms import RestForm
from cases.access import open_case_page
from cases.permissions import CasePermission
from records.attempt import Attempt
from records.once import once
from timing.models import Due
from timing.vocabulary import Basis


@require_http_methods(["GET", "POST"])
@once
def due_rest(request: SignedInRequest, case_pk: int, due_pk: int) -> HttpResponse:
    """Not today: until when, and why. What is due no longer leads back to the case."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    due = get_object_or_404(Due.objects.exclude(basis=Basis.LAW), case_id=case.pk, pk=due_pk)
    today = timezone.localdate()
    waits = due.is_shown_on(today) or due.rests_on(today)
    if due.kind in NO_TASK or not waits:
        raise Http404
    if due.ended_at is not None:
        messages.info(request, str(DoneMeanwhile.words))
        return redirect(case)
    known = {"until": due.rests_until, "reason": due.rest_reason}
    form = RestForm(request.POST or None, initial=known if due.rests_until else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            rest_due(due=due, by=request.user, **form.cleaned_data)
            back_on = date_format(form.cleaned_data["until"])
            messages.success(request, _("The task comes back to your list on %s.") % back_on)
            return redirect("caseload:my_work")
    action = action_for(due, detail=details_of([due]).get(due.pk, ""))
    context = {"case": case, "tab": "overview", "form": form, "action": action}
    return attempt.render(request, "caseload/due_rest.html", context)
