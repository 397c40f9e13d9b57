"""What is asked for the day at the gate: answers of the release list, and facts."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from audit.models import AuditEvent
from caseload.closing import close_case
from cases.actions.closed_case import CaseClosed
from cases.models import Case, CaseClosure
from continuity.actions.gate import InOrderByWhat, answer_item, write_facts
from continuity.actions.needs import NeededAlready
from continuity.models import GateAnswer, GateFacts, GateState, NoNeed
from continuity.need_kinds import NeedKind
from records.versions import StaleVersion
from tests.caseload.at_the_gate import case_at_the_gate, remand_case
from tests.factories import NeedFactory, WorkerFactory

pytestmark = pytest.mark.django_db
K = NeedKind


def answer(case: Case, item: NeedKind = K.PHONE, **values: Any) -> GateAnswer:
    return GateAnswer(case=case, item=item, **{"state": GateState.IN_ORDER} | values)


def told(case: Case, seen: int = 0, item: NeedKind = K.PHONE, **values: Any) -> GateAnswer:
    made = answer(case, item, **values)
    answer_item(answer=made, seen=seen, by=case.responsible)
    return made


def address(case: Case, item: NeedKind = K.PHONE) -> str:
    return reverse("caseload:portti_answer", args=[case.pk, item])


def sent(**values: Any) -> dict[str, Any]:
    empty = {"version": "0", "state": "in_order", "who": "", "by_when": "", "words": ""}
    return empty | {"form_key": str(uuid.uuid4())} | values


@pytest.fixture
def case() -> Case:
    return case_at_the_gate()


@pytest.fixture
def browser(client: Browser, case: Case) -> Browser:
    client.force_login(case.responsible)
    return client


# --- an item -----------------------------------------------------------------------


def test_an_answer_is_kept_with_who_and_by_when(browser: Browser, case: Case) -> None:
    browser.post(
        address(case), sent(state="arranged", who="Riikka", by_when="22.12.2026", words="Liittymä")
    )

    kept = GateAnswer.objects.get(case=case)
    assert (kept.state, kept.who, kept.by_when) == ("arranged", "Riikka", dt.date(2026, 12, 22))


def test_a_second_answer_takes_the_place_of_the_first(case: Case) -> None:
    told(case)

    told(case, seen=1, words="Oma puhelin")

    assert GateAnswer.objects.get(case=case).words == "Oma puhelin"


@pytest.mark.parametrize("seen", [0, 1])
def test_what_somebody_wrote_meanwhile_is_not_overwritten(case: Case, seen: int) -> None:
    told(case)
    told(case, seen=1, words="Liittymä avattu")

    with pytest.raises(StaleVersion):
        told(case, seen=seen, words="Ei puhelinta")

    assert GateAnswer.objects.get(case=case).words == "Liittymä avattu"


def test_both_answers_are_shown_where_two_wrote_at_once(browser: Browser, case: Case) -> None:
    told(case, words="Liittymä avattu")

    response = browser.post(address(case), sent(words="Ei puhelinta"))

    assert response.status_code == 409
    assert [w for w in ("Liittymä avattu", "Ei puhelinta") if w not in response.text] == []


def test_a_double_click_answers_once(browser: Browser, case: Case) -> None:
    form = sent(words="Oma puhelin")

    answers = [browser.post(address(case), form).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert GateAnswer.objects.get(case=case).version == 1


def test_that_something_is_not_needed_is_known_to_the_gap_report_too(case: Case) -> None:
    told(case, item=K.HOME_CARE, state=GateState.NOT_NEEDED, words="Pärjää itse.")

    assert NoNeed.objects.get(case=case, kind=K.HOME_CARE).because == "Pärjää itse."


def test_the_same_answer_again_adds_no_second_row_of_no_need(case: Case) -> None:
    told(case, state=GateState.NOT_NEEDED, words="Oma on.")

    told(case, seen=1, state=GateState.NOT_NEEDED, words="Oma on.")

    assert NoNeed.objects.filter(case=case).count() == 1


def test_what_must_hold_without_a_break_is_not_in_order_by_a_word(case: Case) -> None:
    with pytest.raises(InOrderByWhat):
        told(case, item=K.HOUSING)


def test_what_a_need_tells_is_not_answered_here(case: Case) -> None:
    NeedFactory(case=case, kind=K.PHONE)

    with pytest.raises(NeededAlready):
        told(case)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"state": ""}, "state"),
        ({"state": "arranged"}, "who"),
        ({"state": "not_needed"}, "words"),
        ({"by_when": "31.2.2026"}, "by_when"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field(
    browser: Browser, case: Case, values: dict[str, str], field: str
) -> None:
    response = browser.post(address(case), sent(**values))

    assert list(response.context["form"].errors) == [field]


def test_a_closed_case_takes_no_answer(case: Case) -> None:
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    with pytest.raises(CaseClosed):
        told(case)


def test_the_answer_stands_in_the_log(case: Case) -> None:
    told(case)

    assert AuditEvent.objects.of_case(case.pk).filter(action="continuity.gate_item").count() == 1


def test_for_strangers_there_is_no_item(client: Browser, case: Case) -> None:
    client.force_login(WorkerFactory(unit=case.unit))

    assert client.post(address(case), sent()).status_code == 404


@pytest.mark.parametrize("item", ["other", "koira"])
def test_what_is_no_item_has_no_page(browser: Browser, case: Case, item: str) -> None:
    there = address(case).replace("/phone/", f"/{item}/")

    assert browser.get(there).status_code == 404


# --- facts -------------------------------------------------------------------------


def facts_sent(**values: Any) -> dict[str, Any]:
    names = ("met_by", "met_where", "own_money", "journey_paid_by", "keys", "medicine_days")
    rest = ("belongings", "home", "supervision", "supervision_first_on", "keep_apart")
    empty = dict.fromkeys((*names, *rest), "")
    return empty | {"version": "0", "form_key": str(uuid.uuid4())} | values


def facts_address(case: Case) -> str:
    return reverse("caseload:portti_facts", args=[case.pk])


def test_six_facts_fill_the_day(browser: Browser, case: Case) -> None:
    six = {
        "met_by": "Sisko",
        "met_where": "Portilla klo 9",
        "own_money": "80 €",
        "journey_paid_by": "Itse",
        "keys": "Siskolla",
        "medicine_days": "7",
    }

    browser.post(facts_address(case), facts_sent(**six))

    page = browser.get(reverse("caseload:portti", args=[case.pk])).text
    words = ["Sisko, Portilla klo 9", "80 €", "Itse", "Siskolla", "7 päiväksi"]
    assert [each for each in words if each not in page] == []


def test_facts_that_somebody_wrote_meanwhile_are_not_overwritten(case: Case) -> None:
    write_facts(facts=GateFacts(case=case, keys="Siskolla"), seen=0, by=case.responsible)

    with pytest.raises(StaleVersion):
        write_facts(facts=GateFacts(case=case, keys="Äidillä"), seen=0, by=case.responsible)

    assert GateFacts.objects.get(case=case).keys == "Siskolla"


def test_both_facts_are_shown_where_two_wrote_at_once(browser: Browser, case: Case) -> None:
    write_facts(facts=GateFacts(case=case, keys="Siskolla"), seen=0, by=case.responsible)

    response = browser.post(facts_address(case), facts_sent(keys="Äidillä"))

    assert response.status_code == 409
    assert [word for word in ("Siskolla", "Äidillä") if word not in response.text] == []


def test_a_double_click_writes_the_facts_once(browser: Browser, case: Case) -> None:
    form = facts_sent(keys="Siskolla")

    for _click in range(2):
        browser.post(facts_address(case), form)

    assert GateFacts.objects.get(case=case).version == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"medicine_days": "viikko"}, "medicine_days"),
        ({"medicine_days": "91"}, "medicine_days"),
        ({"supervision": "no", "supervision_first_on": "4.1.2027"}, "supervision"),
        ({"keys": "x" * 201}, "keys"),
    ],
)
def test_a_wrong_fact_is_told_beside_its_field(
    browser: Browser, case: Case, values: dict[str, str], field: str
) -> None:
    response = browser.post(facts_address(case), facts_sent(**values))

    assert list(response.context["form"].errors) == [field]


def test_for_remand_it_is_asked_at_once_where_the_things_are(client: Browser) -> None:
    case = remand_case()
    client.force_login(case.responsible)

    page = client.get(facts_address(case)).text

    assert page.index('name="belongings"') < page.index('name="home"')


def test_a_closed_case_takes_no_facts(case: Case) -> None:
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    with pytest.raises(CaseClosed):
        write_facts(facts=GateFacts(case=case), seen=0, by=case.responsible)
