"""Who of those asked has been invited to the time that holds, and who has left meanwhile."""

from dataclasses import dataclass

from networks.attendance_rows import who_is
from networks.models import Meeting, MeetingAsked, MeetingInvitation, NetworkMember


@dataclass(frozen=True)
class Standing:
    """Somebody who is asked, with the last invitation; `is_moved` where it told another time."""

    asked: MeetingAsked
    invitation: MeetingInvitation | None
    is_moved: bool

    @property
    def leaver(self) -> NetworkMember | None:
        """The member who is gone by the day of the meeting."""
        member, day = self.asked.member, self.asked.meeting.on
        return member if member and member.ended_on and member.ended_on <= day else None


def standings_of(meeting: Meeting) -> list[Standing]:
    """In the order in which they are asked."""
    last = {who_is(each): each for each in meeting.invitations.all()}
    found = []
    for asked in meeting.asked.select_related("member__successor"):
        asked.meeting = meeting
        invitation = last.get(who_is(asked))
        if invitation is None and asked.member_id is None:
            # Invited before it was kept which worker, or that it was the client.
            invitation = last.get(("", asked.name))
        found.append(Standing(asked, invitation, _is_moved(meeting, invitation)))
    return found


def _is_moved(meeting: Meeting, invitation: MeetingInvitation | None) -> bool:
    if invitation is None or invitation.told_day is None:
        return False
    told = (invitation.told_day, invitation.told_hour, invitation.told_end)
    return told != (meeting.on, meeting.begins, meeting.ends)
