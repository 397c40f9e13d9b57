"""What the database holds of assessments."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from assessments.models import Assessment, LifeArea
from tests.factories import AssessmentFactory, AssessmentParticipantFactory


@pytest.mark.parametrize(
    ("law", "values"),
    [
        ("assessment_final_at_and_by_together", {"status": "final"}),
        ("assessment_correction_has_a_reason", {"correction_reason": "Väärä päivä"}),
        ("assessment_not_begun_before_pending", {"started_on": "2026-01-11"}),
    ],
)
def test_database_refuses_an_assessment_that_breaks(db, law, values):
    drafts = Assessment.objects.filter(pk=AssessmentFactory().pk)

    with pytest.raises(IntegrityError, match=law):
        drafts.update(**values)


def test_a_case_has_at_most_one_draft(db):
    draft = AssessmentFactory()

    with pytest.raises(IntegrityError, match="one_draft_assessment_per_case"):
        Assessment.objects.create(
            case=draft.case,
            initiated_on=draft.initiated_on,
            started_on=draft.started_on,
            saved_by=draft.saved_by,
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_assessment SET conclusions = 'x' WHERE id = %s",
        "UPDATE assessments_assessment SET status = 'draft' WHERE id = %s",
        "DELETE FROM assessments_assessment WHERE id = %s",
        "UPDATE assessments_lifeareaentry SET situation = 'x' WHERE assessment_id = %s",
        "DELETE FROM assessments_lifeareaentry WHERE assessment_id = %s",
        "UPDATE assessments_assessmentparticipant SET who = 'x' WHERE assessment_id = %s",
        "DELETE FROM assessments_assessmentparticipant WHERE assessment_id = %s",
    ],
)
def test_database_keeps_a_final_assessment_as_it_is(db, statement):
    assessment = AssessmentFactory()
    AssessmentParticipantFactory(assessment=assessment)
    make_final(assessment)

    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="final record|Cannot"),
        transaction.atomic(),
    ):
        cursor.execute(statement, [assessment.pk])


def test_nothing_is_added_to_a_final_assessment(db):
    assessment = AssessmentFactory(final=True)

    with pytest.raises(ProgrammingError, match="part of a final record"):
        AssessmentParticipantFactory(assessment=assessment)


def test_in_force_is_the_final_one_until_its_correction_is_final(db):
    old = AssessmentFactory(final=True)
    draft = AssessmentFactory(case=old.case, corrects=old, correction_reason="Virhe")

    assert list(Assessment.objects.in_force()) == [old]

    make_final(draft)

    assert list(Assessment.objects.in_force()) == [draft]


def test_life_areas_stand_in_the_order_of_the_document(db):
    assessment = AssessmentFactory()

    assert [entry.area for entry in assessment.areas.all()] == LifeArea.values


def make_final(assessment: Assessment) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(
        status="final", finalised_at="2026-03-02T12:00Z", finalised_by=assessment.saved_by
    )
