"""What was told of needs is proposed, and what the first days need is asked; a person answers."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assessments.models import LifeArea
from assessments.proposals import KIND_OF_AREA
from caseload.proposals.actions import AnsweredMeanwhile, answer
from caseload.proposals.open_questions import asked_in
from caseload.undoing import has_work
from cases.actions.custody import record_custody
from cases.models import Case
from continuity.actions.needs import end_need
from continuity.models import GateAnswer, GateFacts, Need, NoNeed
from continuity.need_kinds import FIRST_DAYS, NeedKind
from continuity.needs_known import present_states
from referrals.models import Triage
from referrals.proposals import KIND_OF_TOPIC
from referrals.vocabulary import SupportNeed
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ClientWordsFactory,
    CustodyFactFactory,
    NeedFactory,
    ReferralFactory,
    ServiceFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 30)
FAR = {"release_on": TODAY + 500 * DAY, "custody_started_on": TODAY - 900 * DAY}


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel(dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC), tick=True):
        yield


def page(case):
    return reverse("caseload:proposals", kwargs={"case_pk": case.pk})


def opened(**told):
    """A case that a contact opened, with its personal worker."""
    unit = UnitFactory()
    referral = ReferralFactory(county=unit.county, **{**FAR, **told})
    triage = TriageFactory(unit=unit, referral=referral, responsible=WorkerFactory(unit=unit))
    return Case.objects.get(pk=triage.case.pk)


def inside(case, **told):
    fact = CustodyFactFactory(case=case, **{**FAR, **told})
    record_custody(fact=fact, by=case.responsible)
    case.refresh_from_db()


def asked(case):
    return [question.kind for question in asked_in(case, timezone.localdate()).open]


def declined(case, kind, on=TODAY):
    NoNeed.objects.create(
        case=case, kind=kind, because="x", answered_on=on, recorded_by=case.responsible
    )


def test_the_topics_of_the_contact_are_proposed_and_nothing_is_noted():
    case = opened(needs=["2", "8"])

    assert asked(case) == [NeedKind.HOUSING, NeedKind.REHAB_OPEN]
    assert Need.objects.count() == 0


def test_what_was_agreed_proposes_needs_in_the_senders_words():
    case = opened(agreed_with_client="Sisko tulee. Lääkkeet annetaan mukaan viikoksi.")

    questions = {q.kind: q for q in asked_in(case, TODAY).open}

    assert questions[NeedKind.MEDICATION].words == "Lääkkeet annetaan mukaan viikoksi."


def test_each_topic_and_each_life_area_proposes_a_kind():
    assert set(KIND_OF_TOPIC) == set(SupportNeed)
    assert set(KIND_OF_AREA) == set(LifeArea)


def test_a_doctor_is_not_medication():
    case = opened(agreed_with_client="Lääkäri on tavattu.")

    assert NeedKind.MEDICATION not in asked(case)


def test_a_secret_notifier_is_not_named_as_the_source():
    case = opened(
        kind="notification",
        consent_manner="",
        consent_on=None,
        ground="unable",
        ground_reasons="x",
        no_consent_because="x",
        sender_is_secret=True,
        sender_secret_because="x",
        contact_name="Salainen Ilmoittaja",
    )

    [question] = asked_in(case, TODAY).open

    assert "Salainen" not in question.source


def test_a_life_area_with_a_need_of_support_proposes_one():
    case = CaseFactory()
    inside(case)
    assessment = AssessmentFactory(case=case)
    assessment.areas.filter(area="finances").update(need="yes")
    ClientWordsFactory(entry=assessment.areas.get(area="finances"), words="Velkaa on.")
    assessment.areas.filter(area="health").update(need="no")

    [question] = asked_in(case, TODAY).open

    assert (question.kind, question.words) == (NeedKind.LIVELIHOOD, "Velkaa on.")


@pytest.mark.parametrize("kind", ["remand", "fine_conversion"])
def test_short_tracks_ask_for_the_first_days_from_the_first_minute(kind):
    unknown = {"release_on": None, "release_certainty": "unknown"}
    case = opened(custody_kind=kind, **unknown)

    assert set(asked(case)) == set(FIRST_DAYS)


def test_whoever_is_out_is_not_asked_for_the_first_days():
    case = CaseFactory()
    inside(case, custody_kind="remand", released_on=TODAY - 50 * DAY)

    assert asked(case) == []


def test_far_from_the_gate_a_long_track_asks_only_what_was_told():
    case = CaseFactory()
    inside(case)

    assert asked(case) == []


def test_from_the_span_of_the_track_on_what_must_hold_is_asked():
    case = CaseFactory()
    inside(case, release_on=TODAY + 20 * DAY)

    assert NeedKind.HOUSING in asked(case)
    assert NeedKind.PEER not in asked(case)


def test_what_was_declined_stands_until_something_asks_anew():
    case = opened(needs=["8"])

    declined(case, NeedKind.REHAB_OPEN)

    assert asked(case) == []


def test_what_was_declined_is_offered_once_more_before_the_gate():
    case = CaseFactory()
    inside(case, release_on=TODAY + 20 * DAY)
    declined(case, NeedKind.PEER, on=TODAY - 100 * DAY)
    assert NeedKind.PEER in asked(case)

    declined(case, NeedKind.PEER)

    assert NeedKind.PEER not in asked(case)


def test_what_was_declined_is_offered_once_more_after_a_return():
    case = CaseFactory()
    inside(case, released_on=TODAY - 50 * DAY)
    declined(case, NeedKind.PEER, on=TODAY - 20 * DAY)
    inside(case, custody_started_on=TODAY - 5 * DAY, return_kind="remand")
    assert asked(case) == [NeedKind.PEER]

    declined(case, NeedKind.PEER)

    assert asked(case) == []


def test_a_later_contact_asks_again_for_what_was_declined():
    case = opened(needs=["8"])
    declined(case, NeedKind.REHAB_OPEN, on=TODAY - 10 * DAY)

    assert asked(case) == [NeedKind.REHAB_OPEN]


def test_a_present_need_is_not_asked_for():
    case = opened(needs=["2"])
    NeedFactory(case=case, kind=NeedKind.HOUSING)

    assert asked(case) == []


def test_an_ended_need_is_not_proposed_again_by_the_same_contact():
    case = opened(needs=["2"])
    need = NeedFactory(case=case, kind=NeedKind.HOUSING)

    end_need(need=need, reason=Need.End.NOT_NEEDED, on=TODAY, by=case.responsible)

    assert asked(case) == []


def test_one_answer_each_makes_needs_and_keeps_what_is_not_needed(client):
    case = opened(needs=["2", "8"], description="Asunto puuttuu.", contact_name="Kati Savela")
    client.force_login(case.responsible)

    client.post(
        page(case),
        {"need_housing": "needed", "need_rehab_open": "none", "because_rehab_open": "Ei käytä."},
    )

    need, answer = Need.objects.get(), NoNeed.objects.get()
    assert (need.kind, need.words) == ("housing", "Asunto puuttuu.")
    assert need.source.startswith("Kati Savela")
    assert (answer.kind, answer.because, answer.answered_on, answer.recorded_by) == (
        "rehab_open",
        "Ei käytä.",
        TODAY,
        case.responsible,
    )


def test_what_is_left_as_not_asked_is_neither_needed_nor_declined(client):
    case = opened(needs=["2"])
    client.force_login(case.responsible)

    client.post(page(case), {"need_housing": ""})

    assert (Need.objects.count(), NoNeed.objects.count()) == (0, 0)


def test_what_was_declined_is_taken_up_again(client):
    case = opened(needs=["8"])
    declined(case, NeedKind.REHAB_OPEN)
    client.force_login(case.responsible)

    client.post(page(case), {"need_rehab_open": "needed"})

    assert Need.objects.get().kind == NeedKind.REHAB_OPEN


def test_another_need_that_nobody_told_of_is_taken_up_in_the_words_that_declined_it(client):
    case = opened(needs=["2"])
    declined(case, NeedKind.OTHER)
    client.force_login(case.responsible)

    client.post(page(case), {"need_other": "needed"})

    need = Need.objects.get()
    assert (need.kind, need.words) == (NeedKind.OTHER, "x")


@pytest.mark.parametrize(
    ("posted", "wrong"),
    [
        ({"need_housing": "none"}, "because_housing"),
        ({"need_housing": "", "because_housing": "x"}, "need_housing"),
        ({"need_housing": "maybe"}, "need_housing"),
        ({"need_phone": "needed"}, "__all__"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_kept(client, posted, wrong):
    case = opened(needs=["2"])
    client.force_login(case.responsible)

    response = client.post(page(case), posted)

    assert list(response.context["form"].errors) == [wrong]
    assert (Need.objects.count(), NoNeed.objects.count()) == (0, 0)


def test_a_need_that_somebody_noted_meanwhile_keeps_the_other_answer_out(client):
    case = opened(needs=["2", "8"])
    questions = asked_in(case, TODAY).open
    NeedFactory(case=case, kind=NeedKind.REHAB_OPEN)

    with pytest.raises(AnsweredMeanwhile):
        answer(
            case=case,
            needed=questions[:1],
            declined={questions[1]: "x"},
            running={},
            today=TODAY,
            by=case.responsible,
        )

    assert [need.kind for need in Need.objects.all()] == [NeedKind.REHAB_OPEN]


def test_answers_are_work_so_that_the_opening_is_not_undone():
    case = opened(needs=["2"])
    referral = Triage.objects.get(case=case).contact
    assert not has_work(case, referral)

    declined(case, NeedKind.PEER)

    assert has_work(case, referral)


@pytest.mark.parametrize("written", ["answer", "facts"])
def test_what_was_written_for_the_gate_is_work_too(written):
    case = opened(needs=["2"])
    by = {"case": case, "saved_by": case.responsible}
    if written == "answer":
        GateAnswer.objects.create(item=NeedKind.PHONE, state="in_order", **by)
    else:
        GateFacts.objects.create(keys="Siskolla", **by)

    assert has_work(case, Triage.objects.get(case=case).contact)


def test_the_page_of_continuity_tells_that_something_waits(client):
    case = opened(needs=["2", "8"])
    client.force_login(case.responsible)

    response = client.get(reverse("continuity:continuity", kwargs={"case_pk": case.pk}))

    assert "2 tuen tarvetta koskevaa kohtaa odottaa vastausta" in response.content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_as_many_questions_of_the_database(
    client, count, django_assert_max_num_queries
):
    case = CaseFactory()
    inside(case, released_on=TODAY - 50 * DAY)
    for kind in list(NeedKind)[:count]:
        ran(NeedFactory(case=case, kind=kind))
        declined(case, list(NeedKind)[-1 - count])
    inside(case, custody_started_on=TODAY, return_kind="remand")
    client.force_login(case.responsible)
    client.get(page(case))

    with django_assert_max_num_queries(22):
        client.get(page(case))


# --- After a return


def ran(need, **told):
    return ServiceFactory(
        **{
            "need": need,
            "state": "running",
            "holds_from": TODAY - 40 * DAY,
            "told_on": TODAY - 40 * DAY,
            **told,
        }
    )


def returned():
    """A case whose client was out, with a service that ran, and is in prison again."""
    case = CaseFactory()
    inside(case, released_on=TODAY - 50 * DAY)
    service = ran(NeedFactory(case=case))
    inside(case, custody_started_on=TODAY, return_kind="remand", custody_kind="remand")
    return case, service


def test_a_return_asks_what_becomes_of_what_ran_outside_and_ends_nothing():
    case, service = returned()

    found = asked_in(case, TODAY)

    assert [each.service for each in found.running] == [service]
    assert found.returned.return_kind == "remand"
    assert present_states([case.pk])[service.pk].state == "running"


@pytest.mark.parametrize(
    ("became", "state", "because"),
    [
        ("goes_on", "running", ""),
        ("on_hold", "granted", ""),
        ("stopped", "ended", "stopped"),
        ("not_needed", "ended", "not_needed"),
    ],
)
def test_what_becomes_of_a_service_is_told_once(client, became, state, because):
    case, service = returned()
    client.force_login(case.responsible)

    client.post(page(case), {f"service_{service.pk}": became})

    present = present_states([case.pk])[service.pk]
    assert (present.state, present.ended_because) == (state, because)
    assert asked_in(case, TODAY).running == []


def test_a_service_that_a_colleague_answered_meanwhile_is_not_passed_over(client):
    case, service = returned()
    client.force_login(case.responsible)
    client.post(page(case), {f"service_{service.pk}": "goes_on"})

    response = client.post(page(case), {f"service_{service.pk}": "stopped"})

    assert service.name in response.context["form"].errors["__all__"][0]
    assert present_states([case.pk])[service.pk].state == "running"


def test_a_service_is_put_on_hold_on_the_day_on_which_it_was_told_to_run(client):
    case = CaseFactory()
    inside(case, released_on=TODAY - 50 * DAY)
    service = ran(NeedFactory(case=case), holds_from=TODAY, told_on=TODAY)
    inside(case, custody_started_on=TODAY, return_kind="remand", custody_kind="remand")
    client.force_login(case.responsible)

    client.post(page(case), {f"service_{service.pk}": "on_hold"})

    assert present_states([case.pk])[service.pk].state == "granted"


def test_a_release_that_was_told_wrongly_and_corrected_is_no_return():
    case = CaseFactory()
    inside(case, released_on=TODAY)
    ran(NeedFactory(case=case))

    inside(case)

    found = asked_in(case, TODAY)
    assert (found.running, found.returned) == ([], None)


def test_a_later_day_of_telling_makes_a_return_of_what_names_no_kind():
    case = CaseFactory()
    inside(case, released_on=TODAY - 50 * DAY, told_on=TODAY - 50 * DAY)

    inside(case)

    assert asked_in(case, TODAY).returned is not None


def test_whoever_is_out_is_asked_nothing_of_a_return():
    case = CaseFactory()
    inside(case, released_on=TODAY - 50 * DAY)
    ran(NeedFactory(case=case))

    found = asked_in(case, TODAY)

    assert (found.running, found.returned) == ([], None)
