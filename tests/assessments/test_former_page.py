"""A page that was opened before the assessment was divided into parts gives its text back."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, ClientWords
from records import kept_text
from records.models import KeptText
from tests.assessments.part_pages import HOUSING, part_page
from tests.factories import AssessmentFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    found = AssessmentFactory(services_so_far="Aikuissosiaalityö\nTE-palvelut")
    client.force_login(found.saved_by)
    return found


def sent(client, draft, **typed):
    """The former page, whole; `__` in a name is a hyphen."""
    url = reverse("assessments:assessment_map", kwargs={"assessment_pk": draft.pk})
    page = {"version": "1", "prints": "{}", "rows": "", "need_nature": "long_term"}
    page |= {"services_so_far": "Aikuissosiaalityö\r\nTE-palvelut"}
    return client.post(url, page | {name.replace("__", "-"): text for name, text in typed.items()})


def told(response):
    return {each["value"]: each for each in response.context["answers"]}


@pytest.mark.parametrize(
    "name",
    [
        "conclusions",
        "area-housing-situation",
        "area-housing-client_words",
        "participant-new0-contribution",
        "participant-17-who",
        "of_a_field_that_is_gone",
    ],
)
def test_what_was_typed_is_on_the_page(client, draft, name):
    response = sent(client, draft, **{name: "Kotona on ahdasta."})

    assert list(told(response)) == ["Kotona on ahdasta."]
    assert "Kotona on ahdasta." in response.text


def test_a_single_word_is_text_too(client, draft):
    assert "Ahdasta" in told(sent(client, draft, area__housing__situation="Ahdasta"))


def test_each_text_leads_to_its_part(client, draft):
    found = told(sent(client, draft, area__housing__situation="Kotona on ahdasta."))

    assert found["Kotona on ahdasta."]["url"] == part_page(draft, HOUSING)


def test_what_is_stored_already_is_not_shown_again(client, draft):
    ClientWords.objects.create(
        entry=draft.areas.get(area="housing"),
        words="En halua muuttaa.",
        said_on=timezone.localdate() - dt.timedelta(days=1),
        heard_by_name="",
    )

    assert not told(sent(client, draft, area__housing__client_words="En halua muuttaa."))


def test_nothing_is_saved(client, draft):
    response = sent(client, draft, conclusions="Kotona on ahdasta.")

    assert response.status_code == 409
    assert Assessment.objects.get(pk=draft.pk).conclusions != "Kotona on ahdasta."


def test_what_its_page_had_kept_is_kept_on(client, draft):
    page, form = uuid.uuid4(), f"/arvioinnit/{draft.pk}/kirjaa/"
    typed = kept_text.Typed(form=form, page=form, fields=[["conclusions", "Kotona on ahdasta."]])
    kept_text.keep(typed, writer_id=draft.saved_by.pk, page=page, number=1)

    sent(client, draft, conclusions="Kotona on ahdasta.", kept_text=f"{page} {form}")

    assert bytes(KeptText.objects.get(pk=page).sealed)


def test_a_final_assessment_leads_to_no_part(client):
    final = AssessmentFactory(final=True)
    client.force_login(final.saved_by)

    found = told(sent(client, final, conclusions="Kotona on ahdasta."))

    assert "url" not in found["Kotona on ahdasta."]


def test_markup_is_shown_as_it_was_typed(client, draft):
    response = sent(client, draft, conclusions="<script>alert(1)</script>")

    assert "<script>alert(1)" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text


def test_whoever_may_not_write_gets_nothing_back(client, draft):
    client.force_login(WorkerFactory(unit=draft.case.unit))

    assert sent(client, draft, conclusions="Kotona on ahdasta.").status_code == 404
