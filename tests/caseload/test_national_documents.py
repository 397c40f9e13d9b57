"""Final records as national documents, against THL's own schemas.

The schemas are not ours to pass on: SOSMETA_SCHEMAS names the folder that holds them.
"""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from jsonschema import Draft7Validator

from assessments.models import Assessment
from caseload.demo.example_codes import load_example_codes
from caseload.exports.kinds import DOCUMENTS
from cases.vocabulary import Place
from continuity.models import Need, State
from networks.models import Minutes
from plans.models import Plan, PlanService
from referrals.models import Referral, Triage
from tests.caseload.generated import Generator
from tests.caseload.generated_cases import CaseGenerator

SCHEMAS = os.environ.get("SOSMETA_SCHEMAS", "")
EACH = 200
OF_CASES = 50
# With none of what may be left out, with some and with all of it.
FULLNESS = (0.0, 0.6, 1.0)
# The versions after the first one: whether each is a supplement.
VERSIONS: tuple[tuple[bool, ...], ...] = ((), (True,), (False,), (False, True), (True, False))

pytestmark = [
    pytest.mark.sosmeta,
    pytest.mark.django_db,
    pytest.mark.skipif(not SCHEMAS, reason="SOSMETA_SCHEMAS names no folder of schemas"),
]


def validator_of(number: str) -> Draft7Validator:
    """Of the newest version in the folder; without one the test cannot say anything."""
    [*_older, newest] = sorted(Path(SCHEMAS).glob(f"*.1506.{number}.*.json"))
    return Draft7Validator(json.loads(newest.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft7Validator]:
    return {number: validator_of(number) for number in [kind.number for kind in DOCUMENTS]}


def exported(folder: Path, validators: dict[str, Draft7Validator]) -> Counter[str]:
    """Export, hold each file against its schema, and count the files of each document."""
    call_command("export_documents", folder)
    numbers: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        number, _dash, _key = path.name.partition("-")
        numbers[number] += 1
        document = json.loads(path.read_text(encoding="utf-8"))
        errors = [
            f"{path.name} {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in validators[number].iter_errors(document)
        ]
        assert errors == []
    return numbers


def test_every_generated_record_becomes_a_valid_document(
    tmp_path: Path, validators: dict[str, Draft7Validator]
) -> None:
    generator = Generator(seed=3)
    load_example_codes()
    for _turn in range(EACH):
        generator.contact()
        generator.notification()
        generator.triage()

    numbers = exported(tmp_path / "out", validators)

    assert numbers["1009"] == EACH == Triage.objects.count()
    assert numbers["19001"] == Triage.objects.filter(decision="open").count() > EACH // 10
    assert numbers["4018"] == Referral.objects.filter(kind="contact").count() > EACH
    assert numbers["4006"] == Referral.objects.filter(kind="notification").count() > EACH


def test_every_generated_record_of_a_case_becomes_a_valid_document(
    tmp_path: Path, validators: dict[str, Draft7Validator]
) -> None:
    generator = CaseGenerator(seed=4)
    load_example_codes()
    for _turn in range(OF_CASES):
        generator.note()
        generator.assessment()
        generator.plan()
        generator.closure()

    numbers = exported(tmp_path / "out", validators)

    assert numbers["19005"] == numbers["1012"] == numbers["16009"] == OF_CASES
    assert numbers["15020"] == Plan.objects.exclude(status="draft").count() > OF_CASES


def test_first_assessments_supplements_and_corrections_are_valid_documents(
    tmp_path: Path, validators: dict[str, Draft7Validator]
) -> None:
    generator = CaseGenerator(seed=8)
    load_example_codes()
    for turn in range(EACH):
        generator.fullness = FULLNESS[turn % len(FULLNESS)]
        newest = generator.assessment()
        for is_supplement in VERSIONS[turn // len(FULLNESS) % len(VERSIONS)]:
            newest = generator.next_version(newest, is_supplement=is_supplement)

    numbers = exported(tmp_path / "out", validators)

    newest_of_cases = Assessment.objects.in_force()
    assert numbers["1012"] == newest_of_cases.count() == EACH
    assert newest_of_cases.filter(is_supplement=True).count() > EACH // 4
    assert newest_of_cases.filter(is_supplement=False, corrects__isnull=False).count() > EACH // 4


def test_plans_that_cite_needs_and_services_of_every_state_are_valid_documents(
    tmp_path: Path, validators: dict[str, Draft7Validator]
) -> None:
    generator = CaseGenerator(seed=6)
    load_example_codes()
    for _turn in range(EACH):
        generator.plan()

    numbers = exported(tmp_path / "out", validators)

    cited = PlanService.objects.values_list("state", "place")
    without_service = ("", "")
    assert numbers["15020"] == Plan.objects.exclude(status="draft").count() >= EACH
    assert set(cited) == {(state, place) for state in State for place in Place} | {without_service}
    assert set(Need.objects.values_list("end_reason", flat=True)) == {"", *Need.End.values}


def test_minutes_and_meetings_that_were_not_held_are_valid_documents(
    tmp_path: Path, validators: dict[str, Draft7Validator]
) -> None:
    generator = CaseGenerator(seed=9)
    load_example_codes()
    for turn in range(EACH):
        generator.fullness = FULLNESS[turn % len(FULLNESS)]
        newest = generator.minutes()
        for is_supplement in VERSIONS[turn // len(FULLNESS) % len(VERSIONS)]:
            newest = generator.next_minutes(newest, is_supplement=is_supplement)
        generator.cancellation()

    numbers = exported(tmp_path / "out", validators)

    in_force = Minutes.objects.in_force()
    assert numbers["19004"] == in_force.count() == EACH
    assert numbers["19006"] == EACH
    assert in_force.filter(is_supplement=True).count() > EACH // 4
    assert in_force.filter(decisions=None).count() > EACH // 4


def test_the_schemas_refuse_what_lacks_a_demanded_heading(
    tmp_path: Path, validators: dict[str, Draft7Validator]
) -> None:
    """The test above could fail."""
    generator = Generator(seed=1)
    load_example_codes()
    generator.contact()
    generator.notification()
    generator.triage()
    call_command("export_documents", tmp_path / "out")

    for number, heading in (
        ("4018", "yhteydenottaja"),
        ("4006", "kuvaus_tilanteesta_ja_huolesta"),
        ("1009", "toimenpiteet"),
    ):
        path = next((tmp_path / "out").glob(f"{number}-*.json"))
        document = json.loads(path.read_text(encoding="utf-8"))
        [content] = document.values()
        assert validators[number].is_valid(document)
        del content[heading]
        assert not validators[number].is_valid(document)
