"""What somebody else has written in an assessment is kept when a save replaces it."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.actions.parts import save_participants
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.models import Assessment
from audit.models import AuditEvent
from audit.recording import target_label
from cases.actions.team import assign_worker, open_for_purpose
from cases.models import Case, WrittenText
from cases.permissions import CaseRole
from cases.tasks import remove_replaced_texts
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    NetworkWalkthroughFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
    WrittenTextFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = AssessmentFactory(complete=True)
    client.force_login(draft.saved_by)
    return draft


@pytest.fixture
def pair(draft):
    """Another worker of the team."""
    worker = WorkerFactory(unit=draft.case.unit)
    assign_worker(case=draft.case, user=worker, role=CaseRole.MEMBER, by=draft.case.responsible)
    return worker


def write(draft, by, area=None, **values):
    areas = {area: values} if area else None
    draft = Assessment.objects.get(pk=draft.pk)
    own = {} if area else values
    edit_assessment(assessment=draft, seen=draft.version, by=by, values=own, areas=areas)


def page(draft):
    return reverse("assessments:assessment_replaced_texts", kwargs={"assessment_pk": draft.pk})


def rows(client, draft):
    return client.get(page(draft)).context["rows"]


def put_back(client, draft, row, **changes):
    sent = {"text": row.text.pk, "shown": row.shown, "form_key": str(uuid.uuid4())} | changes
    return client.post(page(draft), sent)


def test_words_of_another_are_kept_with_who_wrote_and_who_replaced_them(client, draft, pair):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, next_steps="Omat sanat.")

    (row,) = rows(client, draft)

    assert (row.label, row.text.former, row.now) == (
        "Mitä seuraavaksi tapahtuu",
        "Parin sanat.",
        "Omat sanat.",
    )
    assert (row.text.former_by, row.text.written_by) == (pair, draft.saved_by)
    assert row.text.former_at < row.text.written_at


def test_ones_own_words_are_not_kept(client, draft):
    for words in ("Ensin.", "Sitten.", "Lopuksi."):
        write(draft, draft.saved_by, next_steps=words)

    assert rows(client, draft) == []


def test_words_stay_ones_own_when_another_saves_another_place(client, draft, pair):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, own_actions="Muuta.")
    write(draft, pair, next_steps="Parin uudet sanat.")

    assert rows(client, draft) == []


def test_words_of_whom_nobody_knows_are_kept(client, draft):
    write(draft, draft.saved_by, conclusions="Uusi arvio.")

    (row,) = rows(client, draft)

    assert (row.text.former, row.text.former_by) == ("Tarvitsee asunnon ja tukea arkeen.", None)


def test_words_of_a_life_area_and_of_a_row_are_kept_by_their_names(client, draft, pair):
    who = AssessmentParticipantFactory(assessment=draft, authority="", who="Kaisa")
    write(draft, pair, area="housing", situation="Asuu siskolla.")
    write(draft, draft.saved_by, area="housing", situation="Asuu yksin.")
    wanted = {"pk": who.pk, "who": "Kaisa Niemi"}
    save_participants(draft, [wanted], by=draft.saved_by)

    assert [(row.label, row.text.former) for row in rows(client, draft)] == [
        ("Kaisa Niemi: Nimi ja rooli", "Kaisa"),
        ("Asuminen: Tilanne", "Asuu siskolla."),
    ]


def test_another_end_of_line_is_no_other_text(client, draft, pair):
    write(draft, pair, next_steps="Yksi.\nKaksi.")
    write(draft, draft.saved_by, next_steps="Yksi.\r\nKaksi.")

    assert rows(client, draft) == []


def test_a_text_is_put_back_and_what_stood_there_is_kept_in_turn(client, draft, pair):
    write(draft, pair, area="housing", situation="Parin sanat.")
    write(draft, draft.saved_by, area="housing", situation="Omat sanat.")

    response = put_back(client, draft, rows(client, draft)[0])

    assert response.url == page(draft)
    assert draft.areas.get(area="housing").situation == "Parin sanat."
    assert [(row.text.former, row.is_back) for row in rows(client, draft)] == [
        ("Omat sanat.", False),
        ("Parin sanat.", True),
    ]


def test_the_clients_words_that_were_replaced_before_they_were_rows_come_back_as_one(
    client, draft, pair
):
    entry, said = draft.areas.get(area="housing"), timezone.now() - dt.timedelta(days=3)
    former = {"former": "Haluan oman oven.", "former_by": pair, "former_at": said}
    WrittenTextFactory(document=draft, part=target_label(entry), field="client_words", **former)

    put_back(client, draft, rows(client, draft)[0])

    row = entry.words.get()
    assert (row.words, row.said_on) == ("Haluan oman oven.", timezone.localdate(said))


def test_a_text_of_the_assessment_itself_is_put_back(client, draft, pair):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, next_steps="Omat sanat.")

    put_back(client, draft, rows(client, draft)[0])

    draft.refresh_from_db()
    assert (draft.next_steps, draft.version) == ("Parin sanat.", 4)


def test_a_double_click_puts_a_text_back_once(client, draft, pair):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, next_steps="Omat sanat.")
    (row,) = rows(client, draft)
    key = str(uuid.uuid4())

    answers = [put_back(client, draft, row, form_key=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(rows(client, draft)) == 2


def test_a_text_is_not_put_over_words_that_the_page_did_not_show(client, draft, pair):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, next_steps="Omat sanat.")
    (row,) = rows(client, draft)
    write(draft, pair, next_steps="Parin uusimmat.")

    response = put_back(client, draft, row)

    assert response.status_code == 409
    assert "Parin uusimmat." in response.content.decode()
    draft.refresh_from_db()
    assert draft.next_steps == "Parin uusimmat."


def test_words_of_a_row_that_is_removed_are_read_and_have_no_place(client, draft, pair):
    row = AssessmentParticipantFactory(assessment=draft, contribution="Tuntee asiakkaan.")
    save_participants(draft, [], by=draft.saved_by)

    kept = next(each for each in rows(client, draft) if each.text.field == "contribution")

    assert (kept.text.former, kept.now) == ("Tuntee asiakkaan.", None)
    assert kept.label.endswith("(poistettu)")
    assert put_back(client, draft, kept).status_code == 409
    assert not draft.participants.filter(pk=row.pk).exists()


def finalised(draft):
    NetworkWalkthroughFactory(case=draft.case)
    draft.refresh_from_db()
    finalise_assessment(assessment=draft, seen=draft.version, by=draft.saved_by)


def test_in_a_final_assessment_texts_are_read_and_not_put_back(client, draft, pair):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, next_steps="Omat sanat.")
    (row,) = rows(client, draft)
    finalised(draft)

    shown, sent = client.get(page(draft)), put_back(client, draft, row)

    assert "Parin sanat." in shown.content.decode()
    assert not shown.context["may_put_back"]
    assert shown.context["ends_on"] == timezone.localdate() + dt.timedelta(days=30)
    assert sent.status_code == 409
    draft.refresh_from_db()
    assert draft.next_steps == "Omat sanat."


def test_texts_are_removed_after_their_last_day_and_not_on_it(client, draft, pair):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, next_steps="Omat sanat.")
    going_on = AssessmentFactory(complete=True)
    write(going_on, going_on.saved_by, conclusions="Uusi.")
    today, here = timezone.localdate(), WrittenText.objects.of_document(draft)

    here.update(ends_on=today)
    remove_replaced_texts()
    assert here.exists()

    here.update(ends_on=today - dt.timedelta(days=1))
    remove_replaced_texts()
    assert not here.exists()
    assert WrittenText.objects.of_document(going_on).exists()


def change(texts):
    texts.update(former="Muuta")


def remove(texts):
    texts.delete()


@pytest.mark.parametrize("act", [change, remove])
def test_the_database_lets_nobody_change_or_remove_a_kept_text(draft, pair, act):
    write(draft, pair, next_steps="Parin sanat.")
    write(draft, draft.saved_by, next_steps="Omat sanat.")
    kept = WrittenText.objects.replaced()

    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        act(kept)

    assert kept.get().former == "Parin sanat."


@pytest.mark.parametrize("who", ["stranger", "superuser"])
def test_replaced_texts_do_not_exist_for(client, draft, pair, who):
    write(draft, draft.saved_by, conclusions="Uusi.")
    (row,) = rows(client, draft)
    users = {
        "stranger": WorkerFactory(unit=UnitFactory(county=draft.case.county)),
        "superuser": WorkerFactory(unit=draft.case.unit, is_superuser=True),
    }
    client.force_login(users[who])

    assert client.get(page(draft)).status_code == 404
    assert put_back(client, draft, row).status_code == 404


def test_whoever_may_only_look_puts_nothing_back(client, draft, pair):
    write(draft, draft.saved_by, conclusions="Uusi.")
    (row,) = rows(client, draft)
    supervisor = SupervisorFactory(unit=draft.case.unit)
    open_for_purpose(case=draft.case, by=supervisor, purpose="Sijaisen ohjaus")
    client.force_login(supervisor)

    shown = client.get(page(draft))

    assert shown.status_code == 200
    assert not shown.context["may_put_back"]
    assert put_back(client, draft, row).status_code == 403


def test_a_text_of_another_assessment_is_not_put_back(client, draft, pair):
    other = AssessmentFactory(complete=True)
    write(other, other.saved_by, conclusions="Uusi.")
    write(draft, draft.saved_by, conclusions="Uusi.")
    (row,) = rows(client, draft)
    foreign = WrittenText.objects.of_document(other).get()

    for text in (foreign.pk, "x", "9" * 30, ""):
        assert put_back(client, draft, row, text=text).status_code == 404


def test_a_closed_case_takes_no_text_back(client, draft, pair):
    write(draft, draft.saved_by, conclusions="Uusi.")
    (row,) = rows(client, draft)
    Case.objects.filter(pk=draft.case_id).update(status="closed", closed_on="2026-03-02")

    assert put_back(client, draft, row).status_code == 409
    draft.refresh_from_db()
    assert draft.conclusions == "Uusi."


def test_hostile_words_are_words(client, draft, pair):
    write(draft, pair, next_steps="<script>alert(1)</script>{{ 7|add:7 }}%(x)s")
    write(draft, draft.saved_by, next_steps="Omat.")

    html = client.get(page(draft)).content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}%(x)s" in html


def test_reading_them_is_logged(client, draft):
    client.get(page(draft))

    last = AuditEvent.objects.of_case(draft.case_id).order_by("-pk").first()
    assert last.details["page"] == "assessments:assessment_replaced_texts"


@pytest.mark.parametrize("count", [1, 4])
def test_query_count_does_not_grow_with_texts(client, draft, count, django_assert_num_queries):
    for number in range(count):
        other = WorkerFactory(unit=draft.case.unit)
        write(draft, other, area="housing", situation=f"Tilanne {number}")
        write(draft, draft.saved_by, area="housing", situation=f"Uusi {number}")
    client.get(page(draft))

    with django_assert_num_queries(14):
        client.get(page(draft))


def test_the_draft_leads_to_its_replaced_texts(client, draft, pair):
    edit = reverse("assessments:assessment_map", kwargs={"assessment_pk": draft.pk})
    assert page(draft) not in client.get(edit).content.decode()

    write(draft, draft.saved_by, conclusions="Uusi.")

    assert page(draft) in client.get(edit).content.decode()
    assert page(draft) in client.get(draft.get_absolute_url()).content.decode()


def test_a_text_that_no_form_of_the_draft_asks_for_is_read_and_put_back(client, draft, pair):
    entry = draft.areas.get(area="housing")
    because = "Asunto on omassa nimessä"
    draft.areas.filter(pk=entry.pk).update(state="later", not_relevant_because=because)
    write(draft, pair, area="housing", state="gone_through")

    [row] = rows(client, draft)
    assert row.label == "Asuminen: Ei koske asiakasta, koska"
    client.post(page(draft), {"text": row.text.pk, "shown": row.shown})

    entry.refresh_from_db()
    assert entry.not_relevant_because == because
