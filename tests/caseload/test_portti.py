"""Portti: the day at the gate on one page and on paper, and the client's own copy."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import page as pdf_check
import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from audit.models import AuditEvent
from caseload.closing import close_case
from caseload.documents.paper import to_pdf
from caseload.portti.calls import people_to_call
from caseload.portti.client_copy import client_copy
from caseload.portti.day import shut_on
from caseload.portti.known import known_of
from caseload.portti.papers import first_weeks_html, portti_html
from caseload.portti.plain import CUSTODY
from caseload.portti.release_list import Item, release_list
from caseload.portti.two_weeks import two_weeks
from cases.actions.custody import record_custody
from cases.custody import CustodyKind
from cases.models import Case, CaseClosure
from cases.vocabulary import Place
from continuity.actions.gate import write_facts
from continuity.actions.needs import end_need, say_no_need
from continuity.gap_words import shown_gaps
from continuity.models import GateState, NoNeed, State
from continuity.need_kinds import FIRST_DAYS, Domain, NeedKind
from networks.members.actions.changing import end_member
from networks.models import NetworkMember
from tests.caseload.at_the_gate import (
    DAY,
    GATE,
    TODAY,
    case_at_the_gate,
    facts_of,
    prepared_case,
    remand_case,
)
from tests.caseload.test_plan_pdf import needs_press
from tests.factories import (
    CustodyFactFactory,
    NeedFactory,
    NetworkMemberFactory,
    ServiceFactory,
    WorkerFactory,
)
from tests.paper import needs_reader, text_of

pytestmark = pytest.mark.django_db
K = NeedKind


def page_of(client: Browser, case: Case) -> str:
    client.force_login(case.responsible)
    found = client.get(reverse("caseload:portti", args=[case.pk]))
    assert found.status_code == 200
    return " ".join(found.text.split())


def items_of(case: Case, today: dt.date = TODAY) -> dict[Any, Item]:
    groups = release_list(known_of(case, today))
    return {item.kind or item.name: item for group in groups for item in group.items}


def agreed_days(case: Case, today: dt.date = TODAY) -> dict[dt.date | None, list[str]]:
    rows = two_weeks(known_of(case, today))
    return {row.day: [entry.what for entry in row.entries] for row in rows if row.entries}


# --- the day -----------------------------------------------------------------------


def test_the_day_stands_with_its_certainty_and_source(client: Browser) -> None:
    page = page_of(client, prepared_case())

    assert "torstai 31.12.2026" in page.lower()
    assert "Rikosseuraamuslaitoksen vahvistama" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 12, 31), "Pyhän aatto"),
        (dt.date(2026, 12, 25), "Pyhäpäivä"),
        (dt.date(2026, 11, 27), "Perjantai"),
        (dt.date(2026, 11, 28), "Viikonloppu"),
        (dt.date(2026, 11, 24), ""),
    ],
)
def test_what_is_shut_on_the_day_is_said_with_the_next_open_one(day: dt.date, words: str) -> None:
    with translation.override("fi"):
        assert shut_on(day).startswith(words)
        assert bool(shut_on(day)) is bool(words)


def test_on_new_years_eve_the_offices_open_after_the_weekend() -> None:
    with translation.override("fi"):
        assert shut_on(GATE).endswith("ma 4.1.")


def test_both_gates_stand_where_two_lie_ahead(client: Browser) -> None:
    case = case_at_the_gate(
        release_kind="to_supervised_probationary_freedom",
        conditional_release_on=dt.date(2027, 3, 31),
        conditional_release_certainty="official",
    )

    page = page_of(client, case)

    assert "Valvotun koevapauden alku" in page
    assert "31.3.2027" in page


def test_a_day_that_is_not_known_is_said_to_be_so(client: Browser) -> None:
    assert "Päivä ei ole tiedossa" in page_of(client, remand_case())


def test_for_remand_the_page_says_that_it_may_end_anywhere(client: Browser) -> None:
    assert "toisella paikkakunnalla tai illalla" in page_of(client, remand_case())


def test_for_fines_the_page_says_until_when_paying_opens_the_gate(
    client: Browser, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC))
    case = case_at_the_gate(
        gate=dt.date(2026, 12, 20),
        custody_kind=CustodyKind.FINE_CONVERSION,
        custody_started_on=dt.date(2026, 11, 30),
    )

    assert "7.12.2026 asti" in page_of(client, case)


def test_for_fines_the_end_date_holds_after_the_days_of_paying(
    client: Browser, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2026, 12, 9, 12, tzinfo=dt.UTC))
    case = case_at_the_gate(
        gate=dt.date(2026, 12, 20),
        custody_kind=CustodyKind.FINE_CONVERSION,
        custody_started_on=dt.date(2026, 11, 30),
    )

    assert "Sakon maksuaika vankilassa on ohi" in page_of(client, case)


def test_where_no_release_is_to_come_the_page_says_so(client: Browser) -> None:
    case = case_at_the_gate(gate=None, custody_kind=CustodyKind.COMMUNITY_SERVICE)

    assert "Vapautumista ei ole tulossa" in page_of(client, case)


# --- the release list --------------------------------------------------------------


def test_a_need_that_holds_at_the_gate_is_in_order() -> None:
    assert items_of(prepared_case())[K.TRANSPORT].state is GateState.IN_ORDER


def test_a_need_with_a_gap_is_being_arranged_in_the_words_of_the_gap() -> None:
    item = items_of(prepared_case())[K.HOUSING]

    assert item.state is GateState.ARRANGED
    assert "Kriisimajoitus" in item.text or "Tuettu asuminen" in item.text


def test_whose_move_a_gap_is_stands_in_its_words_only() -> None:
    case = prepared_case()
    (gap,) = [each for each in shown_gaps(case, TODAY) if each.gap.need.kind is K.HOUSING]

    item = items_of(case)[K.HOUSING]

    assert (item.text, item.who) == (f"{gap.text} {gap.next_move}", "")


def test_a_home_in_the_queue_is_not_in_order() -> None:
    need = NeedFactory(case=case_at_the_gate(), kind=K.HOUSING)
    ServiceFactory(need=need, state=State.QUEUED, expected_on=GATE)

    assert items_of(need.case)[K.HOUSING].state is GateState.ARRANGED


def test_what_is_said_not_to_be_needed_is_not_asked_again() -> None:
    case = case_at_the_gate()
    none = NoNeed(case=case, kind=K.HOME_CARE, because="Pärjää itse.")
    say_no_need(answer=none, by=case.responsible)

    item = items_of(case)[K.HOME_CARE]

    assert (item.state, item.text) == (GateState.NOT_NEEDED, "Pärjää itse.")


@pytest.mark.parametrize(
    ("reason", "state"),
    [("declined", GateState.NOT_NEEDED), ("goal_reached", GateState.IN_ORDER)],
)
def test_a_need_that_is_over_is_not_asked_about_as_if_nobody_had(
    reason: str, state: GateState
) -> None:
    need = NeedFactory(case=case_at_the_gate(), kind=K.PEER)
    end_need(need=need, reason=reason, on=dt.date(2026, 12, 1), by=need.case.responsible)

    assert items_of(need.case)[K.PEER].state is state


def test_a_bed_for_the_first_days_is_a_first_night() -> None:
    assert items_of(prepared_case())[K.FIRST_NIGHT].state is GateState.IN_ORDER


def test_what_nobody_has_answered_is_not_asked_yet() -> None:
    assert items_of(case_at_the_gate())[K.PARENTING].state is None


def test_the_own_answer_tells_who_and_by_when() -> None:
    item = items_of(prepared_case())[K.IDENTITY]

    assert (item.who, item.by_when) == ("Riikka Aaltovuo", dt.date(2026, 12, 22))


def test_all_eight_domains_and_the_practical_things_are_on_the_list() -> None:
    groups = release_list(known_of(case_at_the_gate(), TODAY))

    assert [group.label for group in groups[1:]] == [str(domain.label) for domain in Domain]


def test_on_a_short_track_only_the_first_days_are_asked() -> None:
    kinds = {kind for kind in items_of(remand_case()) if isinstance(kind, NeedKind)}

    assert kinds == set(FIRST_DAYS)


def test_on_a_short_track_a_known_need_stands_all_the_same() -> None:
    case = remand_case()
    NeedFactory(case=case, kind=K.DEBTS)

    assert items_of(case)[K.DEBTS].state is GateState.ARRANGED


def test_for_remand_it_is_asked_where_phone_medicines_and_money_are(client: Browser) -> None:
    assert "Missä puhelin, lääkkeet ja rahat ovat" in page_of(client, remand_case())


def test_the_facts_of_the_day_stand_where_they_are_needed() -> None:
    with translation.override("fi"):
        items = items_of(prepared_case(needs=6))

    assert "portilla klo 9.00" in items["Kuka on vastassa"].extra
    assert items[K.MEDICATION].extra == "Lääkkeet mukana 7 päiväksi"


def test_a_fact_of_the_day_that_is_told_is_in_order() -> None:
    with translation.override("fi"):
        told, untold = items_of(prepared_case()), items_of(case_at_the_gate())

    names = ("Kuka on vastassa", "Avaimet")
    assert [told[name].state for name in names] == [GateState.IN_ORDER] * 2
    assert [untold[name].state for name in names] == [None, None]


def test_whom_to_keep_apart_stands_without_a_reason(client: Browser) -> None:
    assert "Ei samaan asumisyksikköön kuin M. K." in page_of(client, prepared_case())


# --- the first two weeks -----------------------------------------------------------


def test_the_days_tell_first_appointments_steps_review_and_what_ends() -> None:
    with translation.override("fi"):
        days = agreed_days(prepared_case())

    assert days[GATE] == [
        "Vastassa: Marko Polvelma, 050 000 0501",
        "Kriisimajoitus",
        "Kyyti portilta",
    ]
    assert days[GATE + 5 * DAY] == [
        "Ensimmäinen tapaaminen: Päihdepoliklinikka",
        "Kelan hakemus",
        "Valvonnan ensimmäinen tapaaminen",
    ]
    assert days[GATE + 9 * DAY] == ["Viimeinen päivä: Kriisimajoitus"]
    assert days[GATE + 13 * DAY] == ["Katsomme suunnitelmaa yhdessä"]


def test_a_step_after_the_two_weeks_is_not_shown() -> None:
    assert GATE + 40 * DAY not in agreed_days(prepared_case())


def test_days_on_which_nothing_is_agreed_stand_as_one_row() -> None:
    rows = two_weeks(known_of(prepared_case(), TODAY))

    assert (rows[2].day, rows[2].last) == (GATE + 2 * DAY, GATE + 4 * DAY)


def test_a_public_holiday_on_which_nothing_is_agreed_says_what_is_shut() -> None:
    with translation.override("fi"):
        rows = two_weeks(known_of(prepared_case(), TODAY))

    assert (rows[1].day, rows[1].last) == (GATE + DAY, None)
    assert rows[1].shut.startswith("Pyhäpäivä")


def test_what_is_agreed_from_the_gate_on_stands_on_the_day_whichever_it_is() -> None:
    need = NeedFactory(case=remand_case(), kind=K.HOUSING)
    ServiceFactory(need=need, name="Oma asunto", state=State.GRANTED, from_gate=True)

    assert agreed_days(need.case) == {None: ["Oma asunto"]}


def test_after_the_gate_the_two_weeks_are_counted_from_the_day_it_was_passed() -> None:
    case = prepared_case()
    out = CustodyFactFactory(
        case=case,
        custody_kind=CustodyKind.CONDITIONAL_RELEASE,
        release_on=None,
        release_certainty="unknown",
        released_on=GATE + DAY,
    )
    record_custody(fact=out, by=case.responsible)
    case.refresh_from_db()

    rows = two_weeks(known_of(case, GATE + 3 * DAY))

    assert (rows[0].day, rows[-1].last or rows[-1].day) == (GATE + DAY, GATE + 15 * DAY)


# --- whom to call ------------------------------------------------------------------


def test_worker_unit_and_contact_persons_outside_are_called(client: Browser) -> None:
    page = page_of(client, prepared_case())

    assert [n for n in ("044 000 1001", "050 000 0501", "044 000 2002") if n not in page] == []


def test_a_close_person_is_called_only_with_the_clients_leave(client: Browser) -> None:
    case = case_at_the_gate()
    NetworkMemberFactory(case=case, kind="close_person", name="Sisko", phone="040 000 7777")

    assert "040 000 7777" not in page_of(client, case)


def test_whoever_leaves_by_the_gate_is_not_called_and_the_successor_answers() -> None:
    case = prepared_case()
    nurse = NetworkMember.objects.get(case=case, name="Sari Hoitola")
    heir = NetworkMember(
        case=case, kind="public", name="Pia Jatkaja", after=True, phone="044 000 3003"
    )
    end_member(member=nurse, on=GATE, reason="Lähtee", successor=heir, by=case.responsible)

    known = known_of(case, TODAY)

    called = {caller.name: caller.kinds for caller in people_to_call(known)}
    assert called["Pia Jatkaja"] == {K.REHAB_OPEN}
    assert "Sari Hoitola" not in called
    assert items_of(case)[K.REHAB_OPEN].who == "Terveysasema, Pia Jatkaja"


def test_whoever_leaves_without_a_successor_is_said_to_do_so() -> None:
    case = prepared_case()
    helper = NetworkMember.objects.get(case=case, name="Marko Polvelma")
    end_member(member=helper, on=GATE, reason="Lähtee", by=case.responsible)

    with translation.override("fi"):
        known = known_of(case, TODAY)
        (ride,) = [need for need in known.needs if need.kind is K.TRANSPORT]

        assert known.who(ride.lines[0]) == "Marko Polvelma, lähtee 31.12.2026, eikä kukaan jatka"


# --- the client's own copy ---------------------------------------------------------


def words_of(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("needs", [3, 25])
def test_the_clients_copy_says_nothing_of_custody(language: str, needs: int) -> None:
    case = prepared_case(needs=needs)

    words = words_of(first_weeks_html(case, TODAY, language))

    assert CUSTODY.findall(words) == []
    assert "M. K." not in words


def test_the_clients_copy_has_its_own_title() -> None:
    case = case_at_the_gate()

    titles = [first_weeks_html(case, TODAY, language) for language in ("fi", "sv")]

    assert "Ensimmäiset kaksi viikkoa" in titles[0]
    assert "De första två veckorna" in titles[1]


def test_health_stands_on_a_sheet_of_its_own() -> None:
    with translation.override("fi"):
        copy = client_copy(known_of(prepared_case(), TODAY))

    def told(sheet: Any) -> str:
        entries = [entry.what for row in sheet.days for entry in row.entries]
        names = [caller.name for caller in sheet.people]
        return " ".join([*entries, *names, *sheet.agreed, *sheet.still_open])

    assert "Päihdepoliklinikka" in told(copy.health)
    assert "Sari Hoitola" in told(copy.health)
    assert [word for word in ("Päihde", "Hoitola") if word in told(copy.sheet)] == []


@pytest.mark.parametrize(
    ("kind", "place", "question"),
    [(K.TRANSPORT, Place.GATE, "Miten matkustat"), (K.HOUSING, Place.OUTSIDE, "Missä yövyt")],
)
def test_what_is_granted_for_a_day_before_the_gate_is_not_told_as_agreed(
    kind: NeedKind, place: Place, question: str
) -> None:
    need = NeedFactory(case=case_at_the_gate(), kind=kind)
    day = GATE - 2 * DAY
    ServiceFactory(need=need, name="Tarjottu", place=place, state=State.GRANTED, starts_on=day)
    out = NeedFactory(case=need.case, kind=K.DEBTS)
    ServiceFactory(need=out, name="Neuvonta", state=State.GRANTED, first_appointment_on=day)

    with translation.override("fi"):
        known = known_of(need.case, TODAY)
        answers = {each.question: each.lines for each in client_copy(known).sheet.answers}

    assert items_of(need.case)[kind].lines == ()
    assert agreed_days(need.case) == {}
    assert "Tarjottu" not in " ".join(answers[question])


def test_a_journey_that_is_paid_but_has_no_ride_is_not_certain() -> None:
    case = case_at_the_gate()
    write_facts(facts=facts_of(case), seen=0, by=case.responsible)
    need = NeedFactory(case=case, kind=K.TRANSPORT)
    told = {"place": Place.GATE, "state": State.GRANTED, "starts_on": GATE + DAY}
    ServiceFactory(need=need, name="Kyyti", **told)

    with translation.override("fi"):
        copy = client_copy(known_of(case, TODAY))

    (travel,) = [each for each in copy.sheet.answers if each.question == "Miten matkustat"]
    assert travel.lines[0].startswith("Tästä ei ole vielä varmuutta")


def test_a_name_that_is_left_out_leaves_beginning_and_end_to_be_read() -> None:
    need = NeedFactory(case=case_at_the_gate(), kind=K.LIVELIHOOD)
    days = {"starts_on": GATE + DAY, "ends_on": GATE + 5 * DAY}
    ServiceFactory(need=need, name="Vankilan avustus", state=State.GRANTED, **days)

    with translation.override("fi"):
        sheet = client_copy(known_of(need.case, TODAY)).sheet

    told = {row.day: [entry.what for entry in row.entries] for row in sheet.days}
    money = str(K.LIVELIHOOD.label)
    assert told == {
        GATE + DAY: [f"{money} alkaa"],
        GATE + 5 * DAY: [f"Viimeinen päivä: {money}"],
    }


def test_medicines_stand_on_the_sheet_of_health_only() -> None:
    with translation.override("fi"):
        copy = client_copy(known_of(prepared_case(), TODAY))

    assert [answer.question for answer in copy.health.answers] == ["Lääkkeet mukana"]


# --- papers ------------------------------------------------------------------------


Html = Callable[..., str]


@needs_press
@pytest.mark.parametrize("html", [portti_html, first_weeks_html])
@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("needs", [3, 25])
@pytest.mark.parametrize("large", [False, True])
def test_a_screen_reader_can_read_the_paper(
    html: Html, language: str, needs: int, large: bool
) -> None:
    case = prepared_case(needs=needs)

    report = pdf_check.validate_pdf_bytes(
        to_pdf(html(case, TODAY, language, large=large)), profile="ua1"
    )

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@needs_press
@needs_reader
def test_the_paper_takes_two_sheets() -> None:
    pdf = to_pdf(portti_html(prepared_case(), TODAY, "fi"))

    assert "Sivu 2 / 2" in text_of(pdf)


@pytest.mark.parametrize("name", ["portti_pdf", "first_weeks_pdf"])
@needs_press
def test_neither_name_nor_title_of_the_file_tells_of_custody(client: Browser, name: str) -> None:
    case = prepared_case()
    client.force_login(case.responsible)

    answer = client.get(reverse(f"caseload:{name}", args=[case.pk]))

    disposition = answer["Content-Disposition"]
    assert case.number in disposition
    assert CUSTODY.findall(disposition) == []
    assert "Jani" not in disposition


@pytest.mark.parametrize("name", ["portti", "portti_print", "first_weeks_print", "portti_facts"])
def test_no_title_of_a_page_tells_of_custody(client: Browser, name: str) -> None:
    case = prepared_case()
    client.force_login(case.responsible)

    page = client.get(reverse(f"caseload:{name}", args=[case.pk])).text

    (title,) = re.findall("<title>(.*?)</title>", page, re.DOTALL)
    assert CUSTODY.findall(title) == []


@pytest.mark.parametrize(
    ("name", "receiver"), [("portti_print", "worker"), ("first_weeks_print", "client")]
)
def test_the_log_tells_that_it_was_taken_on_paper_and_for_whom(
    client: Browser, name: str, receiver: str
) -> None:
    case = prepared_case()
    client.force_login(case.responsible)

    client.get(reverse(f"caseload:{name}", args=[case.pk]))

    newest = (
        AuditEvent.objects.of_case(case.pk)
        .filter(action__endswith=("gate_printed" if receiver == "worker" else "first_weeks"))
        .get()
    )
    assert newest.details == {"form": "print", "receiver": receiver}


def test_a_need_is_named_in_the_language_of_the_paper() -> None:
    assert "Boende" in portti_html(prepared_case(), TODAY, "sv")


def test_large_print_is_a_choice(client: Browser) -> None:
    case = prepared_case()
    client.force_login(case.responsible)
    address = reverse("caseload:first_weeks_print", args=[case.pk])

    assert '<body class="large">' in client.get(f"{address}?koko=suuri").text
    assert '<body class="large">' not in client.get(address).text


def test_the_paper_speaks_the_clients_language(client: Browser) -> None:
    case = prepared_case()
    case.client.service_language = "sv"
    case.client.save()
    client.force_login(case.responsible)

    assert '<html lang="sv">' in client.get(reverse("caseload:portti_print", args=[case.pk])).text


# --- who may, and how much it costs ------------------------------------------------


ADDRESSES = ["portti", "portti_pdf", "portti_print", "first_weeks_pdf", "first_weeks_print"]


@pytest.mark.parametrize("name", [*ADDRESSES, "portti_facts"])
def test_for_strangers_there_is_no_such_page(client: Browser, name: str) -> None:
    case = case_at_the_gate()
    client.force_login(WorkerFactory(unit=case.unit))

    assert client.get(reverse(f"caseload:{name}", args=[case.pk])).status_code == 404


def test_in_a_closed_case_there_is_nothing_to_write(client: Browser) -> None:
    case = case_at_the_gate()
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    page = page_of(client, case)

    assert reverse("caseload:portti_facts", args=[case.pk]) not in page


def test_the_page_costs_no_more_queries_with_more_needs(client: Browser) -> None:
    counts = []
    for needs in (3, 25):
        case = prepared_case(needs=needs)
        client.force_login(case.responsible)
        address = reverse("caseload:portti", args=[case.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30
