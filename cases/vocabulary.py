"""Closed lists that several apps cite. A list of one model's own stands in the model."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommunicationChannel(models.TextChoices):
    """How client and worker are in touch; none of them may be taken for granted in prison."""

    VISIT_PRISON = "visit_prison", _("Meeting in prison")
    VISIT_OFFICE = "visit_office", _("Meeting at the office")
    VISIT_CLIENT = "visit_client", _("Visit to the client")
    VIDEO = "video", _("Video meeting")
    PHONE = "phone", _("Phone call")
    LETTER = "letter", _("Letter")
    SECURE_MESSAGE = "secure_message", _("Secure message")
    VIA_PRISON_STAFF = "via_prison_staff", _("Through prison staff")
    SMS = "sms", _("Text message")

    @property
    def is_in_person(self) -> bool:
        """Counts as meeting the client in person (Social Welfare Act, section 42)."""
        return self in (
            CommunicationChannel.VISIT_PRISON,
            CommunicationChannel.VISIT_OFFICE,
            CommunicationChannel.VISIT_CLIENT,
        )


class Urgency(models.TextChoices):
    """How soon a need must be answered, in our words.

    The national code (1.2.246.537.6.1252) is in the county's own table.
    """

    IMMEDIATE = "immediate", _("Needs action at once")
    URGENT = "urgent", _("Needs action soon")
    NOT_URGENT = "not_urgent", _("Not urgent")


class ServiceLanguage(models.TextChoices):
    """In which of the national languages the client is served (asiointikieli)."""

    FINNISH = "fi", _("Finnish")
    SWEDISH = "sv", _("Swedish")


class ConsentManner(models.TextChoices):
    """How a consent was given."""

    WRITTEN = "written", _("In writing")
    SPOKEN = "spoken", _("Orally")


class Place(models.TextChoices):
    """Where in relation to the release a service or a network member is at work."""

    INSIDE = "inside", pgettext_lazy("place", "In prison")
    GATE = "gate", pgettext_lazy("place", "At the gate")
    OUTSIDE = "outside", pgettext_lazy("place", "Outside")


class DigitalAccess(models.TextChoices):
    """What a client has for services on the net; nobody may be taken to have any of it."""

    DEVICE = "device", _("Has a device")
    CONNECTION = "connection", _("Has a connection to the net")
    IDENTIFICATION = "identification", _("Can identify strongly")
    SKILLS = "skills", _("Manages alone")
    NEEDS_HELP = "needs_help", _("Needs help with services on the net")


class ContactKind(models.TextChoices):
    """Kinds of contact details. An address need not be a home."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    CONTACT_ADDRESS = "contact_address", _("Contact address")
    HOME_ADDRESS = "home_address", _("Home address")
    POSTE_RESTANTE = "poste_restante", _("Poste restante")
    PRISON = "prison", _("By way of the prison")
