"""Who took part, in rows; and somebody new who joins the network by having taken part."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from accounts.models import User
from cases.models import Case, Note
from inputs.attendees import CLIENT, Attendees, Newcomer, Person, numbers_in
from networks.members.actions.changing import add_member
from networks.members.known_members import as_person
from networks.models import Attendance, MeetingInvitation, NetworkMember, NoteAttendance

Row = TypeVar("Row", bound=Attendance)


def join(case: Case, newcomer: Newcomer, by: User) -> Person:
    """They support where the client is now; the client's wish is to be asked."""
    is_out = case.released_on is not None
    member = NetworkMember(
        case=case,
        kind=newcomer.kind,
        name=newcomer.name,
        role=newcomer.role,
        organisation_name=newcomer.organisation,
        inside=not is_out,
        after=is_out,
    )
    add_member(member=member, by=by)
    return as_person(member)


def rows_of(attendees: Attendees, row: type[Row]) -> Iterator[Row]:
    """Unsaved; a member brings along the class of authority of today."""
    keys = [each.key for each in attendees.came]
    members = NetworkMember.objects.filter(pk__in=numbers_in(keys, "member"))
    authorities = dict(members.values_list("pk", "authority"))
    for person in attendees.came:
        user = next(iter(numbers_in([person.key], "user")), None)
        member = next(iter(numbers_in([person.key], "member")), None)
        who = Attendance.Who.CLIENT
        if member is not None:
            who = Attendance.Who.MEMBER
        elif user is not None:
            who = Attendance.Who.WORKER
        yield row(
            who=who,
            user_id=user,
            member_id=member,
            authority=authorities.get(member or 0, ""),
            name=person.name,
        )
    if attendees.in_words:
        yield row(who=Attendance.Who.BY_NAME, name=attendees.in_words)


def attendees_of(rows: Iterable[Attendance]) -> Attendees | None:
    """As a form begins with them; None where there are no rows."""
    came, words = [], ""
    for each in rows:
        if key := key_of(each):
            came.append(Person(key, each.name, each.name))
        else:
            words = each.name
    return Attendees(came, words) if came or words else None


def keep_of_note(note: Note, attendees: Attendees) -> None:
    """Once, with the note."""
    rows = list(rows_of(attendees, NoteAttendance))
    for each in rows:
        each.note = note
    NoteAttendance.objects.bulk_create(rows)


def kept_of_note(note: Note) -> Attendees | None:
    return attendees_of(NoteAttendance.objects.filter(note=note))


def key_of(row: Attendance | MeetingInvitation) -> str:
    """By which a page names them; empty of whoever is known by the name alone."""
    if row.who == Attendance.Who.CLIENT:
        return CLIENT
    if row.member_id is not None:
        return f"member-{row.member_id}"
    return f"user-{row.user_id}" if row.user_id is not None else ""


def who_is(row: Attendance | MeetingInvitation) -> tuple[str, str]:
    """What tells them from another: the name only where there is nothing else, for it is mended."""
    key = key_of(row)
    return key, "" if key else row.name
