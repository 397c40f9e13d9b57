"""The closed list of what is observed of the service system. Stored values never change."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ObservationKind(models.TextChoices):
    """What stood in the way. New ones come last: the places of the others decide what is hidden."""

    QUEUE = "queue", pgettext_lazy("observation", "Queue")
    NO_HOUSING = "no_housing", pgettext_lazy("observation", "No housing to be had")
    REFUSED = "refused", pgettext_lazy("observation", "Service refused")
    CONTACT_CHANGED = "contact_changed", pgettext_lazy("observation", "Contact person changed")
    NO_DEVICE = "no_device", pgettext_lazy("observation", "No device for digital services")
    DIGITAL = "digital", pgettext_lazy("observation", "Digital service could not be used")
    OTHER = "other", pgettext_lazy("observation", "Other observation")
