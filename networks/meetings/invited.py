"""Who of those asked has been invited to the time that holds, and who has left meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from networks.attendance_rows import who_is
from networks.models import Meeting, MeetingAsked, MeetingInvitation, NetworkMember
from networks.models.meeting import Time, has_come


@dataclass(frozen=True)
class Standing:
    """Somebody who is asked, with the last invitation; `is_moved` where it told another time."""

    asked: MeetingAsked
    invitation: MeetingInvitation | None
    is_moved: bool

    @property
    def is_told_off(self) -> bool:
        """Whether the last that they were told is that it is not held."""
        return self.invitation is not None and self.invitation.tells_not_held

    @property
    def told_time(self) -> Time:
        """When it is as they know it."""
        told = self.invitation
        if told and told.told_day and told.told_hour and told.told_end:
            return told.told_day, told.told_hour, told.told_end
        return self.asked.meeting.time

    @property
    def is_ahead(self) -> bool:
        """By the time that they know, or by that of the meeting."""
        return not (has_come(self.told_time) and self.asked.meeting.is_behind)

    @property
    def leaver(self) -> NetworkMember | None:
        """The member who is gone by the day of the meeting."""
        member, day = self.asked.member, self.asked.meeting.on
        return member if member and member.ended_on and member.ended_on <= day else None


def standings_of(meeting: Meeting) -> list[Standing]:
    """In the order in which they are asked."""
    last = {who_is(each): each for each in meeting.invitations.all()}
    found = []
    for asked in meeting.asked.select_related("member__successor", "user"):
        asked.meeting = meeting
        invitation = last.get(who_is(asked))
        if invitation is None and asked.member_id is None:
            # Invited before it was kept which worker, or that it was the client.
            invitation = last.get(("", asked.name))
        found.append(Standing(asked, invitation, _is_moved(meeting, invitation)))
    return found


def still_to_tell(standings: Sequence[Standing]) -> list[Standing]:
    """Who was invited, to an hour ahead, and has been mailed nothing of it being called off."""
    return [
        each for each in standings if each.invitation and not each.is_told_off and each.is_ahead
    ]


def _is_moved(meeting: Meeting, invitation: MeetingInvitation | None) -> bool:
    if invitation is None or invitation.told_day is None:
        return False
    told = (invitation.told_day, invitation.told_hour, invitation.told_end)
    return told != meeting.time
