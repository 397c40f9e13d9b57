"""Inviting people to a meeting: by letter, by phone, or by a mail without content."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from networks.meetings.actions.planning import MeetingOver, lock_planned
from networks.meetings.calendar_file import CALENDAR_NAME, calendar_of
from networks.meetings.invitation_words import SUBJECT, mail_text
from networks.models import Attendance, Meeting, MeetingAsked, MeetingInvitation, NetworkMember
from networks.models.meeting import Time
from notifications.models import MailKind
from notifications.outbox import post_letter
from records.imprint import imprint_of
from records.refused import Refused

OURS = (Attendance.Who.CLIENT, Attendance.Who.WORKER)


class ClientHasNotChosen(Refused):
    """Nobody of the network is contacted before the client has said yes."""

    words = _(
        "The client has not said yes to those who are asked, so nobody was invited. Change the "
        "meeting when the client has chosen."
    )


class NotAskedAnyMore(Refused):
    """A colleague has changed meanwhile who is asked."""

    field = "person"

    @property
    def words(self) -> str:
        """With the names: several are invited in one act."""
        return gettext(
            "The meeting was changed meanwhile, and these are not asked to it any more: %(names)s. "
            "Nobody was invited."
        ) % {"names": self.args[0]}


class NotWanted(Refused):
    """The client's wish has changed since they were asked."""

    field = "person"

    @property
    def words(self) -> str:
        """With the names: several are invited in one act."""
        return gettext(
            "The client does not want them to take part any more: %(names)s. Nobody was invited."
        ) % {"names": self.args[0]}


class NoMail(Refused):
    """A client is among them, or somebody of whom no address is kept, or may be."""

    field = "how"

    def __init__(self, *, of_client: bool, names: Sequence[str]) -> None:
        super().__init__(of_client, names)
        self.of_client, self.names = of_client, names

    @property
    def words(self) -> str:
        """All that stands against it, so that one change of the form is enough."""
        told = []
        if self.of_client:
            told.append(gettext("No e-mail is sent to the client: invite by letter or by phone."))
        if self.names:
            without = gettext(
                "The network has no e-mail address: %(names)s. Invite by letter or by phone."
            )
            told.append(without % {"names": ", ".join(self.names)})
        return " ".join([*told, gettext("Nobody was invited.")])


@transaction.atomic
def invite_to_meeting(
    *, meeting: Meeting, asked: Sequence[MeetingAsked], told: Mapping[str, Any], by: User
) -> None:
    """Invite each in the same way on the same day, or nobody; a mail leaves with it."""
    case = lock_planned(meeting)
    meeting.read_anew()
    # Wish, order and address as they are by now, not as the form found them.
    asked = _read_anew(meeting, asked)
    if (refusal := why_not_invited(meeting, *asked)) is not None:
        raise refusal
    if told["how"] == MeetingInvitation.How.MAIL:
        _post(meeting, asked)
    for each in asked:
        write_down(meeting, each, meeting.time, by=by, **told)
        details = {"how": str(told["how"])}
        record(Action.MEETING_INVITED, by=by, case=case, target=meeting, details=details)
    written(case)


def write_down(
    meeting: Meeting, asked: MeetingAsked, told_time: Time, *, by: User, **told: Any
) -> None:
    """Keep of whom it was, how, when and of which time."""
    told_day, told_hour, told_end = told_time
    MeetingInvitation(
        case_id=meeting.case_id,
        meeting=meeting,
        who=asked.who,
        user=asked.user,
        member=asked.member,
        name=asked.name,
        told_day=told_day,
        told_hour=told_hour,
        told_end=told_end,
        written_by=by,
        imprint=imprint_of(written_by=by),
        **told,
    ).save(force_insert=True)


def why_not_invited(meeting: Meeting, *asked: MeetingAsked) -> Refused | None:
    """What stands against inviting them, by mail, telephone or letter."""
    if not meeting.is_planned:
        return MeetingOver(str(meeting.pk))
    if not meeting.client_chose and any(each.who not in OURS for each in asked):
        return ClientHasNotChosen(str(meeting.pk))
    unwanted = [each.name for each in asked if _is_unwanted(each)]
    return NotWanted(", ".join(unwanted)) if unwanted else None


def address_of(asked: MeetingAsked) -> str:
    """Of a member of the network, or of a worker; never a client's. An order lets none be kept."""
    if asked.member is not None:
        return asked.member.email
    return asked.user.email if asked.user is not None else ""


def _is_unwanted(asked: MeetingAsked) -> bool:
    return asked.member is not None and asked.member.client_wish == NetworkMember.Wish.NOT


def _read_anew(meeting: Meeting, asked: Sequence[MeetingAsked]) -> list[MeetingAsked]:
    """As they are saved now; the caller holds the case's lock."""
    rows = meeting.asked.select_related("member", "user")
    found = list(rows.filter(pk__in=[each.pk for each in asked]))
    there = {each.pk for each in found}
    if gone := [each.name for each in asked if each.pk not in there]:
        raise NotAskedAnyMore(", ".join(gone))
    return found


def _post(meeting: Meeting, asked: Sequence[MeetingAsked]) -> None:
    others = [each for each in asked if each.who != Attendance.Who.CLIENT]
    without = [each.name for each in others if not address_of(each)]
    if without or len(others) < len(asked):
        raise NoMail(of_client=len(others) < len(asked), names=without)
    for each in others:
        post_letter(
            key=f"{MailKind.LETTER.value}|{uuid4()}",
            to=address_of(each),
            subject=SUBJECT,
            text=mail_text(meeting.time),
            calendar=(CALENDAR_NAME, calendar_of(meeting, SUBJECT).decode()),
            now=timezone.now(),
        )
