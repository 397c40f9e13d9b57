"""What another county offers: read, accepted or returned by the intake, and kept in the case."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.handing_over.actions import (
    GuardedSince,
    HandoverDecided,
    accept_case,
    return_case,
)
from caseload.handing_over.forms import AnswerForm
from caseload.handing_over.guards import guarded_since
from cases.access import open_record_page
from cases.models import CaseHandover, ReceivedHandover
from records.attempt import Attempt
from records.once import once


@require_GET
def handover_list(request: SignedInRequest) -> HttpResponse:
    """What waits for the answer of the reader's county; each is named on its own page only."""
    if request.user.county is None or not request.user.is_intake:
        raise Http404
    offered = list(CaseHandover.objects.offered_to(request.user))
    return render(request, "caseload/handover_list.html", {"offered": offered})


@require_http_methods(["GET", "POST"])
@once
def handover_answer(request: SignedInRequest, handover_pk: int) -> HttpResponse:
    """Read what is handed over, and accept it with a worker or return it with a reason."""
    offered = CaseHandover.objects.offered_to(request.user)
    known = offered.select_related("to_county", "case__client")
    handover = known.filter(pk=handover_pk).first()
    if handover is None:
        return _answered(request, handover_pk)
    guarded = guarded_since(handover)
    form = AnswerForm(
        request.POST or None,
        county=handover.to_county,
        accepts=request.POST.get("answer") == "accept",
        may_accept=not guarded,
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            if form.accepts:
                worker, unit = form.cleaned_data["worker"]
                accepted = accept_case(handover=handover, worker=worker, unit=unit, by=request.user)
                messages.success(request, accepted.words)
            else:
                because = form.cleaned_data["because"]
                return_case(handover=handover, because=because, by=request.user)
                messages.success(request, _("The case was returned."))
            return redirect("caseload:handover_list")
    if isinstance(attempt.refused, GuardedSince):
        guarded = True
        form.only_return()
    if request.method == "GET":
        record(Action.HANDOVER_READ, by=request.user, case=handover.case, target=handover)
    context = {"handover": handover, "form": form, "guarded_since": guarded}
    return attempt.render(request, "caseload/handover_answer.html", context)


def _answered(request: SignedInRequest, handover_pk: int) -> HttpResponse:
    """Back to what waits: a notice, or a page left open, leads here after a colleague’s answer.

    A reason that was typed comes back.
    """
    user = request.user
    if user.county is None or not user.is_intake:
        raise Http404
    ours = CaseHandover.objects.filter(to_county=user.county, is_on_paper=False)
    handover = get_object_or_404(ours.select_related("case__county"), pk=handover_pk)
    form = AnswerForm(request.POST or None, county=user.county, accepts=False, may_accept=False)
    if form.is_valid():
        attempt = Attempt(form)
        with attempt:
            raise HandoverDecided(str(handover))
        context = {"handover": handover, "form": form, "is_over": True}
        return attempt.render(request, "caseload/handover_answer.html", context)
    messages.info(request, _("The case waits no more: it has been answered or taken back."))
    return redirect("caseload:handover_list")


@require_GET
def received_page(request: SignedInRequest, received_pk: int) -> HttpResponse:
    """What came along with the case, as the other county kept it."""
    received = open_record_page(request, ReceivedHandover.objects, received_pk)
    context = {"case": received.case, "tab": "overview", "received": received}
    return render(request, "caseload/received_page.html", context)
