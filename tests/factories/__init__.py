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
from tests.factories.cases import (
    CaseFactory,
    ClientFactory,
    CustodyFactFactory,
    NoteFactory,
)

__all__ = [
    "CaseFactory",
    "ClientFactory",
    "CountyFactory",
    "CustodyFactFactory",
    "IntakeWorkerFactory",
    "MunicipalityFactory",
    "NoteFactory",
    "PartnerFactory",
    "PrisonFactory",
    "PrisonOfficerFactory",
    "SupervisorFactory",
    "UnitFactory",
    "UserFactory",
    "WorkerFactory",
]
