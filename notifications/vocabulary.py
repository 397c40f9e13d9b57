"""The kinds of notices and their words.

A notice is written once and read in the reader's language, so it keeps its kind and
its parameters, not its words. Parameters never hold a name, an identity code, a prison
or a custody kind: a notice is shown in a list that is wider than the case.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What is told. The label is the heading in the inbox."""

    REFERRAL_ARRIVED = "referral_arrived", _("A new contact has arrived")
    REFERRAL_HANDLED = "referral_handled", _("Your contact has moved on")
    REFERRAL_QUESTION = "referral_question", _("The county asks about your contact")
    REFERRAL_ANSWERED = "referral_answered", _("The sender has written")
    REFERRAL_TAKEN_OVER = "referral_taken_over", _("Somebody took over your contact")
    REFERRAL_PERSON_MOVED = "referral_person_moved", _("A person with a contact was moved to you")
    REFERRAL_TRANSFERRED = "referral_transferred", _("Your contact moved to another county")
    CUSTODY_REPORTED = "custody_reported", _("The sender reports a change")
    TRANSFER_OFFERED = "transfer_offered", _("Another county hands a contact over to you")
    TRANSFER_ACCEPTED = "transfer_accepted", _("The other county accepted the contact")
    TRANSFER_RETURNED = "transfer_returned", _("The other county returned the contact")
    TRIAGE_UNDONE = "triage_undone", _("A decision on a contact was undone")
    DRAFT_EXPIRES = "draft_expires", _("Your draft will be removed")
    REFERRAL_JOINED = "referral_joined", _("A contact was joined to your case")
    CASE_ASSIGNED = "case_assigned", _("A case was given to you")
    CASE_UNASSIGNED = "case_unassigned", _("A case was moved from you")
    REVIEW_NEAR = "review_near", _("A plan review is near")
    REVIEW_DUE = "review_due", _("A plan review is due today")
    REVIEW_LATE = "review_late", _("A plan review is late")
    RELEASE_NEAR = "release_near", _("A release is near")
    RELEASE_MOVED = "release_moved", _("A release date has changed")
    ASSESSMENT_WANTED = (
        "assessment_wanted",
        _("A release is near and the assessment is not ready"),
    )
    PLAN_WANTED = "plan_wanted", _("A release is near and no plan is agreed")
    FOLLOW_UP_DUE = "follow_up_due", _("A follow-up contact was agreed for today")

    @property
    def text(self) -> str:
        """One sentence with %(parameters)s of the notice."""
        return str(TEXTS[self])


# Notices that speak of a date; when it moves, the unread ones are taken back.
HANG_ON_REVIEW = (NoticeKind.REVIEW_NEAR, NoticeKind.REVIEW_DUE, NoticeKind.REVIEW_LATE)
HANG_ON_RELEASE = (
    NoticeKind.RELEASE_NEAR,
    NoticeKind.ASSESSMENT_WANTED,
    NoticeKind.PLAN_WANTED,
)

TEXTS = {
    NoticeKind.REFERRAL_ARRIVED: _("Contact %(reference)s waits for triage."),
    NoticeKind.REFERRAL_HANDLED: _("Contact %(reference)s: see what has become of it."),
    NoticeKind.REFERRAL_QUESTION: _("Contact %(reference)s: read the question and answer it."),
    NoticeKind.REFERRAL_ANSWERED: _("Contact %(reference)s: read what the sender tells."),
    NoticeKind.REFERRAL_TAKEN_OVER: _("Contact %(reference)s: another employee goes on with it."),
    NoticeKind.REFERRAL_PERSON_MOVED: _("Contact %(reference)s: take it over."),
    NoticeKind.REFERRAL_TRANSFERRED: _("Contact %(reference)s: see which county has it now."),
    NoticeKind.CUSTODY_REPORTED: _("Contact %(reference)s: confirm what the sender reports."),
    NoticeKind.TRANSFER_OFFERED: _("Contact %(reference)s: accept it or return it."),
    NoticeKind.TRANSFER_ACCEPTED: _("Contact %(reference)s is the other county’s now."),
    NoticeKind.TRANSFER_RETURNED: _("Contact %(reference)s waits for triage again."),
    NoticeKind.TRIAGE_UNDONE: _("Contact %(reference)s waits for triage again."),
    NoticeKind.DRAFT_EXPIRES: _(
        "A draft that you began will be removed on %(day)s. Send it first."
    ),
    NoticeKind.REFERRAL_JOINED: _("Case %(number)s: read what the new contact tells."),
    NoticeKind.CASE_ASSIGNED: _("You are now in the team of case %(number)s."),
    NoticeKind.CASE_UNASSIGNED: _("You are no longer in the team of case %(number)s."),
    NoticeKind.REVIEW_NEAR: _("Case %(number)s: the review was agreed for %(day)s."),
    NoticeKind.REVIEW_DUE: _("Case %(number)s: the review was agreed for today."),
    NoticeKind.REVIEW_LATE: _("Case %(number)s: the review was agreed for %(day)s."),
    NoticeKind.RELEASE_NEAR: _("Case %(number)s: check what is ready for week %(week)s."),
    NoticeKind.RELEASE_MOVED: _("Case %(number)s: check what hangs on the date."),
    NoticeKind.ASSESSMENT_WANTED: _("Case %(number)s: finish the assessment before week %(week)s."),
    NoticeKind.PLAN_WANTED: _("Case %(number)s: agree the plan before week %(week)s."),
    NoticeKind.FOLLOW_UP_DUE: _("Closed case %(number)s: ask how the client is doing."),
}
