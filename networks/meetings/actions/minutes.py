"""Writing the minutes of a network meeting, approving and correcting them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.actions.written_texts import end_written_texts, save_texts_over
from cases.attending import joined
from cases.letterhead import kept_letterhead
from cases.models import Case
from inputs.attendees import Attendees
from networks.attendance_rows import rows_of
from networks.meetings.actions.planning import NotHeldYet, enter, lock_planned
from networks.meetings.labels import labels_of
from networks.models import Meeting, MeetingDecision, Minutes, MinutesAttendance
from records.imprint import imprint_of
from records.refused import Refused
from records.versions import StaleVersion
from timing import moves

COPIED = ("text", "actor", "member_id", "due_on", "position")


class MinutesApproved(Refused):
    """The minutes were approved while somebody else wrote in them."""

    words = _(
        "The minutes have been approved meanwhile, so they cannot be changed. Your text is "
        "still here: copy it, and start a correction or a supplement."
    )


class MinutesChanged(StaleVersion):
    """The draft was saved after whoever approves it had read it."""

    words = _("Somebody has saved the minutes meanwhile. Read them once more before approving.")


class MinutesNotReady(Refused):
    """Nobody came, or nothing says what was talked about."""

    words = _("Write first who came and what was talked about. The minutes were not approved.")


class MinutesNotInForce(Refused):
    """Only approved minutes that no other version has replaced are corrected."""

    words = _("This version is not in force, so it cannot be corrected. Open the newest.")


class CorrectionBegun(Refused):
    """Somebody writes a new version already; `draft` is that one."""

    words = _("A new version is being written already. Here it is.")

    def __init__(self, draft: Minutes) -> None:
        super().__init__(str(draft))
        self.draft = draft


@transaction.atomic
def begin_minutes(*, meeting: Meeting, by: User) -> Minutes:
    """The draft of the meeting's minutes; of two who begin at once, the second gets the same."""
    case = lock_planned(meeting)
    meeting.read_anew()
    if meeting.on > timezone.localdate():
        raise NotHeldYet(str(meeting.pk))
    draft: Minutes | None = Minutes.objects.drafts().filter(meeting=meeting).first()
    if draft is not None:
        return draft
    held = {name: getattr(meeting, name) for name in ("on", "begins", "ends", "channel")}
    draft = Minutes.objects.create(case=case, meeting=meeting, saved_by=by, **held)
    written(case, *moves.MEETING)
    record(Action.MINUTES_BEGUN, by=by, case=case, target=draft)
    return draft


@transaction.atomic
def edit_minutes(
    *, minutes: Minutes, seen: int, values: Mapping[str, Any], attendees: Attendees, by: User
) -> None:
    """Save the draft over the version that the writer saw, or StaleVersion."""
    case = lock_draft(minutes)
    for name, value in values.items():
        setattr(minutes, name, value)
    minutes.saved_by, minutes.saved_at = by, timezone.now()
    fields = [*values, "saved_by", "saved_at"]
    save_texts_over(minutes, seen, fields=fields, document=minutes, by=by)
    _keep_attendance(minutes, joined(case, attendees, by))
    written(case)
    record(Action.MINUTES_EDITED, by=by, case=case, target=minutes)


@transaction.atomic
def approve_minutes(*, minutes: Minutes, seen: int, by: User) -> None:
    """Finish the draft as its reader saw it; from now on the database keeps it as it is."""
    case = lock_draft(minutes)
    minutes.read_anew()
    if minutes.version != seen:
        raise MinutesChanged(minutes)
    came = list(minutes.attendance.filter(came=True))
    if not came or not minutes.talked:
        raise MinutesNotReady(str(minutes))
    absent = minutes.attendance.filter(came=False)
    minutes.enter(Minutes.Status.FINAL)
    minutes.approved_by, minutes.approved_at = by, timezone.now()
    minutes.author_unit = case.unit.name
    minutes.imprint = imprint_of(approved_by=by) | {
        "came": labels_of(case, came),
        "absent": labels_of(case, absent),
        "letterhead": kept_letterhead(case),
    }
    minutes.save(update_fields=["status", "approved_by", "approved_at", "author_unit", "imprint"])
    meeting = Meeting.objects.get(pk=minutes.meeting_id)
    if meeting.is_planned:
        enter(meeting, Meeting.Status.HELD)
    end_written_texts(minutes)
    written(case, *moves.MINUTES)
    record(Action.MINUTES_APPROVED, by=by, case=case, target=minutes)


@transaction.atomic
def correct_minutes(
    *, minutes: Minutes, reason: str, by: User, is_supplement: bool = False
) -> Minutes:
    """Begin a draft with the same content; approved, it replaces `minutes`.

    `reason` says what was wrong, or what was forgotten.
    """
    case = Case.objects.lock(minutes.case_id)
    refuse_closed(case)
    draft = Minutes.objects.drafts().filter(meeting=minutes.meeting_id).first()
    if draft is not None:
        raise CorrectionBegun(draft)
    if not Minutes.objects.in_force().filter(pk=minutes.pk).exists():
        raise MinutesNotInForce(str(minutes))
    copy = Minutes.objects.create(
        case=case,
        meeting_id=minutes.meeting_id,
        corrects=minutes,
        correction_reason=reason,
        is_supplement=is_supplement,
        saved_by=by,
        **{name: getattr(minutes, name) for name in Minutes.FIELDS},
    )
    rows = list(minutes.attendance.all())
    for row in rows:
        row.pk, row.minutes = None, copy
    MinutesAttendance.objects.bulk_create(rows)
    MeetingDecision.objects.bulk_create(
        MeetingDecision(
            minutes=copy,
            continues_id=each.first_pk,
            **{name: getattr(each, name) for name in COPIED},
        )
        for each in minutes.decisions.all()
    )
    written(case)
    details: dict[str, object] = {"supplements" if is_supplement else "corrects": minutes.pk}
    record(Action.MINUTES_CORRECTED, by=by, case=case, target=copy, details=details)
    return copy


def lock_draft(minutes: Minutes) -> Case:
    """Take the case of a draft for this transaction; MinutesApproved where it is none any more."""
    case = Case.objects.lock(minutes.case_id)
    refuse_closed(case)
    if not Minutes.objects.drafts().filter(pk=minutes.pk).exists():
        raise MinutesApproved(str(minutes.pk))
    return case


def _keep_attendance(minutes: Minutes, attendees: Attendees) -> None:
    """Who came; and of those who were asked, who did not."""
    rows = list(rows_of(attendees, MinutesAttendance))
    came = {(each.who, each.user_id, each.member_id) for each in rows}
    for asked in minutes.meeting.asked.exclude(who=MinutesAttendance.Who.BY_NAME):
        if (asked.who, asked.user_id, asked.member_id) not in came:
            rows.append(
                MinutesAttendance(
                    who=asked.who,
                    user_id=asked.user_id,
                    member_id=asked.member_id,
                    authority=asked.authority,
                    name=asked.name,
                    came=False,
                )
            )
    for each in rows:
        each.minutes = minutes
    minutes.attendance.all().delete()
    MinutesAttendance.objects.bulk_create(rows)
