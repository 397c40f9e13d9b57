"""What is due with contacts, and in cases by what their senders reported."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.dues import maker_for
from cases.models import Case
from referrals.models import CustodyReport, Referral, ReferralMessage, Transfer
from timing.acts import Act
from timing.acts import register as register_acts
from timing.deriving import CASE, REFERRAL, register, register_records
from timing.making import Between, Maker
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind

REPORT = {DueKind.CUSTODY_REPORT}
DECISION = {DueKind.REFERRAL_DECISION}
TRANSFER = {DueKind.TRANSFER}
QUESTION = {DueKind.QUESTION}


def of_reports(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """A change that waits may move every day that the rest goes by."""
    keys = [case.pk for case in cases if case.is_open]
    waiting = CustodyReport.objects.waiting().filter(referral__triage__case__in=keys)
    reported = set(waiting.order_by().values_list("referral__triage__case", flat=True))
    for case in cases:
        if case.pk in reported:
            yield maker_for(case, rules).make(
                DueKind.CUSTODY_REPORT, "confirm_report", counted_from=None, begun_on=case.opened_on
            )


def of_decision(referrals: Sequence[Referral], rules: Rules) -> Iterator[Due | None]:
    """What waits for the county's intake; one that is offered waits for the other county."""
    for referral in referrals:
        if referral.sent_at and not referral.is_decided and referral.offered_county_id is None:
            arrived = timezone.localdate(referral.sent_at)
            yield _maker(referral, rules).make(
                DueKind.REFERRAL_DECISION,
                "decide_referral",
                counted_from=arrived,
                begun_on=arrived,
                # What the database works out is not on a contact that was saved a moment ago.
                between=before_the_gate(referral.release_told or referral.release_on, arrived),
            )


def before_the_gate(release: dt.date | None, arrived: dt.date) -> Between:
    """The county decides before the person is out; where that lies behind, at once."""
    return Between(latest=max(release, arrived) if release else None)


def of_transfer(referrals: Sequence[Referral], rules: Rules) -> Iterator[Due | None]:
    """What another county was asked to take."""
    keys = [referral.pk for referral in referrals]
    waiting = {
        each.referral_id: each for each in Transfer.objects.waiting().filter(referral__in=keys)
    }
    for referral in referrals:
        transfer = waiting.get(referral.pk)
        if transfer is not None:
            asked = timezone.localdate(transfer.asked_at)
            yield _maker(referral, rules).make(
                DueKind.TRANSFER,
                "answer_transfer",
                counted_from=asked,
                begun_on=asked,
                object_id=transfer.pk,
            )


def of_questions(referrals: Sequence[Referral], rules: Rules) -> Iterator[Due | None]:
    """What the county asked and the sender has not answered."""
    keys = [referral.pk for referral in referrals]
    asked = ReferralMessage.objects.open_questions().filter(referral__in=keys).order_by("-pk")
    oldest = {question.referral_id: question for question in asked}
    for referral in referrals:
        question = oldest.get(referral.pk)
        if question is not None:
            on = timezone.localdate(question.written_at)
            yield _maker(referral, rules).make(
                DueKind.QUESTION,
                "answer_question",
                counted_from=on,
                begun_on=on,
                object_id=question.pk,
            )


def _maker(referral: Referral, rules: Rules) -> Maker:
    assert referral.county_id is not None  # the database holds it of what is sent
    return Maker(rules, referral.county_id, {"referral_id": referral.pk})


ACTS = (
    Act(
        "confirm_report",
        title=_("Confirm what the sender tells"),
        why=_("The sender tells of a change, and the case’s facts do not have it yet."),
        button=_("Compare and confirm"),
        where=lambda due: reverse("referrals:custody_reports", kwargs={"case_pk": due.case_id}),
        after=_("Then: what hangs on the release moves with it."),
    ),
    Act(
        "decide_referral",
        title=_("Decide on the contact"),
        why=_("It waits for triage."),
        button=_("Open the contact"),
        where=lambda due: reverse(
            "referrals:referral_triage", kwargs={"referral_pk": due.referral_id}
        ),
    ),
    Act(
        "answer_transfer",
        title=_("Accept the contact or return it"),
        why=_("Another county hands it over to you."),
        button=_("Open the contact"),
        where=lambda due: reverse(
            "referrals:transfer_answer", kwargs={"referral_pk": due.referral_id}
        ),
    ),
    Act(
        "answer_question",
        title=_("Answer the county’s question"),
        why=_("The contact waits for your answer."),
        button=_("Open the contact"),
        where=lambda due: reverse(
            "referrals:referral_page", kwargs={"referral_pk": due.referral_id}
        ),
    ),
)

register_records(REFERRAL, Referral.objects.sent)
register(CASE, REPORT, of_reports)
register(REFERRAL, DECISION, of_decision)
register(REFERRAL, TRANSFER, of_transfer)
register(REFERRAL, QUESTION, of_questions)
register_acts(*ACTS)
