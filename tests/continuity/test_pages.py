"""The tab of the continuity of services: gaps, chart, needs, and what nobody asked."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions.custody import record_custody
from cases.custody import CustodyKind, ReleaseCertainty
from cases.models import Case
from continuity.actions.gate import answer_item
from continuity.actions.needs import end_need, say_no_need
from continuity.actions.services import take_back_state
from continuity.models import GateAnswer, GateState, NoNeed
from continuity.need_kinds import UNBROKEN, NeedKind
from continuity.not_asked import not_asked
from networks.members.actions.changing import end_member
from tests.factories import (
    CaseFactory,
    CustodyFactFactory,
    InterimFactory,
    NeedFactory,
    NetworkMemberFactory,
    ServiceFactory,
    SupervisorFactory,
)


def page(name: str, **kwargs: int) -> str:
    return reverse(f"continuity:{name}", kwargs=kwargs)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def case(db, client, today):
    """Released in thirty days."""
    case = CaseFactory()
    fact = CustodyFactFactory(case=case, release_on=today + dt.timedelta(days=30))
    record_custody(fact=fact, by=case.responsible)
    client.force_login(case.responsible)
    return Case.objects.get(pk=case.pk)


def shown(client, case):
    return client.get(page("continuity", case_pk=case.pk))


def answer(case, *kinds):
    for kind in kinds:
        say_no_need(
            answer=NoNeed(case=case, kind=kind, because="Ei tarvitse."), by=case.responsible
        )


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow_with_needs(client, case, count, django_assert_num_queries):
    for kind in [NeedKind.HOUSING, NeedKind.LIVELIHOOD, NeedKind.MEDICATION][:count]:
        need = NeedFactory(case=case, kind=kind)
        for _each in range(count):
            ServiceFactory(need=need)
        InterimFactory(need=need, ends_on=case.release_on)
    answer(case, NeedKind.HOME_CARE)
    shown(client, case)

    with django_assert_num_queries(32):
        response = shown(client, case)

    assert len(response.context["shown"].present) == count


def test_title_tells_nothing_of_custody_or_of_the_tab(client, case):
    title = shown(client, case).content.decode().split("<title>")[1].split("</title>")[0]

    assert title.split() == f"Asia {case.number} – Jatkumo".split()


def test_gap_has_the_same_number_in_the_report_in_the_chart_and_at_its_need(client, case):
    covered = NeedFactory(case=case, kind=NeedKind.DEBTS)
    ServiceFactory(need=covered, state="running")
    housing = NeedFactory(case=case, kind=NeedKind.HOUSING)
    ServiceFactory(need=housing)

    context = shown(client, case).context

    assert [gap.title for gap in context["shown"].gaps] == ["Asuminen"]
    numbers = [(each.need, [row.number for row in each.gaps]) for each in context["shown"].present]
    assert numbers == [(housing, [1]), (covered, [])]
    assert context["charts"][0].rows[0].marks[0].text.startswith("1 · ")


def test_service_that_ends_before_the_gate_is_not_called_none(client, case, today):
    need = NeedFactory(case=case, kind=NeedKind.DEBTS)
    ServiceFactory(need=need, place="inside", state="running", ends_on=today)

    (gap,) = shown(client, case).context["shown"].gaps

    assert gap.text == "Kirjattu palvelu päättyy aiemmin, eikä jatkoa ole."


def test_gap_leads_to_the_forms_that_close_it(client, case):
    service = ServiceFactory(need__case=case)

    body = shown(client, case).content.decode()

    for name, kwargs in [
        ("state_tell", {"need_service_pk": service.pk}),
        ("interim_add", {"need_pk": service.need_id}),
        ("need_end", {"need_pk": service.need_id}),
    ]:
        assert page(name, **kwargs) in body.split('id="needs"')[0]


def test_need_shows_since_when_and_by_whom_its_state_was_told(client, case, today):
    ServiceFactory(need__case=case, told_by="Asuntotoimisto")

    body = " ".join(shown(client, case).content.decode().split())

    day = f"{today.day}.{today.month}.{today.year}"
    assert f"(kerrottu {day}, Asuntotoimisto)" in body


def test_state_taken_back_stays_in_the_history_and_holds_no_more(client, case):
    service = ServiceFactory(need__case=case, state="running")
    take_back_state(state=service.states.get(), told_by="", by=case.responsible)

    (card,) = shown(client, case).context["shown"].present

    assert card.services[0].present is None
    assert [each.is_taken_back for each in card.services[0].former] == [True]


def test_history_tells_who_said_that_a_state_was_told_wrongly(client, case):
    service = ServiceFactory(need__case=case, state="running")
    take_back_state(state=service.states.get(), told_by="Asuntotoimiston Anu", by=case.responsible)

    response = shown(client, case)

    assert "Asuntotoimiston Anu" in response.content.decode()


def test_a_grant_without_a_day_says_on_its_card_and_in_its_gap_what_is_not_known(client, case):
    ServiceFactory(need__case=case, name="Tukiasunto", state="granted")

    context = shown(client, case).context["shown"]

    assert context.present[0].services[0].words == "Myönnetty, alkamispäivä ei tiedossa"
    assert context.gaps[0].text == "Tukiasunto: myönnetty, mutta alkamispäivä ei ole tiedossa."


def test_ended_need_is_folded_away_with_its_services(client, case, today):
    service = ServiceFactory(need__case=case)
    end_need(need=service.need, reason="not_needed", on=today, by=case.responsible)

    context = shown(client, case).context

    assert [card.need for card in context["shown"].ended] == [service.need]
    assert context["charts"] == []


def test_interim_solution_is_named_as_temporary(client, case):
    InterimFactory(need__case=case, what="Kriisimajoitus")

    assert "Väliaikainen: Kriisimajoitus" in shown(client, case).content.decode()


def test_table_says_what_the_chart_says(client, case):
    need = NeedFactory(case=case)
    ServiceFactory(need=need, name="Tuettu asuminen")
    NeedFactory(case=case, kind=NeedKind.LIVELIHOOD)

    table = shown(client, case).content.decode().split("<table")[1].split("</table>")[0]

    for words in ["Asuminen", "Tuettu asuminen", "jonossa", "Toimeentulo", "Ei vielä palvelua."]:
        assert words in table


def test_whoever_only_reads_is_offered_no_forms(client, case):
    ServiceFactory(need__case=case)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=timezone.localdate())

    body = shown(client, case).content.decode()

    assert page("need_add", case_pk=case.pk) not in body
    assert "/tilanne/" not in body


def test_supervisor_without_a_purpose_gets_no_page(client, case):
    client.force_login(SupervisorFactory(unit=case.unit))

    assert shown(client, case).status_code == 404


# --- Not asked yet --------------------------------------------------------------------


def open_kinds(case):
    return {each.key for each in not_asked(Case.objects.get(pk=case.pk), timezone.localdate())}


def test_each_unbroken_kind_is_not_asked_until_it_is_answered(case):
    NeedFactory(case=case, kind=NeedKind.HOUSING)
    answer(case, NeedKind.MEDICATION)

    open_ones = open_kinds(case)

    assert open_ones == set(UNBROKEN) - {NeedKind.HOUSING, NeedKind.MEDICATION}


def test_need_that_ended_was_asked_about(case, today):
    need = NeedFactory(case=case, kind=NeedKind.HOUSING)
    end_need(need=need, reason="declined", on=today, by=case.responsible)

    assert NeedKind.HOUSING not in open_kinds(case)


def test_remand_is_asked_for_the_first_days_only(case):
    fact = CustodyFactFactory(
        case=case,
        custody_kind=CustodyKind.REMAND,
        release_on=None,
        release_certainty=ReleaseCertainty.UNKNOWN,
        not_known_because="Ei tiedossa",
    )
    record_custody(fact=fact, by=case.responsible)

    open_ones = open_kinds(case)

    assert NeedKind.PHONE in open_ones
    assert NeedKind.HOME_CARE not in open_ones


def test_closed_case_is_asked_for_nothing(case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=timezone.localdate())

    assert open_kinds(case) == set()


def test_what_was_declined_long_ago_is_asked_once_more_when_the_gate_is_near(case, time_machine):
    answer(case, NeedKind.MEDICATION)
    fact = CustodyFactFactory(case=case, release_on=timezone.localdate() + dt.timedelta(days=100))
    record_custody(fact=fact, by=case.responsible)
    before = open_kinds(case)

    time_machine.move_to(timezone.now() + dt.timedelta(days=40))

    assert (NeedKind.MEDICATION in before, NeedKind.MEDICATION in open_kinds(case)) == (False, True)


def test_what_is_arranged_after_all_is_asked_again(case):
    by = case.responsible
    said = {"case": case, "item": NeedKind.MEDICATION, "words": "Ei lääkkeitä."}
    answer_item(answer=GateAnswer(**said, state=GateState.NOT_NEEDED), seen=0, by=by)
    before = open_kinds(case)
    arranged = GateAnswer(**said, who="Riikka", state=GateState.ARRANGED)
    answer_item(answer=arranged, seen=1, by=by)

    assert (NeedKind.MEDICATION in before, NeedKind.MEDICATION in open_kinds(case)) == (False, True)


def test_empty_report_says_that_not_everything_was_asked(client, case):
    ServiceFactory(need=NeedFactory(case=case, kind=NeedKind.DEBTS), state="running")

    body = shown(client, case).content.decode()

    assert "Kaikkea ei ole vielä kysytty." in body
    assert page("no_need", case_pk=case.pk) + "?laji=housing" in body
    assert page("need_add", case_pk=case.pk) + "?laji=housing" in body


def test_empty_report_is_calm_once_everything_was_answered(client, case):
    ServiceFactory(need=NeedFactory(case=case, kind=NeedKind.DEBTS), state="running")
    answer(case, *UNBROKEN)

    body = shown(client, case).content.decode()

    assert "Jokainen kirjattu tuen tarve on katettu portilta alkaen." in body
    assert "Ei vielä kysytty" not in body


def test_a_contact_person_who_leaves_is_told_with_who_goes_on(client, case, today):
    nurse = NetworkMemberFactory(case=case, name="Sari Hoitola", since=today)
    heir = NetworkMemberFactory(case=case, name="Pia Jatkaja", since=today)
    ServiceFactory(need=NeedFactory(case=case), contact_outside=nurse)
    last = today + dt.timedelta(days=10)
    end_member(member=nurse, on=last, reason="Lähtee", successor=heir, by=case.responsible)

    found = client.get(page("continuity", case_pk=case.pk)).text

    assert f"Sari Hoitola {last:%-d.%-m.%Y} asti, sitten Pia Jatkaja" in found


def test_the_days_of_a_service_do_not_run_into_the_day_on_which_it_was_told(client, case, today):
    service = ServiceFactory(need=NeedFactory(case=case), state="granted", starts_on=today)
    told = service.states.get()

    found = " ".join(client.get(page("continuity", case_pk=case.pk)).text.split())

    who, day = told.told_by or told.recorded_by, f"{today:%-d.%-m.%Y}"
    assert f"{day} alkaen <" in found
    assert f"(kerrottu {day}, {who})" in found


def test_the_first_day_of_an_interim_solution_is_not_asked_as_a_sender(client, case):
    need = NeedFactory(case=case)

    form = client.get(page("interim_add", need_pk=need.pk)).context["form"]

    assert str(form["starts_on"].label) == "Alkaen"


def test_the_legend_has_a_hatching_of_its_own_that_no_hidden_drawing_takes_away(client, case):
    InterimFactory(need=NeedFactory(case=case))

    html = shown(client, case).content.decode()

    legend = html.partition('class="legend"')[2].partition("</ul>")[0]
    assert 'id="temporary-0"' in legend
    assert "url(#temporary-0)" in legend
