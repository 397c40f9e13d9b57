"""When there is no round: in remand, where the client declines, and when it can wait."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.custody import record_custody
from cases.models import Case
from desistance.actions import BeforeFormer, RoundBegun, close_rounds, decline_checklist
from desistance.factors import Factor
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import Occasion
from tests.desistance.test_checklists import answers, fill_url, written
from tests.desistance.test_rounds import DAY, WORDS, close_url, in_remand
from tests.factories import (
    CaseFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
    CustodyFactFactory,
    GoalFactory,
    NoteFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db


def test_the_client_declines_by_one_press_without_a_reason(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.post(fill_url(case), answers(declined="yes"))

    checklist = Checklist.objects.get()
    page = client.get(reverse("desistance:checklists", args=[case.pk])).content.decode()
    assert (checklist.is_declined, checklist.status) == (True, "closed")
    assert not checklist.entries.exists()
    assert "asiakas ei halunnut puhua näistä" in page
    assert AuditEvent.objects.filter(action=Action.CHECKLIST_DECLINED).count() == 1


def test_a_round_in_which_something_was_said_is_not_declined(entry):
    case = entry.checklist.case

    with pytest.raises(RoundBegun):
        decline_checklist(
            case=case, occasion=Occasion.CONTACT, on=timezone.localdate(), by=case.responsible
        )


def test_a_round_that_another_has_begun_meanwhile_is_not_declined(client, entry):
    case = entry.checklist.case
    client.force_login(case.responsible)

    page = client.post(fill_url(case, Occasion.CONTACT), answers(declined="yes")).text

    assert "on muuttanut samaa kohtaa" in page
    assert not Checklist.objects.get().is_declined


def test_what_is_filled_in_is_not_lost_by_declining(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    typed = answers(declined="yes", inner_change__note="Puhuimme muutoksesta")
    page = client.post(fill_url(case), typed).text

    assert not Checklist.objects.exists()
    assert "Puhuimme muutoksesta" in page
    assert "Sivulla on täytetty" in page


def test_a_round_is_declined_on_the_day_that_stands_on_the_page(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    yesterday = timezone.localdate() - DAY

    client.post(fill_url(case), answers(declined="yes", talked_on=written(yesterday)))

    assert Checklist.objects.get().day == yesterday


def test_a_round_is_not_declined_before_the_former_one():
    case = CaseFactory()
    ChecklistFactory(case=case, occasion=Occasion.PLAN)
    close_rounds(case, case.responsible)

    with pytest.raises(BeforeFormer):
        decline_checklist(
            case=case,
            occasion=Occasion.PLAN,
            on=timezone.localdate() - 400 * DAY,
            by=case.responsible,
        )


def test_what_is_declined_in_two_windows_on_one_day_is_one_round():
    case = CaseFactory()

    for _window in range(2):
        decline_checklist(
            case=case, occasion=Occasion.PLAN, on=timezone.localdate(), by=case.responsible
        )

    assert Checklist.objects.count() == 1


@pytest.mark.parametrize("former", ["declined the day before", "talked over the same day"])
def test_what_is_declined_after_another_round_is_a_round_of_its_own(former):
    case = CaseFactory()
    today = timezone.localdate()
    told = {"case": case, "occasion": Occasion.PLAN, "by": case.responsible}
    if former == "talked over the same day":
        entry = ChecklistEntryFactory(checklist__case=case, checklist__occasion=Occasion.PLAN)
        Checklist.objects.filter(pk=entry.checklist_id).update(talked_on=today)
        close_rounds(case, case.responsible)
    else:
        decline_checklist(on=today - DAY, **told)

    declined = decline_checklist(on=today, **told)

    assert (declined.round, declined.is_declined) == (2, True)


def test_declining_is_offered_where_no_round_is_open(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    assert 'name="declined"' in client.get(fill_url(case)).text


@pytest.mark.parametrize("query", ["", "?kierros=2"])
def test_declining_is_not_offered_while_a_round_is_open(client, entry, query):
    case = entry.checklist.case
    client.force_login(case.responsible)

    page = client.get(fill_url(case, Occasion.CONTACT) + query).text

    assert 'name="declined"' not in page


def test_an_open_round_without_answers_can_be_declined():
    checklist = ChecklistFactory()
    ChecklistEntryFactory(checklist=checklist, standing="not_discussed")

    decline_checklist(
        case=checklist.case,
        occasion=Occasion.CONTACT,
        on=timezone.localdate(),
        by=checklist.case.responsible,
    )

    assert Checklist.objects.get().is_declined


@pytest.mark.parametrize("name", ["fill", "close"])
def test_in_remand_no_round_is_made_or_changed_and_the_page_says_why(client, name, entry):
    case = entry.checklist.case
    in_remand(case)
    client.force_login(case.responsible)
    url = {
        "fill": fill_url(case),
        "close": close_url(entry.checklist),
    }[name]

    response = client.post(url, answers(version=1, inner_change__note="Ei nyt"))

    assert response.status_code == 409
    assert "tutkintavankeudessa" in response.content.decode()
    assert Checklist.objects.get().is_open


def test_in_remand_no_page_of_the_case_speaks_of_giving_up_crime(client):
    case = CaseFactory()
    in_remand(case)
    client.force_login(case.responsible)

    pages = [
        client.get(url).content.decode().lower()
        for url in (
            case.get_absolute_url(),
            fill_url(case),
            reverse("desistance:checklists", args=[case.pk]),
            reverse("plans:plan_list", args=[case.pk]),
        )
    ]

    assert not [WORDS.findall(page) for page in pages if WORDS.search(page)]


def test_what_was_recorded_before_the_remand_can_still_be_read(client, entry):
    case = entry.checklist.case
    in_remand(case)
    client.force_login(case.responsible)

    page = client.get(reverse("desistance:checklists", args=[case.pk])).content.decode()

    assert entry.checklist.get_absolute_url() in page


def test_a_return_to_custody_changes_no_standing(entry):
    case = entry.checklist.case
    before = list(ChecklistEntry.objects.values())

    fact = CustodyFactFactory(
        case=case,
        custody_kind="prison_sentence",
        return_kind="new_sentence",
        recorded_by=case.responsible,
    )
    record_custody(fact=fact, by=case.responsible)

    assert list(ChecklistEntry.objects.values()) == before
    assert Checklist.objects.get().is_open


def test_at_a_first_meeting_the_page_advises_to_wait_and_a_known_client_is_not_so(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    first = client.get(fill_url(case)).context["first_meeting"]
    NoteFactory(case=case, kind="meeting", occurred_on=timezone.localdate() - DAY)

    later = client.get(fill_url(case)).context["first_meeting"]

    assert (first, later) == (True, False)


@pytest.mark.parametrize(("days", "near"), [(-3, True), (3, True), (4, False), (-4, False)])
def test_within_three_days_of_the_gate_the_page_advises_to_wait(client, days, near):
    case = CaseFactory()
    gate = timezone.localdate() + days * DAY
    Case.objects.filter(pk=case.pk).update(release_on=gate)
    client.force_login(case.responsible)

    assert client.get(fill_url(case)).context["near_gate"] is near


def test_where_a_reflection_is_written_the_page_says_that_the_client_may_read_it(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    assert "Asiakas voi lukea tämän." in client.get(fill_url(case)).content.decode()


@pytest.mark.parametrize("name", ["factors_pdf", "factors_print"])
def test_in_remand_there_is_no_paper_of_the_factors(client, name, entry):
    case = entry.checklist.case
    in_remand(case)
    client.force_login(case.responsible)

    response = client.get(reverse(f"caseload:{name}", args=[case.pk]))

    assert response.url == reverse("desistance:checklists", args=[case.pk])


def test_in_remand_a_plan_names_no_factor_on_page_form_or_paper(client):
    case = CaseFactory()
    goal = GoalFactory(
        plan=PlanFactory(case=case), factors=[Factor.CRIME_FREE_LIFE_CONDITIONS.value]
    )
    plan = goal.plan
    client.force_login(case.responsible)
    urls = [
        plan.get_absolute_url(),
        reverse("plans:goal_edit", args=[plan.pk, goal.pk]),
        reverse("caseload:plan_print", args=[plan.pk]),
    ]
    before = [bool(WORDS.search(client.get(url).content.decode().lower())) for url in urls]
    in_remand(case)

    after = [bool(WORDS.search(client.get(url).content.decode().lower())) for url in urls]

    assert (before, after) == ([True] * 3, [False] * 3)


def test_in_remand_saving_a_goal_keeps_what_it_named_before(client):
    case = CaseFactory()
    goal = GoalFactory(plan=PlanFactory(case=case), factors=[Factor.INNER_CHANGE.value])
    in_remand(case)
    client.force_login(case.responsible)

    client.post(
        reverse("plans:goal_edit", args=[goal.plan_id, goal.pk]),
        {"version": goal.version, "words": "Toiset sanat", "scale": 1},
    )

    goal.refresh_from_db()
    assert (goal.words, goal.factors) == ("Toiset sanat", [Factor.INNER_CHANGE.value])
