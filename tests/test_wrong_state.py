"""Forms that come too late, or name the parts of something else."""

import datetime as dt

import pytest
from django.test import Client as Browser
from django.urls import resolve, reverse
from django.utils import timezone

from caseload.closing import close_case
from cases.models import CaseClosure
from plans.actions.agreeing import agree_plan, end_plan
from plans.models import Plan
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ChecklistFactory,
    GoalFactory,
    InterimFactory,
    MeetingFactory,
    MinutesFactory,
    NetworkMemberFactory,
    NoteFactory,
    PlanFactory,
    ServiceFactory,
    StepFactory,
)
from tests.html_forms import HtmlForm, forms_of
from tests.test_every_page import database_print, pages

pytestmark = pytest.mark.django_db

# What may be done in a closed case: look, and open it again.
IN_A_CLOSED_CASE = {"caseload:case_reopen"}
HOURS = {"begins": "10", "ends": "11"}


@pytest.fixture
def values():
    """A case with a draft of everything; the values of the addresses of its pages."""
    case = CaseFactory()
    plan = PlanFactory(case=case, review_on=timezone.localdate() + dt.timedelta(days=30))
    step = StepFactory(goal=GoalFactory(plan=plan))
    service = ServiceFactory(need__case=case)
    minutes = MinutesFactory(case=case, decisions=[("Asia", "Joku", None)])
    return {
        "case_pk": case.pk,
        "plan_pk": plan.pk,
        "goal_pk": step.goal.pk,
        "step_pk": step.pk,
        "need_pk": service.need_id,
        "need_service_pk": service.pk,
        "state_pk": service.states.get().pk,
        "interim_pk": InterimFactory(need=service.need).pk,
        "assessment_pk": AssessmentFactory(case=case).pk,
        "member_pk": NetworkMemberFactory(case=case).pk,
        "meeting_pk": MeetingFactory(case=case, kind="one_to_one").pk,
        "minutes_pk": minutes.pk,
        "decision_pk": minutes.decisions.get().pk,
        "checklist_pk": ChecklistFactory(case=case).pk,
        "note_pk": NoteFactory(case=case).pk,
        "user_pk": case.responsible_id,
        "occasion": "contact",
        "item": "phone",
    }


@pytest.fixture
def browser(values):
    browser = Browser(raise_request_exception=False)
    browser.force_login(Plan.objects.get(pk=values["plan_pk"]).case.responsible)
    return browser


def open_forms(browser: Browser, values, about: str) -> list[tuple[str, HtmlForm]]:
    """The forms of every page whose address has `about`, as somebody has them open."""
    found = []
    for name, words in pages():
        if about in words and not set(words) - values.keys():
            url = reverse(name, kwargs={word: values[word] for word in words})
            page = browser.get(url)
            if page.status_code == 200 and "html" in page["Content-Type"]:
                forms = forms_of(page.content.decode(), url)
                found += [(name, f) for f in forms if ":" in resolve(f.action).view_name]
    return found


def filled(form: HtmlForm) -> dict[str, list[str]]:
    """Something in every text that is empty, a choice in every choice."""
    sent = form.data()
    for control in form.controls:
        if control.kind in ("text", "textarea") and not sent[control.name][0]:
            day = control.name.endswith("_on") or control.name == "on"
            sent[control.name] = ["2.3.2026" if day else HOURS.get(control.name, "Sanat")]
        if control.kind == "unticked":
            sent.setdefault(control.name, [control.value])
    return sent


def send_late(browser: Browser, forms: list[tuple[str, HtmlForm]]) -> list[str]:
    before, wrong = database_print(), []
    for name, form in forms:
        response = browser.post(form.action, filled(form))
        if response.status_code not in {200, 302, 404, 409}:
            wrong.append(f"{name} answers {response.status_code}")
        if database_print() != before:
            wrong.append(f"{name} writes: {response.status_code}")
            before = database_print()
    return wrong


def test_forms_that_were_open_when_the_case_was_closed_write_nothing(browser, values):
    forms = [
        (name, form)
        for about in (
            "case_pk",
            "plan_pk",
            "assessment_pk",
            "member_pk",
            "meeting_pk",
            "minutes_pk",
            "note_pk",
        )
        for name, form in open_forms(browser, values, about)
    ]
    case = Plan.objects.get(pk=values["plan_pk"]).case
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    wrong = send_late(browser, [(n, f) for n, f in forms if n not in IN_A_CLOSED_CASE])

    assert wrong == []
    assert len(forms) > 20


@pytest.mark.parametrize("ended", [False, True])
def test_forms_of_a_draft_that_were_open_when_it_was_agreed_write_nothing(browser, values, ended):
    forms = open_forms(browser, values, "plan_pk")
    plan = Plan.objects.get(pk=values["plan_pk"])
    agree_plan(plan=plan, by=plan.case.responsible, on=timezone.localdate())
    if ended:
        end_plan(plan=plan, by=plan.case.responsible)

    assert send_late(browser, forms) == []
    assert len(forms) > 7


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("plans:goal_edit", "goal_pk"),
        ("plans:goal_remove", "goal_pk"),
        ("plans:step_add", "goal_pk"),
        ("plans:step_edit", "step_pk"),
        ("plans:step_remove", "step_pk"),
        ("plans:step_done", "step_pk"),
    ],
)
def test_part_of_another_plan_does_not_exist_under_this_one(browser, values, name, part):
    own = Plan.objects.get(pk=values["plan_pk"])
    other = PlanFactory(case=CaseFactory(unit=own.case.unit, responsible=own.case.responsible))
    url = reverse(name, kwargs={"plan_pk": other.pk, part: values[part]})
    before = database_print()

    assert browser.post(url, {"text": "x", "words": "x", "name": "x"}).status_code == 404
    assert database_print() == before
