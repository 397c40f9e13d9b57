"""Questions from the county to whoever made the contact, their answers and additions."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.carriers import Carriers
from cases.models import Case
from inputs.attached.attaching import File
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from records.imprint import imprint_of
from records.refused import Refused
from referrals.exchange.attachments.room import attach
from referrals.exchange.corrections import differences
from referrals.models import CorrectedFact, Referral, ReferralMessage
from referrals.routing import intake_workers
from timing import moves
from timing.deriving import REFERRAL, derive

# Of an organisation without a holder, those who signed in last are told.
TOLD_IN_A_HOUSE = 30
# A contact is not a chat: whoever has this much to say calls.
MESSAGES = 200

Kind = ReferralMessage.Kind


class NobodyToAsk(Refused):
    """The contact has no holder who could answer: the person is called or written to."""

    words = gettext_lazy(
        "Nobody reads questions about this contact any more. Call or write instead."
    )


class AskedElsewhere(Refused):
    """The contact was decided on meanwhile: who works in the case asks from there."""

    words = gettext_lazy(
        "The contact was decided on meanwhile, so nothing was sent. Your text is still here: "
        "give it to whoever works in the case."
    )


class NotHolder(Refused):
    """Somebody else answers for the contact now; see `referral`."""

    def __init__(self, referral: Referral) -> None:
        super().__init__(str(referral))
        self.referral = referral

    @property
    def words(self) -> str:
        words = _(
            "%(who)s answers for the contact now, so nothing was sent. Your text is still here: "
            "give it to them, or take the contact over."
        )
        return words % {"who": self.referral.holder}


class AlreadyAnswered(Refused):
    """A colleague, or the same user in another window, was first; see `answer`."""

    def __init__(self, answer: ReferralMessage) -> None:
        super().__init__(str(answer))
        self.answer = answer

    @property
    def words(self) -> str:
        words = _(
            "%(who)s has answered this question already. Your text is still here: send it as "
            "more information if it adds something."
        )
        return words % {"who": self.answer.written_by}


class NothingCorrected(Refused):
    """What was sent as a correction is what holds already."""

    status = HTTPStatus.BAD_REQUEST
    words = gettext_lazy("Nothing is otherwise than before. Change what is wrong.")


class CorrectedMeanwhile(Refused):
    """The contact was put right in another window since the form was opened."""

    words = gettext_lazy(
        "The contact was corrected in another window meanwhile, so nothing was sent. Look at what "
        "holds now, and send again if it is still wrong."
    )


class NotCorrectedAfterWithdrawal(Refused):
    """What was taken back is put right no more."""

    words = gettext_lazy(
        "The contact has been withdrawn, so nothing in it is corrected any more. Your text is "
        "still here: if the county should know it, send it as more information."
    )


class WithdrawnAlready(Refused):
    """The contact has been taken back."""

    words = gettext_lazy("The contact has been withdrawn already. Your text is still here.")


class ClientHasNotAgreed(Refused):
    """What the client said was to be told without their consent."""

    status = HTTPStatus.BAD_REQUEST
    field = "consent"
    words = gettext_lazy("The client’s words are told only with the client’s consent.")


class TooManyMessages(Refused):
    """The contact has as many messages as it may."""

    words = gettext_lazy("This contact has as many messages as it may. Call instead.")


@transaction.atomic
def ask_sender(*, referral: Referral, text: str, by: User) -> ReferralMessage:
    """Ask whoever answers for the contact: the intake before triage, the case's team after.

    Raises NobodyToAsk, AskedElsewhere, CaseClosed or TooManyMessages.
    """
    current = _lock(referral)
    case = _case_of(current)
    if case is None and not (by.is_intake and by.county == current.county):
        raise AskedElsewhere
    if case is not None:
        if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
            raise AskedElsewhere
        refuse_closed(case)
    asked = who_answers(current)
    if not asked:
        raise NobodyToAsk
    assert by.organisation is not None
    question = _write(current, Kind.QUESTION, text, by, by.organisation)
    record(Action.REFERRAL_ASKED, by=by, case=case, referral=current, target=question)
    derive(REFERRAL, [current], moves.QUESTION)
    if case is not None:
        written(case)
    _tell(NoticeKind.REFERRAL_QUESTION, current, question, asked, current.get_absolute_url())
    return question


@transaction.atomic
def answer_question(
    *, question: ReferralMessage, text: str, files: Sequence[File], by: User
) -> ReferralMessage:
    """Answer for the sender's side, once.

    Raises NotHolder, AlreadyAnswered, TooMuchForContact or TooManyMessages; nothing is then kept.
    """
    current = _lock_as_holder(question.referral, by)
    other = ReferralMessage.objects.filter(answers=question).select_related("written_by").first()
    if other is not None:
        raise AlreadyAnswered(other)
    answer = _say(current, Kind.ANSWER, text, files, by, answers=question)
    derive(REFERRAL, [current], moves.QUESTION)
    if not ReferralMessage.objects.open_questions().filter(referral=current).exists():
        cancel_notices(referral_id=current.pk, kinds=(NoticeKind.REFERRAL_QUESTION,))
    return answer


@transaction.atomic
def add_information(
    *, referral: Referral, text: str, files: Sequence[File], by: User
) -> ReferralMessage:
    """Tell the county something new. Raises NotHolder, TooMuchForContact or TooManyMessages."""
    return _say(_lock_as_holder(referral, by), Kind.ADDITION, text, files, by)


@transaction.atomic
def tell_what_helps(*, referral: Referral, text: str, consent: bool, by: User) -> ReferralMessage:
    """Tell the county what the client says helps. Raises ClientHasNotAgreed, NotHolder or
    TooManyMessages."""
    if not consent:
        raise ClientHasNotAgreed
    return _say(_lock_as_holder(referral, by), Kind.HELPS, text, [], by)


@transaction.atomic
def correct_referral(
    *, referral: Referral, values: Mapping[str, Any], reason: str, seen: int, by: User
) -> ReferralMessage:
    """Put facts of a sent contact right, beside it; the county is told at once.

    `values` are all corrigible facts as they are to hold, and `seen` how often it had been
    corrected when the form was opened. Raises NotHolder, NotCorrectedAfterWithdrawal,
    NothingCorrected, CorrectedMeanwhile or TooManyMessages.
    """
    current = _lock_as_holder(referral, by)
    if current.messages.filter(kind=Kind.WITHDRAWAL).exists():
        raise NotCorrectedAfterWithdrawal
    if current.messages.filter(kind=Kind.CORRECTION).count() != seen:
        raise CorrectedMeanwhile
    changed = differences(current, values)
    if not changed:
        raise NothingCorrected
    return _say(current, Kind.CORRECTION, reason, [], by, facts=changed)


@transaction.atomic
def withdraw_referral(*, referral: Referral, why: str, text: str, by: User) -> ReferralMessage:
    """Take a sent contact back. The county is told at once, and decides what becomes of it.

    Raises NotHolder, WithdrawnAlready or TooManyMessages.
    """
    current = _lock_as_holder(referral, by)
    if current.messages.filter(kind=Kind.WITHDRAWAL).exists():
        raise WithdrawnAlready
    return _say(current, Kind.WITHDRAWAL, text, [], by, withdrawn_because=why)


def who_answers(referral: Referral) -> list[User]:
    """Whom a question reaches: the holder, or where they have left, their colleagues.

    Nobody for a public form, and for a call, a letter or a visit that a worker wrote down:
    what is missing is asked of the person.
    """
    holder, organisation = referral.holder, referral.holder_organisation
    if organisation is None or organisation.kind == Organisation.Kind.COUNTY:
        return []
    if holder and holder.is_active and holder.organisation_id == organisation.pk:
        return [holder]
    colleagues = User.objects.filter(is_active=True, organisation=organisation)
    return list(colleagues.order_by("-last_login", "pk")[:TOLD_IN_A_HOUSE])


def _lock(referral: Referral) -> Referral:
    current = Referral.objects.lock(referral.pk)
    if current.messages.count() >= MESSAGES:
        raise TooManyMessages
    return current


def _lock_as_holder(referral: Referral, by: User) -> Referral:
    current = _lock(referral)
    if current.holder_id != by.pk or current.holder_organisation_id != by.organisation_id:
        raise NotHolder(current)
    return current


def _case_of(referral: Referral) -> Case | None:
    """The case that the contact led to, locked."""
    case = referral.triage.case if referral.is_triaged else None
    return Case.objects.lock(case.pk) if case else None


def _write(
    referral: Referral,
    kind: ReferralMessage.Kind,
    text: str,
    by: User,
    organisation: Organisation,
    answers: ReferralMessage | None = None,
    withdrawn_because: str = "",
) -> ReferralMessage:
    return ReferralMessage.objects.create(
        referral=referral,
        kind=kind,
        answers=answers,
        text=text,
        withdrawn_because=withdrawn_because,
        written_by=by,
        written_for=organisation,
        imprint=imprint_of(written_by=by),
    )


def _say(
    referral: Referral,
    kind: ReferralMessage.Kind,
    text: str,
    files: Sequence[File],
    by: User,
    answers: ReferralMessage | None = None,
    facts: Sequence[CorrectedFact] = (),
    withdrawn_because: str = "",
) -> ReferralMessage:
    """Write what the sender's side says, with files or facts, and tell the county."""
    assert by.organisation is not None
    message = _write(referral, kind, text, by, by.organisation, answers, withdrawn_because)
    attach(message, files)
    for fact in facts:
        fact.message = message
        fact.save(force_insert=True)
    case = referral.triage.case if referral.is_triaged else None
    record(
        Action.REFERRAL_ANSWERED,
        by=by,
        case=case,
        referral=referral,
        target=message,
        details={"kind": kind.value, "files": len(files)},
    )
    told, link = _readers(referral, case, answers)
    _tell(NoticeKind.REFERRAL_ANSWERED, referral, message, told, link)
    return message


def _readers(
    referral: Referral, case: Case | None, question: ReferralMessage | None
) -> tuple[list[User], str]:
    """Who reads it at the county, and where: the case's team, otherwise the intake.

    Of the team whoever asked, and those who carry the case now.
    """
    if case is not None:
        carriers = Carriers([case], timezone.localdate())
        asker = question.written_by if question else None
        first = [asker] if asker and carriers.is_in_team(case, asker) else []
        team = [each for each in carriers.carriers_of(case) if carriers.is_in_team(case, each)]
        if first or team:
            readers = list(dict.fromkeys([*first, *team]))
            return readers, reverse("referrals:referral_in_case", args=[referral.pk])
    intake = intake_workers().filter(organisation=referral.county)
    return list(intake), reverse("referrals:referral_triage", args=[referral.pk])


def _tell(
    kind: NoticeKind,
    referral: Referral,
    message: ReferralMessage,
    receivers: Iterable[User],
    link: str,
) -> None:
    for receiver in receivers:
        tell(
            kind,
            receiver=receiver,
            about=f"message:{message.pk}",
            referral_id=referral.pk,
            link=link,
            parameters={"reference": referral.reference},
        )
