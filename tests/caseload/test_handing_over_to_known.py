"""A case comes to a county that knows the person already, or guards them."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from accounts.models import UnitMembership
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing.actions import close_case
from caseload.handing_over.actions import GuardedSince, NoWorkerThere, accept_case, return_case
from cases.actions.team import assign_worker
from cases.models import Case, CaseClosure, Client, ReceivedHandover
from cases.permissions import CaseRole
from cases.register.merging import merge_clients
from notifications.models import Notice
from tests.caseload.test_handing_over import LONG_AGO, accept, intake_of, worker_of
from tests.factories import (
    CaseFactory,
    CaseHandoverFactory,
    ClientFactory,
    MunicipalityFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
CODE = "010180-9004"
GUARDS = ["protected_address", "secret_contact_details"]


def offered(more=None, **client):
    case = CaseFactory(client=ClientFactory(identity_code=CODE, **client))
    return CaseHandoverFactory(case=case, **more or {})


def known_there(handover, **facts):
    return ClientFactory(county=handover.to_county, identity_code=CODE, **facts)


def open_there(handover, **facts):
    unit = handover.to_county.units.get()
    return CaseFactory(client=known_there(handover), unit=unit, **facts)


def edits_of(client):
    return AuditEvent.objects.filter(action=Action.CLIENT_EDITED, client_id=client.pk)


def test_two_without_an_identity_code_are_not_the_same_person():
    handover = CaseHandoverFactory()
    other = ClientFactory(county=handover.to_county, identity_code="")

    assert accept(handover).client != other


def test_a_code_that_a_merged_record_kept_leads_to_the_record_in_its_place():
    handover = offered()
    by = intake_of(handover.to_county)
    kept = ClientFactory(county=handover.to_county, identity_code="020280-901E")
    told = {"reason": "Sama henkilö.", "by": by, "codes_checked": True}
    merge_clients(kept=kept, merged=known_there(handover), **told)

    assert accept(handover).client == kept


@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_written_down_at_the_same_moment_is_not_written_down_twice():
    handover = offered()
    found = []

    def run():
        try:
            found.append(accept(handover))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        known = known_there(handover)
        thread.start()
        thread.join(1)
    thread.join()

    assert found[0].client == known


# --- what guards the person ------------------------------------------------------------


@pytest.mark.parametrize("guard", GUARDS)
def test_what_guards_a_client_is_kept_where_the_county_knows_them(guard):
    handover = offered(**{guard: True})
    known = known_there(handover)

    accept(handover)

    version = known.version
    known.refresh_from_db()
    assert (getattr(known, guard), known.version) == (True, version + 1)
    assert edits_of(known).get().details == {"fields": [guard]}


@pytest.mark.parametrize("guard", GUARDS)
def test_what_guards_a_client_is_kept_where_the_work_goes_on_in_a_case_there(guard):
    handover = offered(**{guard: True})
    there = open_there(handover)

    accept(handover)

    there.client.refresh_from_db()
    assert getattr(there.client, guard) is True


@pytest.mark.parametrize("guard", GUARDS)
def test_what_guards_a_client_there_is_not_taken_away(guard):
    handover = offered()
    known = known_there(handover, **{guard: True})

    accept(handover)

    version = known.version
    known.refresh_from_db()
    assert (getattr(known, guard), known.version) == (True, version)
    assert not edits_of(known).exists()


@pytest.mark.parametrize("guard", GUARDS)
def test_what_was_offered_before_the_client_was_guarded_is_not_accepted(guard):
    handover = offered()
    Client.objects.filter(pk=handover.case.client_id).update(**{guard: True})

    with pytest.raises(GuardedSince):
        accept(handover)


def test_what_was_offered_before_the_client_was_guarded_is_returned():
    handover = offered()
    Client.objects.update(protected_address=True)

    return_case(handover=handover, because="Uusi turvakielto.", by=intake_of(handover.to_county))

    handover.refresh_from_db()
    assert handover.outcome == "returned"


def test_what_was_offered_before_the_client_was_guarded_is_not_read_there(client):
    home = MunicipalityFactory(name_fi="Kanariakunta")
    handover = offered(more={"ground_words": "Kanariankatu 2"}, home_municipality=home)
    url = reverse("caseload:handover_answer", args=[handover.pk])
    client.force_login(intake_of(handover.to_county))
    before = client.get(url).text
    Client.objects.update(protected_address=True)

    after = client.get(url).text

    shown = ("Kanariakunta", "Kanariankatu", 'value="accept"', 'name="worker"')
    assert [[word in page for word in shown] for page in (before, after)] == [
        [True] * len(shown),
        [False] * len(shown),
    ]


@pytest.mark.parametrize("name", ["handover_pdf", "handover_print"])
def test_nobody_takes_on_paper_what_was_offered_before_the_client_was_guarded(client, name):
    handover = offered()
    client.force_login(handover.case.responsible)
    Client.objects.update(protected_address=True)

    answer = client.get(reverse(f"caseload:{name}", args=[handover.pk]))

    assert answer.url == reverse("caseload:handover_page", args=[handover.pk])


def test_the_page_of_the_offer_leads_to_no_paper_then(client):
    handover = offered()
    url = reverse("caseload:handover_page", args=[handover.pk])
    paper = reverse("caseload:handover_print", args=[handover.pk])
    client.force_login(handover.case.responsible)
    before = client.get(url).text
    Client.objects.update(protected_address=True)

    assert [paper in page for page in (before, client.get(url).text)] == [True, False]


def test_whoever_offered_it_is_told_to_offer_it_anew(client):
    handover = offered()
    url = reverse("caseload:handover_page", args=[handover.pk])
    client.force_login(handover.case.responsible)
    words = "Peru siirto ja tarjoa asiaa uudelleen"
    before = client.get(url).text
    Client.objects.update(protected_address=True)

    assert [words in page for page in (before, client.get(url).text)] == [False, True]


@pytest.mark.parametrize("guarded", [True, False])
def test_the_municipality_goes_along_unless_an_order_hides_it(guarded):
    home = MunicipalityFactory()
    handover = offered(home_municipality=home, protected_address=guarded)

    case = accept(handover)

    assert case.client.home_municipality == (None if guarded else home)


# --- an open case there ----------------------------------------------------------------


def test_the_team_of_a_case_there_is_told_what_came_along():
    handover = offered()
    there = open_there(handover)
    member = WorkerFactory(unit=there.unit)
    assign_worker(case=there, user=member, role=CaseRole.MEMBER, by=there.responsible)

    accept(handover)

    told = Notice.objects.filter(kind="handover_joined", case_id=there.pk)
    page = reverse("caseload:received_page", args=[ReceivedHandover.objects.get().pk])
    assert {(each.receiver, each.link) for each in told} == {
        (there.responsible, page),
        (member, page),
    }


def test_what_came_along_is_work_on_a_case_there():
    handover = offered()
    there = open_there(handover)
    Case.objects.update(last_written_at=LONG_AGO)

    accept(handover)

    there.refresh_from_db()
    assert there.last_written_at > LONG_AGO


def test_of_a_case_there_without_a_team_the_supervisor_is_told():
    handover = offered()
    supervisor = SupervisorFactory(unit=handover.to_county.units.get())
    there = open_there(handover, responsible=None)

    accept(handover)

    notice = Notice.objects.get(kind="handover_joined")
    page = reverse("cases:worker_assign", args=[there.pk])
    assert (notice.receiver, notice.link) == (supervisor, page)


def test_a_case_that_is_opened_tells_its_worker_once():
    handover = offered()

    case = accept(handover)

    case.refresh_from_db()
    assert not Notice.objects.filter(kind="handover_joined").exists()
    assert Notice.objects.get(receiver=case.responsible).kind == "case_assigned"


def test_whoever_accepts_reads_that_the_work_goes_on_in_the_case_there(client):
    handover = offered()
    open_there(handover)
    client.force_login(intake_of(handover.to_county))
    page = reverse("caseload:handover_answer", args=[handover.pk])
    worker = worker_of(handover.to_county)

    form = {"answer": "accept", "worker": f"{handover.to_county.units.get().pk}-{worker.pk}"}
    response = client.post(page, form, follow=True)

    said = [str(each) for each in response.context["messages"]]
    assert said == [
        "Asiakkaalla oli teillä jo avoin asia. Mukana tulleet tiedot ovat nyt siinä, ja siitä "
        "vastaaville on kerrottu. Valitsemaasi työntekijää ei lisätty siihen."
    ]


@pytest.mark.django_db(transaction=True)
def test_a_case_there_that_is_closed_at_the_same_moment_takes_nothing_in():
    handover = offered()
    there = open_there(handover)
    found = []

    def run():
        try:
            found.append(accept(handover))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        closure = CaseClosure(case=there, reason="no_longer_needed")
        close_case(closure=closure, by=there.responsible)
        thread.start()
        thread.join(1)
    thread.join()

    received = ReceivedHandover.objects.get()
    assert received.case.is_open
    assert (received.case, received.case == there) == (found[0], False)
    assert Case.objects.open().count() == 1


# --- a worker of two units -------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1])
def test_a_case_opens_in_the_unit_under_which_its_worker_was_chosen(client, which):
    handover = offered()
    units = [handover.to_county.units.get(), UnitFactory(county=handover.to_county)]
    worker = WorkerFactory(unit=units[0])
    UnitMembership.objects.create(user=worker, unit=units[1], role="worker")
    client.force_login(intake_of(handover.to_county))

    form = {"answer": "accept", "worker": f"{units[which].pk}-{worker.pk}"}
    client.post(reverse("caseload:handover_answer", args=[handover.pk]), form)

    assert ReceivedHandover.objects.get().case.unit == units[which]


@pytest.mark.parametrize("choice", ["{worker}", "{other}-{worker}", "x-{worker}", "-", "{own}-0"])
def test_a_worker_is_chosen_out_of_a_unit_of_theirs(client, choice):
    handover = offered()
    county = handover.to_county
    worker, other = worker_of(county), UnitFactory(county=county)
    own = worker.unit_memberships.get().unit
    client.force_login(intake_of(county))
    value = choice.format(worker=worker.pk, other=other.pk, own=own.pk)

    page = reverse("caseload:handover_answer", args=[handover.pk])
    response = client.post(page, {"answer": "accept", "worker": value})

    assert list(response.context["form"].errors) == ["worker"]
    assert not ReceivedHandover.objects.exists()


def test_a_worker_who_left_the_unit_meanwhile_gets_nothing_there():
    handover = offered()
    county = handover.to_county
    worker, other = worker_of(county), UnitFactory(county=county)

    with pytest.raises(NoWorkerThere):
        accept_case(handover=handover, worker=worker, unit=other, by=intake_of(county))

    assert not Case.objects.filter(county=county).exists()
