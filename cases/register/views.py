"""Looking for a person in the register, and making two records of one person one."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from cases.models import Case, ClientMerge
from cases.register.access import open_merge, open_records, register_of
from cases.register.comparison import cases_of, facts_of, why_not
from cases.register.forms import ClientSearchForm, MergeForm, SeparateForm
from cases.register.merging import merge_clients, separate_clients
from cases.register.search import Hit, find_clients
from records.attempt import Attempt
from records.once import once

SHOWN = 20


@dataclass(frozen=True)
class Row:
    """A hit, whether its case may be opened, and the records that were merged into it."""

    hit: Hit
    may_open: bool
    is_chosen: bool
    merges: list[ClientMerge] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
def client_search(request: SignedInRequest) -> HttpResponse:
    """Who in the county's register may be the person; logged.

    By POST, so that no name or code stands in an address, a history or a server's log;
    what was typed is stored nowhere.
    """
    county = register_of(request)
    form = ClientSearchForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        hits = find_clients(county, form.wanted(), SHOWN + 1)
        shown = hits[:SHOWN]
        found = [hit.client.pk for hit in shown]
        record(Action.CLIENT_SEARCHED, by=request.user, details={"found": found}, clients=found)
        chosen = request.POST.getlist("records")
        if "compare" in request.POST:
            pair = [pk for pk in found if str(pk) in chosen]
            if len(pair) == 2:
                return redirect("cases:client_merge", *pair)
            form.add_error(None, _("Choose two records to compare."))
        rows = _rows(request, shown, chosen)
        context |= {"rows": rows, "has_more": len(hits) > SHOWN, "is_searched": True}
    return render(request, "cases/client_search.html", context)


@require_http_methods(["GET", "POST"])
@once
def client_merge(request: SignedInRequest, client_pk: int, other_pk: int) -> HttpResponse:
    """Two records side by side, and which of them stays."""
    clients = open_records(request, client_pk, other_pk)
    cases = cases_of(clients)
    cannot = why_not(clients, cases)
    form = MergeForm(request.POST or None, clients=clients)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            merge = merge_clients(by=request.user, **form.chosen())
            messages.success(request, _("The records are merged."))
            return redirect("cases:client_separate", merge.pk)
    context = {
        "clients": clients,
        "facts": facts_of(clients),
        "cases": cases,
        "refusal": cannot().words if cannot else "",
        "form": form,
    }
    return attempt.render(request, "cases/client_merge.html", context)


@require_http_methods(["GET", "POST"])
@once
def client_separate(request: SignedInRequest, merge_pk: int) -> HttpResponse:
    """What was merged into what, and the way to undo it."""
    merge = open_merge(request, merge_pk)
    form = SeparateForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            separate_clients(merge=merge, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The records are separate again."))
            return redirect("cases:client_separate", merge.pk)
        merge = open_merge(request, merge_pk)
    context = {"merge": merge, "form": form}
    return attempt.render(request, "cases/client_separate.html", context)


def _rows(request: SignedInRequest, hits: list[Hit], chosen: list[str]) -> list[Row]:
    """Two queries, however many hits."""
    cases = [hit.case.pk for hit in hits if hit.case]
    visible = Case.objects.visible_to(request.user).filter(pk__in=cases)
    may_open = set(visible.values_list("pk", flat=True))
    merges: dict[int, list[ClientMerge]] = {}
    of_hits = ClientMerge.objects.filter(kept__in=[hit.client for hit in hits], undone_at=None)
    for merge in of_hits.select_related("merged").order_by("pk"):
        merges.setdefault(merge.kept_id, []).append(merge)
    return [
        Row(
            hit,
            may_open=hit.case is not None and hit.case.pk in may_open,
            is_chosen=str(hit.client.pk) in chosen,
            merges=merges.get(hit.client.pk, []),
        )
        for hit in hits
    ]
