"""The shortest valid records, one module for each app."""

from tests.factories.accounts import (
    CountyFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    PartnerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.factories.assessments import (
    AssessmentDeliveryFactory,
    AssessmentFactory,
    AssessmentParticipantFactory,
    ClientWordsFactory,
    EstimateSetFactory,
)
from tests.factories.cases import (
    CaseFactory,
    ClientFactory,
    ContactDetailFactory,
    CustodyFactFactory,
    NoteFactory,
    WrittenTextFactory,
)
from tests.factories.continuity import InterimFactory, NeedFactory, ServiceFactory, service_of
from tests.factories.desistance import ChecklistEntryFactory, ChecklistFactory
from tests.factories.directory import (
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
)
from tests.factories.handovers import CaseHandoverFactory, ReceivedHandoverFactory
from tests.factories.messages import (
    AnswerFactory,
    AttachmentFactory,
    CorrectionFactory,
    QuestionFactory,
)
from tests.factories.networks import (
    ExpertOfferFactory,
    MeetingCancellationFactory,
    MeetingFactory,
    MinutesFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
)
from tests.factories.observations import ObservationFactory, StatementFactory
from tests.factories.plans import (
    GoalFactory,
    PlanFactory,
    StepFactory,
)
from tests.factories.referrals import DraftFactory, ReferralFactory, TriageFactory
from tests.factories.training import TrainingFactory

__all__ = [
    "AnswerFactory",
    "AssessmentDeliveryFactory",
    "AssessmentFactory",
    "AssessmentParticipantFactory",
    "AttachmentFactory",
    "CaseFactory",
    "CaseHandoverFactory",
    "ChecklistEntryFactory",
    "ChecklistFactory",
    "ClientFactory",
    "ClientWordsFactory",
    "ContactDetailFactory",
    "CorrectionFactory",
    "CountyFactory",
    "CustodyFactFactory",
    "DirectoryOrganisationFactory",
    "DirectoryPersonFactory",
    "DirectoryServiceFactory",
    "DraftFactory",
    "EstimateSetFactory",
    "ExpertOfferFactory",
    "MeetingCancellationFactory",
    "MeetingFactory",
    "MinutesFactory",
    "GoalFactory",
    "IntakeWorkerFactory",
    "InterimFactory",
    "MunicipalityFactory",
    "NeedFactory",
    "NetworkMemberFactory",
    "NetworkWalkthroughFactory",
    "NoteFactory",
    "ObservationFactory",
    "PartnerFactory",
    "PlanFactory",
    "PrisonFactory",
    "PrisonOfficerFactory",
    "QuestionFactory",
    "ReceivedHandoverFactory",
    "ReferralFactory",
    "ServiceFactory",
    "StatementFactory",
    "StepFactory",
    "SupervisorFactory",
    "TrainingFactory",
    "TriageFactory",
    "UnitFactory",
    "UserFactory",
    "WorkerFactory",
    "WrittenTextFactory",
    "service_of",
]
