"""Telling that somebody joined the network with what was saved."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from inputs.attendees import Attendees


def tell_who_joined(request: HttpRequest, attendees: Attendees) -> None:
    """Whoever ticked it reads what is still to be asked."""
    if attendees.newcomer is not None:
        words = _("%(name)s is in the network now. Ask the client whether they may take part.")
        messages.success(request, words % {"name": attendees.newcomer.name})
