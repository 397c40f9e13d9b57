"""What the acts on needs refuse themselves, whatever a form has let pass."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caseload.closing import close_case
from cases.actions.closed_case import CaseClosed
from cases.models import CaseClosure
from continuity.actions.gate import answer_item, write_facts
from continuity.actions.interims import add_interim, edit_interim
from continuity.actions.needs import CannotReplace, add_need, edit_need, end_need, say_no_need
from continuity.actions.services import (
    HoldsBeforePresent,
    NothingFollowsAnEnd,
    ToldBeforePresent,
    add_service,
    edit_service,
    take_back_state,
    tell_state,
)
from continuity.models import (
    GateAnswer,
    GateFacts,
    GateState,
    Interim,
    Need,
    NoNeed,
    Service,
    ServiceState,
    State,
)
from continuity.need_kinds import NeedKind
from tests.factories import InterimFactory, NeedFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def need():
    need = NeedFactory()
    ServiceFactory(need=need)
    InterimFactory(need=need)
    return need


def acts_on(need):
    """Each act of the room, ready to be done."""
    case, by = need.case, need.case.responsible
    service, interim = need.services.get(), need.interims.get()
    state = service.states.get()
    today = timezone.localdate()
    another = Need(case=case, kind=NeedKind.DEBTS)
    none = NoNeed(case=case, kind=NeedKind.PHONE, because="Ei tarvita")
    answer = GateAnswer(case=case, item=NeedKind.PHONE, state=GateState.ARRANGED, who="Riikka")
    return {
        "add a need": lambda: add_need(need=another, by=by),
        "change a need": lambda: edit_need(need=need, seen=need.version, by=by),
        "end a need": lambda: end_need(need=need, reason="declined", on=today, by=by),
        "say no need": lambda: say_no_need(answer=none, by=by),
        "add a service": lambda: add_service(
            service=Service(need=need, name="Koti"), state=ServiceState(state=State.PLANNED), by=by
        ),
        "change a service": lambda: edit_service(service=service, seen=service.version, by=by),
        "tell a state": lambda: tell_state(
            service=service, state=ServiceState(state=State.GRANTED), seen=state.pk, by=by
        ),
        "take a state back": lambda: take_back_state(state=state, told_by="", by=by),
        "add an interim solution": lambda: add_interim(
            interim=Interim(need=need, what="Sohva", until_further_notice=True), by=by
        ),
        "change an interim solution": lambda: edit_interim(
            interim=interim, seen=interim.version, by=by
        ),
        "answer an item": lambda: answer_item(answer=answer, seen=0, by=by),
        "write the facts": lambda: write_facts(facts=GateFacts(case=case), seen=0, by=by),
    }


ACTS = [
    "add a need",
    "change a need",
    "end a need",
    "say no need",
    "add a service",
    "change a service",
    "tell a state",
    "take a state back",
    "add an interim solution",
    "change an interim solution",
    "answer an item",
    "write the facts",
]


def test_every_act_is_tried(need):
    assert list(acts_on(need)) == ACTS


@pytest.mark.parametrize("act", ACTS)
def test_in_a_closed_case_nothing_is_written(need, act):
    acts, by = acts_on(need), need.case.responsible
    close_case(closure=CaseClosure(case=need.case, reason="no_longer_needed"), by=by)

    with pytest.raises(CaseClosed):
        acts[act]()


@pytest.mark.parametrize("other", ["nothing", "itself", "an ended one", "one of another case"])
def test_a_need_is_replaced_by_a_present_one_of_the_same_client_only(need, other):
    today, by = timezone.localdate(), need.case.responsible
    ended = NeedFactory(case=need.case, kind=NeedKind.DEBTS)
    end_need(need=ended, reason="declined", on=today, by=by)
    others = {
        "nothing": None,
        "itself": need,
        "an ended one": ended,
        "one of another case": NeedFactory(),
    }

    with pytest.raises(CannotReplace):
        end_need(need=need, reason="replaced", on=today, by=by, replaced_by=others[other])


@pytest.mark.parametrize(
    ("present", "told", "refusal"),
    [
        ({"state": State.ENDED, "ended_because": "stopped"}, {}, NothingFollowsAnEnd),
        ({}, {"holds_from": -1, "told_on": 0}, HoldsBeforePresent),
        ({}, {"holds_from": 0, "told_on": -1}, ToldBeforePresent),
    ],
)
def test_a_state_that_cannot_follow_is_refused_beside_its_field(present, told, refusal):
    service = ServiceFactory(**{"state": State.QUEUED} | present)
    days = {name: timezone.localdate() + dt.timedelta(days=offset) for name, offset in told.items()}
    state = ServiceState(state=State.GRANTED, from_gate=True, **days)
    seen = service.states.get().pk

    with pytest.raises(refusal) as refused:
        tell_state(service=service, state=state, seen=seen, by=service.saved_by)

    assert refused.value.field
    assert refused.value.words
    assert service.states.count() == 1


def test_that_an_item_is_not_needed_is_derived_once(need):
    case, by = need.case, need.case.responsible
    answer = GateAnswer(
        case=case, item=NeedKind.PHONE, state=GateState.NOT_NEEDED, words="Puhelin on"
    )

    with CaptureQueriesContext(connection) as queries:
        answer_item(answer=answer, seen=0, by=by)

    written = [each["sql"] for each in queries if "last_written_at" in each["sql"]]
    assert len([sql for sql in written if sql.startswith("UPDATE")]) == 1
