"""Every form of the application, sent as nobody would who means well.

The forms are found on the pages of the URLconf, so a new form is tried on the day it is
written. Whatever is sent, the answer is never an error of ours, nothing is stored of a
form that is refused, and what was typed comes back with the refusal.
"""

import datetime as dt
import html
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import override_settings
from django.urls import include, path, resolve, reverse
from django.utils import timezone

from accounts.actions.invitation import invite
from accounts.actions.users import record_vouching
from accounts.models import Municipality, Organisation, RightsChange, Unit, User, Vouching
from caseload.closing import close_case
from cases.actions.team import assign_worker
from cases.models import Case, CaseClosure, CaseHandover
from cases.permissions import CaseRole
from referrals.models import CustodyReport, Referral
from referrals.moving.actions.custody_reports import report_custody
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CaseHandoverFactory,
    ClientFactory,
    CountyFactory,
    DraftFactory,
    IntakeWorkerFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    MinutesFactory,
    MunicipalityFactory,
    NeedFactory,
    NetworkMemberFactory,
    PlanFactory,
    PrisonOfficerFactory,
    QuestionFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
    service_of,
)
from tests.html_forms import HtmlForm, forms_of
from tests.referrals.answers import custody_page, need_page, person_page, receiving_municipality
from tests.test_every_page import database_print, pages, rows_written
from tests.world import World, make_world

FOREIGN = "Vierasvieras"
MARK = "Näkyykö"
# The answers of an application that is well.
WELL = {200, 302, 400, 404, 409}
# Forms that at least are there; if one is missing, the test has stopped seeing it.
KNOWN = {
    "accounts:mail_choice", "accounts:notice_open", "administration:unit_add",
    "administration:unit_edit", "administration:user_add", "administration:user_edit",
    "administration:role_add", "administration:role_change", "administration:role_move",
    "administration:user_close", "administration:factor_reset", "administration:outsider_add",
    "administration:partner_add", "administration:vouching_add", "administration:rights_review",
    "administration:administrator_make", "administration:user_invite",
    "administration:invitation_cancel", "administration:user_reopen",
    "caseload:cases_hand_over",
    "assessments:assessment_correct", "assessments:assessment_part",
    "assessments:assessment_deliver", "assessments:delivery_take_back",
    "assessments:estimates_record", "assessments:estimates_take_back",
    "assessments:assessment_finalise", "assessments:assessment_start",
    "assessments:assessment_supplement", "caseload:case_close",
    "assessments:assessment_replaced_texts", "plans:plan_replaced_texts",
    "caseload:case_reopen", "caseload:case_handover", "caseload:handover_page",
    "caseload:handover_answer", "cases:client_merge", "cases:client_search",
    "cases:client_separate", "cases:worker_assign", "cases:client_edit", "cases:custody",
    "cases:note_correct", "cases:notes", "cases:case_open_for_purpose", "cases:worker_add",
    "cases:worker_remove", "cases:register_ask", "caseload:search", "cases:case_files",
    "cases:case_file_take_back", "administration:name_pairs",
    "administration:name_pair_remove",
    "caseload:absence_add", "caseload:absence_end", "caseload:account_close",
    "caseload:person_qualifications", "caseload:portti_answer", "caseload:portti_facts",
    "caseload:proposals",
    "continuity:interim_add", "continuity:interim_edit", "continuity:need_add",
    "continuity:need_edit", "continuity:need_end", "continuity:no_need",
    "continuity:service_add", "continuity:service_edit", "continuity:state_take_back",
    "continuity:state_tell",
    "desistance:checklist_fill", "desistance:checklist_close",
    "networks:member_add", "networks:member_edit",
    "networks:listed_organisation_add", "networks:listed_organisation_edit",
    "networks:listed_service_add", "networks:listed_service_edit",
    "networks:listed_service_check", "networks:listed_person_add",
    "networks:listed_person_edit", "networks:organisation_departure",
    "networks:service_departure", "networks:person_departure", "networks:departure_take_back",
    "networks:directory_import_begin",
    "networks:directory_import", "networks:directory_import_undo",
    "networks:directory_import_remove",
    "networks:member_end", "networks:member_successor", "networks:network_walk",
    "networks:expert_offer", "networks:network_meeting_plan", "networks:meeting_of_two_plan",
    "networks:meeting_edit", "networks:meeting_cancel", "networks:meeting_held",
    "networks:meeting_cancellation_take_back",
    "networks:minutes_begin", "networks:minutes_edit", "networks:minutes_approve",
    "networks:minutes_correct", "networks:minutes_supplement", "networks:decision_add",
    "networks:decision_edit", "networks:decision_remove", "networks:decision_end",
    "networks:minutes_replaced_texts", "networks:meeting_invite",
    "networks:meeting_agenda", "caseload:decided_to_needs",
    "observations:observation_write", "observations:statement_make",
    "observations:statement_answer", "training:training_add", "training:day_add",
    "training:day_mark", "plans:goal_add", "plans:goal_edit",
    "plans:goal_remove", "plans:plan_agree", "plans:plan_edit", "plans:plan_new",
    "plans:plan_review",
    "plans:step_add", "plans:step_done", "plans:step_edit", "plans:step_remove",
    "referrals:information_add", "referrals:what_helps_add",
    "referrals:question_answer", "referrals:question_ask",
    "referrals:referral_correct", "referrals:referral_withdraw", "referrals:draft_elsewhere",
    "referrals:referral_search",
    "referrals:draft_send", "referrals:draft_custody", "referrals:draft_ground",
    "referrals:draft_short", "referrals:draft_need",
    "referrals:draft_person", "referrals:draft_remove", "referrals:referral_receive",
    "referrals:draft_new", "referrals:custody_report", "referrals:custody_reports",
    "referrals:referral_take_over",
    "referrals:referral_triage",
}  # fmt: skip

# Pages that every worker reads, and whose form is the administrator's.
KEPT = {
    "networks:organisation_departure",
    "networks:service_departure",
    "networks:person_departure",
}
Sent = dict[str, list[str]]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def argument_sets(world: World) -> list[dict[str, Any]]:
    """What the pages are opened with: the world's own records, and those in other states."""
    unit = world.case.unit
    going = CaseFactory(unit=unit, responsible=world.team)
    agreed = PlanFactory(case=going, agreed=True)
    goal = agreed.goals.get()
    final = AssessmentFactory(case=going, complete=True, final=True)
    over = CaseFactory(unit=unit, responsible=world.team)
    close_case(closure=CaseClosure(case=over, reason="died"), by=world.team)
    draft = complete_draft()
    elsewhere = MunicipalityFactory(code="991", county=CountyFactory(code="muualla"))
    sent = ReferralFactory(by=draft.sender, county=unit.county)
    asked = QuestionFactory(referral=sent)
    taken = ReferralFactory(by=PrisonOfficerFactory(organisation=draft.sender.organisation))
    listed = CaseFactory(unit=unit)
    ready = PlanFactory(
        case=CaseFactory(unit=unit, responsible=world.team),
        goals=1,
        review_on=timezone.localdate() + dt.timedelta(days=30),
    )
    helper = CaseFactory(unit=unit, responsible=world.team)
    of_two = MeetingFactory(case=going, kind="one_to_one")
    held = MeetingFactory(case=going, on=timezone.localdate())
    off = MeetingCancellationFactory(case=going).meeting
    minutes = MinutesFactory(case=going, decisions=[("Asia", "Joku", None)], approved=True)
    return [
        world.arguments,
        {"meeting_pk": of_two.pk},
        {"minutes_pk": minutes.pk},
        {"meeting_pk": held.pk},
        {"meeting_pk": off.pk},
        {"case_pk": going.pk, "plan_pk": agreed.pk, "goal_pk": goal.pk,
         "step_pk": goal.steps.get().pk, "assessment_pk": final.pk},
        {"case_pk": over.pk},
        {"case_pk": listed.pk},
        {"case_pk": case_with_a_report(world).pk},
        {"referral_pk": taken.pk},
        {"plan_pk": ready.pk},
        {"case_pk": helper.pk, "user_pk": member_of(helper).pk},
        {"client_pk": going.client_id, "other_pk": ClientFactory(county=unit.county).pk},
        {"referral_pk": DraftFactory(sender=draft.sender, path="short").pk},
        {"referral_pk": DraftFactory(sender=draft.sender, kind="notification").pk},
        {"referral_pk": asked.referral_id, "message_pk": asked.pk},
        *accounts_of(world),
        # To a county in which nobody reads contacts.
        {"referral_pk": draft_to(elsewhere, draft.sender).pk},
        {"handover_pk": offered_to(unit).pk},
        {"referral_pk": draft.pk},
    ]  # fmt: skip


def offered_to(unit: Unit) -> CaseHandover:
    """A case of another county that the unit's county is offered."""
    IntakeWorkerFactory(unit=unit)
    theirs = CaseFactory(unit=UnitFactory(county=CountyFactory(code="tarjoava")))
    handover: CaseHandover = CaseHandoverFactory(case=theirs, to_county=unit.county)
    return handover


def accounts_of(world: World) -> list[dict[str, Any]]:
    """An account that is not in use yet, one that is closed, an officer, a month of changes."""
    administrator, unit = world.actors["administrator of the county"], world.case.unit
    invited = UserFactory(organisation=unit.county)
    invited.set_unusable_password()
    invited.save()
    invite(user=invited, by=administrator, site="http://testserver/", now=timezone.now())
    officer = PrisonOfficerFactory()
    voucher = Vouching(user=officer, name="x", contact="x", on=timezone.localdate())
    record_vouching(vouching=voucher, by=administrator)
    lost = WorkerFactory(unit=unit)
    Authenticator.objects.create(user=lost, type="totp", data={"secret": "x"})
    told = {"what": "role_given", "role": "worker", "unit": unit, "county": unit.county}
    RightsChange.objects.create(**told, user=lost, by=administrator, month=dt.date(2026, 1, 1))
    return [
        {"user_pk": invited.pk},
        {"user_pk": WorkerFactory(unit=unit, is_active=False).pk},
        {"user_pk": officer.pk},
        {"user_pk": lost.pk},
    ]


def case_with_a_report(world: World) -> Case:
    """What the sender told waits for the team."""
    triage = TriageFactory(unit=world.case.unit, responsible=world.team)
    referral = triage.referral
    report = CustodyReport(referral=referral, release_certainty="unknown", note="Ei tiedossa.")
    report_custody(report=report, by=referral.holder)
    case: Case = triage.case
    return case


def complete_draft() -> Referral:
    """A contact that lacks nothing but the sending."""
    home = receiving_municipality(CountyFactory(code="vastaanottava"))
    return draft_to(home, PrisonOfficerFactory())


def draft_to(home: Municipality, officer: User) -> Referral:
    pages_typed = {
        "person": person_page(home),
        "custody": custody_page(officer.organisation),
        "need": need_page(),
    }
    typed = {
        key: {n: v if isinstance(v, list) else [v] for n, v in page.items()}
        for key, page in pages_typed.items()
    }
    draft: Referral = DraftFactory(sender=officer, typed=typed)
    return draft


def member_of(case: Case) -> User:
    """A second worker in the team."""
    worker: User = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    return worker


def signed_in(world: World, draft_pk: int) -> list[Browser]:
    """Those who may: the team, the intake, the draft's writer, and who leads the unit."""
    unit = world.case.unit
    people = [
        world.team,
        IntakeWorkerFactory(unit=unit),
        Referral.objects.get(pk=draft_pk).sender,
        SupervisorFactory(unit=unit),
        world.actors["administrator of the county"],
    ]
    browsers = []
    for user in people:
        browsers.append(Browser(raise_request_exception=False))
        browsers[-1].force_login(user)
    return browsers


def opened(world: World) -> Iterator[tuple[str, Browser, str]]:
    """Each page with each set of arguments that opens it: address, whoever may, and HTML."""
    sets = argument_sets(world)
    people = signed_in(world, sets[-1]["referral_pk"])
    for name, words in pages():
        for values in sets:
            if set(words) - values.keys():
                continue
            url = reverse(name, kwargs={word: values[word] for word in words})
            for browser in reversed(people) if name in KEPT else people:
                response = browser.get(url)
                if response.status_code != 200 or response.streaming:
                    continue
                if "text/html" not in response["Content-Type"]:
                    continue
                yield url, browser, response.content.decode()
                break
            if not words:
                break


def found_forms(world: World) -> Iterator[tuple[str, Browser, HtmlForm]]:
    """Each form once, with the page it stands on and somebody who may send it."""
    seen = set()
    for url, browser, page in opened(world):
        for form in forms_of(page, url):
            goes_to = resolve(form.action.split("?")[0]).view_name
            shape = (goes_to, re.sub("[0-9]+", "", " ".join(sorted(form.data()))))
            if shape not in seen and ":" in goes_to:
                seen.add(shape)
                yield goes_to, browser, form


def base(form: HtmlForm) -> Sent:
    sent = form.data()
    if "form_key" in sent:
        sent["form_key"] = [str(uuid.uuid4())]
    return sent


def with_texts(form: HtmlForm, text: str) -> Sent:
    return base(form) | {name: [f"{MARK}{text}"] for name in form.texts()}


def with_choices(form: HtmlForm, value: str) -> Sent:
    return base(form) | {name: [value] for name in form.chosen()}


DAYS = ["31.2.2026", "1.1.0001", "31.12.9999", "١.١.٢٠٢٦"]
TEXTS = ["a\x00b \u202eabc\u202c", "e\u0301 👩\ufeff", "<script>alert(1)</script>"]
CHOICES = ["-1", "1" + "0" * 30, "١", "\x00", "[" * 3000]


def attacks(form: HtmlForm, foreign: list[int]) -> Iterator[tuple[str, Sent]]:
    """What is sent instead of an honest form."""
    yield "nothing at all", {}
    yield "everything empty", {name: [""] for name in base(form)}
    texts, chosen = form.texts(), form.chosen()
    if texts:
        for words in TEXTS:
            yield f"texts {words!r}", with_texts(form, words)
        yield "texts with a half of a pair", with_texts(form, "\udc80")
        yield "too long", with_texts(form, "x" * 11_000)
        yield "half a megabyte", base(form) | {texts[0]: [MARK + "x" * 500_000]}
        for day in DAYS:
            yield f"days {day}", base(form) | {name: [day] for name in texts}
    if chosen:
        for value in CHOICES:
            yield f"choices {value[:40]!r}", with_choices(form, value)
        for pk in foreign:
            yield f"choices of somebody else {pk}", with_choices(form, str(pk))
    yield "twice", {name: values * 2 for name, values in base(form).items()}
    for name in chosen[:2]:
        yield f"without {name}", {n: v for n, v in base(form).items() if n != name}
    yield "something more", base(form) | {"status": ["final"], "case": ["1"], "x" * 500: ["y"]}


def foreign_records() -> list[int]:
    """Records of another county, whose words must not appear; their ids, largest of all."""
    other = CaseFactory(unit=UnitFactory(county__code="muu"))
    other.client.first_names = other.client.last_name = FOREIGN
    other.client.save()
    member = NetworkMemberFactory(case=other, name=FOREIGN)
    need = NeedFactory(case=other, kind="other", words=FOREIGN)
    PlanFactory(case=other)
    service_of(other, name=FOREIGN, place="inside")
    ReferralFactory(county=other.county, last_name=FOREIGN)
    return sorted({member.pk, need.pk, other.responsible_id})


def fault(browser: Browser, form: HtmlForm, sent: Sent, before: dict[str, str]) -> str:
    """What is wrong with the answer to an ordinary post, or nothing."""
    data = {n: [v.encode("utf-8", "surrogateescape") for v in vs] for n, vs in sent.items()}
    return answer_fault(lambda: browser.post(form.action, data), form, sent, before)


def answer_fault(
    send: Callable[[], Any], form: HtmlForm, sent: Sent, before: dict[str, str]
) -> str:
    """What is wrong with the answer, or nothing; what was stored is taken back."""
    with transaction.atomic():
        try:
            written = rows_written()
            response = send()
            if response.status_code not in WELL:
                return f"answers {response.status_code}"
            if response.status_code == 302:
                return ""
            if FOREIGN.encode() in response.content:
                return "shows somebody else's record"
            if b"<script>alert" in response.content:
                return "does not escape"
            # The fingerprint is dear, and needed only where a row was touched at all.
            if rows_written() != written and database_print() != before:
                return f"answers {response.status_code} and stores all the same"
            if response.status_code in (200, 409):
                return lost(form, sent, html.unescape(response.content.decode()))
            return ""
        finally:
            transaction.set_rollback(True)


def lost(form: HtmlForm, sent: Sent, page: str) -> str:
    """Which typed text the answer does not give back."""
    for name in form.texts():
        for text in sent.get(name, []):
            if text.startswith(MARK) and text.isprintable() and text not in page:
                return f"loses what was typed in {name}"
    return ""


@pytest.mark.slow
def test_no_form_breaks_stores_or_loses(world: World) -> None:
    foreign, faults, names = foreign_records(), [], set()
    forms = list(found_forms(world))
    before = database_print()

    for name, browser, form in forms:
        names.add(name)
        for what, sent in attacks(form, foreign):
            found = fault(browser, form, sent, before)
            if found:
                faults.append(f"{name} → {form.action}: {what}: {found}")

    assert faults == []
    assert KNOWN - names == set()


@pytest.mark.slow
def test_enter_in_a_field_presses_the_filled_button(world: World) -> None:
    pressed_instead = [
        f"{name} → {form.action}: {form.buttons[0]}"
        for name, _browser, form in found_forms(world)
        if form.filled_button and form.lines() and form.buttons[0] != form.filled_button
    ]

    assert pressed_instead == []


def careless(request: HttpRequest) -> HttpResponse:
    """What must never be written: it breaks, stores what it refuses, and loses the text."""
    text = request.POST.get("text", "")
    if text.isdigit():
        int(text[:1] + "x")
    if text.startswith("<"):
        return HttpResponse(text)
    if text == "store":
        Organisation.objects.create(kind="partner", code="x", name_fi="x")
    return HttpResponse("<form method='post'><textarea name='text'></textarea></form>")


class WithACarelessForm:
    urlpatterns = [
        path("", include("config.urls")),
        path("huoleton/", careless, name="careless"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1", "answers 500"),
        ("<script>alert(1)</script>", "does not escape"),
        ("store", "answers 200 and stores all the same"),
        (MARK, "loses what was typed in text"),
    ],
)
def test_careless_form_is_found(world: World, text: str, said: str) -> None:
    browser = Browser(raise_request_exception=False)
    browser.force_login(world.team)

    with override_settings(ROOT_URLCONF=WithACarelessForm):
        (form,) = forms_of(browser.get("/huoleton/").content.decode(), "/huoleton/")
        found = fault(browser, form, {"text": [text]}, database_print())

    assert found == said
