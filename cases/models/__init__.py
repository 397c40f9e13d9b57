"""The nouns of the trunk."""

from cases.models.base import CaseRecord, CaseRecordQuerySet
from cases.models.case import Case, CaseClosure, CaseQuerySet
from cases.models.client import Client, ClientQuerySet
from cases.models.custody import CustodyFact
from cases.models.grants import CaseUserObjectPermission
from cases.models.note import Note
from cases.models.team import CaseMembership

__all__ = [
    "Case",
    "CaseClosure",
    "CaseMembership",
    "CaseQuerySet",
    "CaseRecord",
    "CaseRecordQuerySet",
    "CaseUserObjectPermission",
    "Client",
    "ClientQuerySet",
    "CustodyFact",
    "Note",
]
