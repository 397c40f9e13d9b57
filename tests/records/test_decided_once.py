"""What is decided once is written with the decision, by the same update and no other."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.db.models import Model

from cases.actions.case_files import add_files
from cases.actions.name_pairs import add_name_pair
from cases.models import CaseFile, ClientMerge, NamePair
from cases.register.merging import merge_clients
from inputs.attached.field import look_at
from referrals.models import CustodyReport, Transfer, Triage
from referrals.moving.actions.custody_reports import report_custody
from referrals.moving.actions.transfer import offer_transfer
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CountyFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    UserFactory,
)
from tests.referrals.files import pdf

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


def a_file() -> None:
    case, paper = CaseFactory(), SimpleUploadedFile("paatos.pdf", pdf())
    add_files(case=case, what="Päätös", files=[look_at(paper)], by=case.responsible)


def a_merge() -> None:
    kept, merged = ClientFactory.create_batch(2, county=CountyFactory())
    merge_clients(kept=kept, merged=merged, reason="Kertoi itse.", by=UserFactory())


def a_pair() -> None:
    add_name_pair(one="Ukri", other="Ukko", county=CountyFactory(), by=UserFactory())


def a_report() -> None:
    referral = ReferralFactory()
    report = CustodyReport(referral=referral, release_on=DAY, release_certainty="official")
    report_custody(report=report, by=referral.holder)


def a_transfer() -> None:
    ours = IntakeWorkerFactory(unit=UnitFactory())
    theirs = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="toinen")))
    offered = Transfer(
        referral=ReferralFactory(county=ours.county), to_county=theirs.county, reason="Väärä."
    )
    offer_transfer(transfer=offered, by=ours)


# How each comes to be, and something that is written only with its decision.
UNDECIDED: dict[type[Model], tuple[Callable[[], object], dict[str, object]]] = {
    CaseFile: (a_file, {"imprint": {"added_by": "Joku muu"}}),
    ClientMerge: (a_merge, {"undone_because": "Ei ollut sama."}),
    CustodyReport: (a_report, {"imprint": {"told_by": "Joku muu"}}),
    NamePair: (a_pair, {"removed_by": UserFactory}),
    Transfer: (a_transfer, {"imprint": {"asked_by": "Joku muu"}}),
    Triage: (TriageFactory, {"imprint": {"decided_by": "Joku muu"}}),
}


@pytest.mark.parametrize("model", UNDECIDED, ids=lambda model: model.__name__)
def test_what_belongs_to_the_decision_does_not_change_before_it(model):
    make, change = UNDECIDED[model]
    make()
    change = {name: value() if callable(value) else value for name, value in change.items()}

    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        model._default_manager.update(**change)
