"""People and records for every page of the path, each page in a state worth looking at."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.actions.factor_reset import ask_for_reset
from accounts.actions.invitation import invite
from accounts.actions.users import record_vouching
from accounts.invitation_link import link_of
from accounts.models import Organisation, RightsChange, User, Vouching
from assessments.actions.starting import correct_assessment
from assessments.models import Moment
from caseload.closing import close_case
from cases.actions.absences import record_absence
from cases.actions.case_files import add_files
from cases.actions.custody import record_custody
from cases.actions.leaving import close_account
from cases.actions.name_pairs import add_name_pair
from cases.actions.team import assign_worker
from cases.models import Case, CaseClosure, CaseFile
from cases.permissions import CaseRole
from cases.register.merging import merge_clients
from cases.vocabulary import Place
from continuity.actions.needs import say_no_need
from continuity.models import NoNeed, State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import ClientStanding, Occasion
from inputs.attached.field import look_at
from networks.members.actions.changing import add_member, end_member
from networks.models import MemberKind, NetworkMember
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from observations.quarters import closed_quarters
from plans.actions.agreeing import agree_plan
from plans.models import Plan
from records.kept_text import Typed, keep
from referrals.models import CustodyReport, Referral
from referrals.moving.actions.custody_reports import report_custody
from referrals.public.token import receipt_address
from referrals.sending.actions.sending import send_referral
from tests.browser.agreed_meetings import agreed_meetings
from tests.browser.counties import between_counties, handed_over
from tests.browser.listed import listed_services
from tests.caseload.walk import assessment_begun, assessment_ready
from tests.factories import (
    AssessmentDeliveryFactory,
    AssessmentParticipantFactory,
    AttachmentFactory,
    CaseFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
    ClientFactory,
    ContactDetailFactory,
    CountyFactory,
    CustodyFactFactory,
    DraftFactory,
    EstimateSetFactory,
    ExpertOfferFactory,
    GoalFactory,
    IntakeWorkerFactory,
    InterimFactory,
    MunicipalityFactory,
    NeedFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    NoteFactory,
    ObservationFactory,
    PlanFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    QuestionFactory,
    ReferralFactory,
    ServiceFactory,
    StatementFactory,
    StepFactory,
    SupervisorFactory,
    TrainingFactory,
    TriageFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
    WrittenTextFactory,
    service_of,
)
from tests.referrals.answers import short_page
from tests.referrals.files import pdf
from timing.models import Due, TimeRule
from timing.vocabulary import DueKind


@dataclass
class Scene:
    """Who is there (`people`), and what the addresses name (`records`)."""

    people: dict[str, User]
    records: dict[str, Any]


def make_scene(language: str = "fi") -> Scene:
    """Make the people and what they have written."""
    people = make_people(language)
    unit = people["worker"].unit_memberships.get().unit
    target = TimeRule.objects.get(kind=DueKind.SILENCE, county=None)
    records: dict[str, Any] = {"colleague": people["colleague"].pk, "target": target.pk}
    records |= _contacts(people, unit)
    records |= _drafts_of_other_forms(people["officer"])
    records |= between_counties(people, unit)
    records |= _case(people, unit)
    records |= _other_cases(people, unit)
    records |= handed_over(people, unit)
    records |= _register(people, unit, records["case"])
    records |= _who_is_away(people, unit)
    records |= _own_target(unit.county)
    records |= listed_services(unit.county)
    records |= _observed_and_trained(people, unit)
    records |= {"kept": _unfinished(people["worker"], language)}
    records |= _accounts(people, unit)
    waiting = Due.objects.shown_on(timezone.localdate()).filter(case_id=records["case"])
    records["due"] = waiting.exclude(basis="law").exclude(kind=DueKind.RELEASE)[0].pk
    tell(
        NoticeKind.CASE_ASSIGNED,
        receiver=people["worker"],
        about="scene",
        link="/asiat/",
        parameters={"number": records["number"]},
    )
    return Scene(people, records)


def _unfinished(worker: User, language: str) -> uuid.UUID:
    """Typed and not saved; its page is none that the tests write on."""
    page = uuid.uuid4()
    # The labels are those of the page on which it was written.
    labels = {
        "fi": ("Johtopäätökset", "Tehdäänkö suunnitelma?"),
        "sv": ("Slutsatser", "Görs en plan?"),
    }
    shown = [list(each) for each in zip(labels[language], ("Asunto.", "Ei vielä."), strict=True)]
    typed = Typed("/muu/", "/asiat/", "Arviointi, asia 2026-000001", [], shown)
    keep(typed, writer_id=worker.pk, page=page, number=1)
    return page


def _own_target(county: Organisation) -> dict[str, Any]:
    """A target of the county's own in the place of a national one."""
    national = TimeRule.objects.get(kind=DueKind.FIRST_MEETING, county=None)
    own = TimeRule.objects.get(pk=national.pk)
    own.pk, own.county, own.count, own.valid_from = None, county, 5, timezone.localdate()
    own.save()
    return {"replaced": national.pk}


def _observed_and_trained(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """Observations of the last quarter with words, a statement, and a training that was held."""
    today = timezone.localdate()
    month = closed_quarters(today)[-1].months[0]
    for kind in ("queue", "queue", "no_housing"):
        for _each in range(6):
            ObservationFactory(unit=unit, month=month, kind=kind, text="Jono on puoli vuotta.")
    ObservationFactory(unit=unit, month=month, kind="digital", area="livelihood")
    statement = StatementFactory(by=people["supervisor"])
    training = TrainingFactory(unit=unit, by=people["supervisor"], held_on=today)
    return {
        "statement": statement.pk,
        "training": training.pk,
        "training_day": training.days.get().pk,
    }


def _who_is_away(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """Somebody who is on leave in a while, and somebody who has left."""
    supervisor, today = people["supervisor"], timezone.localdate()
    gone = WorkerFactory(unit=unit, first_name="Pirjo", last_name="Entinen")
    close_account(user=gone, to={}, by=supervisor)
    absence = record_absence(
        user=people["colleague"],
        first_on=today + dt.timedelta(days=100),
        last_on=today + dt.timedelta(days=110),
        substitute=None,
        by=supervisor,
    )
    return {"gone": gone.pk, "absence": absence.pk}


def _accounts(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """Somebody invited, somebody whose phone is lost, an officer who is vouched for."""
    administrator, now = people["administrator"], timezone.now()
    invited = UserFactory(organisation=unit.county, first_name="Uuno", last_name="Uusi")
    invited.set_unusable_password()
    invited.save()
    invite(user=invited, by=administrator, site="http://testserver/", now=now)
    for each in ("colleague", "supervisor"):
        Authenticator.objects.create(user=people[each], type="totp", data={"secret": "x"})
    ask_for_reset(user=people["supervisor"], how="met", by=administrator, now=now)
    officer = people["officer"]
    voucher = Vouching(user=officer, name="Eero Esimerkki", contact="029 1", on=now.date())
    record_vouching(vouching=voucher, by=administrator)
    month = (timezone.localdate().replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    told = {"what": "role_given", "role": "worker", "unit": unit, "county": unit.county}
    RightsChange.objects.create(**told, user=invited, by=administrator, month=month)
    pair = add_name_pair(one="Ukri", other="Ukko", county=unit.county, by=administrator)
    return {
        "unit": unit.pk,
        "role": people["colleague"].unit_memberships.get().pk,
        "pair": pair.pk,
        "invited": invited.pk,
        "invitation_key": link_of(invited.invitations.get(), site="").partition("=")[2],
        "carrier": people["worker"].pk,
        "waits": people["worker"].pk,
        "vouched": officer.pk,
        "year": month.year,
        "month": month.month,
    }


def make_people(language: str = "fi") -> dict[str, User]:
    """One of each kind, and a colleague of the worker, in the same county."""
    county = CountyFactory(
        code="oma", name_fi="Pohjois-Savon hyvinvointialue", name_sv="Norra Savolax välfärdsområde"
    )
    MunicipalityFactory(county=county)
    prison = PrisonFactory(name_fi="Kuopion vankila", name_sv="Kuopio fängelse")
    unit = UnitFactory(county=county, name_fi="Vapautuvien tiimi", name_sv="Teamet för frigivna")
    told = {"language": language}
    return {
        "officer": PrisonOfficerFactory(
            first_name="Kati", last_name="Savela", organisation=prison, **told
        ),
        "fellow": PrisonOfficerFactory(
            first_name="Taru", last_name="Metsola", organisation=prison, **told
        ),
        "intake": IntakeWorkerFactory(
            unit=unit, first_name="Anneli", last_name="Kuosmanen", **told
        ),
        "worker": WorkerFactory(unit=unit, first_name="Riikka", last_name="Aaltovuo", **told),
        "colleague": WorkerFactory(unit=unit, first_name="Mervi", last_name="Ojakallio", **told),
        "supervisor": SupervisorFactory(
            unit=unit, first_name="Sari", last_name="Johtavainen", **told
        ),
        "administrator": UserFactory(
            is_superuser=True,
            organisation=county,
            first_name="Jonna",
            last_name="Sarkavirta",
            **told,
        ),
    }


def _contacts(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """A draft, one that waits, and one that became a case."""
    draft = DraftFactory(sender=people["officer"], typed={"person": {"last_name": ["Lehtovirta"]}})
    sent = [
        ReferralFactory(county=unit.county, by=people["officer"], last_name=name)
        for name in ("Kaarna", "Mustikka")
    ]
    triage = TriageFactory(
        referral=sent[1], unit=unit, by=people["intake"], responsible=people["worker"]
    )
    _told_of_a_move(sent[1], people["officer"])
    question = QuestionFactory(referral=sent[0], by=people["intake"])
    AttachmentFactory(referral=sent[0])
    public = Referral(
        county=unit.county, made_by="client", first_names="Aino", last_name="Kotka", needs=["2"]
    )
    send_referral(referral=public, by=None)
    return {
        "draft": draft.pk,
        "question": question.pk,
        "public": public.pk,
        "waiting": sent[0].pk,
        "triaged": Referral.objects.get(pk=sent[1].pk).pk,
        "triaged_case": triage.case_id,
        "receipt": receipt_address(sent[0].reference),
    }


def _told_of_a_move(referral: Referral, officer: User) -> None:
    """What waits for the team of the case."""
    prison = PrisonFactory(code="toinen", name_fi="Sukevan vankila")
    report_custody(report=CustodyReport(referral=referral, facility=prison), by=officer)


def _drafts_of_other_forms(officer: User) -> dict[str, Any]:
    """A short one, complete, to a county that receives none here; a notification begun."""
    elsewhere = MunicipalityFactory(code="991", county=CountyFactory(code="muualla"))
    short = short_page(elsewhere, officer.organisation)
    typed = {name: v if isinstance(v, list) else [v] for name, v in short.items()}
    return {
        "short_draft": DraftFactory(sender=officer, path="short", typed={"short": typed}).pk,
        "notification_draft": DraftFactory(
            sender=officer,
            kind=Referral.Kind.NOTIFICATION,
            typed={"person": {"last_name": ["Kokko"]}},
        ).pk,
    }


def _case(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """A case in full work: everything has been written once."""
    today = timezone.localdate()
    worker = people["worker"]
    client = ClientFactory(
        county=unit.county,
        first_names="Oskari",
        last_name="Lehtovirta",
        how_to_reach="Vankilan kautta, arkisin klo 9–14.",
    )
    ContactDetailFactory(client=client, value="050 123 4567")
    case: Case = CaseFactory(client=client, unit=unit, responsible=worker)
    assign_worker(case=case, user=people["colleague"], role=CaseRole.MEMBER, by=worker)
    for days in (60, 45):
        record_custody(
            fact=CustodyFactFactory(
                case=case,
                facility=people["officer"].organisation,
                release_on=today + dt.timedelta(days=days),
            ),
            by=worker,
        )
    note = NoteFactory(case=case, participants="Kati Savela")
    paper = look_at(SimpleUploadedFile("sopimus.pdf", pdf()))
    add_files(case=case, what="Vuokrasopimus", files=[paper], by=worker)
    member = NetworkMemberFactory(
        case=case, name="Leena Sisko", role="sisko", kind=MemberKind.CLOSE_PERSON
    )
    NetworkMemberFactory(case=case, name="Tyyne Rönkkö", ended=True)
    NetworkWalkthroughFactory(case=case, note="Siskon saa kutsua.")
    ExpertOfferFactory(case=case, answer="none", note="Kysytään uudelleen keväällä.")
    assessment = assessment_ready(case)
    delivery = AssessmentDeliveryFactory(assessment=assessment, delivered_on=today)
    EstimateSetFactory(case=case, told_on=today - dt.timedelta(days=40))
    again = {"wellbeing": 7, "housing": 5}
    estimates = EstimateSetFactory(case=case, told_on=today, moment=Moment.REVIEW, answers=again)
    checklist = ChecklistFactory(case=case)
    ChecklistEntryFactory(
        checklist=checklist,
        factor=Factor.INNER_CHANGE,
        standing=ClientStanding.STRENGTH,
        note="Haluaa muutosta.",
    )
    needs = _needs(case)
    agreed = _plan_in_force(case, member)
    draft = PlanFactory(case=case, review_on=today + dt.timedelta(days=90))
    WrittenTextFactory(document=draft, field="strengths", former="Sisko tukee.")
    goal = GoalFactory(plan=draft, factors=[Factor.INNER_CHANGE])
    step = StepFactory(goal=goal)
    return (
        needs
        | agreed_meetings(case, member.pk)
        | {
            "number": case.number,
            "case": case.pk,
            "note": note.pk,
            "estimates": estimates.pk,
            "moment": Moment.REVIEW,
            "case_file": CaseFile.objects.get(case=case).pk,
            "member": member.pk,
            "leaving": _leaving(case).pk,
            "gate_item": NeedKind.PHONE,
            "final": assessment.pk,
            "delivery": delivery.pk,
            "checklist": checklist.pk,
            "agreed": agreed.pk,
            "plan": draft.pk,
            "goal": goal.pk,
            "step": step.pk,
        }
    )


def _leaving(case: Case) -> NetworkMember:
    """Of whom it is known that they leave, and nobody is named who goes on."""
    member = NetworkMember(case=case, kind=MemberKind.PUBLIC, name="Outi Lähtijä", after=True)
    add_member(member=member, by=case.responsible)
    last = timezone.localdate() + dt.timedelta(days=9)
    end_member(member=member, on=last, reason="Vaihtaa työtä", by=case.responsible)
    return member


def _needs(case: Case) -> dict[str, Any]:
    """A gap, something that covers until further notice, and a need in the client's words."""
    need = NeedFactory(case=case, words="Oma ovi, johon on oma avain.")
    service = ServiceFactory(need=need, expected_on=case.release_on + dt.timedelta(days=20))
    ServiceFactory(need=need, name="Asumisvalmennus", place=Place.INSIDE, state="running")
    interim = InterimFactory(need=need, ends_on=case.release_on + dt.timedelta(days=5))
    other = NeedFactory(case=case, kind=NeedKind.OTHER, words="Silmälasit ovat rikki.")
    ServiceFactory(need=other, name="Näöntarkastus", state="granted", from_gate=True)
    say_no_need(
        answer=NoNeed(case=case, kind=NeedKind.HOME_CARE, because="Pärjää itse."),
        by=case.responsible,
    )
    return {
        "need": need.pk,
        "other_need": other.pk,
        "need_service": service.pk,
        "state": service.states.get().pk,
        "interim": interim.pk,
    }


def _plan_in_force(case: Case, member: NetworkMember) -> Plan:
    """Agreed some weeks ago; ends at the gate with something after it."""
    today = timezone.localdate()
    plan: Plan = PlanFactory(
        case=case,
        review_on=today + dt.timedelta(days=30),
        situation_client="Velkaa on, mutta en tiedä paljonko.",
        strengths="Siskoon on hyvät välit.",
    )
    goal = GoalFactory(plan=plan, factors=[Factor.INNER_CHANGE])
    StepFactory(goal=goal, member=member, due_on=today + dt.timedelta(days=10))
    service_of(
        case, NeedKind.REHAB_OPEN, name="Päihdeklinikka", place=Place.INSIDE, state=State.RUNNING
    )
    service_of(case, NeedKind.TRANSPORT, name="Saatto", place=Place.GATE)
    service_of(case, name="Tuettu asuminen")
    NeedFactory(case=case, kind=NeedKind.LIVELIHOOD)
    agree_plan(plan=plan, by=case.responsible, on=today - dt.timedelta(days=20))
    plan.refresh_from_db()
    return plan


def _register(people: dict[str, User], unit: Any, case_pk: int) -> dict[str, Any]:
    """A second record of the case's client, and two others that were merged."""
    client = Case.objects.get(pk=case_pk).client
    twin = ClientFactory(county=unit.county, first_names="Oskari", last_name="Lehtowirta")
    kept, merged = ClientFactory.create_batch(2, county=unit.county, last_name="Harjula")
    merge = merge_clients(kept=kept, merged=merged, reason="Kertoi itse.", by=people["intake"])
    return {"client": client.pk, "twin": twin.pk, "merge": merge.pk}


def _other_cases(people: dict[str, User], unit: Any) -> dict[str, Any]:
    """One whose assessment is being written, one that is closed, one that others have."""
    worker = people["worker"]
    begun: Case = CaseFactory(unit=unit, responsible=worker)
    draft = assessment_begun(begun)
    AssessmentParticipantFactory(assessment=draft)
    WrittenTextFactory(document=draft, field="conclusions", former="Tarvitsee tukea arkeen.")
    closed: Case = CaseFactory(unit=unit, responsible=worker)
    close_case(
        closure=CaseClosure(case=closed, reason=CaseClosure.Reason.NO_LONGER_NEEDED), by=worker
    )
    listed: Case = CaseFactory(unit=unit, responsible=people["colleague"])
    empty: Case = CaseFactory(unit=unit, responsible=worker)
    older = assessment_ready(CaseFactory(unit=unit, responsible=worker))
    supplement = correct_assessment(
        assessment=older, reason="Sisko kertoi uutta.", by=worker, is_supplement=True
    )
    supplement.areas.filter(area="housing").update(situation="Voi asua siskon luona.", need="no")
    return {
        "assessment": draft.pk,
        "supplement": supplement.pk,
        "begun": begun.pk,
        "closed": closed.pk,
        "listed": listed.pk,
        "empty": empty.pk,
        "occasion": Occasion.PLAN,
        "people_part": "osallistujat",
        "area_part": "asuminen",
    }
