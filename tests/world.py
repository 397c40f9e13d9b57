"""One case with a word in every text that is found nowhere else, and people outside it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, Organisation, User
from assessments.models import Assessment, AssessmentDelivery, Moment
from cases.actions.absences import record_absence
from cases.actions.custody import record_custody
from cases.actions.name_pairs import add_name_pair
from cases.models import Case, CaseFile, CaseHandover, ClientMerge, NamePair
from cases.register.merging import merge_clients
from cases.vocabulary import ContactKind
from continuity.models import Service
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from inputs.attached import store
from networks.departures.actions.telling_teams import tell_departure
from networks.directory.actions.importing import bring_file
from networks.models import DirectoryDeparture, DirectoryImport, Meeting
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from plans.models import Goal, Plan, Step
from records.kept_text import Typed, keep
from referrals.models import Attachment, Referral, ReferralMessage
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    CaseHandoverFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
    ClientFactory,
    ClientWordsFactory,
    ContactDetailFactory,
    CountyFactory,
    CustodyFactFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
    EstimateSetFactory,
    IntakeWorkerFactory,
    InterimFactory,
    MeetingFactory,
    MinutesFactory,
    NeedFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    NoteFactory,
    PartnerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReceivedHandoverFactory,
    ServiceFactory,
    StatementFactory,
    SupervisorFactory,
    TrainingFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
    WrittenTextFactory,
)
from timing.models import Due, TimeRule
from timing.vocabulary import DueKind

CANARY = "Kanarialintu"
REFERENCE = "KANA2345"
TODAY = dt.date(2026, 3, 2)
# What another county handed over.
CANARIES = [{"title": CANARY, "lines": [[CANARY, CANARY]]}]


@dataclass
class World:
    """The records, the people, and one value for each argument of an address."""

    case: Case
    team: User
    actors: dict[str, User]
    arguments: dict[str, Any]
    # Arguments that name something of the client; strangers must not learn it exists.
    of_the_client: frozenset[str]

    def secrets_from(self, actor: str) -> tuple[str, ...]:
        """What `actor` must never read: the canary, and that the case and contact exist.

        The supervisor of the unit sees their numbers in work lists.
        """
        if actor.startswith("supervisor"):
            return (CANARY,)
        return (CANARY, self.case.number, REFERENCE)

    @property
    def posted(self) -> dict[str, str]:
        """What is sent to every page: a form's key and texts in common fields."""
        return {"form_key": str(uuid.uuid4()), "text": "x", "version": "1", "reason": "x"}


def make_world() -> World:
    """Make the records through actions and factories."""
    county = CountyFactory(code="oma")
    unit = UnitFactory(county=county)
    case = case_with_canaries(unit)
    team = case.responsible
    referral = referral_with_canaries(county, case)
    question = messages_with_canaries(referral)
    plan = plan_with_canaries(case)
    assessment = AssessmentFactory(
        case=case, client_opinion=CANARY, conclusions=CANARY, how_carried_out=CANARY
    )
    assessment.areas.update(situation=CANARY)
    ClientWordsFactory(entry=assessment.areas.get(area="housing"), words=CANARY)
    AssessmentParticipantFactory(assessment=assessment, who=CANARY, contribution=CANARY)
    WrittenTextFactory(document=assessment, field="conclusions", former=f"{CANARY} ennen")
    WrittenTextFactory(document=plan, field="strengths", former=f"{CANARY} ennen")
    member = NetworkMemberFactory(case=case, name=CANARY, role=CANARY)
    NetworkWalkthroughFactory(case=case)
    meeting = meeting_with_canaries(case, member.pk)
    minutes = MinutesFactory(
        case=case, talked=CANARY, client_words=CANARY, decisions=[(CANARY, CANARY, TODAY)]
    )
    WrittenTextFactory(document=minutes, field="talked", former=f"{CANARY} ennen")
    checklist = ChecklistFactory(case=case)
    ChecklistEntryFactory(checklist=checklist, factor=Factor.INNER_CHANGE, note=CANARY)
    note = NoteFactory(case=case, text=CANARY, participants=CANARY)
    record_custody(
        fact=CustodyFactFactory(case=case, source_detail=CANARY, release_on=TODAY), by=team
    )
    tell(NoticeKind.CASE_ASSIGNED, receiver=team, about="x", parameters={"number": case.number})
    merge = merge_with_canaries(case)
    goal = plan.goals.get()
    service = need_with_canaries(case)
    training = TrainingFactory(unit=unit, held_on=TODAY)
    listed = DirectoryServiceFactory(organisation__county=county)
    arguments: dict[str, Any] = {
        "case_pk": case.pk,
        "referral_pk": referral.pk,
        "plan_pk": plan.pk,
        "goal_pk": goal.pk,
        "step_pk": goal.steps.get().pk,
        "need_pk": service.need_id,
        "need_service_pk": service.pk,
        "state_pk": service.states.get().pk,
        "interim_pk": service.need.interims.get().pk,
        "assessment_pk": assessment.pk,
        "delivery_pk": delivery_with_canaries(assessment).pk,
        "estimates_pk": EstimateSetFactory(case=case, told_on=TODAY).pk,
        "moment": Moment.REVIEW,
        "member_pk": member.pk,
        "meeting_pk": meeting.pk,
        "asked_pk": meeting.asked.last().pk,
        "minutes_pk": minutes.pk,
        "decision_pk": minutes.decisions.get().pk,
        "checklist_pk": checklist.pk,
        "note_pk": note.pk,
        "case_file_pk": file_with_canaries(case).pk,
        "handover_pk": handover_with_canaries(case).pk,
        "received_pk": ReceivedHandoverFactory(case=case, document=CANARIES).pk,
        "notice_pk": team.notices.get().pk,
        "client_pk": case.client_id,
        "message_pk": question.pk,
        "attachment_pk": question.referral.messages.get(kind="addition").attachments.get().pk,
        "other_pk": merge.merged_id,
        "merge_pk": merge.pk,
        "user_pk": team.pk,
        "kept_pk": kept_by(team, case),
        "absence_pk": absence_of(team).pk,
        "due_pk": waiting_in(case).pk,
        # The round of another occasion is open, so this one can still be declined.
        "occasion": Occasion.PLAN,
        "part": "asuminen",
        "item": NeedKind.PHONE,
        "unit_pk": unit.pk,
        "pair_pk": pair_in(unit.county).pk,
        "training_pk": training.pk,
        "training_day_pk": training.days.get().pk,
        "statement_pk": StatementFactory(by=SupervisorFactory(unit=unit)).pk,
        "role_pk": team.unit_memberships.get().pk,
        "listed_organisation_pk": listed.organisation_id,
        "listed_service_pk": listed.pk,
        "import_pk": waiting_import(county).pk,
        "listed_person_pk": DirectoryPersonFactory(organisation=listed.organisation).pk,
        "departure_pk": departure_in(county).pk,
        "year": 2026,
        "month": 1,
        "rule_pk": TimeRule.objects.get(kind=DueKind.SILENCE, county=None).pk,
    }
    return World(
        case=case,
        team=team,
        actors=outsiders(county, unit),
        arguments=arguments,
        of_the_client=frozenset(arguments)
        - {"occasion", "moment", "item", "user_pk", "rule_pk", "absence_pk"}
        - {"unit_pk", "role_pk", "pair_pk", "year", "month", "statement_pk"}
        - {"training_pk", "training_day_pk"}
        - {"listed_organisation_pk", "listed_service_pk", "listed_person_pk"}
        - {"import_pk", "departure_pk"},
    )


def departure_in(county: Organisation) -> DirectoryDeparture:
    """Of an organisation that no network names."""
    entry = DirectoryOrganisationFactory(county=county, name_fi="Lähtijä")
    by = UserFactory(is_superuser=True, organisation=county)
    day = timezone.localdate() + dt.timedelta(days=20)
    return tell_departure(entry=entry, last_day=day, reason="Lakkaa", by=by)


def waiting_import(county: Organisation) -> DirectoryImport:
    """A file that the administrator has looked at; it tells of no client."""
    by = UserFactory(is_superuser=True, organisation=county)
    text = "organisaatio;laji;palvelu;miten saa\nKotimatka ry;other_actor;Ryhmä;low\n"
    return bring_file(text=text, county=county, by=by)


def pair_in(county: Organisation) -> NamePair:
    """Names that the county looks by; of whom they are told, nobody knows."""
    by = UserFactory(is_superuser=True, organisation=county)
    return add_name_pair(one="Ukri", other="Ukko", county=county, by=by)


def delivery_with_canaries(assessment: Assessment) -> AssessmentDelivery:
    """That somebody got the assessment."""
    delivery: AssessmentDelivery = AssessmentDelivery.objects.create(
        case=assessment.case,
        assessment=assessment,
        to_whom=CANARY,
        delivered_on=TODAY,
        manner="letter",
        written_by=assessment.saved_by,
    )
    return delivery


def handover_with_canaries(case: Case) -> CaseHandover:
    """Offered to a third county, which has nobody who reads it here."""
    to_county = CountyFactory(code="kolmas")
    handover: CaseHandover = CaseHandoverFactory(case=case, to_county=to_county, words=CANARY)
    return handover


def file_with_canaries(case: Case) -> CaseFile:
    """A file that the team attached."""
    file: CaseFile = CaseFile.objects.create(
        case=case,
        what=CANARY,
        name=CANARY,
        media_type="application/pdf",
        size=1,
        stored_as=store.keep(CANARY.encode()),
        added_by=case.responsible,
    )
    return file


def kept_by(worker: User, case: Case) -> uuid.UUID:
    """What the worker has typed into a note and not saved."""
    page, notes = uuid.uuid4(), reverse("cases:notes", kwargs={"case_pk": case.pk})
    typed = Typed(notes, notes, "Merkinnät", [["text", CANARY]], [["Merkintä", CANARY]])
    keep(typed, writer_id=worker.pk, page=page, number=1)
    return page


def absence_of(worker: User) -> Absence:
    """Told ahead, so that it changes nothing yet."""
    first = timezone.localdate() + dt.timedelta(days=30)
    return record_absence(user=worker, first_on=first, last_on=first, substitute=None, by=worker)


def waiting_in(case: Case) -> Due:
    """Something that is to be done by now and may be put off."""
    shown = Due.objects.shown_on(timezone.localdate()).filter(case_id=case.pk)
    due: Due = shown.exclude(basis="law").exclude(kind="release")[0]
    return due


def outsiders(county: Organisation, unit: Any) -> dict[str, User]:
    """Everyone who has no business in the case."""
    other_unit = UnitFactory(county=CountyFactory(code="muu"))
    return {
        "stranger worker of the county": WorkerFactory(unit=UnitFactory(county=county)),
        "worker of another county": WorkerFactory(unit=other_unit),
        "supervisor without a purpose": SupervisorFactory(unit=unit),
        "intake worker of another county": IntakeWorkerFactory(unit=other_unit),
        "officer of another prison": PrisonOfficerFactory(
            organisation=PrisonFactory(code="muu-vankila")
        ),
        "partner": PartnerFactory(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "administrator of the county": UserFactory(is_superuser=True, organisation=county),
    }


def case_with_canaries(unit: Any) -> Case:
    """An open case of a client whose every detail is the canary."""
    client = ClientFactory(
        county=unit.county,
        first_names=CANARY,
        last_name=CANARY,
        how_to_reach=CANARY,
        mother_tongue=CANARY,
    )
    ContactDetailFactory(client=client, kind=ContactKind.CONTACT_ADDRESS, value=CANARY)
    case: Case = CaseFactory(unit=unit, client=client)
    return case


def merge_with_canaries(case: Case) -> ClientMerge:
    """Another record of the client, which was merged into the first."""
    other = ClientFactory(county=case.county, first_names=CANARY, last_name=CANARY)
    by = IntakeWorkerFactory(unit=case.unit)
    return merge_clients(kept=case.client, merged=other, reason=CANARY, by=by)


def referral_with_canaries(county: Organisation, case: Case) -> Referral:
    """A contact that was sent by an officer and waits for triage."""
    officer = PrisonOfficerFactory(first_name=CANARY, last_name=CANARY)
    return Referral.objects.create(
        status=Referral.Status.SENT,
        county=county,
        reference=REFERENCE,
        sender=officer,
        sender_organisation=officer.organisation,
        sent_at=timezone.now(),
        first_names=CANARY,
        last_name=CANARY,
        consent_manner="written",
        consent_on=TODAY,
        needs=["1"],
        description=CANARY,
        agreed_with_client=CANARY,
        how_to_reach=CANARY,
        contact_name=CANARY,
    )


def need_with_canaries(case: Case) -> Service:
    """A need with one service, and an interim solution."""
    need = NeedFactory(case=case, words=CANARY, source=CANARY)
    InterimFactory(need=need, what=CANARY, by_whom=CANARY)
    service: Service = ServiceFactory(need=need, name=CANARY, provider=CANARY, told_by=CANARY)
    return service


def meeting_with_canaries(case: Case, member_pk: int) -> Meeting:
    """A meeting to which a member of the network is asked."""
    meeting: Meeting = MeetingFactory(
        case=case,
        on=TODAY,
        place=CANARY,
        interpreter=CANARY,
        topics=[CANARY],
        asked=["client", f"member-{member_pk}"],
    )
    return meeting


def messages_with_canaries(referral: Referral) -> ReferralMessage:
    """An open question about the contact, and something that was added with a file."""
    told = {
        "referral": referral,
        "text": CANARY,
        "written_by": referral.sender,
        "written_for": referral.sender_organisation,
    }
    added = ReferralMessage.objects.create(kind="addition", **told)
    Attachment.objects.create(
        message=added,
        name=CANARY,
        media_type="application/pdf",
        size=1,
        stored_as=store.keep(CANARY.encode()),
    )
    return ReferralMessage.objects.create(kind="question", **told)


def plan_with_canaries(case: Case) -> Plan:
    """A draft with one goal and one step, and what it would cite."""
    plan = Plan.objects.create(
        case=case, number=1, drafted_by=case.responsible, situation_client=CANARY, strengths=CANARY
    )
    goal = Goal.objects.create(plan=plan, position=1, words=CANARY, description=CANARY)
    Step.objects.create(goal=goal, position=1, text=CANARY, actor=CANARY, is_continuous=True)
    need = NeedFactory(case=case, kind="other", words=CANARY)
    ServiceFactory(need=need, name=CANARY, provider=CANARY)
    InterimFactory(need=need, what=CANARY, by_whom=CANARY)
    return plan
