"""The map of a draft: how far each part is, and which one is next."""

import pytest
from django.conf import settings
from django.urls import reverse

from assessments.draft_parts import AREAS, PARTS
from assessments.models import Assessment
from assessments.parts_map import HowFar, PartRow, map_of
from tests.assessments.part_pages import part_page
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    NetworkWalkthroughFactory,
)

pytestmark = pytest.mark.django_db


def rows_of(draft: Assessment) -> dict[str, PartRow]:
    draft = Assessment.objects.get(pk=draft.pk)
    return {row.part.key: row for row in map_of(draft, by=draft.saved_by).rows}


def next_of(draft: Assessment) -> str | None:
    draft = Assessment.objects.get(pk=draft.pk)
    row = map_of(draft, by=draft.saved_by).next_row
    return row.part.key if row else None


def test_every_field_of_the_assessment_is_written_in_one_part():
    fields = [name for part in PARTS for name in part.fields]

    assert sorted(fields) == sorted(Assessment.FIELDS)


def test_every_life_area_has_a_part(db):
    areas = AssessmentFactory().areas.values_list("area", flat=True)

    assert [part.area for part in AREAS] == list(areas)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_part_opens_in_every_language(client, language):
    draft = AssessmentFactory()
    client.force_login(draft.saved_by)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    answers = {client.get(part_page(draft, part.key)).status_code for part in PARTS}

    assert answers == {200}


def test_in_a_new_draft_no_part_is_begun_and_the_first_is_next():
    draft = AssessmentFactory()

    assert {row.how_far for row in rows_of(draft).values()} == {HowFar.NOT_BEGUN}
    assert next_of(draft) == "alku"


def test_a_part_that_is_begun_says_in_words_what_it_lacks():
    draft = AssessmentFactory(special_support="yes")

    row = rows_of(draft)["johtopaatokset"]

    assert row.how_far == HowFar.LACKS
    assert "Kirjaa erityisen tuen perustelut" in [each.text for each in row.missing]


def test_a_life_area_with_text_that_is_not_marked_as_asked_lacks_that():
    draft = AssessmentFactory()
    draft.areas.filter(area="housing").update(situation="Asunto puuttuu.")

    row = rows_of(draft)["asuminen"]

    assert (row.how_far, [each.key for each in row.missing]) == (HowFar.LACKS, ["housing"])


def test_a_life_area_that_was_asked_is_done():
    draft = AssessmentFactory()
    draft.areas.filter(area="housing").update(state="none")

    assert rows_of(draft)["asuminen"].how_far == HowFar.DONE


def test_the_network_is_done_when_it_was_gone_through_and_care_looked_into():
    draft = AssessmentFactory(dependants="none")
    assert rows_of(draft)["verkosto"].how_far == HowFar.LACKS

    NetworkWalkthroughFactory(case=draft.case)

    assert rows_of(draft)["verkosto"].how_far == HowFar.DONE


def test_who_has_not_answered_is_advised_at_the_participants():
    draft = AssessmentFactory()
    AssessmentParticipantFactory(assessment=draft, part="asked")

    row = rows_of(draft)["osallistujat"]

    assert [each.key for each in row.advice] == ["no_answer"]


def test_advice_on_the_answers_stands_where_they_are_given():
    draft = AssessmentFactory(complete=True, special_support="yes")

    assert "office_holder" in [each.key for each in rows_of(draft)["jatko"].advice]


def test_when_nothing_is_missing_finalising_is_next_whatever_was_left_empty(client):
    draft = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)
    client.force_login(draft.saved_by)

    url = reverse("assessments:assessment_map", kwargs={"assessment_pk": draft.pk})
    text = client.get(url).text

    assert rows_of(draft)["tausta"].how_far == HowFar.NOT_BEGUN
    assert next_of(draft) is None
    assert "Siirry valmistamaan" in text
