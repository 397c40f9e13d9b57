"""Questions of the county and what the sender's side answers and adds."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing import close_case
from cases.actions.team import assign_worker, remove_worker
from cases.models import CaseClosure
from cases.permissions import CaseRole
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.exchange import actions
from referrals.exchange.actions import (
    AlreadyAnswered,
    AskedElsewhere,
    NobodyToAsk,
    NotHolder,
    add_information,
    answer_question,
    ask_sender,
)
from referrals.models import Referral, ReferralMessage
from referrals.moving.actions.take_over import take_over
from referrals.sending.actions.sending import send_referral
from referrals.vocabulary import Decision, SenderStatus
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    CountyFactory,
    IntakeWorkerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    QuestionFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)
from tests.referrals.files import pdf

pytestmark = pytest.mark.django_db
ASKED = "Onko asunto jo haettu?"
TOLD = "Hakemus lähti maanantaina."


@pytest.fixture
def intake() -> User:
    worker: User = IntakeWorkerFactory()
    return worker


@pytest.fixture
def referral(intake: User) -> Referral:
    sent: Referral = ReferralFactory(county=intake.organisation)
    return sent


def page(name: str, *arguments: int) -> str:
    return reverse(f"referrals:{name}", args=arguments)


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def told(kind: NoticeKind) -> list[User]:
    notices = Notice.objects.filter(kind=kind, cancelled_at=None).order_by("receiver_id")
    return [notice.receiver for notice in notices]


def triaged(referral: Referral, intake: User, **more: Any) -> tuple[Any, User]:
    """The case that was opened of the contact, and its personal worker."""
    unit = UnitFactory(county=referral.county)
    worker = WorkerFactory(unit=unit)
    triage = TriageFactory(referral=referral, unit=unit, by=intake, responsible=worker, **more)
    return triage.case, worker


def public_referral(county: Any) -> Referral:
    referral = Referral(
        county=county,
        made_by="client",
        first_names="Aino",
        last_name="Esimerkki",
        needs=["2"],
        phone="050 765 4321",
        how_to_reach="Sisko välittää viestin.",
    )
    send_referral(referral=referral, by=None)
    return referral


# --- Asking ---------------------------------------------------------------------------


def test_intake_asks_and_the_holder_is_told_and_sees_it(
    client: Browser, referral: Referral, intake: User
) -> None:
    client.force_login(intake)

    response = client.post(page("question_ask", referral.pk), {"text": ASKED}, follow=True)

    assert ASKED in words(response)
    assert told(NoticeKind.REFERRAL_QUESTION) == [referral.holder]
    (event,) = AuditEvent.objects.filter(action=Action.REFERRAL_ASKED)
    assert (event.by_id, event.referral_id) == (intake.pk, referral.pk)
    client.force_login(referral.holder)
    shown = words(client.get(referral.get_absolute_url()))
    assert ASKED in shown
    assert intake.organisation_name in shown
    assert intake.get_full_name() not in shown
    assert page("question_answer", referral.pk, ReferralMessage.objects.get().pk) in shown


def test_notice_of_a_question_names_nobody(referral: Referral) -> None:
    QuestionFactory(referral=referral, text="Niko on Sukevalla")

    notice = Notice.objects.get(kind=NoticeKind.REFERRAL_QUESTION)

    assert notice.parameters == {"reference": referral.reference}
    assert notice.link == referral.get_absolute_url()


def test_open_question_is_what_the_sender_is_told_first(referral: Referral) -> None:
    question = QuestionFactory(referral=referral)
    status = Referral.objects.for_listing().get().sender_status
    AnswerFactory(question=question)

    assert status == SenderStatus.QUESTION
    assert Referral.objects.for_listing().get().sender_status == SenderStatus.RECEIVED


def test_after_triage_the_team_asks_and_the_intake_does_not(
    client: Browser, referral: Referral, intake: User
) -> None:
    case, worker = triaged(referral, intake)

    client.force_login(intake)
    assert client.post(page("question_ask", referral.pk), {"text": ASKED}).status_code == 404
    with pytest.raises(AskedElsewhere):
        ask_sender(referral=referral, text=ASKED, by=intake)
    client.force_login(worker)
    response = client.post(page("question_ask", referral.pk), {"text": ASKED}, follow=True)

    assert response.redirect_chain[0][0] == page("referral_in_case", referral.pk)
    assert ASKED in words(response)
    assert worker.get_full_name() in words(response)
    assert AuditEvent.objects.get(action=Action.REFERRAL_ASKED).case_id == case.pk


def test_intake_goes_on_asking_where_no_case_was_opened(referral: Referral, intake: User) -> None:
    TriageFactory(referral=referral, by=intake, decision=Decision.GUIDE)

    assert ask_sender(referral=Referral.objects.get(), text=ASKED, by=intake).pk


def test_nothing_is_asked_from_a_closed_case_and_the_text_is_kept(
    client: Browser, referral: Referral, intake: User
) -> None:
    case, worker = triaged(referral, intake)
    client.force_login(worker)
    close_case(closure=CaseClosure(case=case, reason="died"), by=worker)

    response = client.post(page("question_ask", referral.pk), {"text": ASKED})

    assert response.status_code == 409
    assert ASKED in words(response)
    assert "Asia on päätetty" in words(response)
    assert page("question_ask", referral.pk) not in words(
        client.get(page("referral_in_case", referral.pk))
    )


def test_colleagues_are_told_where_the_holder_has_left(referral: Referral) -> None:
    house = referral.holder_organisation
    here = PrisonOfficerFactory(organisation=house)
    PrisonOfficerFactory(organisation=PrisonFactory(code="muu"))
    PrisonOfficerFactory(organisation=house, is_active=False)
    User.objects.filter(pk=referral.holder.pk).update(is_active=False)

    QuestionFactory(referral=referral)

    assert told(NoticeKind.REFERRAL_QUESTION) == [here]


def test_colleague_is_told_to_take_over_and_not_what_is_asked(
    client: Browser, referral: Referral
) -> None:
    QuestionFactory(referral=referral)
    client.force_login(PrisonOfficerFactory(organisation=referral.holder_organisation))

    shown = words(client.get(referral.get_absolute_url()))

    assert "Hyvinvointialue kysyy jotakin. Ota yhteydenotto hoitaaksesi" in shown
    assert ASKED not in shown


def test_public_form_has_nobody_to_ask_and_the_page_says_how_the_person_is_reached(
    client: Browser, intake: User
) -> None:
    referral = public_referral(intake.organisation)
    client.force_login(intake)

    shown = words(client.get(page("question_ask", referral.pk)))

    assert "Kukaan ei lue tätä yhteydenottoa koskevia kysymyksiä" in shown
    assert "050 765 4321" in shown
    assert "Sisko välittää viestin." in shown
    assert "Älä jätä henkilölle viestiä" in shown
    assert "<textarea" not in shown
    with pytest.raises(NobodyToAsk):
        ask_sender(referral=referral, text=ASKED, by=intake)
    late = client.post(page("question_ask", referral.pk), {"text": ASKED})
    assert late.status_code == 409
    assert ASKED in words(late)


def test_call_that_a_worker_wrote_down_has_nobody_to_ask(intake: User) -> None:
    referral = ReferralFactory(by=intake, county=intake.organisation)

    with pytest.raises(NobodyToAsk):
        ask_sender(referral=referral, text=ASKED, by=IntakeWorkerFactory())


def test_of_a_protected_person_only_phones_are_shown(client: Browser, intake: User) -> None:
    referral = ReferralFactory(
        county=intake.organisation, protected_address=True, how_to_reach="Salakatu 1", phone="040 1"
    )
    client.force_login(intake)

    shown = words(client.get(page("question_ask", referral.pk)))

    assert "040 1" in shown
    assert "Salakatu" not in shown


# --- Answering ------------------------------------------------------------------------


def test_holder_answers_and_the_county_is_told(
    client: Browser, referral: Referral, intake: User
) -> None:
    other = IntakeWorkerFactory(unit=UnitFactory(county=referral.county))
    IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))
    question = QuestionFactory(referral=referral, by=intake)
    client.force_login(referral.holder)

    response = client.post(
        page("question_answer", referral.pk, question.pk), {"text": TOLD}, follow=True
    )

    assert "Vastaus on lähetetty hyvinvointialueelle." in words(response)
    assert TOLD in words(response)
    assert question.answer.text == TOLD
    assert told(NoticeKind.REFERRAL_ANSWERED) == [intake, other]
    assert told(NoticeKind.REFERRAL_QUESTION) == []
    assert AuditEvent.objects.filter(action=Action.REFERRAL_ANSWERED).exists()
    client.force_login(intake)
    shown = words(client.get(page("referral_triage", referral.pk)))
    assert TOLD in shown
    assert f"{referral.holder}, {referral.holder_organisation.name}" in shown


def test_answer_comes_to_whoever_asked_and_to_the_personal_worker(
    referral: Referral, intake: User
) -> None:
    case, worker = triaged(referral, intake)
    asker = WorkerFactory(unit=case.unit)
    bystander = WorkerFactory(unit=case.unit)
    for user in (asker, bystander):
        assign_worker(case=case, user=user, role=CaseRole.MEMBER, by=worker)

    AnswerFactory(question=QuestionFactory(referral=referral, by=asker))

    assert told(NoticeKind.REFERRAL_ANSWERED) == [worker, asker]
    link = page("referral_in_case", referral.pk)
    assert {n.link for n in Notice.objects.filter(kind="referral_answered")} == {link}


def test_answer_to_one_who_left_the_team_comes_to_the_personal_worker(
    referral: Referral, intake: User
) -> None:
    case, worker = triaged(referral, intake)
    asker = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=asker, role=CaseRole.MEMBER, by=worker)
    question = QuestionFactory(referral=referral, by=asker)
    remove_worker(case=case, user=asker, by=worker, reason="Vaihtui")

    AnswerFactory(question=question)

    assert told(NoticeKind.REFERRAL_ANSWERED) == [worker]


def test_notice_stays_while_another_question_is_open(referral: Referral) -> None:
    first, _second = QuestionFactory(referral=referral), QuestionFactory(referral=referral)

    AnswerFactory(question=first)

    assert told(NoticeKind.REFERRAL_QUESTION) == [referral.holder, referral.holder]


def test_second_answer_is_told_who_was_first_and_keeps_its_text(
    client: Browser, referral: Referral
) -> None:
    question = QuestionFactory(referral=referral)
    client.force_login(referral.holder)
    AnswerFactory(question=question, text="Ensimmäinen vastaus.")

    response = client.post(page("question_answer", referral.pk, question.pk), {"text": TOLD})

    shown = words(response)
    assert response.status_code == 409
    assert f"{referral.holder} on jo vastannut tähän kysymykseen" in shown
    assert "Ensimmäinen vastaus." in shown
    assert TOLD in shown
    assert f'action="{page("information_add", referral.pk)}"' in shown
    with pytest.raises(AlreadyAnswered):
        answer_question(question=question, text=TOLD, files=[], by=referral.holder)


def test_former_holder_keeps_the_text_when_a_colleague_took_over_meanwhile(
    client: Browser, referral: Referral
) -> None:
    question = QuestionFactory(referral=referral)
    former = referral.holder
    colleague = PrisonOfficerFactory(organisation=former.organisation)
    take_over(referral=referral, seen_holder=former.pk, by=colleague)
    client.force_login(former)

    for url in (
        page("question_answer", referral.pk, question.pk),
        page("information_add", referral.pk),
    ):
        response = client.post(url, {"text": TOLD})
        assert response.status_code == 409
        assert f"Yhteydenottoa hoitaa nyt {colleague}" in words(response)
        assert TOLD in words(response)
        assert ASKED not in words(response)
        assert client.get(url).url == referral.get_absolute_url()
    with pytest.raises(NotHolder):
        answer_question(question=question, text=TOLD, files=[], by=former)


def test_answered_question_leads_back_to_the_contact(client: Browser, referral: Referral) -> None:
    answer = AnswerFactory(question=QuestionFactory(referral=referral))
    client.force_login(referral.holder)

    response = client.get(page("question_answer", referral.pk, answer.answers.pk), follow=True)

    assert "Kysymykseen on jo vastattu." in words(response)


def test_question_of_another_contact_and_a_message_that_is_none_do_not_exist(
    client: Browser, referral: Referral
) -> None:
    foreign = QuestionFactory()
    added = AttachmentFactory(referral=referral).message
    client.force_login(referral.holder)

    for message in (foreign, added):
        url = page("question_answer", referral.pk, message.pk)
        assert client.get(url).status_code == 404
        assert client.post(url, {"text": TOLD}).status_code == 404


def test_same_form_sent_twice_is_one_answer_and_another_file_is_another_act(
    client: Browser, referral: Referral
) -> None:
    client.force_login(referral.holder)
    url = page("information_add", referral.pk)
    key = re.search(r'name="form_key" value="([^"]+)"', words(client.get(url)))
    assert key is not None

    def send(*names: str) -> None:
        uploads = [upload(name) for name in names]
        client.post(url, {"text": TOLD, "form_key": key[1], "attachments": uploads})

    send("a.pdf")
    send("a.pdf")
    send("a.pdf", "b.pdf")

    assert ReferralMessage.objects.count() == 2


def upload(name: str) -> Any:
    return SimpleUploadedFile(name, pdf())


# --- Adding ---------------------------------------------------------------------------


def test_holder_adds_at_any_time_and_the_right_people_are_told(
    client: Browser, referral: Referral, intake: User
) -> None:
    client.force_login(referral.holder)
    client.post(page("information_add", referral.pk), {"text": "Ennen ratkaisua"})
    assert told(NoticeKind.REFERRAL_ANSWERED) == [intake]
    _case, worker = triaged(referral, intake)

    client.post(page("information_add", referral.pk), {"text": "Ratkaisun jälkeen"})

    assert told(NoticeKind.REFERRAL_ANSWERED) == [worker]
    client.force_login(worker)
    shown = words(client.get(page("referral_in_case", referral.pk)))
    assert "Ennen ratkaisua" in shown
    assert "Ratkaisun jälkeen" in shown


def test_empty_and_too_long_texts_are_told_beside_the_field(
    client: Browser, referral: Referral, intake: User
) -> None:
    question = QuestionFactory(referral=referral)
    people = {
        page("question_ask", referral.pk): intake,
        page("question_answer", referral.pk, question.pk): referral.holder,
        page("information_add", referral.pk): referral.holder,
    }
    long = "x" * 10_001
    before = ReferralMessage.objects.count()

    for url, user in people.items():
        client.force_login(user)
        for text in ("", " ", long):
            response = client.post(url, {"text": text})
            assert response.context["form"].errors.keys() == {"text"}
        assert long in words(client.post(url, {"text": long}))

    assert ReferralMessage.objects.count() == before


def test_exchange_has_an_end(
    client: Browser, referral: Referral, intake: User, monkeypatch: Any
) -> None:
    monkeypatch.setattr(actions, "MESSAGES", 1)
    add_information(referral=referral, text=TOLD, files=[], by=referral.holder)

    for user, url in (
        (referral.holder, page("information_add", referral.pk)),
        (intake, page("question_ask", referral.pk)),
    ):
        client.force_login(user)
        response = client.post(url, {"text": "Vielä yksi"})
        assert response.status_code == 409
        assert "ei mahdu enempää viestejä" in words(response)
        assert "Vielä yksi" in words(response)


@pytest.mark.parametrize("count", [1, 20])
def test_exchange_is_read_in_as_many_queries_whatever_its_length(
    count: int, client: Browser, referral: Referral, django_assert_num_queries: Any
) -> None:
    for _each in range(count):
        QuestionFactory(referral=referral)
        AttachmentFactory(referral=referral)
    client.force_login(referral.holder)

    with django_assert_num_queries(QUERIES):
        client.get(referral.get_absolute_url())


QUERIES = 15


# --- At once --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one_answer() -> None:
    referral = ReferralFactory()
    question = QuestionFactory(referral=referral)

    def answer(text: str) -> str:
        try:
            answer_question(question=question, text=text, files=[], by=referral.holder)
        except AlreadyAnswered:
            return "late"
        finally:
            connection.close()
        return "first"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(answer, ["yksi", "kaksi"]))

    assert sorted(outcomes) == ["first", "late"]
    assert ReferralMessage.objects.filter(kind="answer").count() == 1
