"""The overview of one case."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from caseload.case_page.countdown import countdown_of
from caseload.case_page.gaps import gaps_by_now
from caseload.case_page.gathered_facts import facts_of
from caseload.case_page.own_words import own_words
from caseload.case_page.path import opens_of, path_of
from caseload.case_page.timeline import Part, timeline_of
from caseload.case_page.timeline_lines import in_lines
from caseload.course.next_action import dues_of, next_action
from cases.access import open_case_page
from cases.models import Case, CaseClosure, CaseHandover, CaseMembership, ReceivedHandover
from networks.members.successions import successions_among


@require_GET
def case_page(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Where the case stands, what is next, what has happened (Yleiskuva)."""
    case = open_case_page(request, case_pk, cases=Case.objects.for_page().with_seldom())
    today = timezone.localdate()
    facts, dues = facts_of(case), dues_of([case]).get(case.pk, [])
    action = next_action(case, dues, today)
    part = Part.asked(request.GET.get("nayta"))
    timeline = timeline_of(facts, dues, today, part)
    if not case.may_write:
        action = replace(action, url="")
    context = {
        "case": case,
        "tab": "overview",
        "phases": path_of(facts),
        "countdown": countdown_of(case, facts.custody, today),
        "gaps": gaps_by_now(facts, dues, today),
        "leaving": successions_among(dues, facts.network),
        "action": action,
        "due_late": action.late(today),
        "due_left": action.left(today),
        "opens": opens_of(facts),
        "closure": None if case.is_open else facts.closure,
        "timeline": timeline,
        "timeline_lines": in_lines(timeline),
        "parts": _parts(part),
        "quotes": own_words(facts),
        "meeting": facts.next_meeting if case.is_open else None,
        "handover": _handover_of(case, facts.closure),
        "received": _received_of(case),
        "team": CaseMembership.objects.in_team().filter(case=case).select_related("user"),
    }
    return render(request, "caseload/case_page.html", context)


def _handover_of(case: Case, closure: CaseClosure | None) -> CaseHandover | None:
    """The one that waits for another county; of a closed case the one by which it went there.

    A case that was opened again and closed for another reason went nowhere.
    """
    moved = closure is not None and closure.reason == CaseClosure.Reason.MOVED
    if not case.has_handovers or (not case.is_open and not moved):
        return None
    outcome = CaseHandover.Outcome.WAITING if case.is_open else CaseHandover.Outcome.ACCEPTED
    offered = CaseHandover.objects.filter(case=case, outcome=outcome).order_by("-pk")
    # Not what went along, which may be long.
    found: CaseHandover | None = offered.select_related("to_county").defer("document").first()
    return found


def _received_of(case: Case) -> list[ReceivedHandover]:
    """What came from other counties, without its text."""
    if not case.has_received:
        return []
    came = ReceivedHandover.objects.filter(case=case)
    return list(came.select_related("from_county").defer("document"))


def _parts(shown: Part) -> list[dict[str, object]]:
    """The ways to narrow the timeline, for `components/tabs.html`."""
    return [
        {
            "url": f"?nayta={part.value}#timeline",
            "label": part.label,
            "current": part is shown,
            "count": 0,
        }
        for part in Part
    ]
