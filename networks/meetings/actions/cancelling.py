"""Recording that a meeting is or was not held, and taking that back."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from networks.meetings.actions.inviting import address_of, why_not_invited, write_down
from networks.meetings.actions.planning import enter, lock_planned, save_new
from networks.meetings.calendar_file import CALENDAR_NAME, calendar_of
from networks.meetings.invitation_words import SUBJECT, not_held_text
from networks.meetings.invited import Standing, standings_of
from networks.models import (
    Meeting,
    MeetingAsked,
    MeetingCancellation,
    MeetingInvitation,
    MeetingTopic,
    Minutes,
)
from networks.models.meeting import has_come
from notifications.models import MailKind
from notifications.outbox import post_letter
from records.imprint import imprint_of
from records.refused import Refused
from timing import moves


class WasHeld(Refused):
    """There is no cancellation to take back."""

    words = _("The meeting was held: nothing says that it was not, and nothing was changed.")


class MinutesBegun(Refused):
    """Somebody writes the minutes of the meeting, so it was held."""

    words = _(
        "Minutes of this meeting are being written, so it cannot be recorded that it was not held."
    )


@transaction.atomic
def cancel_meeting(
    *,
    meeting: Meeting,
    cancellation: MeetingCancellation,
    new_meeting: Meeting | None,
    by: User,
) -> None:
    """Keep why the meeting was not held; an unsaved new one is asked to the same people.

    Whoever was invited by mail to an hour ahead is told by mail, too, and no more than that.
    """
    case = lock_planned(meeting)
    meeting.read_anew()
    to_mail = whom_to_mail(meeting)
    _drop_empty_draft(meeting)
    if new_meeting is not None:
        save_new(new_meeting, by)
        _copy_rows(meeting, new_meeting)
    cancellation.case, cancellation.meeting = case, meeting
    cancellation.new_meeting = new_meeting
    cancellation.written_by, cancellation.imprint = by, imprint_of(written_by=by)
    cancellation.save(force_insert=True)
    enter(meeting, Meeting.Status.CANCELLED)
    _call_off(meeting, to_mail, by)
    written(case, *moves.MEETING)
    details: dict[str, object] = {"what": str(cancellation.what)}
    if new_meeting is not None:
        details["new_meeting"] = new_meeting.pk
    if to_mail:
        details["mailed"] = len(to_mail)
    record(Action.MEETING_CANCELLED, by=by, case=case, target=meeting, details=details)


@transaction.atomic
def take_back_cancellation(*, meeting: Meeting, by: User) -> Meeting | None:
    """It was recorded by mistake: the meeting stands as agreed. Of two who say it one does it.

    A new one that was agreed in its place stands too, and is given back.
    """
    case = Case.objects.lock(meeting.case_id)
    refuse_closed(case)
    meeting.read_anew()
    told = MeetingCancellation.objects.present().filter(meeting=meeting)
    cancellation = told.select_related("new_meeting").first()
    if cancellation is None:
        if meeting.is_planned:
            return None
        raise WasHeld(str(meeting.pk))
    cancellation.taken_back_at, cancellation.taken_back_by = timezone.now(), by
    cancellation.imprint |= imprint_of(taken_back_by=by)
    cancellation.save(update_fields=["taken_back_at", "taken_back_by", "imprint"])
    enter(meeting, Meeting.Status.PLANNED)
    written(case, *moves.MEETING)
    record(Action.MEETING_CANCELLATION_TAKEN_BACK, by=by, case=case, target=meeting)
    new_meeting = cancellation.new_meeting
    return new_meeting if new_meeting is not None and new_meeting.is_planned else None


def whom_to_mail(meeting: Meeting) -> list[Standing]:
    """Of an agreed meeting: whose last invitation went by mail, and who may be mailed still.

    Nobody of a meeting whose hour has come: it tells them nothing.
    """
    if meeting.is_behind:
        return []
    return [each for each in standings_of(meeting) if _may_be_mailed(meeting, each)]


def _may_be_mailed(meeting: Meeting, standing: Standing) -> bool:
    invitation = standing.invitation
    if invitation is None or invitation.tells_not_held:
        return False
    by_mail = invitation.how == MeetingInvitation.How.MAIL
    # They know the meeting by the time that they were told.
    is_ahead = not has_come(standing.told_time)
    wanted = why_not_invited(meeting, standing.asked) is None
    return bool(by_mail and is_ahead and wanted and address_of(standing.asked))


def _call_off(meeting: Meeting, to_mail: Sequence[Standing], by: User) -> None:
    """Tell each of the time that they were told; that they know it by now is kept."""
    for each in to_mail:
        post_letter(
            key=f"{MailKind.LETTER.value}|{uuid4()}",
            to=address_of(each.asked),
            subject=SUBJECT,
            text=not_held_text(each.told_time),
            calendar=(CALENDAR_NAME, calendar_of(meeting, SUBJECT, each.told_time).decode()),
            now=timezone.now(),
        )
        told = {"how": MeetingInvitation.How.MAIL, "on": timezone.localdate()}
        write_down(meeting, each.asked, each.told_time, by=by, tells_not_held=True, **told)


def _drop_empty_draft(meeting: Meeting) -> None:
    """Minutes in which nothing was written go; others say that the meeting was held."""
    for draft in Minutes.objects.drafts().filter(meeting=meeting):
        if draft.talked or draft.client_words or draft.decisions.exists():
            raise MinutesBegun(str(draft.pk))
        draft.delete()


def _copy_rows(meeting: Meeting, new_meeting: Meeting) -> None:
    asked, topics = list(meeting.asked.all()), list(meeting.topics.all())
    for row in asked:
        row.pk, row.meeting = None, new_meeting
    for topic in topics:
        # The yes was given for the meeting that is not held.
        topic.pk, topic.meeting, topic.is_shown = None, new_meeting, False
    MeetingAsked.objects.bulk_create(asked)
    MeetingTopic.objects.bulk_create(topics)
