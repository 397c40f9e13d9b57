"""The page of what hangs on a release: after it has moved, or before it is recorded."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from caseload.case_page.gathered_facts import facts_of
from caseload.moved_release.follows import followers
from caseload.moved_release.forms import PreviewForm
from caseload.moved_release.stays import planned
from cases.access import open_case_page
from cases.custody_changes import moved, would_move
from cases.models import Case, CustodyFact
from timing.calendar import awkward_release_reason


@require_http_methods(["GET", "POST"])
def moved_release(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What hangs on the release: as it last moved (GET), or if it were as posted (POST).

    Nothing is stored. What is posted is the form of custody facts, opened beside it.
    """
    case = open_case_page(request, case_pk)
    is_preview = request.method == "POST"
    if is_preview:
        form = PreviewForm(request.POST)
        before = case.release_on
        now = form.cleaned_data["release_on"] if form.is_valid() else before
    else:
        form = PreviewForm()
        before, now = last_move(case)
    facts, today = facts_of(case), timezone.localdate()
    context = {
        "case": case,
        "tab": "custody",
        "form": form,
        "is_preview": is_preview,
        "before": before,
        "now": now,
        "moved": _in_words(before, now, is_preview=is_preview),
        "awkward": awkward_release_reason(now) if now and now >= today else None,
        "followers": followers(case, before, now, today),
        "planned": planned(facts, before, now, today),
        "facts": facts,
    }
    return render(request, "caseload/moved_release.html", context)


def _in_words(before: dt.date | None, now: dt.date | None, *, is_preview: bool) -> str:
    """How the release moved, or would; empty where there are not two days."""
    if before is None or now is None or before == now:
        return ""
    return would_move(before, now) if is_preview else moved(before, now)


def last_move(case: Case) -> tuple[dt.date | None, dt.date | None]:
    """The release before and after its last move; twice the same where it never moved."""
    days = list(CustodyFact.objects.of_case(case).values_list("release_on", flat=True))
    for later, earlier in zip(days, days[1:], strict=False):
        if earlier is not None and earlier != later:
            return earlier, later
    return case.release_on, case.release_on
