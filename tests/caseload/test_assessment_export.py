"""What the national document says of who was asked, and of what an assessment leaves open."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from assessments.models import Assessment
from caseload.demo.example_codes import load_example_codes
from networks.models import Authority
from tests.assessments.test_participants import sent
from tests.assessments.test_versions import OLD_DAY, finished
from tests.factories import AssessmentFactory, CaseFactory, ClientFactory, NetworkMemberFactory
from tests.identity_codes import code_of

pytestmark = pytest.mark.django_db
# What the document's own list of absent authorities counts among others.
AMONG_OTHERS = {"11.vth": "11", "11.debt": "11", "11.enforcement": "11"}


@pytest.fixture
def draft():
    born = dt.date(1986, 12, 14)
    person = ClientFactory(birth_date=born, identity_code=code_of(born, "-", 900))
    return AssessmentFactory(case=CaseFactory(client=person), complete=True)


def text_of_document(draft: Assessment, folder: Path) -> str:
    """The finished draft as `export_documents` writes it."""
    finished(Assessment.objects.get(pk=draft.pk), OLD_DAY)
    load_example_codes()
    call_command("export_documents", folder)
    return (folder / f"1012-{draft.pk}.json").read_text(encoding="utf-8")


def absent_in_document(draft: Assessment, folder: Path) -> list[tuple[str, str]]:
    """Their codes, and what they are called."""
    document: dict[str, Any] = json.loads(text_of_document(draft, folder))
    how = document["tyoikaisten_palvelutarpeen_arvio"]["palvelutarpeen_arviointia_koskevat_tiedot"]
    absent = how["arvioinnista_poisjaaneet_viranomaistahot"]
    return [(each["code"], each["display"]) for each in absent]


def test_every_class_chosen_from_the_network_stands_in_the_document(client, draft, tmp_path):
    for authority in Authority.values:
        member = NetworkMemberFactory(case=draft.case, name="Kati Savela", authority=authority)
        sent(client, draft, source=f"member:{member.pk}", part="absent")

    assert absent_in_document(draft, tmp_path / "out") == [
        (AMONG_OTHERS.get(each.value, each.value), f"{each.label}, Kati Savela")
        for each in Authority
    ]


def test_a_class_given_to_a_member_without_one_stands_in_the_document(client, draft, tmp_path):
    member = NetworkMemberFactory(case=draft.case, name="Kati Savela")

    sent(client, draft, source=f"member:{member.pk}", authority="2", part="absent")

    assert absent_in_document(draft, tmp_path / "out") == [("2", "Kela, Kati Savela")]


def test_the_class_is_of_its_day_and_not_what_the_network_says_later(client, draft, tmp_path):
    member = NetworkMemberFactory(case=draft.case, name="Kati Savela", authority="2")
    sent(client, draft, source=f"member:{member.pk}", part="absent")

    type(member).objects.filter(pk=member.pk).update(authority="8", name="Toinen")

    assert absent_in_document(draft, tmp_path / "out") == [("2", "Kela, Kati Savela")]


def test_what_those_told_who_did_not_come_is_in_the_document(client, draft, tmp_path):
    for authority, part in (("2", "absent"), ("3", "asked")):
        sent(client, draft, authority=authority, part=part, contribution=f"Syy {authority}.")

    told = text_of_document(draft, tmp_path / "out")

    assert [words for words in ("Kela: Syy 2.", "Syy 3.") if words not in told] == []


def test_what_the_client_says_of_asking_somebody_is_in_the_document(client, draft, tmp_path):
    sent(client, draft, authority="2", part="absent", client_says="prohibited",
         client_said_on="2.2.2026")  # fmt: skip

    assert "Kela: Asiakas kieltää, 2.2.2026" in text_of_document(draft, tmp_path / "out")


def test_why_there_was_no_opinion_is_not_said_beside_the_opinion(draft, tmp_path):
    Assessment.objects.filter(pk=draft.pk).update(no_opinion_because="Ei jaksanut.")

    told = text_of_document(draft, tmp_path / "out")

    assert ("Haluan oman asunnon." in told, "Ei jaksanut." in told) == (True, False)


def test_that_nothing_was_identified_is_said_also_beside_a_text(draft, tmp_path):
    draft.areas.filter(area="health").update(state="none", situation="Terve.")

    assert "Kysytty, ei tuen tarvetta\\n\\nTerve." in text_of_document(draft, tmp_path / "out")
