"""The page of proposals of one case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from caseload.proposals.actions import answer
from caseload.proposals.forms import ProposalsForm
from caseload.proposals.open_questions import asked_in
from cases.access import open_case_page, right_to
from cases.custody import Track
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def proposals(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What was told and is asked of the client's needs, and the answers to it."""
    case = open_case_page(request, case_pk, right_to(request))
    today = timezone.localdate()
    asked = asked_in(case, today)
    form = ProposalsForm(request.POST or None, asked=asked)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            answer(
                case=case,
                needed=form.needed(),
                declined=form.declined(),
                running=form.running(),
                today=today,
                by=request.user,
            )
            messages.success(request, _("The answers are saved."))
            return redirect("continuity:continuity", case_pk=case.pk)
    context = {
        "case": case,
        "tab": "continuity",
        "form": form,
        "asked": asked,
        "is_short": Track(case.track).is_short,
        "is_fine": case.track == Track.FINE_CONVERSION,
        "may_answer": case.may_write,
    }
    return attempt.render(request, "caseload/proposals.html", context)
