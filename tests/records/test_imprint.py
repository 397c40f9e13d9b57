"""A record keeps the names and titles of the people who made it, whatever they are called later."""

import datetime as dt
import importlib
from collections.abc import Callable

import pgtrigger
import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.urls import reverse

from accounts.models import Organisation, Unit, User
from accounts.national_codes import CodeBook
from assessments.actions.delivering import take_back_delivery
from assessments.actions.estimating import take_back_estimates
from assessments.models import Assessment, AssessmentDelivery, EstimateSet
from caseload.closing.actions import close_case
from caseload.documents.plan_on_paper import PLAN
from caseload.handing_over.actions import accept_case, return_case
from caseload.undoing.actions import undo_triage
from cases.actions.case_files import add_files
from cases.actions.custody import record_custody
from cases.models import (
    Case,
    CaseClosure,
    CaseFile,
    CaseHandover,
    Client,
    CustodyFact,
    Note,
    ReceivedHandover,
)
from continuity.actions.needs import say_no_need
from continuity.models import NoNeed, ServiceState
from continuity.need_kinds import NeedKind
from desistance.actions import close_checklist
from desistance.models import Checklist
from inputs.attached.field import look_at
from networks.meetings.actions.inviting import invite_to_meeting
from networks.models import (
    ExpertOffer,
    MeetingCancellation,
    MeetingInvitation,
    Minutes,
    NetworkWalkthrough,
)
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Plan, Review
from plans.national import build_plan
from records.imprint import Imprinted, imprint_of, read_signers
from referrals.models import CustodyReport, ReferralMessage, Transfer, Triage
from referrals.moving.actions.custody_reports import report_custody
from referrals.moving.actions.transfer import accept_transfer, offer_transfer
from tests.factories import (
    AssessmentDeliveryFactory,
    AssessmentFactory,
    CaseFactory,
    CaseHandoverFactory,
    ChecklistEntryFactory,
    ClientFactory,
    CountyFactory,
    CustodyFactFactory,
    EstimateSetFactory,
    ExpertOfferFactory,
    IntakeWorkerFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    MinutesFactory,
    NetworkWalkthroughFactory,
    NoteFactory,
    PlanFactory,
    QuestionFactory,
    ReferralFactory,
    ServiceFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)
from tests.identity_codes import code_of
from tests.referrals.files import pdf

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


def a_review() -> None:
    plan = PlanFactory(agreed=True)
    review = Review(plan=plan, reviewed_on=DAY, next_review_on=dt.date(2026, 6, 1))
    outcomes = [GoalOutcome(goal=goal, outcome="reached") for goal in plan.goals.all()]
    review_plan(review=review, outcomes=outcomes, by=plan.case.responsible)


def a_closure() -> None:
    case = CaseFactory()
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)


def an_answer_that_nothing_is_needed() -> None:
    case = CaseFactory()
    answer = NoNeed(case=case, kind=NeedKind.PHONE, because="On jo.")
    say_no_need(answer=answer, by=case.responsible)


def an_undone_triage() -> None:
    triage = TriageFactory(decision="guide")
    undo_triage(triage=triage, because="Väärä henkilö.", by=triage.decided_by)


def a_transfer() -> None:
    ours = IntakeWorkerFactory(unit=UnitFactory())
    theirs = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="toinen")))
    referral = ReferralFactory(county=ours.county)
    offered = Transfer(referral=referral, to_county=theirs.county, reason="Väärä alue.")
    offer_transfer(transfer=offered, by=ours)
    accept_transfer(transfer=Transfer.objects.get(), by=theirs)


def a_custody_fact() -> None:
    case = CaseFactory()
    record_custody(fact=CustodyFactFactory(case=case), by=case.responsible)


def a_report() -> None:
    referral = ReferralFactory()
    report = CustodyReport(referral=referral, release_on=DAY, release_certainty="official")
    report_custody(report=report, by=referral.holder)


def a_file() -> None:
    case, paper = CaseFactory(), SimpleUploadedFile("paatos.pdf", pdf())
    add_files(case=case, what="Päätös", files=[look_at(paper)], by=case.responsible)


def a_closed_round() -> None:
    checklist = ChecklistEntryFactory().checklist
    close_checklist(checklist=checklist, seen=1, by=checklist.case.responsible)


def a_delivery() -> None:
    delivery = AssessmentDeliveryFactory()
    take_back_delivery(delivery=delivery, because="Eri päivä.", by=delivery.written_by)


def a_handover() -> None:
    offered = CaseHandoverFactory()
    return_case(handover=offered, because="Muutto peruuntui.", by=offered.case.responsible)


def received() -> None:
    offered = CaseHandoverFactory()
    intake = User.objects.get(organisation=offered.to_county)
    unit = UnitFactory(county=offered.to_county)
    accept_case(handover=offered, worker=WorkerFactory(unit=unit), unit=unit, by=intake)


def estimates() -> None:
    told = EstimateSetFactory()
    take_back_estimates(estimates=told, because="Eri päivä.", by=told.written_by)


def an_invitation() -> None:
    meeting = MeetingFactory()
    invite_to_meeting(
        meeting=meeting,
        asked=[meeting.asked.get()],
        told={"how": "phone"},
        by=meeting.case.responsible,
    )


# How each comes to be, and which of its columns name people that it prints.
MADE: dict[type[Model], tuple[Callable[[], object], tuple[str, ...]]] = {
    Assessment: (lambda: AssessmentFactory(final=True), ("finalised_by",)),
    AssessmentDelivery: (a_delivery, ("written_by", "taken_back_by")),
    EstimateSet: (estimates, ("heard_by", "written_by", "taken_back_by")),
    CaseFile: (a_file, ("added_by",)),
    CaseHandover: (a_handover, ("offered_by", "decided_by")),
    Checklist: (a_closed_round, ("filled_by", "closed_by")),
    CaseClosure: (a_closure, ("closed_by",)),
    CustodyFact: (a_custody_fact, ("recorded_by",)),
    CustodyReport: (a_report, ("told_by",)),
    MeetingCancellation: (MeetingCancellationFactory, ("written_by",)),
    MeetingInvitation: (an_invitation, ("written_by",)),
    Minutes: (lambda: MinutesFactory(approved=True), ("approved_by",)),
    ExpertOffer: (ExpertOfferFactory, ("written_by",)),
    NetworkWalkthrough: (NetworkWalkthroughFactory, ("written_by",)),
    NoNeed: (an_answer_that_nothing_is_needed, ("recorded_by",)),
    Note: (NoteFactory, ("written_by",)),
    Plan: (lambda: PlanFactory(agreed=True), ("agreed_by",)),
    ReferralMessage: (QuestionFactory, ("written_by",)),
    ReceivedHandover: (received, ("received_by",)),
    Review: (a_review, ("reviewed_by",)),
    ServiceState: (ServiceFactory, ("recorded_by",)),
    Transfer: (a_transfer, ("asked_by", "decided_by")),
    Triage: (an_undone_triage, ("decided_by", "undone_by")),
}


def rename_everybody() -> None:
    User.objects.update(first_name="Uusi", last_name="Nimi", title="uusi nimike")


def test_each_record_that_keeps_names_is_tried_here():
    assert {model for model in apps.get_models() if issubclass(model, Imprinted)} == set(MADE)


@pytest.mark.parametrize("model", MADE, ids=lambda model: model.__name__)
def test_who_signed_is_called_as_on_the_day_after_everybody_was_renamed(model):
    make, roles = MADE[model]
    make()
    record = model._default_manager.get()
    before = {role: str(getattr(record, role)) for role in roles}

    rename_everybody()

    record = model._default_manager.get()
    assert {role: str(record.signed[role]) for role in roles} == before
    assert "Uusi Nimi" not in before.values()


@pytest.mark.parametrize("model", MADE, ids=lambda model: model.__name__)
def test_a_record_of_its_own_day_does_not_say_that_its_names_came_later(model):
    MADE[model][0]()

    assert model._default_manager.get().as_known_on is None


def test_a_row_of_the_former_version_shows_todays_name():
    note = NoteFactory()
    with pgtrigger.ignore("cases.Note:note_kept"):
        Note.objects.update(imprint={})

    rename_everybody()

    assert str(Note.objects.get(pk=note.pk).signed["written_by"]) == "Uusi Nimi"


def test_the_national_document_names_its_writer_as_on_the_day():
    client = ClientFactory(identity_code=code_of(dt.date(1980, 1, 1), "-", 900))
    plan = PlanFactory(agreed=True, case=CaseFactory(client=client))
    by = plan.agreed_by

    rename_everybody()

    document = build_plan(Plan.objects.get(), CodeBook(plan.case.county))
    (writer,) = document["tyoikaisten_palvelujen_asiakassuunnitelma"]["laatija"]
    assert (writer["sukunimi"], writer.get("tehtavanimike", "")) == (by.last_name, by.title)


@pytest.fixture
def agreed() -> Plan:
    plan: Plan = PlanFactory(agreed=True)
    return plan


def change_all_that_the_plan_prints(case: Case) -> None:
    """Everything live that stands on an agreed plan, and the people of the case."""
    rename_everybody()
    Client.objects.update(
        first_names="Toinen", last_name="Ihminen", identity_code="", birth_date=dt.date(1999, 9, 9)
    )
    Unit.objects.update(
        name_fi="Uusi yksikkö", name_sv="Ny enhet", address="Uusi tie 1", phone="09 000"
    )
    county = case.county
    county.name_fi, county.name_sv, county.contact_details = "Uusi alue", "Nytt område", "Uusi 2"
    county.save()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_an_agreed_plan_is_on_paper_word_for_word_what_it_was(agreed, language):
    before = PLAN.html(Plan.objects.get(), language)

    change_all_that_the_plan_prints(agreed.case)

    assert PLAN.html(Plan.objects.get(), language) == before


def test_an_agreed_plan_names_the_worker_of_its_day_after_the_case_has_another(agreed):
    before = PLAN.html(Plan.objects.get(), "fi")

    Case.objects.update(responsible=None)

    assert PLAN.html(Plan.objects.get(), "fi") == before


def test_a_letterhead_that_was_kept_before_the_on_call_address_was_told_is_printed(agreed):
    before = PLAN.html(Plan.objects.get(), "fi")
    imprint = Plan.objects.get().imprint
    for name in ("on_call_address", "has_phone_in_address"):
        del imprint["letterhead"]["reach"][name]
    with pgtrigger.ignore("plans.Plan:agreed_plan_only_ends"):
        Plan.objects.update(imprint=imprint)

    assert PLAN.html(Plan.objects.get(), "fi") == before


def test_a_draft_on_paper_has_what_is_known_today():
    plan = PlanFactory()

    change_all_that_the_plan_prints(plan.case)

    assert "Toinen Ihminen" in PLAN.html(Plan.objects.get(), "fi")
    assert "Uusi yksikkö" in PLAN.html(Plan.objects.get(), "fi")


def test_the_page_of_an_agreed_plan_names_who_agreed_as_on_the_day(agreed, client):
    worker = agreed.case.responsible
    client.force_login(worker)
    name = worker.get_full_name()

    rename_everybody()

    page = client.get(reverse("plans:plan_page", args=[agreed.pk])).content.decode()
    assert f"Kirjasi {name}" in page


OLD = {
    "assessments": ("0003", Assessment, "assessments.Assessment:assessment_frozen"),
    "cases": ("0016", Note, "cases.Note:note_kept"),
    "continuity": ("0005", ServiceState, "continuity.ServiceState:service_state_kept"),
    "networks": (
        "0004",
        NetworkWalkthrough,
        "networks.NetworkWalkthrough:walkthrough_kept",
    ),
    "plans": ("0008", Plan, "plans.Plan:agreed_plan_only_ends"),
    "referrals": ("0024", Triage, "referrals.Triage:triage_kept"),
}


def test_the_author_of_an_old_assessment_is_named_as_on_its_day_and_not_as_of_the_migration():
    final = AssessmentFactory(final=True)
    now = final.signed["finalised_by"]
    with pgtrigger.ignore("assessments.Assessment:assessment_frozen"), connection.cursor() as sql:
        Assessment.objects.update(
            imprint=imprint_of(finalised_by=final.finalised_by) | {"as_known_on": "2026-03-02"}
        )
        sql.execute(
            "UPDATE assessments_assessment"
            " SET author_name = 'Anna Maija Entinen', author_title = 'sosiaaliohjaaja'"
        )
    module = importlib.import_module("assessments.migrations.0005_one_signature")

    with connection.schema_editor() as editor:
        module.move_into_imprint(apps, editor)

    record = Assessment.objects.get()
    author = record.signed["finalised_by"]
    assert str(author) != str(now)
    assert (str(author), author.title) == ("Anna Maija Entinen", "sosiaaliohjaaja")
    assert record.as_known_on is None


def migrate_old_rows(app: str) -> None:
    module = importlib.import_module(f"{app}.migrations.{OLD[app][0]}_imprint_of_old_rows")
    with connection.schema_editor() as editor:
        module.imprint(apps, editor)


@pytest.mark.parametrize("app", OLD)
def test_what_was_final_before_keeps_what_is_known_at_the_migration_and_says_the_day(app):
    _number, model, trigger = OLD[app]
    make, roles = MADE[model]
    make()
    with pgtrigger.ignore(trigger):
        model._default_manager.update(imprint={})
    before = {role: str(model._default_manager.get().signed[role]) for role in roles}

    # In Finland it is the next day already.
    with time_machine.travel(dt.datetime(2026, 3, 2, 22, 30, tzinfo=dt.UTC), tick=False):
        migrate_old_rows(app)
    rename_everybody()

    record = model._default_manager.get()
    assert {role: str(record.signed[role]) for role in roles} == before
    assert record.as_known_on == dt.date(2026, 3, 3)


@pytest.mark.parametrize("line", ["", "Aluekatu 1, puh. 017 9"])
@pytest.mark.parametrize(
    "unit",
    [
        {"address": "", "phone": ""},
        {"address": "Katu 1", "phone": ""},
        {"address": "", "phone": "017 1", "opening_hours": "ma–pe 9–15"},
    ],
)
def test_the_migration_keeps_the_letterhead_that_the_act_keeps(agreed, unit, line):
    Unit.objects.update(**unit)
    Organisation.objects.update(contact_details=line, phone="017 9")
    with pgtrigger.ignore("plans.Plan:agreed_plan_only_ends"):
        Plan.objects.update(imprint={}, identity_code="")
    before = PLAN.html(Plan.objects.get(), "fi")

    migrate_old_rows("plans")

    after = PLAN.html(Plan.objects.get(), "fi")
    said = "Nimet ja yhteystiedot sellaisina kuin ne tiedettiin"
    assert said not in before
    assert said in after
    for line in before.splitlines():
        # Without a code in the columns of the plan, the day of birth stood there.
        assert line in after or line.strip().startswith("<b>")


@pytest.mark.parametrize(("is_kept", "queries"), [(True, 0), (False, 1)])
def test_only_people_whom_no_imprint_names_are_read_and_all_at_once(
    is_kept, queries, django_assert_num_queries
):
    NoteFactory.create_batch(3)
    if not is_kept:
        with pgtrigger.ignore():
            Note.objects.update(imprint={})
    notes = list(Note.objects.all())

    with django_assert_num_queries(queries):
        read_signers(notes, "written_by")
        names = [str(note.signed["written_by"]) for note in notes]

    assert all(names)
