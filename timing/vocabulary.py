"""The kinds of what can be due, and the words of the rules that give it a day."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy, pgettext_lazy


class DueKind(models.TextChoices):
    """What can be due. The label is a noun, for lists and filters; acts have the verbs.

    The order decides between what is due on one day.
    """

    RELEASE_PASSED = "release_passed", _("A release that nobody has confirmed")
    CUSTODY_REPORT = "custody_report", _("A change that the sender reported")
    PERSONAL_WORKER = "personal_worker", _("Personal worker")
    OFFICE_HOLDER = "office_holder", _("Worker in public office")
    BEGINS_BY_LAW = "begins_by_law", _("Beginning of the assessment, by law")
    READY_BY_LAW = "ready_by_law", _("A child’s assessment ready, by law")
    GAP = "gap", _("A gap at the gate")
    SERVICE_EXPIRES = "service_expires", _("A grant or an application that expires")
    FIRST_MEETING = "first_meeting", _("First meeting")
    FIRST_DAYS = "first_days", _("The first days after the release")
    REVIEW = "review", _("Review of the plan")
    ASSESSMENT = "assessment", _("Assessment")
    ASKED_ANSWER = "asked_answer", _("Answer of somebody who was asked to take part")
    LATER_AREAS = "later_areas", _("Life areas left for later")
    PLAN = "plan", _("Plan")
    STEP = "step", _("Step of the plan")
    MEETING = "meeting", _("An agreed meeting")
    MEETING_DECISION = "meeting_decision", _("A decision of a meeting")
    RELEASE_UNKNOWN = "release_unknown", _("A release day that is not known")
    RELEASE_UNSURE = "release_unsure", _("A release day that is not confirmed")
    FIRST_WEEKS = "first_weeks", _("The first weeks after the release")
    AFTER_SHORT_STAY = "after_short_stay", _("How the work goes on after a short stay")
    SUCCESSION = "succession", _("Who goes on after somebody who leaves")
    CONTACT_PERSON = "contact_person", _("A contact person who is missing")
    ROUND = "round", _("Talk of what supports desistance")
    SILENCE = "silence", _("Contact with the client")
    FOLLOW_UP = "follow_up", _("Follow-up after closing")
    RELEASE = "release", _("Release")
    REFERRAL_DECISION = "referral_decision", _("Decision on a contact")
    QUESTION = "question", _("Answer to a question")
    TRANSFER = "transfer", _("Answer to another county")

    @property
    def rank(self) -> int:
        """Its place among what is due on one day."""
        return RANKS[self]


# Several gaps of one case in one line of the notices, which names no need.
SEVERAL_GAPS = ngettext_lazy("%(n)s gap at the gate", "%(n)s gaps at the gate", "n")

# Found once: hundreds of dues are sorted for one page.
RANKS = {kind.value: place for place, kind in enumerate(DueKind)}


class Basis(models.TextChoices):
    """Who says that it is due. The three never look alike."""

    LAW = "law", pgettext_lazy("basis", "Law")
    TARGET = "target", pgettext_lazy("basis", "The county’s target")
    AGREED = "agreed", pgettext_lazy("basis", "Agreed with the client")


# The laws that rules cite, as they are cited in each language.
LAWS = (gettext_noop("SHL 36 §"), gettext_noop("SHL 42 §"))


class Anchor(models.TextChoices):
    """The day that a rule counts from."""

    REFERRAL_ARRIVED = "referral_arrived", _("the contact arrived")
    REFERRAL_OFFERED = "referral_offered", _("the contact was offered to another county")
    QUESTION_ASKED = "question_asked", _("the question was asked")
    ASKED_TO_TAKE_PART = "asked_to_take_part", _("somebody was asked to take part")
    CASE_OPENED = "case_opened", _("the case was opened")
    CLIENT_CONTACT = "client_contact", _("the last contact with the client")
    CUSTODY_RECORDED = "custody_recorded", _("custody facts were recorded last")
    GATE = "gate", _("the release")
    AGREED_DAY = "agreed_day", _("the agreed day")
    EXPIRY = "expiry", _("the day of expiry")
    FINISHED = "finished", _("the assessment, the plan or the review was finished")
    LEAVING = "leaving", _("somebody leaves the network")
    NONE = "none", _("at once")


class Span(models.TextChoices):
    """In what a rule counts. The day of the anchor itself is not counted (150/1930)."""

    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class Trigger(models.TextChoices):
    """What narrows a rule of law to some people (SHL 36 § and 42 §)."""

    OWN_SIDE = "own_side", _("over 75, highest care allowance or disability services")
    CHILD = "child", _("a child in need of special support")
    SPECIAL_SUPPORT = "special_support", _("a client in need of special support")


class Receiver(models.TextChoices):
    """Who has to act, as a role: persons change, so no due names one."""

    PERSONAL_WORKER = "personal_worker", _("Personal worker")
    SUPERVISOR = "supervisor", _("Supervisor")
    INTAKE = "intake", _("Intake")
    OTHER_INTAKE = "other_intake", _("Intake of the other county")
    SENDER = "sender", _("Sender")


class EndReason(models.TextChoices):
    """Why something is due no longer."""

    DONE = "done", _("Done or no longer needed")
    MOVED = "moved", _("The day moved")
    CLOSED = "closed", _("The case was closed")


# The tracks by their names; the app that has them says how they are called.
TRACKS: dict[str, Promise | str] = {}

# The kinds of needs by their stored values, likewise.
NEEDS: dict[str, Promise | str] = {}

# Due with a contact, before and beside a case.
OF_CONTACTS = (DueKind.REFERRAL_DECISION, DueKind.QUESTION, DueKind.TRANSFER)

# Their day moves with every contact: the same row goes on, for that it moved says nothing.
RENEWED = frozenset({DueKind.SILENCE})

RECEIVERS = {
    DueKind.PERSONAL_WORKER: Receiver.SUPERVISOR,
    DueKind.OFFICE_HOLDER: Receiver.SUPERVISOR,
    DueKind.REFERRAL_DECISION: Receiver.INTAKE,
    DueKind.TRANSFER: Receiver.OTHER_INTAKE,
    DueKind.QUESTION: Receiver.SENDER,
}


def receiver_of(kind: DueKind) -> Receiver:
    """Who acts on it: the personal worker where nothing else is said."""
    return RECEIVERS.get(kind, Receiver.PERSONAL_WORKER)
