"""The services that closing a case leaves behind."""

from cases.models import Case
from plans.models import Plan, PlanService


def goes_on(plan: Plan) -> bool:
    """Whether any service of the plan has not ended."""
    services = PlanService.objects.filter(plan=plan).exclude(state=PlanService.State.ENDED)
    return services.exists()


def services_left(case: Case) -> list[PlanService]:
    """The services of the plan in force that have not ended, in the plan's order."""
    in_force = Plan.objects.in_force().filter(case=case)
    services = PlanService.objects.filter(plan__in=in_force)
    return list(services.exclude(state=PlanService.State.ENDED))
