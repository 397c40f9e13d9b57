"""Two who write in one form: neither stops the other, and where both wrote they choose."""

import uuid

import pytest

from plans.models import Plan
from tests.factories import PlanFactory
from tests.html_forms import forms_of
from tests.plans.pages import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = PlanFactory(strengths="Alussa.", meeting_rhythm="viikoittain", review_on=None)
    client.force_login(draft.case.responsible)
    return draft


def opened(client, draft):
    """What the page sends if nobody touches it."""
    page = of(draft, "plan_edit")
    (form,) = (f for f in forms_of(client.get(page).text, page) if f.named("prints"))
    return {name: values[-1] for name, values in form.data().items() if name != "form_key"}


def send(client, draft, sent, **changes):
    return client.post(of(draft, "plan_edit"), sent | changes)


def asked(response, **choices):
    """What the page that asks sends with these choices."""
    sent = response.context["form"].data.dict()
    names = [each.name for each in response.context["conflict"]["fields"]]
    chosen = {f"two_texts:{name}": choice for name, choice in choices.items()}
    return sent | {"two_texts": names, "form_key": str(uuid.uuid4())} | chosen


def conflict(client, draft, mine="Minun.", theirs="Toisen.", name="strengths"):
    """The page that asks after both have written."""
    sent = opened(client, draft)
    Plan.objects.filter(pk=draft.pk).update(**{name: theirs}, version=2)
    response = send(client, draft, sent, **{name: mine})
    assert response.status_code == 409
    return response


def test_what_only_the_other_changed_is_taken_over_without_a_page_in_between(client, draft):
    sent = opened(client, draft)
    send(client, draft, opened(client, draft), strengths="Toisen.")

    response = send(client, draft, sent, client_estimate="Minun.")

    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.strengths, draft.client_estimate) == ("Toisen.", "Minun.")


def test_the_page_asks_with_both_texts_and_nothing_chosen(client, draft):
    response = conflict(client, draft)

    page = of(draft, "plan_edit")
    (form,) = (f for f in forms_of(response.text, page) if f.named("two_texts"))
    assert "two_texts:strengths" not in form.data()
    assert [each.choices for each in response.context["conflict"]["fields"]] == [
        [
            ("theirs", "Tallennettu jää"),
            ("mine", "Omani jää"),
            ("both", "Molemmat jäävät, tallennettu ensin"),
        ]
    ]
    draft.refresh_from_db()
    assert draft.strengths == "Toisen."


@pytest.mark.parametrize(
    ("choice", "stays"),
    [("theirs", "Toisen."), ("mine", "Minun."), ("both", "Toisen.\n\nMinun.")],
)
def test_what_was_chosen_stays(client, draft, choice, stays):
    response = conflict(client, draft)

    assert send(client, draft, asked(response, strengths=choice)).status_code == 302
    draft.refresh_from_db()
    assert draft.strengths == stays


@pytest.mark.parametrize("choice", ["", "ours", "both\0"])
def test_a_place_without_an_answer_is_asked_again(client, draft, choice):
    response = conflict(client, draft)

    again = send(client, draft, asked(response, strengths=choice))

    assert again.status_code == 409
    (row,) = again.context["conflict"]["fields"]
    assert (row.theirs, row.mine, row.is_unanswered) == ("Toisen.", "Minun.", True)
    assert "Valitse, mikä jää." in again.text
    assert send(client, draft, asked(again, strengths="mine")).status_code == 302


def test_a_choice_counts_for_the_text_that_was_shown(client, draft):
    response = conflict(client, draft)
    Plan.objects.filter(pk=draft.pk).update(strengths="Kolmannen.", version=3)

    again = send(client, draft, asked(response, strengths="mine"))

    assert again.status_code == 409
    (row,) = again.context["conflict"]["fields"]
    assert (row.theirs, row.mine) == ("Kolmannen.", "Minun.")
    draft.refresh_from_db()
    assert draft.strengths == "Kolmannen."


def test_a_double_click_on_both_is_one_save(client, draft):
    sent = asked(conflict(client, draft), strengths="both")

    answers = [send(client, draft, sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    draft.refresh_from_db()
    assert (draft.strengths, draft.version) == ("Toisen.\n\nMinun.", 3)


def test_a_line_does_not_take_both(client, draft):
    response = conflict(client, draft, name="meeting_rhythm")
    (row,) = response.context["conflict"]["fields"]
    assert [value for value, _words in row.choices] == ["theirs", "mine"]

    assert send(client, draft, asked(response, meeting_rhythm="both")).status_code == 409


def test_both_that_are_too_long_together_come_back_to_be_shortened(client, draft):
    response = conflict(client, draft, mine="m" * 6_000, theirs="t" * 6_000)

    again = send(client, draft, asked(response, strengths="both"))

    assert again.status_code == 200
    assert list(again.context["form"].errors) == ["strengths"]
    assert again.context["form"]["strengths"].value() == "t" * 6_000 + "\n\n" + "m" * 6_000


def test_hostile_texts_are_shown_as_words(client, draft):
    response = conflict(client, draft, theirs="<script>alert(1)</script>", mine="</fieldset>'\"")

    assert "<script>alert(1)" not in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    assert "&lt;/fieldset&gt;" in response.text


def test_a_place_that_is_none_is_not_asked(client, draft):
    sent = opened(client, draft) | {"two_texts": ["version", "x", "csrf"], "two_texts:x": "theirs"}

    assert send(client, draft, sent, strengths="Minun.").status_code == 302


def test_what_is_wrong_elsewhere_and_both_texts_are_told_together(client, draft):
    sent = opened(client, draft)
    Plan.objects.filter(pk=draft.pk).update(strengths="Toisen.", version=2)

    response = send(client, draft, sent, strengths="Minun.", review_on="pian")

    assert list(response.context["form"].errors) == ["review_on"]
    (row,) = response.context["conflict"]["fields"]
    assert (row.theirs, row.mine) == ("Toisen.", "Minun.")
