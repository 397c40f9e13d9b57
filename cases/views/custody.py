"""What is known of custody and release."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page, right_to
from cases.actions.custody import record_custody
from cases.custody_changes import lines_of
from cases.forms.custody import CustodyForm
from cases.models import CustodyFact
from cases.outside import last_return
from records.attempt import Attempt
from records.once import once
from timing.calendar import awkward_release_reason

PAGE = 20


@require_http_methods(["GET", "POST"])
@once
def custody(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the present facts and all earlier ones, and take a new one."""
    case = open_case_page(request, case_pk, right_to(request))
    facts = CustodyFact.objects.of_case(case).for_listing()
    present = facts.first()
    form = CustodyForm(request.POST or None, present=present)
    attempt = Attempt(form)
    if form.is_valid():
        fact = CustodyFact(case=case, **form.fact_values())
        with attempt:
            record_custody(fact=fact, by=request.user)
            messages.success(request, _("The facts are saved."))
            return redirect(page_after(fact))
    release_on = present.release_on if present else None
    page = Paginator(facts, PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    before = facts.before(shown[-1]).first() if page.has_next() else None
    context = {
        "case": case,
        "tab": "custody",
        "form": form,
        "present": present,
        "awkward": awkward_release_reason(release_on) if release_on else None,
        "page": page,
        "lines": lines_of(shown, before),
    }
    return attempt.render(request, "cases/custody.html", context)


def page_after(fact: CustodyFact) -> str:
    """Where whoever recorded `fact` is led: to what hangs on the release, if it moved.

    After a return: to what is asked then, of the needs and of what ran outside.
    The form’s address ends in #new, and a redirect would inherit it: say what is shown.
    """
    if last_return(list(CustodyFact.objects.of_case(fact.case))[:2]) == fact:
        return reverse("caseload:proposals", kwargs={"case_pk": fact.case_id}) + "#content"
    name = "caseload:moved_release" if fact.moves_release else "cases:custody"
    return reverse(name, kwargs={"case_pk": fact.case_id}) + "#content"
