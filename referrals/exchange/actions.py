"""Questions from the county to whoever made the contact, their answers and additions."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
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
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from records.refused import Refused
from referrals.exchange.attachments import store
from referrals.exchange.attachments.content import MediaType
from referrals.models import Attachment, Referral, ReferralMessage
from referrals.routing import intake_workers
from timing import moves
from timing.deriving import REFERRAL, derive

# Of an organisation without a holder, those who signed in last are told.
TOLD_IN_A_HOUSE = 30
# A contact is not a chat: whoever has this much to say calls.
MESSAGES = 200
MEGABYTE = 1024 * 1024

Kind = ReferralMessage.Kind


class File(Protocol):
    """A file that was looked at and is fit."""

    @property
    def name(self) -> str:
        """What it is called where it is shown."""

    @property
    def media_type(self) -> MediaType:
        """What its content is."""

    def read(self) -> bytes:
        """The bytes to keep."""


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


class TooMuch(Refused):
    """The contact's files would not fit in the quota; `room` is what is left, in bytes."""

    field = "attachments"

    def __init__(self, room: int) -> None:
        super().__init__(str(room))
        self.room = room

    @property
    def words(self) -> str:
        room: Any = self.room // MEGABYTE
        words = _(
            "The files of one contact may take 50 MB together, and there is room for %(room)s "
            "MB. Leave some out, or make them smaller."
        )
        return words % {"room": room}


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

    Raises NotHolder, AlreadyAnswered, TooMuch or TooManyMessages; nothing is then kept.
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
    """Tell the county something new. Raises NotHolder, TooMuch or TooManyMessages."""
    return _say(_lock_as_holder(referral, by), Kind.ADDITION, text, files, by)


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


def room_for_files(referral: Referral) -> int:
    """How many bytes of files the contact may still take."""
    files = Attachment.objects.filter(message__referral=referral)
    used = files.aggregate(bytes=Sum("size"))["bytes"] or 0
    return max(0, int(settings.ATTACHMENTS_QUOTA) - used)


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
) -> ReferralMessage:
    return ReferralMessage.objects.create(
        referral=referral,
        kind=kind,
        answers=answers,
        text=text,
        written_by=by,
        written_for=organisation,
    )


def _say(
    referral: Referral,
    kind: ReferralMessage.Kind,
    text: str,
    files: Sequence[File],
    by: User,
    answers: ReferralMessage | None = None,
) -> ReferralMessage:
    """Write what the sender's side says, with its files, and tell the county."""
    assert by.organisation is not None
    message = _write(referral, kind, text, by, by.organisation, answers)
    _attach(message, files)
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


def _attach(message: ReferralMessage, files: Sequence[File]) -> None:
    """Keep the files, one in memory at a time; if one does not fit, none is kept."""
    room, kept = room_for_files(message.referral), []
    try:
        for file in files:
            content = file.read()
            room -= len(content)
            if room < 0:
                raise TooMuch(room_for_files(message.referral))
            kept.append(store.keep(content))
            Attachment.objects.create(
                message=message,
                name=file.name,
                media_type=file.media_type,
                size=len(content),
                digest=store.digest(content),
                stored_as=kept[-1],
            )
    except BaseException:
        # What a later failure of the transaction leaves behind, the sweep takes away.
        for name in kept:
            store.forget(name)
        raise


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
