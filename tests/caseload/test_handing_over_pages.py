"""The pages of a hand-over: who opens them, what is asked, and what is kept of what was typed."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from audit.models import AuditEvent
from caseload.closing.actions import close_case, reopen_case
from caseload.handing_over.forms import AnswerForm
from cases.actions.team import assign_worker, open_for_purpose
from cases.models import CaseClosure, CaseHandover, ReceivedHandover
from cases.permissions import CaseRole
from tests.caseload.test_handing_over import accept, intake_of, worker_of
from tests.factories import (
    CaseFactory,
    CaseHandoverFactory,
    ClientFactory,
    CountyFactory,
    IntakeWorkerFactory,
    NetworkMemberFactory,
    ReceivedHandoverFactory,
    SupervisorFactory,
    WorkerFactory,
)
from tests.factories.handovers import receiving_county

pytestmark = pytest.mark.django_db


def offer_page(case):
    return reverse("caseload:case_handover", args=[case.pk])


def page_of(handover):
    return reverse("caseload:handover_page", args=[handover.pk])


def answer_page(handover):
    return reverse("caseload:handover_answer", args=[handover.pk])


def choice_of(worker):
    return f"{worker.unit_memberships.get().unit_id}-{worker.pk}"


def filled(county, **change):
    told = {
        "to_county": county.pk,
        "ground": "consent",
        "consent_on": "2.2.2026",
        "ground_words": "Sovittiin puhelimessa.",
    }
    return told | change


def today():
    return f"{timezone.localdate():%d.%m.%Y}"


def said(response):
    """The fields that are not right, each with how often that is said."""
    return [(field, len(errors)) for field, errors in response.context["form"].errors.items()]


# --- offering --------------------------------------------------------------------------


def test_the_own_county_is_none_to_choose(client):
    case, county = CaseFactory(), receiving_county()
    client.force_login(case.responsible)

    chosen = client.get(offer_page(case)).context["form"].fields["to_county"].queryset

    assert (county in chosen, case.county in chosen) == (True, False)


def test_the_personal_worker_offers_what_is_chosen(client):
    case, county = CaseFactory(), receiving_county()
    NetworkMemberFactory(case=case, name="Kati Savela")
    client.force_login(case.responsible)

    response = client.post(offer_page(case), filled(county, parts=["network"]))

    handover = CaseHandover.objects.get()
    assert response.url == page_of(handover)
    assert "Kati Savela" in client.get(page_of(handover)).content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to_county": ""}, "to_county"),
        ({"ground": ""}, "ground"),
        ({"consent_on": ""}, "consent_on"),
        ({"consent_on": "1.1.2099"}, "consent_on"),
        ({"ground_words": ""}, "ground_words"),
        ({"parts": ["plan"]}, "parts"),
    ],
)
def test_the_offer_says_what_is_wrong_and_keeps_what_was_typed(client, change, field):
    case = CaseFactory()
    client.force_login(case.responsible)
    form = filled(CountyFactory(code="muu"), words="Puhuu suomea.") | change

    response = client.post(offer_page(case), form)

    assert said(response) == [(field, 1)]
    assert response.context["form"]["words"].value() == "Puhuu suomea."
    assert CaseHandover.objects.count() == 0


def test_a_case_that_is_offered_or_closed_has_no_form_to_offer_it(client):
    handover = CaseHandoverFactory()
    closed = CaseFactory(responsible=handover.case.responsible)
    close_case(closure=CaseClosure(case=closed, reason="died"), by=closed.responsible)
    client.force_login(handover.case.responsible)

    led = [client.get(offer_page(case)).url for case in (handover.case, closed)]

    assert led == [page_of(handover), closed.get_absolute_url()]


@pytest.mark.parametrize("guarded", [True, False])
def test_free_text_of_a_guarded_client_warns_of_where_they_live(client, guarded):
    case = CaseFactory(client=ClientFactory(protected_address=guarded))
    client.force_login(case.responsible)

    form = client.get(offer_page(case)).context["form"]

    warned = [name for name in form.fields if "turvakielto" in str(form.fields[name].help_text)]
    assert warned == (["ground_words", "words"] if guarded else [])


def test_a_provision_of_law_has_no_day_of_consent(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.post(offer_page(case), filled(CountyFactory(code="muu"), ground="law"))

    assert CaseHandover.objects.get().consent_on is None


def test_a_member_of_the_team_reads_and_does_not_offer(client):
    handover = CaseHandoverFactory()
    member = WorkerFactory(unit=handover.case.unit)
    by = handover.case.responsible
    assign_worker(case=handover.case, user=member, role=CaseRole.MEMBER, by=by)
    client.force_login(member)

    assert client.get(page_of(handover)).status_code == 200
    assert client.post(page_of(handover), {"because": "x"}).status_code == 403
    assert client.get(offer_page(handover.case)).status_code == 403


def test_a_supervisor_with_a_purpose_reads_and_ends_nothing(client):
    handover = CaseHandoverFactory()
    supervisor = SupervisorFactory(unit=handover.case.unit)
    open_for_purpose(case=handover.case, by=supervisor, purpose="Kantelu")
    client.force_login(supervisor)

    assert client.get(page_of(handover)).status_code == 200
    assert client.post(page_of(handover), {"because": "x"}).status_code == 403


def test_the_case_tells_that_it_is_offered_until_it_is_answered(client):
    handover = CaseHandoverFactory()
    client.force_login(handover.case.responsible)

    before = client.get(handover.case.get_absolute_url()).content.decode()
    client.post(page_of(handover), {"because": "Ei muutakaan."})
    after = client.get(handover.case.get_absolute_url()).content.decode()

    assert (page_of(handover) in before, page_of(handover) in after) == (True, False)


def test_the_closed_case_leads_to_what_went_along(client):
    handover = CaseHandoverFactory()
    worker = handover.case.responsible
    accept(handover)
    client.force_login(worker)

    assert page_of(handover) in client.get(handover.case.get_absolute_url()).content.decode()


def test_a_case_opened_again_says_no_more_that_it_went_away(client):
    handover = CaseHandoverFactory()
    worker = handover.case.responsible
    accept(handover)
    reopen_case(case=handover.case, reason="Muutto peruuntui.", by=worker)
    client.force_login(worker)

    assert page_of(handover) not in client.get(handover.case.get_absolute_url()).content.decode()


def test_a_case_closed_for_another_reason_after_it_came_back_says_not_that_it_went_away(client):
    handover = CaseHandoverFactory()
    case, worker = handover.case, handover.case.responsible
    accept(handover)
    reopen_case(case=case, reason="Muutto peruuntui.", by=worker)
    close_case(closure=CaseClosure(case=case, reason="died"), by=worker)
    client.force_login(worker)

    assert page_of(handover) not in client.get(case.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("role", "leads"), [(CaseRole.RESPONSIBLE, True), (CaseRole.MEMBER, False)]
)
def test_the_team_page_leads_to_the_hand_over_whoever_may_offer_it(client, role, leads):
    case = CaseFactory()
    member = case.responsible
    if role == CaseRole.MEMBER:
        member = WorkerFactory(unit=case.unit)
        assign_worker(case=case, user=member, role=role, by=case.responsible)
    client.force_login(member)

    page = client.get(reverse("cases:team", args=[case.pk])).content.decode()

    assert (offer_page(case) in page) is leads


def test_the_intakes_queue_tells_how_many_cases_are_offered(client):
    county = receiving_county()
    client.force_login(intake_of(county))
    queue = reverse("referrals:queue")
    before = client.get(queue).content.decode()

    CaseHandoverFactory(to_county=county)

    words = "Asiat toisilta hyvinvointialueilta (1)"
    assert (words in before, words in client.get(queue).content.decode()) == (False, True)


def test_whoever_takes_back_what_was_accepted_meanwhile_reads_why_not(client):
    handover = CaseHandoverFactory()
    worker = handover.case.responsible
    accept(handover)
    client.force_login(worker)

    response = client.post(page_of(handover), {"answer": "back", "because": "Ei sittenkään."})

    assert response.status_code == 409
    assert "on jo vastattu" in response.content.decode().split("<main")[1]


# --- on paper --------------------------------------------------------------------------


def on_paper():
    return CaseHandoverFactory(to_county=CountyFactory(code="muu"))


def test_who_received_the_papers_is_recorded(client):
    handover = on_paper()
    client.force_login(handover.case.responsible)

    form = {"answer": "received", "received_by": "Mari, Muu", "received_on": today()}
    client.post(page_of(handover), form)

    handover.refresh_from_db()
    assert (handover.received_by, handover.outcome) == ("Mari, Muu", "accepted")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"answer": "received", "received_by": "", "received_on": "TODAY"}, "received_by"),
        ({"answer": "received", "received_by": "Mari", "received_on": ""}, "received_on"),
        ({"answer": "received", "received_by": "Mari", "received_on": "1.1.2001"}, "received_on"),
        ({"answer": "received", "received_by": "Mari", "received_on": "1.1.2099"}, "received_on"),
        ({"answer": "back", "because": ""}, "because"),
    ],
)
def test_the_end_says_what_is_wrong(client, form, field):
    handover = on_paper()
    client.force_login(handover.case.responsible)
    form = {name: value.replace("TODAY", today()) for name, value in form.items()}

    response = client.post(page_of(handover), form)

    assert said(response) == [(field, 1)]
    handover.refresh_from_db()
    assert handover.is_waiting


def test_an_offer_that_is_not_on_paper_is_received_by_nobody(client):
    handover = CaseHandoverFactory()
    client.force_login(handover.case.responsible)

    response = client.post(page_of(handover), {"answer": "received", "received_by": "Mari"})

    assert list(response.context["form"].errors) == ["because"]


def test_the_paper_names_the_client_by_the_identity_code(client):
    case = CaseFactory(client=ClientFactory(first_names="Oskari", identity_code="010180-9004"))
    handover = CaseHandoverFactory(case=case)
    client.force_login(case.responsible)

    page = client.get(reverse("caseload:handover_print", args=[handover.pk])).content.decode()

    assert ("010180-9004" in page, "Oskari" in page) == (True, True)
    event = AuditEvent.objects.get(action="case.handover_printed")
    assert (event.case_id, event.details) == (case.pk, {"form": "print"})


def test_a_paper_is_in_its_own_language_where_another_word_is_asked_for(client):
    handover = CaseHandoverFactory()
    client.force_login(handover.case.responsible)
    page = reverse("caseload:handover_print", args=[handover.pk])

    asked = [client.get(page, {"kieli": word}) for word in ("sv", "xx")]

    assert [answer.context["language"] for answer in asked] == ["sv", "fi"]


# --- answering -------------------------------------------------------------------------


def test_the_intake_of_the_offered_county_reads_and_accepts(client):
    handover = CaseHandoverFactory(words="Puhuu vain suomea.")
    worker = worker_of(handover.to_county)
    client.force_login(intake_of(handover.to_county))

    listed = client.get(reverse("caseload:handover_list")).content.decode()
    read = client.get(answer_page(handover)).content.decode()
    client.post(answer_page(handover), {"answer": "accept", "worker": choice_of(worker)})

    assert (answer_page(handover) in listed, "Puhuu vain suomea." in read) == (True, True)
    assert ReceivedHandover.objects.get().case.responsible == worker


def test_the_list_names_nobody(client):
    client_of_case = ClientFactory(first_names="Oskari", last_name="Lehtovirta")
    handover = CaseHandoverFactory(case=CaseFactory(client=client_of_case))
    client.force_login(intake_of(handover.to_county))

    page = client.get(reverse("caseload:handover_list")).content.decode()

    secret = ("Oskari", "Lehtovirta", handover.case.number)
    assert [word for word in secret if word in page] == []


def test_the_list_is_the_intakes_alone(client):
    handover = CaseHandoverFactory()
    county = handover.to_county
    found = set()

    for user in (worker_of(county), SupervisorFactory(unit=county.units.get())):
        client.force_login(user)
        found.add(client.get(reverse("caseload:handover_list")).status_code)

    assert found == {404}


def test_that_the_intake_read_it_is_in_the_log(client):
    handover = CaseHandoverFactory()
    client.force_login(intake_of(handover.to_county))

    client.get(answer_page(handover))

    event = AuditEvent.objects.get(action="case.handover_read")
    assert (event.case_id, event.by_id) == (handover.case_id, intake_of(handover.to_county).pk)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"answer": "accept", "because": "kesken"}, "worker"),
        ({"answer": "accept", "because": "", "worker": "x"}, "worker"),
        ({"answer": "return", "because": ""}, "because"),
    ],
)
def test_the_answer_says_what_is_missing(client, form, field):
    handover = CaseHandoverFactory()
    client.force_login(intake_of(handover.to_county))

    response = client.post(answer_page(handover), form)

    assert said(response) == [(field, 1)]
    assert response.context["form"]["because"].value() == form["because"]


def test_a_form_that_is_pressed_twice_offers_ends_and_answers_once(client):
    handover = CaseHandoverFactory()
    case, county = handover.case, handover.to_county
    other, keys = CaseHandoverFactory(to_county=county), [str(uuid.uuid4()) for _n in range(3)]
    presses = [
        (case.responsible, page_of(handover), {"because": "Ei muutakaan."}),
        (case.responsible, offer_page(case), filled(county)),
        (intake_of(county), answer_page(other), {"answer": "return", "because": "Ei meille."}),
    ]

    for (user, page, form), key in zip(presses, keys, strict=True):
        client.force_login(user)
        first, second = (client.post(page, form | {"form_key": key}) for _n in range(2))
        assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)


def test_a_worker_of_another_county_is_none_to_choose(client):
    handover = CaseHandoverFactory()
    here = worker_of(handover.to_county)
    client.force_login(intake_of(handover.to_county))

    page = client.get(answer_page(handover)).content.decode()

    workers = (here, handover.case.responsible)
    assert [f'value="{choice_of(worker)}"' in page for worker in workers] == [True, False]


def answered(client):
    handover = CaseHandoverFactory(words="Puhuu vain suomea.")
    client.force_login(intake_of(handover.to_county))
    client.post(answer_page(handover), {"answer": "return", "because": "Ei meille."})
    return handover


@pytest.mark.parametrize("late", [None, {"answer": "accept"}])
def test_what_is_answered_is_read_no_more_and_its_reader_is_told_so(client, late):
    page = answer_page(answered(client))

    answer = client.post(page, late, follow=True) if late else client.get(page, follow=True)

    assert answer.redirect_chain == [(reverse("caseload:handover_list"), 302)]
    shown = answer.content.decode()
    assert ("ei enää odota" in shown, "Puhuu vain suomea." in shown) == (True, False)


def test_a_reason_that_was_typed_after_a_colleagues_answer_comes_back(client):
    handover = answered(client)

    answer = client.post(answer_page(handover), {"answer": "return", "because": "Kirjoitin tämän."})

    shown = answer.content.decode()
    assert (answer.status_code, "Kirjoitin tämän." in shown) == (409, True)
    assert ("Puhuu vain suomea." in shown, 'name="answer"' in shown) == (False, False)
    handover.refresh_from_db()
    assert handover.because == "Ei meille."


@pytest.mark.parametrize("who", ["a third county", "a worker", "the first county"])
def test_nobody_else_is_told_that_an_offer_was_answered(client, who):
    handover = CaseHandoverFactory()
    accept(handover)
    users = {
        "a third county": lambda: intake_of(receiving_county("kolmas")),
        "a worker": lambda: worker_of(handover.to_county),
        "the first county": lambda: IntakeWorkerFactory(unit=handover.case.unit),
    }
    client.force_login(users[who]())

    assert client.get(answer_page(handover)).status_code == 404


def test_what_was_offered_before_the_case_was_closed_is_read_by_nobody_after_it(client):
    handover = CaseHandoverFactory()
    case, by = handover.case, handover.case.responsible
    close_case(closure=CaseClosure(case=case, reason="client_wish"), by=by)
    reopen_case(case=case, by=by, reason="Erehdys.")
    client.force_login(intake_of(handover.to_county))

    assert client.get(answer_page(handover)).url == reverse("caseload:handover_list")


def test_whoever_closes_reads_that_the_offer_is_taken_back(client):
    handover = CaseHandoverFactory()
    client.force_login(handover.case.responsible)
    other = CaseFactory(responsible=handover.case.responsible)

    pages = [reverse("caseload:case_close", args=[case.pk]) for case in (handover.case, other)]
    words = "Siirto toiselle hyvinvointialueelle perutaan"
    told = [words in client.get(page).content.decode() for page in pages]

    assert told == [True, False]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Tämän lukee hyvinvointialue, joka tarjosi asiaa."),
        ("sv", "Detta läses av det välfärdsområde som erbjöd ärendet."),
    ],
)
def test_a_reason_says_that_a_case_was_offered(language, words):
    with translation.override(language):
        help_text = str(AnswerForm.base_fields["because"].help_text)

    assert help_text.startswith(words)


def test_for_all_others_there_is_nothing_to_answer(client):
    handover = CaseHandoverFactory()
    third = receiving_county("kolmas")
    others = [
        worker_of(handover.to_county),
        intake_of(third),
        SupervisorFactory(unit=handover.to_county.units.get()),
        handover.case.responsible,
    ]

    found = set()
    for user in others:
        client.force_login(user)
        found.add(client.get(answer_page(handover)).status_code)
        found.add(client.post(answer_page(handover), {"answer": "accept"}).status_code)

    assert found == {404}


def test_the_offered_county_opens_neither_the_case_nor_its_offer(client):
    handover = CaseHandoverFactory()
    client.force_login(intake_of(handover.to_county))

    urls = [
        handover.case.get_absolute_url(),
        page_of(handover),
        reverse("caseload:handover_print", args=[handover.pk]),
        reverse("caseload:handover_pdf", args=[handover.pk]),
    ]

    assert {client.get(url).status_code for url in urls} == {404}


def test_the_new_team_reads_what_came_along(client):
    received = ReceivedHandoverFactory()
    client.force_login(received.case.responsible)

    page = reverse("caseload:received_page", args=[received.pk])

    assert page in client.get(received.case.get_absolute_url()).content.decode()
    assert client.get(page).status_code == 200


def test_the_former_county_reads_nothing_of_the_new_case(client):
    received = ReceivedHandoverFactory()
    client.force_login(CaseFactory().responsible)

    page = reverse("caseload:received_page", args=[received.pk])

    assert client.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more(client, count, django_assert_num_queries):
    county = receiving_county()
    CaseHandoverFactory.create_batch(count, to_county=county)
    client.force_login(intake_of(county))
    client.get(reverse("caseload:handover_list"))

    with django_assert_num_queries(10):
        client.get(reverse("caseload:handover_list"))
