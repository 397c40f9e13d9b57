"""What a page carries along may come back spoilt."""

import pytest
from django.urls import reverse

from tests.factories import AssessmentFactory
from tests.html_forms import forms_of


@pytest.mark.django_db
@pytest.mark.parametrize("prints", ["[" * 100_000, "{" * 9, "NaN", "[]", '{"a": [1]}', ""])
def test_spoilt_prints_of_a_stale_page_lose_nothing(client, prints):
    assessment = AssessmentFactory(complete=True)
    client.force_login(assessment.case.responsible)
    kwargs = {"assessment_pk": assessment.pk, "part": "jatko"}
    page = reverse("assessments:assessment_part", kwargs=kwargs)
    (form,) = (f for f in forms_of(client.get(page).content.decode(), page) if f.named("prints"))
    sent = form.data() | {"prints": prints, "next_steps": "Asunto ensin."}

    response = client.post(page, sent | {"multi_actor_reason": "Velat ensin."})

    # What stood empty is filled; where something stands, nobody knows who wrote last.
    assert response.status_code == 409
    both = [(row.theirs, row.mine) for row in response.context["conflict"]["fields"]]
    assert both == [(assessment.multi_actor_reason, "Velat ensin.")]
    assert "Asunto ensin." in response.content.decode()
