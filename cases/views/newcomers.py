"""Telling who is in the network through what was saved, or was corrected."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from inputs.attendees import Attendees, numbers_in


def tell_who_joined(request: HttpRequest, attendees: Attendees) -> None:
    """Whoever ticked it reads what is still to be asked."""
    if attendees.newcomer is not None:
        words = _("%(name)s is in the network now. Ask the client whether they may take part.")
        messages.success(request, words % {"name": attendees.newcomer.name})


def tell_who_stays(request: HttpRequest, before: Attendees | None, after: Attendees) -> None:
    """A correction that no longer names a member takes nobody out of the network."""
    now = {each.key for each in after.came}
    gone = [
        each.name
        for each in (before.came if before else ())
        if numbers_in([each.key], "member") and each.key not in now
    ]
    if gone:
        words = _(
            "Still in the network: %(names)s. If they do not belong there, record in the network "
            "that they leave."
        )
        messages.info(request, words % {"names": ", ".join(gone)})
