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
from notifications.models import MailKind
from notifications.outbox import post_letter
from records.imprint import imprint_of
from records.refused import Refused


class ClientHasNotChosen(Refused):
    """Nobody of the network is contacted before the client has said yes."""

    words = _(
        "The client has not said yes to those who are asked, so nobody was invited. Change the "
        "meeting when the client has chosen."
    )


class NotWanted(Refused):
    """The client's wish has changed since they were asked."""

    field = "person"
    words = _("The client does not want them to take part any more. Nobody was invited.")


class NoMailAddress(Refused):
    """No address is kept of the person, or none may be."""

    field = "how"

    @property
    def words(self) -> str:
        """With the name: others are invited in the same act."""
        return gettext(
            "The network has no e-mail address: %(name)s. Invite by letter or by phone. Nobody was "
            "invited."
        ) % {"name": self.args[0]}


@transaction.atomic
def invite_to_meeting(
    *, meeting: Meeting, asked: MeetingAsked, invitation: MeetingInvitation, by: User
) -> None:
    """Keep the unsaved `invitation` of somebody who is asked; a mail leaves with it."""
    case = lock_planned(meeting)
    meeting.read_anew()
    if (refusal := why_not_invited(meeting, asked)) is not None:
        raise refusal
    if invitation.how == MeetingInvitation.How.MAIL:
        _post(meeting, asked)
    invitation.case, invitation.meeting = case, meeting
    invitation.told_day, invitation.told_hour = meeting.on, meeting.begins
    invitation.name, invitation.member = asked.name, asked.member
    invitation.written_by, invitation.imprint = by, imprint_of(written_by=by)
    invitation.save(force_insert=True)
    written(case)
    details = {"how": str(invitation.how)}
    record(Action.MEETING_INVITED, by=by, case=case, target=meeting, details=details)


@transaction.atomic
def invite_all(
    *, meeting: Meeting, asked: Sequence[MeetingAsked], told: Mapping[str, Any], by: User
) -> None:
    """Invite each in the same way on the same day, or nobody."""
    for each in asked:
        invite_to_meeting(meeting=meeting, asked=each, invitation=MeetingInvitation(**told), by=by)


def why_not_invited(meeting: Meeting, asked: MeetingAsked) -> Refused | None:
    """What stands against inviting them, by mail, telephone or letter."""
    if not meeting.is_planned:
        return MeetingOver(str(meeting.pk))
    is_ours = asked.who in (Attendance.Who.CLIENT, Attendance.Who.WORKER)
    if not is_ours and not meeting.client_chose:
        return ClientHasNotChosen(str(meeting.pk))
    if asked.member is not None and asked.member.client_wish == NetworkMember.Wish.NOT:
        return NotWanted(str(asked.pk))
    return None


def address_of(asked: MeetingAsked) -> str:
    """Of a member of the network, or of a worker; never a client's. An order lets none be kept."""
    if asked.member is not None:
        return asked.member.email
    return asked.user.email if asked.user is not None else ""


def _post(meeting: Meeting, asked: MeetingAsked) -> None:
    address = address_of(asked)
    if not address:
        raise NoMailAddress(asked.name)
    post_letter(
        key=f"{MailKind.LETTER.value}|{uuid4()}",
        to=address,
        subject=SUBJECT,
        text=mail_text(meeting),
        calendar=(CALENDAR_NAME, calendar_of(meeting, SUBJECT).decode()),
        now=timezone.now(),
    )
