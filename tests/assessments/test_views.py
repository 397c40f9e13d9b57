"""The pages of assessments."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from assessments.models import Assessment, AssessmentParticipant
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.team import open_for_purpose
from cases.models import Case
from tests.assessments.part_pages import (
    BACKGROUND,
    BEGINNING,
    CONCLUSIONS,
    HEALTH,
    HOUSING,
    NETWORK,
    NEXT,
    PARTICIPANTS,
    answered,
    edit,
    filled,
    part_page,
)
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


@pytest.fixture
def draft(db, client):
    draft = AssessmentFactory(complete=True)
    client.force_login(draft.saved_by)
    return draft


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
@pytest.mark.parametrize(
    ("address", "queries"), [("", 19), ("kirjaa/", 19), (f"kirjaa/{PARTICIPANTS}/", 16)]
)
def test_query_count_does_not_grow_with_participants(
    client, draft, count, address, queries, django_assert_num_queries
):
    for _ in range(count):
        member = NetworkMemberFactory(case=draft.case)
        AssessmentParticipantFactory(assessment=draft, member=member)
    url = page("page", assessment_pk=draft.pk) + address
    client.get(url)

    with django_assert_num_queries(queries):
        client.get(url)


def test_assessment_start_begins_a_draft_and_opens_it(client, db):
    case = CaseFactory()
    client.force_login(case.responsible)

    form = {"initiated_on": "12.1.2026", "started_on": "2.2.2026", "form_key": str(uuid.uuid4())}
    first = client.post(page("start", case_pk=case.pk), form)
    second = client.post(page("start", case_pk=case.pk), form)

    draft = Assessment.objects.get()
    assert first.url == second.url == page("map", assessment_pk=draft.pk)
    assert draft.started_on == dt.date(2026, 2, 2)


def test_assessment_start_with_a_draft_goes_on_with_it(client, draft):
    form = {"initiated_on": "12.1.2026", "started_on": "2.2.2026"}

    response = client.post(page("start", case_pk=draft.case_id), form)

    assert response.url == page("map", assessment_pk=draft.pk)


def test_assessment_start_refuses_a_beginning_before_the_matter_was_pending(client, db):
    case = CaseFactory()
    client.force_login(case.responsible)

    form = {"initiated_on": "2.2.2026", "started_on": "1.2.2026"}
    response = client.post(page("start", case_pk=case.pk), form)

    assert list(response.context["form"].errors) == ["started_on"]
    assert Assessment.objects.count() == 0


def test_each_part_saves_what_is_written_in_it(client, draft):
    member = NetworkMemberFactory(case=draft.case, name="Sisko", role="sisko")

    edit(client, draft, CONCLUSIONS, conclusions="Uusi.")
    area = {"client_words": "Oma ovi.", "state": "gone_through"}
    edit(client, draft, HOUSING, **{f"area__housing__{name}": it for name, it in area.items()})
    row = {"source": f"member:{member.pk}", "part": "took_part"}
    edit(client, draft, PARTICIPANTS, **{f"participant__new0__{k}": it for k, it in row.items()})

    draft.refresh_from_db()
    assert draft.conclusions == "Uusi."
    assert draft.areas.get(area="housing").client_words == "Oma ovi."
    row = draft.participants.get()
    assert (row.member, row.who, row.part) == (member, "Sisko, sisko", "took_part")


@pytest.mark.parametrize(
    ("part", "button", "where"),
    [
        (BACKGROUND, "", f"kirjaa/{BACKGROUND}/"),
        (BACKGROUND, "on", f"kirjaa/{PARTICIPANTS}/"),
        (PARTICIPANTS, "more", f"kirjaa/{PARTICIPANTS}/?more#participant-new0"),
        (NEXT, "on", f"kirjaa/{NEXT}/"),
        (NEXT, "finalise", "valmista/"),
    ],
)
def test_the_button_says_where_saving_leads(client, draft, part, button, where):
    response = edit(client, draft, part, **{button: ""})

    assert response.url == page("page", assessment_pk=draft.pk) + where


def test_a_part_that_there_is_not_is_no_page(client, draft):
    assert client.get(part_page(draft, "muu")).status_code == 404


def test_assessment_part_saves_a_half_empty_draft(client, db):
    draft = AssessmentFactory()
    client.force_login(draft.saved_by)

    response = edit(client, draft, CONCLUSIONS, client_opinion="Haluan kotiin.")

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.client_opinion == "Haluan kotiin."


def test_assessment_part_removes_the_row_that_is_ticked(client, draft):
    row = AssessmentParticipantFactory(assessment=draft)

    edit(client, draft, PARTICIPANTS, **{f"participant__{row.pk}__remove": "on"})

    assert draft.participants.count() == 0


def test_assessment_part_without_its_rows_removes_nobody(client, draft):
    AssessmentParticipantFactory(assessment=draft)
    data = filled(draft, PARTICIPANTS)
    del data["rows"]

    client.post(part_page(draft, PARTICIPANTS), data)

    assert draft.participants.count() == 1


@pytest.mark.parametrize(
    ("part", "kept", "field", "text"),
    [
        (CONCLUSIONS, "client_opinion", "conclusions", "x" * 10_001),
        (CONCLUSIONS, "client_opinion", "conclusions", "a\0b"),
        (BEGINNING, "how_carried_out", "started_on", "1.1.2026"),
        (BEGINNING, "how_carried_out", "initiated_on", ""),
        (CONCLUSIONS, "client_opinion", "special_support", "maybe"),
        (HOUSING, "area-housing-strengths", "area__housing__state", "asked"),
        (HOUSING, "area-housing-strengths", "area__housing__situation", "x" * 10_001),
        (PARTICIPANTS, "participant-new1-who", "participant__new0__contribution", "Kuka?"),
    ],
)
def test_a_part_says_what_is_wrong_and_keeps_everything_typed(
    client, draft, part, kept, field, text
):
    response = edit(client, draft, part, **{kept: "Tämä on kirjoitettu.", field: text})

    assert response.status_code == 200
    assert response.context["sheet"].total_error_count >= 1
    assert "Tämä on kirjoitettu." in response.text
    draft.refresh_from_db()
    assert draft.version == 1


def test_assessment_part_refuses_a_member_of_another_network(client, draft):
    stranger = NetworkMemberFactory(name="Kanarialintu")

    response = edit(client, draft, PARTICIPANTS, participant__new0__source=f"member:{stranger.pk}")

    assert response.context["sheet"].total_error_count == 1
    assert "Kanarialintu" not in response.content.decode()
    assert AssessmentParticipant.objects.count() == 0


@pytest.mark.parametrize(
    ("part", "mine", "other", "theirs"),
    [
        (BACKGROUND, "own_actions", NEXT, "next_steps"),
        (HOUSING, "area-housing-situation", HEALTH, "area-health-situation"),
        (PARTICIPANTS, "participant-new0-who", CONCLUSIONS, "conclusions"),
    ],
)
def test_two_who_write_in_different_parts_never_meet(client, draft, part, mine, other, theirs):
    sent = filled(draft, part) | {mine: "Vain minun."}
    edit(client, draft, other, **{theirs: "Vain toisen."})

    response = client.post(part_page(draft, part), sent, follow=True)

    told = {str(message) for message in response.context["messages"]}
    assert (response.status_code, told) == (200, {"Luonnos on tallennettu."})
    assert "Vain minun." in response.text
    assert "Vain toisen." in client.get(part_page(draft, other)).text


def test_two_who_write_in_different_places_of_a_part_do_not_stop_each_other(client, draft):
    mine = filled(draft, BACKGROUND) | {"own_actions": "Vain minun."}
    edit(client, draft, BACKGROUND, experiences="Vain toisen.")

    response = client.post(part_page(draft, BACKGROUND), mine)

    assert response.url == part_page(draft, BACKGROUND)
    draft.refresh_from_db()
    assert (draft.own_actions, draft.experiences) == ("Vain minun.", "Vain toisen.")


def test_a_save_raises_the_version_of_the_areas_that_it_changes_alone(client, draft):
    edit(client, draft, HOUSING, area__housing__situation="Asuu siskolla.")

    versions = dict(draft.areas.values_list("area", "version"))
    assert {area for area, version in versions.items() if version == 2} == {"housing"}


def test_stale_save_shows_both_texts_and_saves_the_one_that_is_chosen(client, draft):
    mine = filled(draft, NEXT) | {"multi_actor_reason": "Minun.", "client_differs": "Vain minun."}
    edit(client, draft, NEXT, multi_actor_reason="Toisen.", next_steps="Vain toisen.")
    edit(client, draft, BACKGROUND, own_actions="Muualla, myöhemmin.")

    response = client.post(part_page(draft, NEXT), mine)

    assert response.status_code == 409
    conflict, form = response.context["conflict"], response.context["form"]
    saves = AuditEvent.objects.filter(action=Action.ASSESSMENT_EDITED, details__part=NEXT)
    assert conflict["at"] == saves.get().at
    assert [(row.theirs, row.mine) for row in conflict["fields"]] == [("Toisen.", "Minun.")]
    names = ("multi_actor_reason", "client_differs", "next_steps")
    assert [form[name].value() for name in names] == ["Minun.", "Vain minun.", "Vain toisen."]
    draft.refresh_from_db()
    assert draft.client_differs == ""

    client.post(part_page(draft, NEXT), answered(response, multi_actor_reason="both"))

    draft.refresh_from_db()
    saved = (draft.multi_actor_reason, draft.client_differs, draft.next_steps)
    assert saved == ("Toisen.\n\nMinun.", "Vain minun.", "Vain toisen.")


def test_both_texts_of_a_life_area_are_named_by_the_area(client, draft):
    mine = filled(draft, HOUSING) | {"area-housing-situation": "Minun."}
    edit(client, draft, HOUSING, area__housing__situation="Toisen.")

    response = client.post(part_page(draft, HOUSING), mine)

    (row,) = response.context["conflict"]["fields"]
    assert (row.label, row.theirs, row.mine) == ("Asuminen: Tilanne", "Toisen.", "Minun.")
    assert row.who == draft.saved_by.get_full_name()
    chosen = answered(response, **{"area-housing-situation": "theirs"})
    client.post(part_page(draft, HOUSING), chosen)
    assert draft.areas.get(area="housing").situation == "Toisen."


def test_a_row_that_another_has_removed_stays_away_if_nobody_wrote_in_it(client, draft):
    row = AssessmentParticipantFactory(assessment=draft)
    mine = filled(draft, PARTICIPANTS)
    edit(client, draft, PARTICIPANTS, **{f"participant__{row.pk}__remove": "on"})

    client.post(part_page(draft, PARTICIPANTS), mine)

    assert draft.participants.count() == 0


def test_a_row_in_which_another_wrote_is_not_removed_unread(client, draft):
    row = AssessmentParticipantFactory(assessment=draft)
    mine = filled(draft, PARTICIPANTS) | {f"participant-{row.pk}-remove": "on"}
    edit(
        client, draft, PARTICIPANTS, **{f"participant__{row.pk}__contribution": "Tuntee asiakkaan."}
    )

    response = client.post(part_page(draft, PARTICIPANTS), mine, follow=True)

    assert draft.participants.get().contribution == "Tuntee asiakkaan."
    assert list(response.context["messages"])[-1].message == (
        "Riviä ”Rikosseuraamuslaitos, Erityisohjaaja” ei poistettu, koska joku kirjoitti siihen "
        "sillä välin. Lue rivi ensin."
    )


def test_stale_save_keeps_the_participants_of_both(client, draft):
    mine = filled(draft, PARTICIPANTS) | {"participant-new0-who": "Minun osallistujani"}
    edit(client, draft, PARTICIPANTS, participant__new0__who="Toisen osallistuja")

    client.post(part_page(draft, PARTICIPANTS), mine)

    assert {row.who for row in draft.participants.all()} == {
        "Minun osallistujani",
        "Toisen osallistuja",
    }


def test_edit_twice_with_one_form_is_one_save(client, draft):
    data = filled(draft, CONCLUSIONS) | {"conclusions": "Uusi.", "form_key": str(uuid.uuid4())}

    answers = [client.post(part_page(draft, CONCLUSIONS), data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    draft.refresh_from_db()
    assert draft.version == 2


def test_text_for_an_assessment_finalised_meanwhile_is_kept_on_the_page(client, draft):
    data = filled(draft, BACKGROUND) | {"own_actions": "Kirjoitin tämän."}
    NetworkWalkthroughFactory(case=draft.case)
    client.post(page("finalise", assessment_pk=draft.pk), {"version": "1"})

    response = client.post(part_page(draft, BACKGROUND), data)

    assert response.status_code == 409
    assert response.context["form"]["own_actions"].value() == "Kirjoitin tämän."


def test_text_for_a_case_closed_meanwhile_is_kept_on_the_page(client, draft):
    Case.objects.filter(pk=draft.case_id).update(status="closed", closed_on="2026-03-02")

    response = edit(client, draft, BACKGROUND, own_actions="Kirjoitin tämän.")

    assert response.status_code == 409
    assert response.context["form"]["own_actions"].value() == "Kirjoitin tämän."


def test_finalise_shows_what_is_missing_as_links_to_its_place(client, draft):
    draft.areas.filter(area="housing").update(state="not_asked")
    Assessment.objects.filter(pk=draft.pk).update(client_opinion="")

    response = client.get(page("finalise", assessment_pk=draft.pk))

    assert [each.url for each in response.context["missing"]] == [
        part_page(draft, HOUSING),
        reverse("networks:network", kwargs={"case_pk": draft.case_id}),
        f"{part_page(draft, CONCLUSIONS)}#div_id_client_opinion",
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
    write = client.get(page("map", assessment_pk=final.pk)), client.get(part_page(final, NEXT))

    assert read.status_code == 200
    assert {response.url for response in write} == {page("page", assessment_pk=final.pk)}


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
    data = filled(draft, CONCLUSIONS)
    client.force_login(users[who])

    urls = [page(name, case_pk=case.pk) for name in ("list", "start")]
    names = ("page", "map", "finalise", "correct")
    urls += [page(name, assessment_pk=draft.pk) for name in names]
    urls += [part_page(draft, part) for part in (CONCLUSIONS, HOUSING, NETWORK, "muu")]

    assert {client.get(url).status_code for url in urls} == {404}
    assert {client.post(url, data).status_code for url in urls} <= {404, 405}


def test_a_supervisor_with_a_purpose_reads_and_does_not_write(client, draft):
    supervisor = SupervisorFactory(unit=draft.case.unit)
    open_for_purpose(case=draft.case, by=supervisor, purpose="Sijaisen ohjaus")
    client.force_login(supervisor)

    assert client.get(page("page", assessment_pk=draft.pk)).status_code == 200
    urls = page("map", assessment_pk=draft.pk), part_page(draft, HOUSING)
    assert [client.get(url).status_code for url in urls] == [403, 403]
