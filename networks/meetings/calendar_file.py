"""A meeting as a calendar file: its hours and a neutral title, and nothing else.

Calendars stand open on desks and phones, and are copied to servers that nobody here knows.
"""

import datetime as dt

from django.utils import timezone
from icalendar import Calendar, Event

from networks.models import Meeting
from networks.models.meeting import Time

# A neutral name: the file lies in the mailbox of whoever reads it.
CALENDAR_NAME = "tapaaminen.ics"


def calendar_of(meeting: Meeting, title: str, told: Time | None = None) -> bytes:
    """The hours in universal time, which every reader knows; `told` where others were told.

    Of a meeting that is not held it takes the event out of the calendar.
    """
    day, begins, ends = told or meeting.time
    is_cancelled = meeting.status == Meeting.Status.CANCELLED
    event = Event()
    # The same event when it is read again after a change: a number that says nothing.
    event.add("uid", str(meeting.calendar_uid))
    event.add("sequence", meeting.version)
    event.add("dtstamp", meeting.saved_at.astimezone(dt.UTC))
    event.add("summary", title)
    event.add("dtstart", moment(day, begins))
    event.add("dtend", moment(day, ends))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Jatkumo//Jatkumo//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def moment(day: dt.date, hour: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, hour)).astimezone(dt.UTC)
