"""What changed between versions, in words; and which version was in force on a day."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from assessments.actions.starting import correct_assessment
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.comparing import Change, changes_between
from assessments.models import Assessment
from tests.assessments.test_views import page
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    ClientWordsFactory,
    NetworkWalkthroughFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
# Of the page of changes.
QUERIES = 18
OLD_DAY, NEW_DAY = dt.date(2026, 3, 2), dt.date(2026, 4, 20)


@pytest.fixture(autouse=True)
def in_finnish():
    with translation.override("fi"):
        yield


@pytest.fixture
def old() -> Assessment:
    draft = AssessmentFactory(complete=True)
    draft.areas.filter(area="housing").update(need="yes")
    ClientWordsFactory(
        entry=draft.areas.get(area="housing"),
        words="Haluan oman avaimen.",
        said_on=dt.date(2026, 2, 3),
    )
    AssessmentParticipantFactory(assessment=draft, authority="2", who="", part="asked")
    return finished(draft, OLD_DAY)


def finished(draft: Assessment, on: dt.date) -> Assessment:
    NetworkWalkthroughFactory(case=draft.case)
    finalise_assessment(assessment=draft, seen=draft.version, by=draft.saved_by, on=on)
    return draft


def next_version(old: Assessment, **changed: Any) -> Assessment:
    by = old.saved_by
    draft = correct_assessment(assessment=old, reason="Kerrottiin uutta.", by=by)
    edit_assessment(assessment=draft, seen=draft.version, by=by, **({"values": {}} | changed))
    return draft


def test_a_version_that_says_the_same_has_no_changes(old):
    assert changes_between(old, next_version(old)) == []


def test_an_answer_is_told_in_words_with_the_one_before(old):
    new = next_version(old, values={"makes_plan": "no", "initiated_on": dt.date(2026, 1, 10)})

    assert changes_between(old, new) == [
        Change("Asia tuli vireille", "12.1.2026", "10.1.2026"),
        Change("Asiakassuunnitelma tehdään", "Kyllä", "Ei"),
    ]


def test_what_is_gone_leaves_an_empty_place(old):
    new = next_version(old, values={"conclusions": ""})

    (change,) = changes_between(old, new)
    assert (change.before, change.after) == ("Tarvitsee asunnon ja tukea arkeen.", "")


def test_a_life_area_is_named(old):
    new = next_version(old, areas={"housing": {"need": "no"}})

    assert changes_between(old, new) == [Change("Asuminen: Tuen tarve", "Kyllä", "Ei")]


def test_own_words_of_the_earlier_version_stay_readable_with_their_day(old):
    new = next_version(
        old, areas={"housing": {"client_words": "Sisko ottaa luokseen.", "said_on": NEW_DAY}}
    )

    (change,) = changes_between(old, new)
    assert change.place == "Asuminen: Asiakkaan omin sanoin"
    assert change.before == "”Haluan oman avaimen.” (3.2.2026)"
    assert "Sisko ottaa luokseen." in change.after


def test_who_came_and_who_went_is_told(old):
    kela = next_version(old).participants.get()
    draft = Assessment.objects.drafts().get()
    rows = [
        {"pk": kela.pk, "authority": "2", "who": "", "part": "took_part"},
        {"pk": None, "authority": "", "who": "Sisko", "part": "took_part"},
    ]
    edit_assessment(
        assessment=draft, seen=draft.version, by=draft.saved_by, values={}, participants=rows
    )

    assert changes_between(old, draft) == [
        Change("Kela: Osallistuminen", "Pyydetty, ei vielä vastausta", "Osallistui"),
        Change("Keitä pyydettiin mukaan", "", "Sisko\nOsallistui"),
    ]


def test_the_page_shows_both_texts_side_by_side(client, old):
    new = next_version(old, values={"conclusions": "Tarvitsee tukea vain velkoihin."})
    client.force_login(old.saved_by)

    shown = client.get(page("changes", assessment_pk=new.pk)).text

    texts = ["Tarvitsee asunnon ja tukea arkeen.", "Tarvitsee tukea vain velkoihin."]
    assert [text for text in texts if text not in shown] == []


def test_the_page_does_not_ask_more_for_many_changes(client, old, django_assert_num_queries):
    new = next_version(old, values={"conclusions": "Uusi"})
    client.force_login(old.saved_by)
    client.get(page("changes", assessment_pk=new.pk))
    with django_assert_num_queries(QUERIES):
        client.get(page("changes", assessment_pk=new.pk))
    new.areas.update(situation="Muuttui")

    with django_assert_num_queries(QUERIES):
        client.get(page("changes", assessment_pk=new.pk))


def test_the_first_version_has_nothing_to_be_compared_with(client, old):
    client.force_login(old.saved_by)

    assert client.get(page("changes", assessment_pk=old.pk)).status_code == 404


def test_the_changes_do_not_exist_for_those_outside_the_team(client, old):
    new = next_version(old)
    client.force_login(WorkerFactory(unit=old.case.unit))

    assert client.get(page("changes", assessment_pk=new.pk)).status_code == 404


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1.3.2026", "Päivänä 1.3.2026 mikään arvio ei ollut voimassa."),
        ("2.3.2026", "Päivänä 2.3.2026 voimassa oli 2.3.2026 valmistunut arvio."),
        ("19.4.2026", "Päivänä 19.4.2026 voimassa oli 2.3.2026 valmistunut arvio."),
        ("20.4.2026", "Päivänä 20.4.2026 voimassa oli 20.4.2026 valmistunut arvio."),
    ],
)
def test_the_list_says_which_version_was_in_force_on_a_day(client, old, day, words):
    finished(next_version(old), NEW_DAY)
    client.force_login(old.saved_by)

    with time_machine.travel(dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC), tick=False):
        client.force_login(old.saved_by)
        shown = client.get(page("list", case_pk=old.case_id), {"paiva": day}).text

    assert words in " ".join(shown.split())


def test_a_draft_of_a_correction_was_never_in_force(client, old):
    next_version(old)
    client.force_login(old.saved_by)

    found = client.get(page("list", case_pk=old.case_id), {"paiva": "1.5.2026"}).context["found"]

    assert found == old


def test_a_day_that_is_none_is_told_beside_the_field(client, old):
    client.force_login(old.saved_by)

    response = client.get(page("list", case_pk=old.case_id), {"paiva": "31.2.2026"})

    assert list(response.context["as_of"].errors) == ["paiva"]


def test_the_page_of_a_new_version_leads_to_what_changed(client, old):
    new = next_version(old)
    client.force_login(old.saved_by)

    shown = client.get(new.get_absolute_url()).text

    assert reverse("assessments:assessment_changes", args=[new.pk]) in shown
