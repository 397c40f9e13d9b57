"""What goes along with a case that is handed over, as text of its day.

The identity code stands in none of it: it is kept in columns alone.
"""

from collections.abc import Callable, Iterator

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Assessment
from caseload.documents.assessment_on_paper import areas_on_paper
from cases.models import Case, CustodyFact
from cases.models.handover import HandoverPart
from continuity.needs_known import needs_of
from networks.models import MemberKind, NetworkMember
from plans.contents import read_plan
from plans.models import Plan

Line = tuple[str, str]


def available_parts(case: Case) -> list[HandoverPart]:
    """The parts of which the case has something."""
    return [part for part, lines in PARTS.items() if next(iter(lines(case)), None) is not None]


def document_of(case: Case, parts: list[str], words: str, language: str) -> list[dict[str, object]]:
    """Sections with their lines; the basic details and what the worker writes come first."""
    with translation.override(language):
        sections = [_section(_("Client"), _of_client(case))]
        if words:
            sections.append(_section(_("What the other county needs to know"), iter([("", words)])))
        chosen = [part for part in PARTS if part.value in parts]
        sections += [_section(str(part.label), PARTS[part](case)) for part in chosen]
    return sections


def _section(title: str, lines: Iterator[Line]) -> dict[str, object]:
    return {"title": title, "lines": [[str(label), str(text)] for label, text in lines if text]}


def _of_client(case: Case) -> Iterator[Line]:
    client = case.client
    yield _("Name"), client.full_name
    yield _("Former names"), client.former_names
    yield _("Birth date"), date_format(client.birth_date) if client.birth_date else ""
    yield _("Language of service"), client.get_service_language_display()
    if client.needs_interpreter:
        yield _("Interpreter"), client.interpreter_language or _("needed")
    if client.protected_address:
        yield _("Non-disclosure order"), _("in force: address and municipality are not told here")
    elif client.home_municipality:
        yield _("Home municipality"), client.home_municipality.name
    if client.secret_contact_details:
        yield _("Secret contact details"), _("Yes: do not give phone number or address on")
    yield _("How the client is reached"), "" if client.protected_address else client.how_to_reach
    if client.representative_name:
        said = (client.representative_name, client.representative_role, client.representative_phone)
        yield _("Representative"), ", ".join(part for part in said if part)
    if case.responsible:
        said = (str(case.responsible), case.responsible.title, case.responsible.phone)
        yield _("Personal worker until now"), ", ".join(part for part in said if part)


def _of_custody(case: Case) -> Iterator[Line]:
    fact = CustodyFact.objects.of_case(case).select_related("facility").first()
    if fact is None:
        return
    yield _("Kind of custody"), fact.get_custody_kind_display()
    yield _("Prison"), fact.facility.name if fact.facility else ""
    if fact.release_on:
        certainty = fact.get_release_certainty_display()
        yield _("Release"), f"{date_format(fact.release_on)}, {certainty}"
    yield _("As told on"), date_format(fact.told_day)


def _of_needs(case: Case) -> Iterator[Line]:
    for need in needs_of([case]).get(case.pk, ()):
        lines = sorted(need.lines, key=lambda line: (line.is_interim, line.name))
        told = [f"{line.name}: {line.state.label}" for line in lines]
        yield need.name, "; ".join(told) or _("no service yet")


def _of_network(case: Case) -> Iterator[Line]:
    """Without contact details of close people who may not be asked to take part."""
    for member in NetworkMember.objects.present().filter(case=case).for_listing():
        may_be_told = member.client_wish == NetworkMember.Wish.MAY_TAKE_PART
        is_told = member.kind != MemberKind.CLOSE_PERSON or may_be_told
        reached = (member.phone, member.email) if is_told else ()
        said = (member.role_and_organisation, *reached, member.get_client_wish_display())
        yield str(member), ", ".join(part for part in said if part)


def _of_assessment(case: Case) -> Iterator[Line]:
    assessment = Assessment.objects.in_force().filter(case=case).first()
    if assessment is None:
        return
    yield _("Final on"), date_format(assessment.finalised_at)
    for area in areas_on_paper(assessment):
        entry = area.entry
        said = [*(f"”{quote.text}”" for quote in area.quotes), entry.situation, entry.worker_view]
        yield area.label, "\n".join(part for part in (*said, entry.strengths) if part)
    yield _("The client’s opinion"), assessment.client_opinion
    yield _("Conclusions"), assessment.conclusions
    yield _("What happens next"), assessment.next_steps


def _of_plan(case: Case) -> Iterator[Line]:
    plan = Plan.objects.in_force().with_next_review().filter(case=case).first()
    if plan is None:
        return
    yield _("Agreed on"), date_format(plan.agreed_on) if plan.agreed_on else ""
    for number, goal in enumerate(read_plan(plan).goals, start=1):
        steps = [f"{step.text} ({step.actor})" for step in goal.steps.all()]
        yield _("Goal %(number)s") % {"number": number}, "\n".join([f"”{goal.words}”", *steps])
    yield _("Next review"), date_format(plan.next_review_on) if plan.next_review_on else ""


PARTS: dict[HandoverPart, Callable[[Case], Iterator[Line]]] = {
    HandoverPart.CUSTODY: _of_custody,
    HandoverPart.NEEDS: _of_needs,
    HandoverPart.NETWORK: _of_network,
    HandoverPart.ASSESSMENT: _of_assessment,
    HandoverPart.PLAN: _of_plan,
}
