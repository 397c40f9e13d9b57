"""Who was asked to take part: chosen from the network with the class that they have there."""

from typing import Any

import pytest

from assessments.forms.participant import ParticipantForm
from assessments.models import Assessment
from tests.assessments.part_pages import PARTICIPANTS, filled, part_page
from tests.factories import AssessmentFactory, AssessmentParticipantFactory, NetworkMemberFactory

pytestmark = pytest.mark.django_db


def sent(client, draft: Assessment, **row: Any) -> None:
    """Save the draft with its first new row filled in."""
    client.force_login(draft.saved_by)
    given = {f"participant-new0-{name}": value for name, value in row.items()}
    client.post(part_page(draft, PARTICIPANTS), filled(draft, PARTICIPANTS) | given)


def test_a_participant_from_the_network_stands_in_its_class(client):
    draft = AssessmentFactory()
    kati = NetworkMemberFactory(case=draft.case, name="Kati Savela", authority="8")

    sent(client, draft, source=f"member:{kati.pk}", part="absent")

    (row,) = draft.participants.all()
    assert (row.member, row.who, row.authority) == (kati, "Kati Savela", "8")


def test_a_member_without_a_class_is_given_one_in_the_assessment(client):
    draft = AssessmentFactory()
    kati = NetworkMemberFactory(case=draft.case, name="Kati Savela")

    sent(client, draft, source=f"member:{kati.pk}", authority="8", part="absent")

    assert draft.participants.get().authority == "8"


def test_an_authority_is_asked_without_anybodys_name(client):
    draft = AssessmentFactory()

    sent(client, draft, authority="2", part="asked")

    assert [str(each) for each in draft.participants.all()] == ["Kela"]


def test_it_is_kept_when_by_whom_and_how_somebody_was_asked(client):
    draft = AssessmentFactory()
    by = str(draft.case.responsible)

    told = {"asked_on": "3.2.2026", "asked_by": by, "asked_how": "phone"}
    sent(client, draft, authority="2", part="asked", **told)

    assert draft.participants.get().asking == f"3.2.2026, {by}, Puhelu"


def test_a_day_of_asking_does_not_lie_ahead():
    data = {"participant-new0-asked_on": "1.1.2090", "participant-new0-who": "Kela"}

    form = ParticipantForm(data | {"participant-new0-part": "asked"}, key="new0", members=[])

    assert list(form.errors) == ["asked_on"]


def test_who_asked_and_has_left_the_team_stays_in_the_row():
    row = AssessmentParticipantFactory(asked_by="Lähtenyt Työntekijä")

    form = ParticipantForm(key=str(row.pk), members=[], team=["Uusi"], participant=row)

    choices = [value for value, _label in form.fields["asked_by"].choices]
    assert choices == ["", "Uusi", "Lähtenyt Työntekijä"]


def test_a_day_that_is_none_is_told_beside_its_row(client):
    draft = AssessmentFactory(complete=True)
    client.force_login(draft.saved_by)

    response = client.post(
        part_page(draft, PARTICIPANTS),
        filled(draft, PARTICIPANTS) | {"participant-new0-asked_on": "31.2.2026"},
    )

    assert [list(row.errors) for row in response.context["sheet"].rows] == [["asked_on"], []]
    assert 'class="errors"' in response.text
