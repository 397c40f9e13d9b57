"""Reading plans: the tab of a case, and one plan as a document."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from assessments.models import Assessment
from assessments.vocabulary import YesNo
from cases.access import open_case_page, open_record_page
from cases.views.replaced_texts import count_replaced
from plans.contents import read_plan
from plans.models import Plan

EARLIER = 20


@require_GET
def plan_list(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the plan in force, the draft, and the earlier versions."""
    case = open_case_page(request, case_pk)
    plans = Plan.objects.filter(case=case).for_listing()
    earlier = Paginator(plans.filter(status=Plan.Status.ENDED), EARLIER)
    in_force, draft = plans.in_force().first(), plans.drafts().first()
    is_asked = in_force is None and draft is None
    newest = Assessment.objects.newest_of([case.pk]).first() if is_asked else None
    no_plan = newest is not None and newest.makes_plan == YesNo.NO
    context = {
        "case": case,
        "tab": "plans",
        "in_force": in_force,
        "goals": in_force.goals.all() if in_force else [],
        "draft": draft,
        "assessed": bool(in_force or draft or newest),
        "no_plan": no_plan,
        "is_wanted": newest is not None and not no_plan,
        "page": earlier.get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
    return render(request, "plans/list.html", context)


@require_GET
def plan_page(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    """Show one plan, what of it is done, and how its reviews went."""
    plan: Plan = open_record_page(request, Plan.objects, plan_pk)
    may_write = plan.case.may_write
    doing = may_write and plan.is_in_force
    context = {
        "case": plan.case,
        "tab": "plans",
        "plan": plan,
        "document": read_plan(plan),
        "may_write": may_write,
        "doing": doing,
        "draft": Plan.objects.drafts().filter(case=plan.case_id).first() if doing else None,
        "today": timezone.localdate(),
        "replaced": count_replaced(plan),
    }
    return render(request, "plans/page.html", context)
