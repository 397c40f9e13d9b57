"""The kinds of notices and their words.

A notice is written once and read in the reader's language, so it keeps its kind and
its parameters, not its words. Parameters never hold a name, an identity code, a prison
or a custody kind: a notice is shown in a list that is wider than the case.
"""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What is told. The label is the heading in the notices."""

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
    HANDOVER_OFFERED = "handover_offered", _("Another county hands a case over to you")
    HANDOVER_ACCEPTED = "handover_accepted", _("The other county accepted the case")
    HANDOVER_RETURNED = "handover_returned", _("The other county returned the case")
    HANDOVER_JOINED = "handover_joined", _("A case from another county was joined to yours")
    TRIAGE_UNDONE = "triage_undone", _("A decision on a contact was undone")
    DRAFT_EXPIRES = "draft_expires", _("Your draft will be removed")
    KEPT_TEXT_EXPIRES = "kept_expires", _("Your text that waits will be removed")
    REFERRAL_JOINED = "referral_joined", _("A contact was joined to your case")
    CASE_ASSIGNED = "case_assigned", _("A case was given to you")
    CASE_UNASSIGNED = "case_unassigned", _("A case was moved from you")
    CASES_ASSIGNED = "cases_assigned", _("Cases were given to you")
    WORKER_CHANGED = "worker_changed", _("The personal worker of a case changed")
    WORKERS_CHANGED = "workers_changed", _("The personal worker of several cases changed")
    UNIT_CHANGED = "unit_changed", _("A case moved to another unit")
    UNITS_CHANGED = "units_changed", _("Cases moved to another unit")
    OPENED_FOR_PURPOSE = "opened_for_purpose", _("A case was opened for a stated purpose")
    SUBSTITUTE_NAMED = "substitute_named", _("You stand in for a colleague")
    SUBSTITUTE_ENDED = "substitute_ended", _("You stand in no longer")
    CASES_TO_HAND_OVER = "cases_to_hand_over", _("Cases wait to be handed over")
    SUCCESSION_OPEN = "succession_open", _("Somebody of a network leaves")
    SUCCESSIONS_OPEN = "successions_open", _("Somebody of several networks leaves")
    LEAVING_TAKEN_BACK = "leaving_taken_back", _("Somebody of a network does not leave after all")
    LEAVING_TO_LOOK_AT = "leaving_to_look_at", _("The leaving from a network was told by mistake")
    LEAVINGS_TAKEN_BACK = (
        "leavings_taken_back",
        _("Somebody of several networks does not leave after all"),
    )
    ROLE_ENDS = "role_ends", _("A role in your unit ends")
    TRAINING_NEAR = "training_near", _("A training is near")
    TRAINING_TO_MARK = "training_to_mark", _("Mark who took part in a training")
    FACTOR_RESET_ASKED = "factor_reset_asked", _("A colleague has lost a phone")
    RIGHTS_TO_REVIEW = "rights_to_review", _("Look through the changes of rights")
    RIGHTS_NOT_RIGHT = "rights_not_right", _("A change of rights is not right")
    COUNTY_SIGN_IN_REFUSED = "county_refused", _("Somebody did not get in by the county’s sign-in")
    DUE_NEAR = "due_near", _("Something falls due soon")
    DUE_NOW = "due_now", _("Something is due")
    DUE_LATE = "due_late", _("Something is late")
    DUE_ESCALATED = "due_escalated", _("Something has been late for long")
    RELEASE_MOVED = "release_moved", _("A release date has changed")
    REVIEW_NEAR = "review_near", _("A plan review is near")
    REVIEW_DUE = "review_due", _("A plan review is due today")
    REVIEW_LATE = "review_late", _("A plan review is late")
    RELEASE_NEAR = "release_near", _("A release is near")
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


# No longer told: what was told of earlier stays readable.
FORMER = frozenset(
    {
        NoticeKind.REVIEW_NEAR,
        NoticeKind.REVIEW_DUE,
        NoticeKind.REVIEW_LATE,
        NoticeKind.RELEASE_NEAR,
        NoticeKind.ASSESSMENT_WANTED,
        NoticeKind.PLAN_WANTED,
        NoticeKind.FOLLOW_UP_DUE,
    }
)

# What can be due, in words, by its code: `timing` fills it when it loads.
SUBJECTS: dict[str, Promise] = {}
# How several of one kind are counted, as `ngettext_lazy` has it; likewise.
COUNTED: dict[str, Any] = {}

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
    NoticeKind.HANDOVER_OFFERED: _("Read it, and accept or return it."),
    NoticeKind.HANDOVER_ACCEPTED: _("Case %(number)s is the other county’s now, and closed here."),
    NoticeKind.HANDOVER_RETURNED: _("Case %(number)s: read why it was returned."),
    NoticeKind.HANDOVER_JOINED: _("Case %(number)s: read what came along."),
    NoticeKind.TRIAGE_UNDONE: _("Contact %(reference)s waits for triage again."),
    NoticeKind.DRAFT_EXPIRES: _(
        "A draft that you began will be removed on %(day)s. Send it first."
    ),
    NoticeKind.KEPT_TEXT_EXPIRES: _(
        "What you typed and did not save will be removed on %(day)s. Go on with it first."
    ),
    NoticeKind.REFERRAL_JOINED: _("Case %(number)s: read what the new contact tells."),
    NoticeKind.CASE_ASSIGNED: _("You are now in the team of case %(number)s."),
    NoticeKind.CASE_UNASSIGNED: _("You are no longer in the team of case %(number)s."),
    NoticeKind.CASES_ASSIGNED: _("%(count)s cases are yours now. They stand in your own work."),
    NoticeKind.WORKER_CHANGED: _("Case %(number)s: see who the personal worker is now."),
    NoticeKind.WORKERS_CHANGED: _("%(count)s cases of yours: see who the personal worker is now."),
    NoticeKind.UNIT_CHANGED: _("Case %(number)s moved with its personal worker."),
    NoticeKind.UNITS_CHANGED: _("%(count)s cases moved with their personal workers."),
    NoticeKind.OPENED_FOR_PURPOSE: _("Case %(number)s: the team’s page tells who and for what."),
    NoticeKind.SUBSTITUTE_NAMED: _(
        "From %(first)s to %(last)s. The cases stand in your own work for that time."
    ),
    NoticeKind.SUBSTITUTE_ENDED: _("The absence from %(first)s to %(last)s ended sooner."),
    NoticeKind.CASES_TO_HAND_OVER: _(
        "An account in your unit was closed. Cases that wait for a new personal worker: %(count)s."
    ),
    NoticeKind.SUCCESSION_OPEN: _("Case %(number)s: name who goes on."),
    NoticeKind.SUCCESSIONS_OPEN: _("%(count)s cases of yours: name who goes on in each."),
    NoticeKind.LEAVING_TAKEN_BACK: _(
        "Case %(number)s: the leaving was told by mistake, and nobody has to be named."
    ),
    NoticeKind.LEAVING_TO_LOOK_AT: _(
        "Case %(number)s: what the team has recorded of it stays. Look whether it is right."
    ),
    NoticeKind.LEAVINGS_TAKEN_BACK: _(
        "The leaving was told by mistake. Cases of yours: %(count)s, of which to be looked at: "
        "%(kept)s."
    ),
    NoticeKind.ROLE_ENDS: _(
        "The last day of somebody in your unit is %(last)s. See which cases they have."
    ),
    NoticeKind.TRAINING_NEAR: _("A training that you lack is held on %(day)s."),
    NoticeKind.TRAINING_TO_MARK: _("A training was held on %(day)s. Mark who took part."),
    NoticeKind.FACTOR_RESET_ASKED: _(
        "A second person has to confirm that the second step of sign-in may be reset."
    ),
    NoticeKind.RIGHTS_TO_REVIEW: _("Rights changed in %(month)s. Confirm that all is right."),
    NoticeKind.RIGHTS_NOT_RIGHT: _(
        "A supervisor has looked through the rights of %(month)s and says what is not right."
    ),
    NoticeKind.COUNTY_SIGN_IN_REFUSED: _(
        "The county’s sign-in and the account do not agree. Look at the roles and the account."
    ),
    NoticeKind.DUE_NEAR: _("%(about)s: %(what)s, %(day)s."),
    NoticeKind.DUE_NOW: _("%(about)s: %(what)s, %(day)s."),
    NoticeKind.DUE_LATE: _("%(about)s: %(what)s, %(day)s, not done yet."),
    NoticeKind.DUE_ESCALATED: _("%(about)s: %(what)s, %(day)s, not done yet. Look how it stands."),
    NoticeKind.REVIEW_NEAR: _("Case %(number)s: the review was agreed for %(day)s."),
    NoticeKind.REVIEW_DUE: _("Case %(number)s: the review was agreed for today."),
    NoticeKind.REVIEW_LATE: _("Case %(number)s: the review was agreed for %(day)s."),
    NoticeKind.RELEASE_NEAR: _("Case %(number)s: check what is ready for week %(week)s."),
    NoticeKind.RELEASE_MOVED: _("Case %(number)s: check what hangs on the date."),
    NoticeKind.ASSESSMENT_WANTED: _("Case %(number)s: finish the assessment before week %(week)s."),
    NoticeKind.PLAN_WANTED: _("Case %(number)s: agree the plan before week %(week)s."),
    NoticeKind.FOLLOW_UP_DUE: _("Closed case %(number)s: ask how the client is doing."),
}
