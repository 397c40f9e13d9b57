"""Everything that the log remembers, one name for each kind of act or reading."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What happened. Not the field's `choices`: a new action needs no migration."""

    SIGNED_IN = "account.signed_in", _("Signed in")
    SIGN_IN_FAILED = "account.sign_in_failed", _("Sign-in failed")
    SIGNED_OUT = "account.signed_out", _("Signed out")
    COUNTY_LINKED = "account.county_linked", _("Linked an account with the county’s sign-in")
    COUNTY_UNLINKED = "account.county_unlinked", _("Took an account off the county’s sign-in")

    ACCOUNT_CLOSED = "account.closed", _("Closed an account")
    ACCOUNT_REOPENED = "account.reopened", _("Opened an account again")
    QUALIFICATIONS_RECORDED = (
        "account.qualifications_recorded",
        _("Recorded what a worker is qualified for"),
    )
    CASES_HANDED_OVER = "account.cases_handed_over", _("Handed over the cases of who has left")
    UNIT_ADDED = "unit.added", _("Added a unit")
    UNIT_EDITED = "unit.changed", _("Changed the details of a unit")
    PARTNER_ADDED = "partner.added", _("Added another organisation")
    USER_ADDED = "account.added", _("Made an account")
    USER_EDITED = "account.changed", _("Changed the details of a user")
    ADDRESS_CHANGED = "account.address_changed", _("Changed a sign-in address")
    ADMINISTRATOR_MADE = "account.administrator_made", _("Made somebody an administrator")
    ROLE_GIVEN = "account.role_given", _("Gave a role in a unit")
    ROLE_CHANGED = "account.role_changed", _("Changed the days of a role in a unit")
    ROLE_TAKEN_BACK = "account.role_taken_back", _("Took back a role in a unit before a day of it")
    NAME_PAIR_ADDED = "names.pair_added", _("Added a pair of names")
    NAME_PAIR_REMOVED = "names.pair_removed", _("Took a pair of names away")
    DIRECTORY_ADDED = "directory.added", _("Added to the directory of services")
    DIRECTORY_EDITED = "directory.changed", _("Changed the directory of services")
    DIRECTORY_CHECKED = "directory.checked", _("Checked a service of the directory")
    DIRECTORY_IMPORTED = "directory.imported", _("Brought a file into the directory of services")
    DIRECTORY_IMPORT_UNDONE = (
        "directory.import_undone",
        _("Undid an import into the directory of services"),
    )
    DIRECTORY_FILE_REMOVED = (
        "directory.file_removed",
        _("Removed a file that was to be brought into the directory of services"),
    )
    DIRECTORY_EXPORTED = "directory.exported", _("Took the directory of services out as a file")
    DIRECTORY_DEPARTURE_TOLD = (
        "directory.departure_told",
        _("Told the teams that somebody of the directory leaves"),
    )
    DIRECTORY_DEPARTURE_TAKEN_BACK = (
        "directory.departure_taken_back",
        _("Took back that somebody of the directory leaves"),
    )
    VOUCHING_RECORDED = "account.vouched", _("Recorded who vouches for a user")
    INVITATION_SENT = "account.invited", _("Invited a user")
    INVITATION_CANCELLED = "account.invitation_cancelled", _("Took an invitation back")
    INVITATION_ACCEPTED = "account.invitation_accepted", _("Took an account into use")
    FACTOR_RESET_ASKED = "account.factor_reset_asked", _("Asked to reset a second factor")
    FACTOR_RESET = "account.factor_reset", _("Reset a second factor")
    FACTOR_RESET_ENDED = (
        "account.factor_reset_ended",
        _("Took back a request to reset a second factor"),
    )
    RIGHTS_REVIEWED = "account.rights_reviewed", _("Looked through changes of rights")
    ABSENCE_RECORDED = "account.absence_recorded", _("Recorded an absence")
    ABSENCE_ENDED = "account.absence_ended", _("Ended an absence sooner")

    MAIL_SENT_AGAIN = "mail.sent_again", _("Sent mails again that may have left")
    MAIL_LOOKED_AT = "mail.looked_at", _("Looked at mails that may not have left")

    CASE_READ = "case.read", _("Opened the case")
    CASE_REFUSED = "case.refused", _("Was refused the case")
    CASE_OPENED = "case.opened", _("Opened a new case")
    CASE_CLOSED = "case.closed", _("Closed the case")
    CASE_REOPENED = "case.reopened", _("Reopened the case")
    DUE_RESTED = "due.rested", _("Let something that is due wait")
    CASE_OPENED_FOR_PURPOSE = (
        "case.opened_for_purpose",
        _("Opened with a stated purpose"),
    )
    CLIENT_EDITED = "client.updated", _("Changed the client's details")
    LIST_READ = "list.read", _("Saw in a list")
    CLIENT_SEARCHED = "client.searched", _("Searched for a client")
    REGISTER_ASKED = "client.asked", _("Asked who works with a person")
    CLIENTS_MERGED = "client.merged", _("Merged two records of the same client")
    CLIENTS_SEPARATED = "client.merge_undone", _("Separated two records of clients")
    DOCUMENTS_EXPORTED = "documents.exported", _("Exported national documents")
    WORKER_ASSIGNED = "team.assigned", _("Added a worker to the team")
    WORKER_REMOVED = "team.removed", _("Removed a worker from the team")
    CASE_MOVED_UNIT = "case.moved_unit", _("Moved the case to another unit")
    CUSTODY_RECORDED = "custody.recorded", _("Recorded a custody fact")
    NOTE_WRITTEN = "note.written", _("Wrote a note")
    NOTE_CORRECTED = "note.corrected", _("Corrected a note")
    CASE_FILE_TAKEN_BACK = "case.file_taken_back", _("Took an attachment back from a case")
    CASE_FILES_ADDED = "case.files_added", _("Attached files to the case")
    LOG_READ = "log.read", _("Read the log")
    LOG_REPORTED = "log.reported", _("Made the client’s report of the log")

    REFERRAL_READ = "referral.read", _("Opened a contact")
    REFERRAL_SEARCHED = "referral.searched", _("Looked for a contact")
    REFERRAL_REFUSED = "referral.refused", _("Was refused a contact")
    REFERRAL_SENT = "referral.sent", _("Sent a contact")
    READING_CLAIMED = "referral.reading_claimed", _("Said to be reading a contact")
    REFERRAL_TRIAGED = "referral.triaged", _("Triaged a contact")
    TRIAGE_UNDONE = "referral.triage_undone", _("Undid a decision on a contact")
    REFERRAL_ASKED = "referral.asked", _("Asked the sender of a contact")
    HANDOVER_OFFERED = "case.handover_offered", _("Offered a case to another county")
    HANDOVER_READ = "case.handover_read", _("Read what another county offers of a case")
    HANDOVER_DECIDED = "case.handover_decided", _("Accepted, returned or took back a case offered")
    HANDOVER_RECEIVED = "case.handover_received", _("Received a case from another county")
    HANDOVER_PRINTED = "case.handover_printed", _("Took what goes to another county on paper")
    REFERRAL_ANSWERED = "referral.answered", _("Answered the county about a contact")
    REFERRAL_TAKEN_OVER = "referral.taken_over", _("Took over a contact from a colleague")
    DRAFT_REMOVED = "referral.drafts_removed", _("Removed an abandoned draft")
    DRAFT_SENT_ELSEWHERE = (
        "referral.draft_sent_elsewhere",
        _("Told that a contact was sent in another way"),
    )
    ATTACHMENT_READ = "referral.attachment_read", _("Opened an attachment")
    CUSTODY_REPORTED = "referral.custody_reported", _("Reported a change of custody")
    CUSTODY_REPORT_DECIDED = (
        "referral.custody_report_decided",
        _("Decided on a reported change of custody"),
    )
    TRANSFER_OFFERED = "referral.transfer_asked", _("Handed a contact over to another county")
    TRANSFER_ACCEPTED = "referral.transfer_accepted", _("Accepted a contact from another county")
    TRANSFER_RETURNED = "referral.transfer_returned", _("Returned a contact to another county")

    NEED_ADDED = "continuity.need_added", _("Noted a need")
    NEED_EDITED = "continuity.need_changed", _("Changed a need")
    NEED_ENDED = "continuity.need_ended", _("Ended a need")
    NO_NEED_SAID = "continuity.no_need", _("Recorded that something is not needed")
    SERVICE_ADDED = "continuity.service_added", _("Added a service")
    SERVICE_EDITED = "continuity.service_changed", _("Changed a service")
    SERVICE_STATE_TOLD = "continuity.state_told", _("Recorded how far a service is")
    SERVICE_STATE_TAKEN_BACK = (
        "continuity.state_taken_back",
        _("Took back what was told of a service"),
    )
    INTERIM_ADDED = "continuity.interim_added", _("Added an interim solution")
    INTERIM_EDITED = "continuity.interim_changed", _("Changed an interim solution")
    GATE_ITEM_ANSWERED = "continuity.gate_item", _("Answered an item of the release list")
    GATE_FACTS_EDITED = "continuity.gate_facts", _("Wrote the facts of the day at the gate")
    GATE_PRINTED = "continuity.gate_printed", _("Took the day at the gate on paper")
    FIRST_WEEKS_PRINTED = "continuity.first_weeks", _("Took the client’s first two weeks on paper")

    NETWORK_MEMBER_ADDED = "network.member_added", _("Added a member to the network")
    NETWORK_MEMBER_EDITED = (
        "network.member_updated",
        _("Changed a member of the network"),
    )
    NETWORK_SUCCESSOR_NAMED = (
        "network.successor_named",
        _("Named who goes on in a member’s place"),
    )
    NETWORK_NOBODY_NEEDED = (
        "network.nobody_needed",
        _("Recorded why nobody goes on in a member’s place"),
    )
    NETWORK_LEAVING_WITHDRAWN = (
        "network.leaving_withdrawn",
        _("Took back that a member leaves"),
    )
    NETWORK_MEMBER_ENDED = (
        "network.member_ended",
        _("Ended a member's part in the network"),
    )
    NETWORK_MAP_PRINTED = "network.map_printed", _("Took the map of the network on paper")
    NETWORK_WALKED_THROUGH = (
        "network.walked_through",
        _("Went through the network with the client"),
    )
    MEETING_PLANNED = "meeting.planned", _("Agreed on a meeting")
    MEETING_EDITED = "meeting.changed", _("Changed a meeting that was agreed")
    MEETING_INVITED = "meeting.invited", _("Invited somebody to a meeting")
    MEETING_LETTER_PRINTED = (
        "meeting.letter_printed",
        _("Took a letter of invitation to a meeting on paper"),
    )
    MEETING_CANCELLED = "meeting.cancelled", _("Recorded that a meeting was not held")
    MEETING_CANCELLATION_TAKEN_BACK = (
        "meeting.cancellation_taken_back",
        _("Took back that a meeting was not held"),
    )
    MEETING_HELD = "meeting.held", _("Recorded that a meeting was held")
    MINUTES_BEGUN = "minutes.begun", _("Began the minutes of a meeting")
    MINUTES_EDITED = "minutes.saved", _("Wrote the minutes of a meeting")
    MINUTES_APPROVED = "minutes.approved", _("Approved the minutes of a meeting")
    MINUTES_PRINTED = "minutes.printed", _("Took the minutes of a meeting on paper")
    MINUTES_CORRECTED = "minutes.corrected", _("Began a new version of the minutes of a meeting")
    MEETING_DECISION_ENDED = (
        "meeting.decision_ended",
        _("Recorded what became of a decision of a meeting"),
    )
    MEETING_DECISION_OPENED = (
        "meeting.decision_opened",
        _("Took back what became of a decision of a meeting"),
    )
    EXPERT_OFFERED = "network.expert_offered", _("Recorded the offer of an expert by experience")

    ASSESSMENT_STARTED = "assessment.started", _("Started the assessment")
    ASSESSMENT_EDITED = "assessment.saved", _("Wrote the assessment")
    ASSESSMENT_FINALISED = "assessment.finalised", _("Finalised the assessment")
    ASSESSMENT_CORRECTED = (
        "assessment.corrected",
        _("Began a correction of the assessment"),
    )
    ASSESSMENT_PRINTED = "assessment.printed", _("Took the assessment on paper")
    ASSESSMENT_DELIVERED = (
        "assessment.delivered",
        _("Recorded to whom the assessment was delivered"),
    )
    ASSESSMENT_DELIVERY_TAKEN_BACK = (
        "assessment.delivery_taken_back",
        _("Took back a delivery of the assessment"),
    )
    ESTIMATES_RECORDED = "estimates.recorded", _("Recorded the client’s own estimates")
    ESTIMATES_DECLINED = (
        "estimates.declined",
        _("Recorded that the client did not wish to estimate"),
    )
    ESTIMATES_TAKEN_BACK = "estimates.taken_back", _("Took back the client’s own estimates")
    ESTIMATES_PRINTED = "estimates.printed", _("Took the client’s own estimates on paper")

    PLAN_DRAFTED = "plan.drafted", _("Drafted a plan")
    PLAN_EDITED = "plan.saved", _("Wrote the plan")
    PLAN_AGREED = "plan.agreed", _("Recorded the agreement on the plan")
    PLAN_ENDED = "plan.ended", _("Ended the plan")
    PLAN_STEP_DONE = "plan.step_done", _("Noted a step of the plan as done")
    PLAN_STEP_TAKEN_BACK = (
        "plan.step_taken_back",
        _("Took back that a step of the plan is done"),
    )
    PLAN_REVIEWED = "plan.reviewed", _("Reviewed the plan")
    PLAN_PRINTED = "plan.printed", _("Took the plan as PDF")

    CHECKLIST_FILLED = "checklist.saved", _("Filled in the desistance checklist")
    CHECKLIST_CLOSED = "checklist.closed", _("Closed a round of the desistance checklist")
    CHECKLIST_DECLINED = (
        "checklist.declined",
        _("Recorded that the client did not wish to talk of the factors"),
    )
    FACTORS_PRINTED = "checklist.printed", _("Took the factors that support desistance on paper")

    STATEMENT_MADE = "statement.made", _("Wrote down a statement on the service system")
    STATEMENT_ANSWERED = "statement.answered", _("Wrote down the answer to a statement")
    OBSERVATIONS_READ = "observations.read", _("Read observations of the service system")
    OBSERVATIONS_EXPORTED = (
        "observations.exported",
        _("Took the report of observations as a file"),
    )

    TRAINING_ADDED = "training.added", _("Added a training of a unit")
    TRAINING_DAY_ADDED = "training.day_added", _("Added a day of a training")
    TRAINING_MARKED = "training.marked", _("Marked who took part in a training")
    COUNTY_NUMBERS_SET = "county.numbers_set", _("Changed the phone numbers of the county")
    TIME_RULE_SET = "rule.set", _("Set a county's own time limit")
    WORKING_DAYS_CHOSEN = "rule.working_days_chosen", _("Chose how working days are counted")
