"""How far a service is, in a line of words."""

import datetime as dt
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from continuity.models import Interim, ServiceState, State


def in_a_line(state: ServiceState | None) -> str:
    """The state with its days; without any state a service is only planned."""
    if state is None:
        return str(State.PLANNED.label)
    return ", ".join([str(State(state.state).label), *_days(state)])


def interim_in_a_line(interim: Interim) -> str:
    """From when until when it helps."""
    start = _from(interim.starts_on) if interim.starts_on else _("from the gate on")
    if interim.nights:
        end = nights_in_words(interim.nights)
    else:
        end = _until(interim.ends_on) if interim.ends_on else _("until further notice")
    return f"{start}, {end}"


def nights_in_words(nights: int) -> str:
    return ngettext("for %(n)s night", "for %(n)s nights", nights) % {"n": nights}


def _days(state: ServiceState) -> Iterator[str]:
    if state.ended_because:
        yield state.get_ended_because_display().lower()
    yield from _start(state)
    if state.ends_on:
        yield _until(state.ends_on)
    if state.until_gate:
        yield _("until the gate")
    if state.expected_on:
        yield _("hoped for %(day)s") % {"day": date_format(state.expected_on)}
    if state.queue_place:
        yield _("place in the queue: %(place)s") % {"place": state.queue_place}
    if state.valid_until:
        yield _("valid until %(day)s") % {"day": date_format(state.valid_until)}


def _start(state: ServiceState) -> Iterator[str]:
    if state.starts_on:
        yield _from(state.starts_on)
    if state.from_gate:
        yield _("from the gate on")
    if state.lacks_start:
        yield _("the day of the start is not known")
    if state.first_appointment_on:
        yield _("first appointment %(day)s") % {"day": date_format(state.first_appointment_on)}


def _from(day: dt.date) -> str:
    return pgettext("days of a service", "from %(day)s") % {"day": date_format(day)}


def _until(day: dt.date) -> str:
    return pgettext("days of a service", "until %(day)s") % {"day": date_format(day)}
