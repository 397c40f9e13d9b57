"""A network meeting that was held, with what was decided, and one that is agreed."""

import datetime as dt

from caseload.demo.stage import IN_PRISON, VIDEO, Stage, worker_of
from cases.models import Case
from cases.people import known_people
from inputs.attendees import Attendees
from networks.meetings.actions.deciding import add_decision
from networks.meetings.actions.minutes import approve_minutes, begin_minutes, edit_minutes
from networks.meetings.actions.planning import plan_meeting
from networks.models import Meeting, MeetingDecision, Minutes

HOURS = {"begins": dt.time(13), "ends": dt.time(14)}
TOPICS = ("Kuka on vastassa portilla", "Missä Jani nukkuu ensimmäisen yön", "Velkaneuvojan aika")


def meet_with_network(stage: Stage, case: Case) -> None:
    """The first one two weeks ago, the next one before the release."""
    first = _agree(stage, case, -13, channel=IN_PRISON, place="Kuopion vankila, tapaamishuone 2")
    _write_minutes(stage, first)
    _agree(stage, case, 15, channel=VIDEO, place="Linkki lähetetään edellisenä päivänä")


def _agree(stage: Stage, case: Case, days: int, **where: str) -> Meeting:
    asked = _all(case)
    meeting = Meeting(
        case=case,
        participants=", ".join(person.name for person in asked.came),
        kind=Meeting.Kind.NETWORK,
        on=stage.workday(days),
        client_chose=True,
        **HOURS,
        **where,
    )
    plan_meeting(meeting=meeting, attendees=asked, topics=TOPICS, by=worker_of(case))
    return meeting


def _all(case: Case) -> Attendees:
    return Attendees(known_people(case))


def _write_minutes(stage: Stage, meeting: Meeting) -> None:
    by = worker_of(meeting.case)
    minutes = begin_minutes(meeting=meeting, by=by)
    everybody = _all(meeting.case)
    told = {
        "talked": "Tuetun asumisen paikka varmistuu ennen vapautumista. Ensimmäinen viikko "
        "käytiin läpi päivä kerrallaan.",
        "client_words": "Nyt tiedän, kenelle soitan, jos jokin menee pieleen.",
        "participants": meeting.participants,
    }
    edit_minutes(minutes=minutes, seen=minutes.version, values=told, attendees=everybody, by=by)
    _decide(minutes, "Varaa tilapäisen majoituksen viideksi yöksi", "Riikka Aaltovuo", stage.day(9))
    _decide(minutes, "Tulee portille ja ajaa Janin asunnolle", "Marko Polvelma", stage.day(35))
    approve_minutes(minutes=minutes, seen=Minutes.objects.get(pk=minutes.pk).version, by=by)


def _decide(minutes: Minutes, text: str, actor: str, by_when: dt.date) -> None:
    decision = MeetingDecision(minutes=minutes, text=text, actor=actor, due_on=by_when)
    add_decision(decision=decision, by=worker_of(minutes.case))
