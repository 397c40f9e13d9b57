"""Who was asked and has not answered is due; what the client says of asking stands in the row."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError

from assessments.actions.starting import correct_assessment
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.forms.participant import ParticipantForm
from assessments.models import Assessment, AssessmentParticipant
from caseload.course.details import details_of
from caseload.documents.assessment_on_paper import ASSESSMENT
from tests.assessments.part_pages import PARTICIPANTS, filled, part_page
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    NetworkWalkthroughFactory,
)
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db
ASKED = dt.date(2026, 2, 9)


def written(draft: Assessment, *rows: dict[str, Any]) -> None:
    edit_assessment(
        assessment=draft, seen=draft.version, by=draft.saved_by, values={}, participants=list(rows)
    )


def due_of(draft: Assessment) -> Due | None:
    present = Due.objects.present().filter(case_id=draft.case_id, kind=DueKind.ASKED_ANSWER)
    found: Due | None = present.first()
    return found


def asked(**told: Any) -> dict[str, Any]:
    return {"authority": "2", "who": "", "part": "asked", "asked_on": ASKED, **told}


def test_the_answer_is_due_two_weeks_after_the_first_was_asked():
    draft = AssessmentFactory()

    written(draft, asked(asked_on=dt.date(2026, 2, 20)), asked(authority="3"))

    due = due_of(draft)
    assert due is not None
    assert (due.day, due.object_id) == (dt.date(2026, 2, 23), draft.pk)


def test_it_says_who_has_not_answered():
    draft = AssessmentFactory()
    written(draft, asked(), asked(authority="3", part="absent"))

    due = due_of(draft)

    assert due is not None
    assert details_of([due]) == {due.pk: "Kela"}


@pytest.mark.parametrize(
    "told",
    [
        {"part": "took_part"},
        {"part": "absent"},
        {"asked_on": None},
        {"client_says": "prohibited", "client_said_on": ASKED},
    ],
)
def test_nothing_is_due_of_somebody_who(told):
    draft = AssessmentFactory()

    written(draft, asked(**told))

    assert due_of(draft) is None


def test_it_ends_when_the_answer_is_kept():
    draft = AssessmentFactory()
    written(draft, asked())

    written(draft, asked(pk=draft.participants.get().pk, part="absent"))

    assert due_of(draft) is None


def test_it_ends_when_the_assessment_is_final():
    draft = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)
    written(draft, asked())

    finalise_assessment(assessment=draft, seen=draft.version, by=draft.saved_by)

    assert due_of(draft) is None


def sent(client: Any, draft: Assessment, **row: Any) -> Any:
    """Save the draft with its first new row filled in."""
    client.force_login(draft.saved_by)
    given = {f"participant-new0-{name}": value for name, value in row.items()}
    return client.post(part_page(draft, PARTICIPANTS), filled(draft, PARTICIPANTS) | given)


@pytest.mark.parametrize("said", ["agreed", "prohibited"])
def test_what_the_client_says_is_kept_with_its_day(client, said):
    draft = AssessmentFactory()

    told = {"client_says": said, "client_said_on": "3.2.2026"}
    sent(client, draft, authority="2", part="asked", **told)

    row = draft.participants.get()
    assert (row.client_says, row.client_said_on) == (said, dt.date(2026, 2, 3))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"client_says": "agreed"}, "client_said_on"),
        ({"client_says": "not_asked", "client_said_on": "3.2.2026"}, "client_says"),
        ({"client_says": "agreed", "client_said_on": "1.1.2090"}, "client_said_on"),
    ],
)
def test_an_answer_has_a_day_and_a_day_an_answer(told, field):
    row = {"who": "Kela", "part": "asked", **told}

    form = ParticipantForm(
        {f"participant-new0-{name}": value for name, value in row.items()}, key="new0", members=[]
    )

    assert list(form.errors) == [field]


def test_the_database_keeps_no_answer_without_its_day():
    row = AssessmentParticipantFactory()

    with pytest.raises(IntegrityError, match="client_said_it_on_a_day"):
        AssessmentParticipant.objects.filter(pk=row.pk).update(client_says="agreed")


def test_page_and_paper_show_what_the_client_says(client):
    said = {"client_says": "prohibited", "client_said_on": dt.date(2026, 2, 3)}
    draft = AssessmentParticipantFactory(**said).assessment
    client.force_login(draft.saved_by)

    pages = [client.get(draft.get_absolute_url()).text, ASSESSMENT.html(draft, "fi")]

    assert ["Asiakas kieltää, 3.2.2026" in page for page in pages] == [True, True]


def test_of_a_row_from_before_it_was_asked_nothing_is_said(client):
    draft = AssessmentParticipantFactory().assessment
    client.force_login(draft.saved_by)

    pages = [client.get(draft.get_absolute_url()).text, ASSESSMENT.html(draft, "fi")]

    assert ["Asiakkaalta ei ole kysytty" in page for page in pages] == [False, False]


def test_what_somebody_brought_names_its_source(client):
    row = AssessmentParticipantFactory(who="Kati Savela", contribution="Tuntee Nikon.")
    client.force_login(row.assessment.saved_by)

    page = client.get(row.assessment.get_absolute_url()).text

    assert "Saatu tieto, lähde: Rikosseuraamuslaitos, Kati Savela" in page


def test_a_correction_begins_with_what_the_client_said():
    said = {"client_says": "agreed", "client_said_on": dt.date(2026, 2, 3)}
    draft = AssessmentFactory(complete=True)
    AssessmentParticipantFactory(assessment=draft, **said)
    NetworkWalkthroughFactory(case=draft.case)
    finalise_assessment(assessment=draft, seen=draft.version, by=draft.saved_by)

    copy = correct_assessment(assessment=draft, reason="Päivä", by=draft.saved_by)

    row = copy.participants.get()
    assert (row.client_says, row.client_said_on) == ("agreed", dt.date(2026, 2, 3))
