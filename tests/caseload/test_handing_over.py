"""An open case is handed over to another county: one county has it at each moment."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from caseload.closing.actions import close_case, reopen_case
from caseload.handing_over.actions import (
    HandoverDecided,
    NoWorkerThere,
    OfferedAlready,
    OwnCounty,
    accept_case,
    hand_over_on_paper,
    return_case,
)
from caseload.handing_over.contents import available_parts, document_of
from cases.actions.closed_case import CaseClosed
from cases.actions.custody import record_custody
from cases.actions.team import assign_worker, remove_worker
from cases.models import Case, CaseClosure, CaseHandover, Client, HandoverPart, ReceivedHandover
from cases.permissions import CaseRole
from networks.members.actions.changing import edit_member
from notifications.models import Notice
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CaseHandoverFactory,
    ClientFactory,
    CountyFactory,
    CustodyFactFactory,
    GoalFactory,
    MunicipalityFactory,
    NeedFactory,
    NetworkMemberFactory,
    PlanFactory,
    ReceivedHandoverFactory,
    UnitFactory,
    WorkerFactory,
)
from tests.factories.handovers import receiving_county

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
CODE = "010180-9004"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def intake_of(county):
    return User.objects.get(organisation=county, unit_memberships__role="intake")


def worker_of(county):
    return WorkerFactory(unit=county.units.get())


def accept(handover, worker=None):
    county = handover.to_county
    return accept_case(
        handover=handover, **chosen(worker or worker_of(county)), by=intake_of(county)
    ).case


def chosen(worker):
    """As it is chosen: out of a unit of theirs."""
    return {"worker": worker, "unit": worker.unit_memberships.get().unit}


def texts(document):
    return [text for section in document for _label, text in section["lines"]]


# --- offered ---------------------------------------------------------------------------


def test_an_offered_case_stays_its_countys_own():
    handover = CaseHandoverFactory()

    assert (handover.case.is_open, handover.outcome) == (True, "waiting")
    assert not Case.objects.filter(county=handover.to_county).exists()


def test_what_is_chosen_goes_along_and_nothing_else():
    case = CaseFactory()
    NetworkMemberFactory(case=case, name="Kati Savela")
    NeedFactory(case=case, kind="housing")

    handover = CaseHandoverFactory(case=case, parts=["needs"], words="Puhuu vain suomea.")

    titles = [section["title"] for section in handover.document]
    assert titles == [
        "Asiakas",
        "Mitä toisen hyvinvointialueen on tiedettävä",
        "Tuen tarpeet ja niiden palvelut",
    ]
    assert "Kati Savela" not in str(handover.document)


def test_what_goes_along_is_in_the_language_of_its_paper_and_tells_nothing_empty():
    client = ClientFactory(first_names="Oskari", last_name="Lehtovirta", former_names="")

    section = document_of(CaseFactory(client=client), [], "", "sv")[0]

    assert (section["title"], section["lines"][0]) == ("Klient", ["Namn", "Oskari Lehtovirta"])
    assert [label for label, text in section["lines"] if not text] == []


def test_what_goes_along_is_as_it_was_when_it_was_offered():
    case = CaseFactory()
    member = NetworkMemberFactory(case=case, name="Ennen")
    handover = CaseHandoverFactory(case=case, parts=["network"])

    values = {"name": "Jälkeen"}
    edit_member(member=member, seen=member.version, values=values, by=case.responsible)

    handover.refresh_from_db()
    assert ("Ennen" in str(handover.document), "Jälkeen" in str(handover.document)) == (True, False)


def test_no_identity_code_stands_in_what_is_kept():
    code = CODE
    case = CaseFactory(client=ClientFactory(identity_code=code))

    handover = CaseHandoverFactory(case=case, parts=HandoverPart.values)

    assert code not in str(handover.document)


def test_a_non_disclosure_order_goes_along_without_what_it_hides():
    home = MunicipalityFactory(name_fi="Salainen kunta")
    hidden = {"home_municipality": home, "how_to_reach": "Salainen katu 1"}
    client = ClientFactory(protected_address=True, **hidden)

    handover = CaseHandoverFactory(case=CaseFactory(client=client))

    assert "Salainen" not in str(handover.document)
    assert [line for line in texts(handover.document) if "voimassa" in line] != []


def test_secret_contact_details_go_along_with_the_word_that_they_are_secret():
    client = ClientFactory(secret_contact_details=True, how_to_reach="Soita aamulla.")

    handover = CaseHandoverFactory(case=CaseFactory(client=client))

    told = ["Salaiset yhteystiedot", "Kyllä: älä anna puhelinnumeroa tai osoitetta eteenpäin"]
    assert told in handover.document[0]["lines"]


@pytest.mark.parametrize(("wish", "is_told"), [("ask_first", False), ("may_take_part", True)])
def test_a_close_persons_number_goes_along_only_where_they_may_take_part(wish, is_told):
    case = CaseFactory()
    facts = {"kind": "close_person", "phone": "040 000 7777", "client_wish": wish}
    NetworkMemberFactory(case=case, name="Sisko", **facts)

    handover = CaseHandoverFactory(case=case, parts=["network"])

    assert ("040 000 7777" in str(handover.document)) is is_told


def test_a_services_number_goes_along_and_whoever_has_left_does_not():
    case = CaseFactory()
    NetworkMemberFactory(case=case, name="Neuvoja", phone="040 000 7777", client_wish="ask_first")
    NetworkMemberFactory(case=case, name="Lähtenyt", ended=True)

    document = str(CaseHandoverFactory(case=case, parts=["network"]).document)

    told = [word in document for word in ("Neuvoja", "040 000 7777", "Lähtenyt")]
    assert told == [True, True, False]


def test_a_draft_of_an_assessment_or_a_plan_may_not_be_chosen():
    case = CaseFactory()
    AssessmentFactory(case=case)
    GoalFactory(plan=PlanFactory(case=case))

    assert available_parts(case) == []


def test_only_what_the_case_has_may_be_chosen():
    case = CaseFactory()
    record_custody(fact=CustodyFactFactory(case=case), by=case.responsible)

    assert available_parts(case) == [HandoverPart.CUSTODY]


def test_a_case_is_offered_to_one_county_at_a_time():
    handover = CaseHandoverFactory()

    with pytest.raises(OfferedAlready):
        CaseHandoverFactory(case=handover.case)


def test_a_case_is_not_offered_to_its_own_county():
    case = CaseFactory()

    with pytest.raises(OwnCounty):
        CaseHandoverFactory(case=case, to_county=case.county)


def test_a_closed_case_is_not_offered():
    case = CaseFactory()
    close_case(closure=CaseClosure(case=case, reason="client_wish"), by=case.responsible)

    with pytest.raises(CaseClosed):
        CaseHandoverFactory(case=case)


def test_the_intake_of_the_county_is_told_without_the_number_of_the_case():
    receiving_county("kolmas")
    handover = CaseHandoverFactory()

    notice = Notice.objects.get(kind="handover_offered")
    assert (notice.receiver, notice.parameters) == (intake_of(handover.to_county), {})


def test_an_offer_is_work_on_the_case():
    case = CaseFactory()
    Case.objects.update(last_written_at=LONG_AGO)

    CaseHandoverFactory(case=case)

    case.refresh_from_db()
    assert case.last_written_at > LONG_AGO


def test_the_log_tells_to_whom_what_went_and_on_what_ground():
    handover = CaseHandoverFactory()

    event = AuditEvent.objects.get(action="case.handover_offered")
    told = {"to": handover.to_county_id, "ground": "consent", "parts": []}
    assert (event.case_id, event.details) == (handover.case_id, told)


# --- accepted or returned --------------------------------------------------------------


def test_accepting_opens_the_case_there_and_closes_it_here():
    handover = CaseHandoverFactory(case=CaseFactory(client=ClientFactory(first_names="Oskari")))
    worker = worker_of(handover.to_county)

    case = accept(handover, worker)

    case.refresh_from_db()
    handover.refresh_from_db()
    handover.case.refresh_from_db()
    assert (case.county, case.responsible, case.client.first_names) == (
        handover.to_county,
        worker,
        "Oskari",
    )
    assert handover.outcome == "accepted"
    assert (handover.case.is_open, handover.case.caseclosures.get().reason) == (False, "moved")


def test_the_new_case_keeps_what_came_along_as_its_own():
    handover = CaseHandoverFactory(words="Puhuu vain suomea.")

    case = accept(handover)

    received = ReceivedHandover.objects.get(case=case)
    assert (received.document, received.from_county) == (handover.document, handover.case.county)


def test_the_team_that_offered_it_is_told_that_it_was_accepted():
    handover = CaseHandoverFactory()
    case, by = handover.case, handover.case.responsible
    gone, former = WorkerFactory.create_batch(2, unit=case.unit)
    for user in (gone, former):
        assign_worker(case=case, user=user, role=CaseRole.MEMBER, by=by)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    remove_worker(case=case, user=former, by=by, reason="x")

    accept(handover)

    notice = Notice.objects.get(kind="handover_accepted")
    assert (notice.receiver, notice.link) == (
        by,
        reverse("caseload:handover_page", args=[handover.pk]),
    )


def test_the_log_of_both_counties_tells_that_it_was_accepted():
    handover = CaseHandoverFactory()

    case = accept(handover)

    decided = AuditEvent.objects.get(action="case.handover_decided")
    received = AuditEvent.objects.get(action="case.handover_received")
    assert (decided.case_id, decided.details) == (handover.case_id, {"outcome": "accepted"})
    assert received.case_id == case.pk


def test_somebody_whom_the_county_knows_is_not_written_down_twice():
    code = CODE
    handover = CaseHandoverFactory(case=CaseFactory(client=ClientFactory(identity_code=code)))
    known = ClientFactory(county=handover.to_county, identity_code=code)

    case = accept(handover)

    assert (case.client, Client.objects.filter(identity_code=code).count()) == (known, 2)


def test_where_the_county_has_an_open_case_the_work_goes_on_there():
    code = CODE
    handover = CaseHandoverFactory(case=CaseFactory(client=ClientFactory(identity_code=code)))
    known = ClientFactory(county=handover.to_county, identity_code=code)
    there = CaseFactory(client=known, unit=handover.to_county.units.get())

    case = accept(handover)

    handover.case.refresh_from_db()
    assert (case, handover.case.is_open) == (there, False)
    assert ReceivedHandover.objects.get().case == there


def test_returned_with_a_reason_the_case_stays_and_its_team_is_told():
    handover = CaseHandoverFactory()

    return_case(handover=handover, because="Asuu muualla.", by=intake_of(handover.to_county))

    handover.refresh_from_db()
    assert (handover.outcome, handover.because) == ("returned", "Asuu muualla.")
    assert handover.case.is_open
    notice = Notice.objects.get(kind="handover_returned")
    assert notice.receiver == handover.case.responsible


def test_that_it_was_returned_is_told_until_it_is_offered_anew_and_answered():
    handover = CaseHandoverFactory()
    there = intake_of(handover.to_county)
    return_case(handover=handover, because="Asuu muualla.", by=there)
    anew = CaseHandoverFactory(case=handover.case)

    return_case(handover=anew, because="Ei muutakaan.", by=handover.case.responsible)

    assert Notice.objects.get(kind="handover_returned").cancelled_at is not None


def test_the_own_offer_is_taken_back():
    handover = CaseHandoverFactory()

    return_case(handover=handover, because="Ei muutakaan.", by=handover.case.responsible)

    handover.refresh_from_db()
    assert handover.outcome == "withdrawn"
    with pytest.raises(HandoverDecided):
        accept(handover)


def test_a_third_county_neither_accepts_nor_returns():
    handover = CaseHandoverFactory()
    third = receiving_county("kolmas")

    with pytest.raises(HandoverDecided):
        accept_case(handover=handover, **chosen(worker_of(third)), by=intake_of(third))
    with pytest.raises(HandoverDecided):
        return_case(handover=handover, because="x", by=intake_of(third))


def test_a_worker_of_another_county_carries_nothing_on():
    handover = CaseHandoverFactory()

    with pytest.raises(NoWorkerThere):
        accept(handover, WorkerFactory(unit=UnitFactory(county=CountyFactory(code="kolmas"))))

    handover.case.refresh_from_db()
    assert handover.case.is_open


def close(case):
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)


def test_closing_the_case_takes_its_offer_back():
    handover = CaseHandoverFactory()

    close(handover.case)

    handover.refresh_from_db()
    told = (handover.outcome, handover.because, handover.decided_by)
    assert told == ("withdrawn", "Asia päätettiin.", handover.case.responsible)


def test_a_case_that_is_opened_again_may_be_offered_again():
    handover = CaseHandoverFactory()
    close(handover.case)
    reopen_case(case=handover.case, by=handover.case.responsible, reason="Erehdys.")

    anew = CaseHandoverFactory(case=handover.case)

    assert list(CaseHandover.objects.waiting()) == [anew]


@pytest.mark.parametrize("end", ["accepted", "returned", "withdrawn", "closed"])
def test_nobody_is_asked_any_more_to_read_what_is_answered(end):
    handover = CaseHandoverFactory()
    former, there = handover.case.responsible, intake_of(handover.to_county)
    other = CaseHandoverFactory()
    ends = {
        "accepted": lambda: accept(handover),
        "returned": lambda: return_case(handover=handover, because="x", by=there),
        "withdrawn": lambda: return_case(handover=handover, because="x", by=former),
        "closed": lambda: close(handover.case),
    }

    ends[end]()

    told = Notice.objects.filter(kind="handover_offered", cancelled_at=None)
    assert [notice.link for notice in told] == [
        reverse("caseload:handover_answer", args=[other.pk])
    ]


def test_a_case_that_was_closed_meanwhile_is_not_accepted():
    handover = CaseHandoverFactory()
    close(handover.case)

    with pytest.raises(HandoverDecided):
        accept(handover)


def test_an_offer_that_was_left_in_a_closed_case_is_neither_read_nor_answered():
    handover = CaseHandoverFactory()
    Case.objects.update(status="closed", closed_on=TODAY())

    assert not CaseHandover.objects.offered_to(intake_of(handover.to_county)).exists()
    with pytest.raises(HandoverDecided):
        accept(handover)


# --- on paper --------------------------------------------------------------------------


def on_paper():
    return CaseHandoverFactory(to_county=CountyFactory(code="muu"))


def receive(handover, by=None):
    told = {"received_by": "Mari Vastaanottaja, Muu", "received_on": TODAY()}
    hand_over_on_paper(handover=handover, by=by or handover.case.responsible, **told)


def test_to_a_county_without_readers_it_goes_on_paper():
    handover = on_paper()

    assert (handover.is_on_paper, Notice.objects.filter(kind="handover_offered").exists()) == (
        True,
        False,
    )


def test_the_case_is_closed_when_it_is_told_who_received_the_papers():
    handover = on_paper()

    receive(handover)

    handover.refresh_from_db()
    handover.case.refresh_from_db()
    assert (handover.outcome, handover.received_by) == ("accepted", "Mari Vastaanottaja, Muu")
    assert (handover.case.is_open, handover.case.caseclosures.get().reason) == (False, "moved")


def test_what_is_offered_here_is_not_received_on_paper():
    handover = CaseHandoverFactory()

    with pytest.raises(HandoverDecided):
        receive(handover)


def test_only_the_county_of_the_case_tells_who_received_the_papers():
    handover = on_paper()

    for county in ("muu", "kolmas"):
        with pytest.raises(HandoverDecided):
            receive(handover, by=intake_of(receiving_county(county)))


def test_what_goes_on_paper_is_read_accepted_and_returned_by_nobody_here():
    handover = on_paper()
    intake = intake_of(receiving_county("muu"))

    assert not CaseHandover.objects.offered_to(intake).exists()
    with pytest.raises(HandoverDecided):
        accept(handover)
    with pytest.raises(HandoverDecided):
        return_case(handover=handover, because="x", by=intake)


# --- what the database holds -----------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "values"),
    [
        ("handover_with_the_day_of_consent", {"consent_on": None}),
        ("handover_with_the_day_of_consent", {"ground": "law"}),
    ],
)
def test_the_database_refuses_an_offer_that_breaks(law, values):
    with pytest.raises(IntegrityError, match=law):
        CaseHandoverFactory(**values)


@pytest.mark.parametrize(
    ("law", "values"),
    [
        ("handover_is_decided_by_somebody", {"decided_at": LONG_AGO}),
        ("handover_is_decided_by_somebody", {"decided_at": LONG_AGO, "outcome": "accepted"}),
        ("handover_ends_with_a_reason", {"outcome": "returned"}),
    ],
)
def test_the_database_refuses_an_end_that_breaks(law, values):
    handover = CaseHandoverFactory()
    ended = {"decided_at": LONG_AGO, "decided_by": handover.offered_by}
    values = (ended if law == "handover_ends_with_a_reason" else {}) | values

    with pytest.raises(IntegrityError, match=law):
        CaseHandover.objects.filter(pk=handover.pk).update(**values)


@pytest.mark.parametrize("told", [{"received_by": "Mari"}, {"received_on": "2026-03-02"}])
def test_the_database_refuses_papers_of_which_half_is_told(told):
    handover = on_paper()
    ended = {"outcome": "accepted", "decided_at": LONG_AGO, "decided_by": handover.offered_by}

    with pytest.raises(IntegrityError, match="papers_are_received_by_somebody"):
        CaseHandover.objects.filter(pk=handover.pk).update(**ended, **told)


def test_the_database_keeps_one_offer_of_a_case_waiting():
    handover = CaseHandoverFactory()
    handover.pk = None

    with pytest.raises(IntegrityError, match="one_waiting_handover_of_a_case"):
        handover.save(force_insert=True)


@pytest.mark.parametrize("values", [{"document": []}, {"parts": ["plan"]}, {"ground_words": "x"}])
def test_what_was_offered_never_changes(values):
    handover = CaseHandoverFactory()

    with pytest.raises(ProgrammingError, match="kept as it is"):
        CaseHandover.objects.filter(pk=handover.pk).update(**values)


def test_what_was_received_never_changes():
    received = ReceivedHandoverFactory()

    with pytest.raises(ProgrammingError, match="Cannot update or delete rows"):
        ReceivedHandover.objects.filter(pk=received.pk).update(document=[])


def test_an_offer_ends_once():
    handover = CaseHandoverFactory()
    return_case(handover=handover, because="x", by=handover.case.responsible)

    with pytest.raises(ProgrammingError, match="kept as it is"):
        CaseHandover.objects.filter(pk=handover.pk).update(decided_at=dt.datetime.now(dt.UTC))
