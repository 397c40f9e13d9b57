"""One way to try an act: what is refused is undone, and the page says why."""

import pytest
from django import forms
from django.test import RequestFactory

from accounts.models import Pace
from records.attempt import Attempt
from records.refused import Refused


class Late(Refused):
    """Somebody was faster."""

    words = "Too late."


class Wrong(Refused):
    """What was typed is at fault."""

    status = 400
    field = "text"
    words = "Write something else."


class TextForm(forms.Form):
    """One text."""

    text = forms.CharField()


@pytest.fixture
def form() -> TextForm:
    form = TextForm({"text": "Sanat"})
    assert form.is_valid()
    return form


pytestmark = pytest.mark.django_db


def status_of(attempt: Attempt) -> int:
    request = RequestFactory().get("/")
    return attempt.render(request, "components/error_summary.html", {"form": None}).status_code


def test_an_act_that_is_refused_half_way_leaves_nothing():
    with Attempt():
        Pace.objects.create(key="half", used_until="2026-02-02T12:00Z")
        raise Late

    assert not Pace.objects.exists()


def test_an_act_that_is_done_stays():
    with Attempt() as attempt:
        Pace.objects.create(key="whole", used_until="2026-02-02T12:00Z")

    assert attempt.refused is None
    assert Pace.objects.exists()


def test_the_words_stand_in_the_form_beside_what_was_typed(form):
    with Attempt(form):
        raise Late

    assert form.errors == {"__all__": ["Too late."]}
    assert form["text"].value() == "Sanat"


def test_words_about_one_field_stand_at_the_field(form):
    with Attempt(form):
        raise Wrong

    assert form.errors == {"text": ["Write something else."]}


def test_words_about_a_field_that_the_page_does_not_ask_stand_over_the_form():
    form = forms.Form({})
    assert form.is_valid()

    with Attempt(form):
        raise Wrong

    assert form.errors == {"__all__": ["Write something else."]}


@pytest.mark.parametrize(("refusal", "status"), [(Late, 409), (Wrong, 400)])
def test_the_page_is_shown_again_with_the_status_of_the_refusal(form, refusal, status):
    attempt = Attempt(form)
    with attempt:
        raise refusal

    assert status_of(attempt) == status


def test_a_page_that_tried_nothing_answers_200(form):
    assert status_of(Attempt(form)) == 200


def test_a_mistake_of_the_program_is_no_refusal():
    with pytest.raises(ZeroDivisionError), Attempt():
        raise ZeroDivisionError
