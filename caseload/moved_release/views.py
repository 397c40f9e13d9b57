"""The page of what hangs on a release: after it has moved, or before it is recorded."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from caseload.case_page.gathered_facts import facts_of
from caseload.moved_release.follows import followers
from caseload.moved_release.forms import PreviewForm
from caseload.moved_release.move import Told, last_move, preview
from caseload.moved_release.stays import planned
from cases.access import open_case_page
from cases.models import Case, CustodyFact
from timing.calendar import awkward_release_reason


@require_http_methods(["GET", "POST"])
def moved_release(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What hangs on the release: as it last moved (GET), or if it were as posted (POST).

    Nothing is stored. What is posted is the form of custody facts, opened beside it.
    """
    case = open_case_page(request, case_pk)
    is_preview = request.method == "POST"
    form = PreviewForm(request.POST) if is_preview else PreviewForm()
    if is_preview:
        told = _as_posted(form, case)
        move = preview(case, told) if told else last_move(case)
    else:
        move = last_move(case)
    today, now = timezone.localdate(), move.now
    context = {
        "case": case,
        "tab": "custody",
        "form": form,
        "is_preview": is_preview,
        "move": move,
        "awkward": awkward_release_reason(now) if now and now >= today else None,
    }
    if form.errors or move.is_none:
        return render(request, "caseload/moved_release.html", context)
    facts = facts_of(case)
    context |= {
        "followers": followers(move, today),
        "planned": planned(facts, move, today),
        "facts": facts,
    }
    return render(request, "caseload/moved_release.html", context)


def _as_posted(form: PreviewForm, case: Case) -> Told | None:
    """The days as they stand in the form; a field that is not there keeps what was told."""
    if not form.is_valid():
        return None
    known = Told.by(CustodyFact.objects.of_case(case).first())
    posted = {name: day for name, day in form.cleaned_data.items() if name in form.data}
    return known._replace(**posted)
