"""A meeting as a calendar file: its hours and a neutral title, and nothing else.

Calendars stand open on desks and phones, and are copied to servers that nobody here knows.
"""

import datetime as dt

from django.utils import timezone
from icalendar import Calendar, Event

from networks.models import Meeting

# A neutral name: the file lies in the mailbox of whoever reads it.
CALENDAR_NAME = "tapaaminen.ics"


def calendar_of(meeting: Meeting, title: str) -> bytes:
    """The hours in universal time, which every reader knows."""
    event = Event()
    # The same event when it is read again after a change: a number that says nothing.
    event.add("uid", str(meeting.calendar_uid))
    event.add("sequence", meeting.version)
    event.add("dtstamp", meeting.saved_at.astimezone(dt.UTC))
    event.add("summary", title)
    event.add("dtstart", moment(meeting.on, meeting.begins))
    event.add("dtend", moment(meeting.on, meeting.ends))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.status == Meeting.Status.CANCELLED else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Jatkumo//Jatkumo//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def moment(day: dt.date, hour: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, hour)).astimezone(dt.UTC)
