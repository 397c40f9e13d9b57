"""Clients and cases. Rights come from the actions that give them in life."""

import datetime as dt
from typing import Any

import factory

from accounts.models import Unit, User
from audit.recording import target_label
from cases.actions.client import save_contact_detail
from cases.actions.notes import write_note
from cases.actions.opening import open_case
from cases.actions.team import assign_worker
from cases.custody import CustodyKind, FactSource, ReleaseCertainty
from cases.models import Case, Client, ContactDetail, CustodyFact, Note, WrittenText
from cases.permissions import CaseRole
from cases.vocabulary import ContactKind
from tests.factories.accounts import CountyFactory, UnitFactory, WorkerFactory

OPENED_ON = dt.date(2026, 1, 12)


class ClientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Client

    county = factory.SubFactory(CountyFactory)
    first_names = "Veikko"
    last_name = factory.Sequence(lambda n: f"Esimerkki{n}")


class ContactDetailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactDetail

    client = factory.SubFactory(ClientFactory)
    kind = ContactKind.PHONE
    value = "040 123 4567"

    @classmethod
    def _create(cls, model_class: type[ContactDetail], *args: Any, **kwargs: Any) -> ContactDetail:
        client = kwargs.pop("client")
        detail = model_class(*args, **kwargs)
        save_contact_detail(client, detail)
        return detail


class CaseFactory(factory.Factory):
    """An open case; `responsible=` a worker (made if not given), `responsible=None` for none."""

    class Meta:
        model = Case

    @classmethod
    def _create(cls, model_class: type[Case], *args: Any, **kwargs: Any) -> Case:
        client: Client | None = kwargs.pop("client", None)
        unit: Unit | None = kwargs.pop("unit", None)
        if unit is None:
            unit = UnitFactory(county=client.county) if client else UnitFactory()
        if client is None:
            client = ClientFactory(county=unit.county)
        if "responsible" in kwargs:
            responsible: User | None = kwargs.pop("responsible")
        else:
            responsible = WorkerFactory(unit=unit)
        by = kwargs.pop("by", None) or responsible or WorkerFactory(unit=unit)
        case = open_case(client=client, unit=unit, by=by, on=kwargs.pop("on", OPENED_ON))
        assert not kwargs, f"unknown: {kwargs}"
        if responsible is not None:
            assign_worker(case=case, user=responsible, role=CaseRole.RESPONSIBLE, by=by)
        case.refresh_from_db()
        return case


class CustodyFactFactory(factory.django.DjangoModelFactory):
    """An unrecorded fact goes in through `record_custody`; this one is only built."""

    class Meta:
        model = CustodyFact
        strategy = factory.BUILD_STRATEGY

    custody_kind = CustodyKind.PRISON_SENTENCE
    custody_started_on = dt.date(2026, 1, 2)
    release_on = dt.date(2026, 12, 14)
    release_certainty = ReleaseCertainty.OFFICIAL
    source = FactSource.PRISON_SERVICE


class NoteFactory(factory.Factory):
    """A note that the personal worker of `case=` wrote, unless `by=` says otherwise."""

    class Meta:
        model = Note

    occurred_on = dt.date(2026, 2, 2)
    text = "Soitettiin ja sovittiin tapaaminen."

    @classmethod
    def _create(cls, model_class: type[Note], *args: Any, **kwargs: Any) -> Note:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        by: User = kwargs.pop("by", case.responsible)
        note = Note(case=case, **kwargs)
        write_note(note=note, by=by)
        return note


class WrittenTextFactory(factory.Factory):
    """That the personal worker replaced words of `former_by` in a `field` of `document`.

    `part` is the label of the record in it, if it is not the document itself.
    """

    class Meta:
        model = WrittenText

    @classmethod
    def _create(cls, model_class: type[WrittenText], *args: Any, **kwargs: Any) -> WrittenText:
        document = kwargs.pop("document")
        by = kwargs.pop("written_by", document.case.responsible)
        label = target_label(document)
        part = kwargs.pop("part", label)
        text: WrittenText = WrittenText.objects.create(
            case=document.case, document=label, part=part, written_by=by, **kwargs
        )
        return text
