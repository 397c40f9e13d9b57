"""The pages of assessments."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from assessments.forms.sheet import AssessmentSheet
from assessments.models import Assessment, AssessmentParticipant
from cases.actions.team import open_for_purpose
from cases.models import Case
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)


def page(name: str, **kwargs: int) -> str:
    return reverse(f"assessments:assessment_{name}", kwargs=kwargs)


def filled(assessment: Assessment) -> dict[str, str]:
    """What the draft's page sends when nothing is changed on it."""
    sheet = AssessmentSheet(Assessment.objects.get(pk=assessment.pk), new_rows=2)
    carried = {"version": sheet.version, "prints": sheet.prints, "rows": sheet.row_keys}
    return {place.name: place.as_text(place.stored) for place in sheet.places()} | carried


@pytest.fixture
def draft(db, client):
    draft = AssessmentFactory(complete=True)
    client.force_login(draft.saved_by)
    return draft


def edit(client, draft, **changes):
    data = filled(draft) | {name.replace("__", "-"): text for name, text in changes.items()}
    return client.post(page("edit", assessment_pk=draft.pk), data)


def answered(response, **choices: str) -> dict[str, str]:
    """What the page with both texts sends when these are chosen."""
    sheet = response.context["sheet"]
    asked = {"two_texts": [row.name for row in response.context["conflict"]["fields"]]}
    chosen = {f"two_texts:{name}": choice for name, choice in choices.items()}
    return sheet.data.dict() | asked | chosen


@pytest.mark.parametrize("count", [1, 3])
def test_assessment_list_query_count_does_not_grow(client, db, count, django_assert_num_queries):
    case = CaseFactory()
    for _ in range(count):
        AssessmentFactory(case=case, final=True)
    AssessmentFactory(case=case)
    client.force_login(case.responsible)
    client.get(page("list", case_pk=case.pk))

    with django_assert_num_queries(16):
        response = client.get(page("list", case_pk=case.pk))

    assert len(response.context["final"]) == count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("page", 19), ("edit", 22)])
def test_query_count_does_not_grow_with_participants(
    client, draft, count, name, queries, django_assert_num_queries
):
    for _ in range(count):
        member = NetworkMemberFactory(case=draft.case)
        AssessmentParticipantFactory(assessment=draft, member=member)
    client.get(page(name, assessment_pk=draft.pk))

    with django_assert_num_queries(queries):
        client.get(page(name, assessment_pk=draft.pk))


def test_assessment_start_begins_a_draft_and_opens_it(client, db):
    case = CaseFactory()
    client.force_login(case.responsible)

    form = {"initiated_on": "12.1.2026", "started_on": "2.2.2026", "form_key": str(uuid.uuid4())}
    first = client.post(page("start", case_pk=case.pk), form)
    second = client.post(page("start", case_pk=case.pk), form)

    draft = Assessment.objects.get()
    assert first.url == second.url == page("edit", assessment_pk=draft.pk)
    assert draft.started_on == dt.date(2026, 2, 2)


def test_assessment_start_with_a_draft_goes_on_with_it(client, draft):
    form = {"initiated_on": "12.1.2026", "started_on": "2.2.2026"}

    response = client.post(page("start", case_pk=draft.case_id), form)

    assert response.url == page("edit", assessment_pk=draft.pk)


def test_assessment_start_refuses_a_beginning_before_the_matter_was_pending(client, db):
    case = CaseFactory()
    client.force_login(case.responsible)

    form = {"initiated_on": "2.2.2026", "started_on": "1.2.2026"}
    response = client.post(page("start", case_pk=case.pk), form)

    assert list(response.context["form"].errors) == ["started_on"]
    assert Assessment.objects.count() == 0


def test_assessment_edit_saves_the_whole_page(client, draft):
    member = NetworkMemberFactory(case=draft.case, name="Sisko", role="sisko")

    response = edit(
        client,
        draft,
        conclusions="Uusi.",
        area__housing__client_words="Oma ovi.",
        area__housing__state="gone_through",
        participant__new0__source=f"member:{member.pk}",
        participant__new0__part="took_part",
    )

    assert response.url == page("edit", assessment_pk=draft.pk)
    draft.refresh_from_db()
    assert draft.conclusions == "Uusi."
    assert draft.areas.get(area="housing").client_words == "Oma ovi."
    row = draft.participants.get()
    assert (row.member, row.who, row.part) == (member, "Sisko, sisko", "took_part")


def test_assessment_edit_saves_a_half_empty_draft(client, db):
    draft = AssessmentFactory()
    client.force_login(draft.saved_by)

    response = edit(client, draft, client_opinion="Haluan kotiin.")

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.client_opinion == "Haluan kotiin."


def test_assessment_edit_removes_the_row_that_is_ticked(client, draft):
    row = AssessmentParticipantFactory(assessment=draft)

    edit(client, draft, **{f"participant__{row.pk}__remove": "on"})

    assert draft.participants.count() == 0


def test_assessment_edit_without_its_rows_removes_nobody(client, draft):
    AssessmentParticipantFactory(assessment=draft)
    data = filled(draft)
    del data["rows"]

    client.post(page("edit", assessment_pk=draft.pk), data)

    assert draft.participants.count() == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("conclusions", "x" * 10_001),
        ("conclusions", "a\0b"),
        ("started_on", "1.1.2026"),
        ("initiated_on", ""),
        ("special_support", "maybe"),
        ("area__housing__state", "asked"),
        ("area__housing__situation", "x" * 10_001),
        ("participant__new0__contribution", "Kuka tämä on?"),
    ],
)
def test_assessment_edit_says_what_is_wrong_and_keeps_everything_typed(client, draft, field, text):
    response = edit(client, draft, own_actions="Tämä on kirjoitettu.", **{field: text})

    assert response.status_code == 200
    assert response.context["sheet"].total_error_count >= 1
    assert response.context["form"]["own_actions"].value() == "Tämä on kirjoitettu."
    draft.refresh_from_db()
    assert (draft.version, draft.own_actions) == (1, "")


def test_assessment_edit_refuses_a_member_of_another_network(client, draft):
    stranger = NetworkMemberFactory(name="Kanarialintu")

    response = edit(client, draft, participant__new0__source=f"member:{stranger.pk}")

    assert response.context["sheet"].total_error_count == 1
    assert "Kanarialintu" not in response.content.decode()
    assert AssessmentParticipant.objects.count() == 0


def test_two_who_write_in_different_places_do_not_stop_each_other(client, draft):
    mine = filled(draft) | {
        "own_actions": "Vain minun.",
        "area-housing-situation": "Asuu siskolla.",
    }
    edit(client, draft, next_steps="Vain toisen.", area__health__situation="Lääkitys kunnossa.")

    response = client.post(page("edit", assessment_pk=draft.pk), mine)

    assert response.url == page("edit", assessment_pk=draft.pk)
    draft.refresh_from_db()
    assert (draft.own_actions, draft.next_steps) == ("Vain minun.", "Vain toisen.")
    areas = dict(draft.areas.values_list("area", "situation"))
    assert (areas["housing"], areas["health"]) == ("Asuu siskolla.", "Lääkitys kunnossa.")


def test_a_save_raises_the_version_of_the_areas_that_it_changes_alone(client, draft):
    edit(client, draft, area__housing__situation="Asuu siskolla.")

    versions = dict(draft.areas.values_list("area", "version"))
    assert {area for area, version in versions.items() if version == 2} == {"housing"}


def test_stale_save_shows_both_texts_and_saves_the_one_that_is_chosen(client, draft):
    mine = filled(draft) | {"conclusions": "Minun.", "own_actions": "Vain minun."}
    edit(client, draft, conclusions="Toisen.", next_steps="Vain toisen.")

    response = client.post(page("edit", assessment_pk=draft.pk), mine)

    assert response.status_code == 409
    conflict, form = response.context["conflict"], response.context["form"]
    assert conflict["at"] == Assessment.objects.get(pk=draft.pk).saved_at
    assert [(row.theirs, row.mine) for row in conflict["fields"]] == [("Toisen.", "Minun.")]
    shown = [form[name].value() for name in ("conclusions", "own_actions", "next_steps")]
    assert shown == ["Minun.", "Vain minun.", "Vain toisen."]
    draft.refresh_from_db()
    assert draft.own_actions == ""

    client.post(page("edit", assessment_pk=draft.pk), answered(response, conclusions="both"))

    draft.refresh_from_db()
    saved = (draft.conclusions, draft.own_actions, draft.next_steps)
    assert saved == ("Toisen.\n\nMinun.", "Vain minun.", "Vain toisen.")


def test_both_texts_of_a_life_area_are_named_by_the_area(client, draft):
    mine = filled(draft) | {"area-housing-situation": "Minun."}
    edit(client, draft, area__housing__situation="Toisen.")

    response = client.post(page("edit", assessment_pk=draft.pk), mine)

    (row,) = response.context["conflict"]["fields"]
    assert (row.label, row.theirs, row.mine) == ("Asuminen: Tilanne", "Toisen.", "Minun.")
    assert row.who == draft.saved_by.get_full_name()
    client.post(
        page("edit", assessment_pk=draft.pk),
        answered(response, **{"area-housing-situation": "theirs"}),
    )
    assert draft.areas.get(area="housing").situation == "Toisen."


def test_a_row_that_another_has_removed_stays_away_if_nobody_wrote_in_it(client, draft):
    row = AssessmentParticipantFactory(assessment=draft)
    mine = filled(draft) | {"own_actions": "Vain minun."}
    edit(client, draft, **{f"participant__{row.pk}__remove": "on"})

    client.post(page("edit", assessment_pk=draft.pk), mine)

    assert draft.participants.count() == 0


def test_a_row_in_which_another_wrote_is_not_removed_unread(client, draft):
    row = AssessmentParticipantFactory(assessment=draft)
    mine = filled(draft) | {f"participant-{row.pk}-remove": "on"}
    edit(client, draft, **{f"participant__{row.pk}__contribution": "Tuntee asiakkaan."})

    response = client.post(page("edit", assessment_pk=draft.pk), mine, follow=True)

    assert draft.participants.get().contribution == "Tuntee asiakkaan."
    assert list(response.context["messages"])[-1].message == (
        "Riviä ”Rikosseuraamuslaitos, Erityisohjaaja” ei poistettu, koska joku kirjoitti siihen "
        "sillä välin. Lue rivi ensin."
    )


def test_stale_save_keeps_the_participants_of_both(client, draft):
    mine = filled(draft) | {"participant-new0-who": "Minun osallistujani"}
    edit(client, draft, participant__new0__who="Toisen osallistuja")

    client.post(page("edit", assessment_pk=draft.pk), mine)

    assert {row.who for row in draft.participants.all()} == {
        "Minun osallistujani",
        "Toisen osallistuja",
    }


def test_edit_twice_with_one_form_is_one_save(client, draft):
    data = filled(draft) | {"conclusions": "Uusi.", "form_key": str(uuid.uuid4())}

    answers = [client.post(page("edit", assessment_pk=draft.pk), data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    draft.refresh_from_db()
    assert draft.version == 2


def test_text_for_an_assessment_finalised_meanwhile_is_kept_on_the_page(client, draft):
    data = filled(draft) | {"own_actions": "Kirjoitin tämän."}
    NetworkWalkthroughFactory(case=draft.case)
    client.post(page("finalise", assessment_pk=draft.pk), {"version": "1"})

    response = client.post(page("edit", assessment_pk=draft.pk), data)

    assert response.status_code == 409
    assert response.context["form"]["own_actions"].value() == "Kirjoitin tämän."


def test_text_for_a_case_closed_meanwhile_is_kept_on_the_page(client, draft):
    Case.objects.filter(pk=draft.case_id).update(status="closed", closed_on="2026-03-02")

    response = edit(client, draft, own_actions="Kirjoitin tämän.")

    assert response.status_code == 409
    assert response.context["form"]["own_actions"].value() == "Kirjoitin tämän."


def test_finalise_shows_what_is_missing_as_links_to_its_place(client, draft):
    draft.areas.filter(area="housing").update(state="not_asked")
    Assessment.objects.filter(pk=draft.pk).update(client_opinion="")

    response = client.get(page("finalise", assessment_pk=draft.pk))

    edit_page = page("edit", assessment_pk=draft.pk)
    assert [each.url for each in response.context["missing"]] == [
        f"{edit_page}?open=housing#area-housing",
        reverse("networks:network", kwargs={"case_pk": draft.case_id}),
        f"{edit_page}#div_id_client_opinion",
    ]


def test_finalise_of_what_is_not_ready_answers_409(client, draft):
    response = client.post(page("finalise", assessment_pk=draft.pk), {"version": "1"})

    assert response.status_code == 409
    draft.refresh_from_db()
    assert draft.is_draft


def test_finalise_leads_to_the_final_document(client, draft):
    NetworkWalkthroughFactory(case=draft.case, outcome="not_wanted")

    response = client.post(page("finalise", assessment_pk=draft.pk), {"version": "1"})

    assert response.url == page("page", assessment_pk=draft.pk)
    draft.refresh_from_db()
    assert draft.status == "final"


def test_a_final_document_keeps_the_network_step_of_its_day(client, draft):
    walk = NetworkWalkthroughFactory(case=draft.case)
    client.post(page("finalise", assessment_pk=draft.pk), {"version": "1"})
    NetworkWalkthroughFactory(case=draft.case, outcome="not_wanted", on=dt.date(2026, 4, 1))

    response = client.get(page("page", assessment_pk=draft.pk))

    assert response.context["walk"] == walk


def test_a_final_assessment_opens_to_be_read_and_not_to_be_written(client, db):
    final = AssessmentFactory(complete=True, final=True)
    client.force_login(final.saved_by)

    read = client.get(page("page", assessment_pk=final.pk))
    write = client.get(page("edit", assessment_pk=final.pk))

    assert (read.status_code, write.url) == (200, page("page", assessment_pk=final.pk))


def test_correct_starts_a_draft_with_a_reason_and_the_old_one_stays_readable(client, db):
    final = AssessmentFactory(complete=True, final=True)
    client.force_login(final.saved_by)

    empty = client.post(page("correct", assessment_pk=final.pk), {"reason": ""})
    client.post(page("correct", assessment_pk=final.pk), {"reason": "Päivä väärin"})

    assert list(empty.context["form"].errors) == ["reason"]
    assert Assessment.objects.drafts().get().correction_reason == "Päivä väärin"
    assert client.get(page("page", assessment_pk=final.pk)).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "other county", "supervisor", "superuser"])
def test_assessments_do_not_exist_for(client, draft, who):
    case = draft.case
    users = {
        "stranger": WorkerFactory(unit=UnitFactory(county=case.county)),
        "other county": WorkerFactory(unit=UnitFactory(county__code="other")),
        "supervisor": SupervisorFactory(unit=case.unit),
        "superuser": WorkerFactory(unit=case.unit, is_superuser=True),
    }
    data = filled(draft)
    client.force_login(users[who])

    urls = [page(name, case_pk=case.pk) for name in ("list", "start")]
    names = ("page", "edit", "finalise", "correct")
    urls += [page(name, assessment_pk=draft.pk) for name in names]

    assert {client.get(url).status_code for url in urls} == {404}
    assert {client.post(url, data).status_code for url in urls} <= {404, 405}


def test_a_supervisor_with_a_purpose_reads_and_does_not_write(client, draft):
    supervisor = SupervisorFactory(unit=draft.case.unit)
    open_for_purpose(case=draft.case, by=supervisor, purpose="Sijaisen ohjaus")
    client.force_login(supervisor)

    assert client.get(page("page", assessment_pk=draft.pk)).status_code == 200
    assert client.get(page("edit", assessment_pk=draft.pk)).status_code == 403
