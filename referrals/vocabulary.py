"""The closed lists of contacts and of their triage."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The answer on every form that there is no consent; it is never stored as a manner of one.
NO_CONSENT = "none"


class SupportNeed(models.TextChoices):
    """What a contact is about: the national list of support needs (1.2.246.537.6.1282)."""

    DAILY_LIFE = "1", _("Managing everyday life")
    HOUSING = "2", _("Housing")
    MONEY = "3", _("Money")
    INCLUSION = "4", _("Inclusion, being left outside")
    VIOLENCE = "5", _("Violence or ill-treatment in close relations")
    CRISIS = "6", _("Sudden crisis")
    CHILD = "7", _("A child’s development and well-being")
    SUBSTANCE_USE = "8", _("Substance use")
    MENTAL_HEALTH = "9", _("Mental health")
    FUNCTIONING = "10", _("Weakened ability to function")
    CLOSE_PERSON = "11", _("Support for a relative or close person")
    OTHER = "99", _("Other need for support")


class ReferralStatus(models.TextChoices):
    """A draft is the sender's own; what is sent is the county's."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")


class FormPath(models.TextChoices):
    """How much is asked: on the short path only what the first days need."""

    FULL = "full", _("Full form")
    SHORT = "short", _("Short form")


class Ground(models.TextChoices):
    """When a notification may be made without consent (SHL 35 §). There is no other ground."""

    UNABLE = (
        "unable",
        _("The person is manifestly unable to answer for their own care, health or safety"),
    )
    CHILD = "child", _("A child’s interest absolutely requires it")


class Channel(models.TextChoices):
    """How a contact came to the county."""

    FORM = "form", _("Form in Jatkumo")
    PUBLIC = "public", _("Public form")
    PHONE = "phone", _("Phone call")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")


class MadeBy(models.TextChoices):
    """Who made the contact. What the client asks for needs no separate consent."""

    OFFICIAL = "official", _("Employee of an authority or organisation")
    CLIENT = "client", _("The client")
    REPRESENTATIVE = "representative", _("Legal representative")
    CLOSE_PERSON = "close_person", _("Relative or close person")

    @property
    def starts_the_limit(self) -> bool:
        """Whether the seven working days of SHL 36 § run from this contact."""
        return self is not MadeBy.OFFICIAL


class Decision(models.TextChoices):
    """What a triage leads to."""

    OPEN = "open", _("Open a case")
    JOIN = "join", _("Join to the client’s open case")
    GUIDE = "guide", _("Guidance was given, no case")
    NO_NEED = "no_need", _("No need for social services")
    NOT_REACHED = "not_reached", _("The person could not be reached")


class Dependants(models.TextChoices):
    """Whether the care of those who depend on the person has been looked into (SHL 44 §)."""

    LOOKED_INTO = "looked_into", _("Yes, it has been looked into")
    NOBODY = "nobody", _("The person has nobody in their care")
    NOT_KNOWN = "not_known", _("Not known yet, because")


class SenderStatus(models.TextChoices):
    """All that a sender is told of what became of the contact."""

    DRAFT = "draft", _("Draft")
    RECEIVED = "received", _("Received")
    QUESTION = "question", _("The county asks")
    IN_HAND = "in_hand", _("Being handled")
    HANDLED = "handled", _("Handled")

    @property
    def mark(self) -> str:
        """The sign that stands before it, of components/status.html."""
        marks = {self.IN_HAND: "now", self.HANDLED: "done", self.QUESTION: "alert"}
        return marks.get(self, "open")


class OtherWay(models.TextChoices):
    """How a contact goes to a county in which nobody reads contacts here."""

    SECURE_MAIL = "secure_mail", _("Secure e-mail")
    OWN_FORM = "own_form", _("The county’s own form")
    LETTER = "letter", _("Letter")
    PHONE = "phone", _("Phone call")
    BY_HAND = "by_hand", _("By hand")
    OTHER = "other", _("In another way")


class WithdrawalReason(models.TextChoices):
    """Why a sender takes a sent contact back."""

    CONSENT = "consent", _("The person has withdrawn the consent")
    WRONG_PERSON = "wrong_person", _("It was about the wrong person")
    TWICE = "twice", _("The contact was sent twice")
    NOT_NEEDED = "not_needed", _("The person no longer needs it")
    OTHER = "other", _("Another reason")


class TransferOutcome(models.TextChoices):
    """What became of handing a contact over to another county."""

    WAITING = "waiting", _("Waits for the other county")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")


class ReportOutcome(models.TextChoices):
    """What the county did with what a sender reported of custody."""

    WAITING = "waiting", _("Waits for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Not confirmed")
