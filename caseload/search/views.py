"""The page that the search of the top bar leads to."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.search.forms import SearchForm
from caseload.search.own_cases import find_cases
from caseload.search.own_notes import find_notes

SHOWN = 20


@require_http_methods(["GET", "POST"])
def search(request: SignedInRequest) -> HttpResponse:
    """The cases and notes that the user may open; whose name is shown is logged as in a list."""
    user = request.user
    if not user.is_county_worker:
        raise Http404
    form = SearchForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        text = form.cleaned_data["what"]
        cases = find_cases(user, text, SHOWN + 1)
        notes = find_notes(user, text, SHOWN + 1)
        named = [each.case for each in cases[:SHOWN]] + [each.note.case for each in notes[:SHOWN]]
        if named:
            clients = {case.client_id for case in named}
            record(Action.LIST_READ, by=user, details={"list": "search"}, clients=clients)
        context |= {
            "is_searched": True,
            "cases": cases[:SHOWN],
            "more_cases": len(cases) > SHOWN,
            "notes": notes[:SHOWN],
            "more_notes": len(notes) > SHOWN,
        }
    return render(request, "caseload/search.html", context)
