"""Models of the client, the case and what hangs on every case."""

from cases.models.base import CaseRecord, CaseRecordQuerySet
from cases.models.case import Case, CaseClosure, CaseQuerySet
from cases.models.case_file import CaseFile
from cases.models.client import Client, ClientQuerySet
from cases.models.contact_detail import ContactDetail
from cases.models.custody import CustodyFact
from cases.models.custody_snapshot import CustodySnapshot
from cases.models.grants import CaseUserObjectPermission
from cases.models.handover import CaseHandover, HandoverPart, ReceivedHandover
from cases.models.merge import ClientMerge
from cases.models.name_pair import NamePair
from cases.models.note import Note
from cases.models.offer_answer import OfferAnswer
from cases.models.team import CaseMembership
from cases.models.written_text import WrittenText

__all__ = [
    "Case",
    "CaseClosure",
    "CaseFile",
    "CaseHandover",
    "CaseMembership",
    "CaseQuerySet",
    "CaseRecord",
    "CaseRecordQuerySet",
    "CaseUserObjectPermission",
    "Client",
    "ClientMerge",
    "ClientQuerySet",
    "ContactDetail",
    "CustodyFact",
    "CustodySnapshot",
    "HandoverPart",
    "NamePair",
    "Note",
    "OfferAnswer",
    "ReceivedHandover",
    "WrittenText",
]
