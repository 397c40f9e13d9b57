"""However an assessment came about, its page, paper and national document say the same."""

import random
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assessments.comparing import in_force_on
from assessments.models import Assessment
from caseload.demo.example_codes import load_example_codes
from caseload.exports.kinds import DOCUMENTS
from inputs.pasted import as_typed
from tests.caseload.assessment_readings import (
    document_of,
    page_of,
    paper_of,
    strings_of,
    texts_without_their_lines,
    wrong_choices,
    wrong_in_document,
)
from tests.caseload.random_assessment import Final, RandomAssessment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXAMPLES = 15
WORD = re.compile(r"sana\d+x")
LANGUAGES = ("fi", "sv")
# What stands in one of them only, and why.
NOT_ON_PAPER = {
    "said_wrong": "what was typed wrong is kept for those who look how a record came about",
    "heard_by": "the client knows to whom they spoke",
}
NOT_IN_DOCUMENT = {"said_wrong": "the document takes what was said, and nothing of the typing"}


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=EXAMPLES,
    # To shrink the history of a case takes minutes; a fault names its place anyway.
    phases=[Phase.generate],
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_version_says_on_page_paper_and_in_the_document_what_was_written(
    chance: random.Random,
) -> None:
    with transaction.atomic():
        written = written_by(chance)
        load_example_codes()
        faults = [fault for final in written.finals for fault in faults_of(written, final)]
        faults += faults_of_the_versions(written)
        transaction.set_rollback(True)

    assert faults == []


def written_by(chance: random.Random) -> RandomAssessment:
    """A first assessment, then supplements and corrections of it."""
    written = RandomAssessment(chance)
    written.begin()
    written.write(chance.randrange(25))
    written.finish()
    for _version in range(chance.randrange(4)):
        written.begin_next()
        written.write(chance.randrange(12))
        written.finish()
    return written


def faults_of(written: RandomAssessment, final: Final) -> Iterator[str]:
    """Of one version, in both languages; the document is always in Finnish."""
    assessment = Assessment.objects.select_related("case__client").get(pk=final.pk)
    for language in LANGUAGES:
        page = page_of(assessment, written.workers[0], language)
        paper = paper_of(assessment, language)
        with translation.override(language):
            for name, main, apart in (("page", page, {}), ("paper", paper, NOT_ON_PAPER)):
                found = [
                    *differences(main.text, final, apart),
                    *wrong_choices(main, final.expected),
                ]
                found += texts_without_their_lines(main)
                yield from (f"{name} {language}: {fault}" for fault in found)
    document = document_of(assessment)
    with translation.override("fi"):
        text = "\n".join(strings_of(document))
        yield from (f"document: {each}" for each in differences(text, final, NOT_IN_DOCUMENT))
        yield from (f"document: {each}" for each in wrong_in_document(document, final.expected))


def differences(text: str, final: Final, apart: dict[str, str]) -> Iterator[str]:
    """Texts that a reader misses, and words that they should not find."""
    found = flat(text)
    told = [each for each in final.expected.told() if each.place not in apart]
    for each in told:
        if flat(each.text) not in found:
            yield f"lacks {each.place}: {each.text!r}"
    wanted = {word for each in told for word in WORD.findall(each.text)}
    for word in sorted({*WORD.findall(found)} - wanted):
        yield f"has {word}, which is not in this version"


def faults_of_the_versions(written: RandomAssessment) -> Iterator[str]:
    """The newest alone is exported; on a day the one reads that was in force then."""
    keys = [final.pk for final in written.finals]
    [kind] = [each for each in DOCUMENTS if each.number == "1012"]
    exported = list(kind.records().filter(case=written.case).values_list("pk", flat=True))
    if exported != keys[-1:]:
        yield f"exported are {exported} of {keys}"
    versions = list(Assessment.objects.final().filter(case=written.case))
    for final in written.finals:
        found = in_force_on(final.on, versions)
        if found is None or found.pk != final.pk:
            yield f"on {final.on} {found} was in force"


def flat(text: str) -> str:
    """Without what is only between words."""
    return " ".join(as_typed(text).split())
