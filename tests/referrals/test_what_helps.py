"""What the client says helps: told by the sender with consent, and shown in the first round."""

import html

import pytest
from django.test import Client as Browser
from django.urls import reverse

from cases.models import Case
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import Occasion
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.exchange.actions import ClientHasNotAgreed, NotHolder, tell_what_helps
from referrals.models import Referral, ReferralMessage
from tests.factories import (
    ChecklistFactory,
    IntakeWorkerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
WORDS = "Se, että joku soittaa aamulla."
SENT = {"text": WORDS, "consent": "on"}


@pytest.fixture
def referral(client: Browser) -> Referral:
    sent: Referral = ReferralFactory()
    IntakeWorkerFactory(organisation=sent.county)
    client.force_login(sent.holder)
    return sent


def url(referral: Referral) -> str:
    return reverse("referrals:what_helps_add", args=[referral.pk])


def round_of(client: Browser, case: Case, occasion: Occasion = Occasion.CONTACT) -> str:
    client.force_login(case.responsible)
    page = reverse("desistance:checklist_fill", args=[case.pk, occasion])
    return html.unescape(client.get(page).text)


def test_the_words_are_kept_beside_the_sent_contact(client, referral):
    client.post(url(referral), SENT)

    message = referral.messages.get()
    assert (message.kind, message.text) == (ReferralMessage.Kind.HELPS, WORDS)


@pytest.mark.parametrize(("told", "field"), [({"consent": ""}, "consent"), ({"text": " "}, "text")])
def test_without_consent_or_words_nothing_is_told(client, referral, told, field):
    response = client.post(url(referral), SENT | told)

    assert list(response.context["form"].errors) == [field]
    assert not referral.messages.exists()


def test_the_act_itself_asks_for_the_consent(referral):
    with pytest.raises(ClientHasNotAgreed):
        tell_what_helps(referral=referral, text=WORDS, consent=False, by=referral.holder)


def test_somebody_who_does_not_answer_for_the_contact_tells_nothing(referral):
    colleague = PrisonOfficerFactory(organisation=referral.holder.organisation)

    with pytest.raises(NotHolder):
        tell_what_helps(referral=referral, text=WORDS, consent=True, by=colleague)


def test_an_officer_of_another_prison_does_not_find_the_page(client, referral):
    client.force_login(PrisonOfficerFactory(organisation=PrisonFactory(code="muu")))

    assert client.get(url(referral)).status_code == 404


def test_the_county_is_told(client, referral):
    client.post(url(referral), SENT)

    assert Notice.objects.filter(kind=NoticeKind.REFERRAL_ANSWERED).exists()


def test_the_page_of_the_contact_leads_to_it(client, referral):
    assert url(referral) in client.get(referral.get_absolute_url()).text


def opened_of(referral: Referral) -> Case:
    unit = UnitFactory(county=referral.county)
    responsible = WorkerFactory(unit=unit)
    opened: Case = TriageFactory(referral=referral, unit=unit, responsible=responsible).case
    opened.refresh_from_db()
    return opened


@pytest.fixture
def case(referral: Referral) -> Case:
    """Opened of a contact with which the client's words came."""
    tell_what_helps(referral=referral, text=WORDS, consent=True, by=referral.holder)
    return opened_of(referral)


def test_the_first_round_shows_it_as_said_to_the_sender(client, case):
    page = round_of(client, case)

    sender = ReferralMessage.objects.get().written_for.name
    assert WORDS in page
    assert f"sanottu lähettäjälle, {sender}" in page


def test_it_is_no_answer_of_any_factor(client, case):
    client.force_login(case.responsible)
    page = reverse("desistance:checklist_fill", args=[case.pk, Occasion.CONTACT])
    form = client.get(page).context["form"]

    assert [name for name in form.fields if form[name].value() == WORDS] == []
    assert not ChecklistEntry.objects.exists()


def test_the_first_round_still_shows_it_after_the_first_save(client, case):
    ChecklistFactory(case=case)

    assert WORDS in round_of(client, case)


def test_a_later_round_does_not_show_it(client, case):
    ChecklistFactory(case=case)

    assert WORDS not in round_of(client, case, Occasion.ASSESSMENT)


def test_words_of_another_case_are_not_shown(client, case):
    other = opened_of(ReferralFactory(county=case.county, by=PrisonOfficerFactory()))

    assert WORDS not in round_of(client, other)
    assert not Checklist.objects.exists()
