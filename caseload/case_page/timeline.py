"""What has happened in a case and what is ahead, newest first.

Each kind of event shows its newest ones only; the page links to the whole of each.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseload.case_page.event import NEWEST, Event
from caseload.case_page.gathered_facts import CaseFacts
from caseload.case_page.needs_told import departures_of, needs_of, states_of
from caseload.course.details import details_of
from caseload.course.next_action import how_late, rest_url_of, title_of, url_of
from cases.custody import GateKind, ReleaseCertainty
from cases.gates import Gate, gates_of
from cases.models import Case, CaseFile, CustodyFact, Note
from cases.vocabulary import CommunicationChannel
from listings.values import address, as_day
from networks.models import Meeting, MeetingCancellation, Minutes
from records.imprint import read_signers
from referrals.models import Referral
from timing.acts import act_of
from timing.models import Due
from timing.vocabulary import Basis, DueKind

# A longer note ends in three dots here, and is read whole in the journal.
EXCERPT = 300
# What is read of the longest records.
NOTE = (
    "case",
    "kind",
    "channel",
    "occurred_on",
    "text",
    "written_by",
    "imprint",
)
MINUTES = ("case", "on", "talked", "approved_by", "imprint")
REFERRAL = (
    "sent_at",
    "channel",
    "sender_organisation__name_fi",
    "sender_organisation__name_sv",
    "sender_organisation__name_en",
)


class Part(models.TextChoices):
    """What of the timeline is shown; the value stands in the address."""

    ALL = "kaikki", gettext_lazy("Everything")
    DUE = "maaraajat", gettext_lazy("What is due")
    NOTES = "merkinnat", gettext_lazy("Notes")
    PAPERS = "arviot", gettext_lazy("Assessments and plans")
    NEEDS = "tarpeet", gettext_lazy("Needs")
    CUSTODY = "vankeus", gettext_lazy("Custody and release")

    @classmethod
    def asked(cls, value: str | None) -> "Part":
        """The part of that name; any other word asks for everything."""
        return cls(value) if value in cls.values else cls.ALL


def timeline_of(
    facts: CaseFacts, dues: Sequence[Due], today: dt.date, part: Part = Part.ALL
) -> list[Event]:
    """What is ahead, today, and what has been and what is late, newest first."""
    departures = list(departures_of(facts, today)) if part in (Part.ALL, Part.NEEDS) else []
    due = list(_due(facts, dues, today)) if part in (Part.ALL, Part.DUE) else []
    coming = [event for event in (*due, *departures) if _is_coming(event, today)]
    ahead = sorted(coming, key=lambda event: event.on)
    late = [event for event in (*due, *departures) if not _is_coming(event, today)]
    now = Event(on=today, title=_("Today"), state="today")
    behind = sorted([*late, *_behind(facts, part)], key=lambda event: event.on, reverse=True)
    return [_with_year(event, today) for event in (*reversed(ahead), now, *behind)]


def _is_coming(event: Event, today: dt.date) -> bool:
    """Due today still lies ahead; whoever leaves today has left."""
    return event.on > today or (event.on == today and event.state != "")


def _with_year(event: Event, today: dt.date) -> Event:
    """The day; with its year where that is not this year."""
    if event.on.year == today.year:
        return event
    return event._replace(when=as_day(event.on))


def _due(facts: CaseFacts, dues: Sequence[Due], today: dt.date) -> Iterator[Event]:
    """All that is due, late or ahead; what has no day of its own stands at today."""
    case, needs = facts.case, facts.needs
    known = (*needs.needs, *needs.services, *facts.network.values(), *facts.meetings)
    shown = [due for due in dues if _is_drawn(due, today)]
    details = details_of(shown, known)
    for due in shown:
        late, rests = how_late(due.days_left(today)), due.rests_on(today)
        is_gate = due.kind == DueKind.RELEASE
        yield Event(
            due.day or today,
            _gate_words(case, due) if is_gate else title_of(due, details.get(due.pk, "")),
            when="" if due.day else _("at once") if due.is_at_once else _("no day"),
            icon="gate" if is_gate else "alert" if late else "clock",
            url="" if is_gate else rest_url_of(due) if rests else url_of(due),
            meta=_standing(case, due, late, today),
            state="late" if late and not rests else "ahead",
            gate=is_gate,
        )


def _gate(case: Case, due: Due) -> Gate:
    return gates_of(case)[due.object_id]


def _gate_words(case: Case, due: Due) -> str:
    return str(_gate(case, due).kind.label)


def _standing(case: Case, due: Due, late: str, today: dt.date) -> str:
    """That it rests and why; how late it is, or whose word the day is."""
    if due.rests_until is not None and due.rests_on(today):
        words = _("Waits until %(day)s: %(reason)s")
        return words % {"day": date_format(due.rests_until), "reason": due.rest_reason}
    if due.kind == DueKind.RELEASE:
        return str(ReleaseCertainty(_gate(case, due).certainty).label)
    if due.day is None:
        return str(act_of(due).why)
    return late or str(Basis(due.basis).label)


def _is_drawn(due: Due, today: dt.date) -> bool:
    """A release that has passed waits to be told; until then nothing is drawn of it."""
    if due.kind == DueKind.RELEASE_PASSED:
        return due.is_shown_on(today)
    return due.shown_to is None or due.shown_to >= today


def _behind(facts: CaseFacts, part: Part) -> Iterator[Event]:
    case = facts.case
    # Of one day, what comes later in the work stands higher.
    if case.released_on and part in (Part.ALL, Part.CUSTODY):
        into_freedom = gates_of(case)[0].kind is GateKind.FREEDOM
        words = _("Supervised probationary freedom began") if into_freedom else _("Released")
        yield Event(case.released_on, words, gate=True)
    if part is Part.ALL:
        yield from _closures(facts)
    if part in (Part.ALL, Part.NOTES):
        yield from _notes(case)
        yield from _meetings(facts)
        yield from _files(case) if case.has_files else ()
    if part in (Part.ALL, Part.PAPERS):
        yield from _plans(facts)
        yield from _assessments(facts)
    if part in (Part.ALL, Part.NEEDS):
        yield from states_of(facts)
        yield from needs_of(facts)
    if part in (Part.ALL, Part.CUSTODY):
        yield from _custody(facts)
    if part is Part.ALL:
        yield Event(case.opened_on, _("The case was opened"), icon="in")
        yield from _referrals(case)


def _notes(case: Case) -> Iterator[Event]:
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})
    newest = list(Note.objects.filter(case=case, corrected_by=None).only(*NOTE)[:NEWEST])
    read_signers(newest, "written_by")
    for note in newest:
        how = CommunicationChannel(note.channel) if note.channel else Note.Kind(note.kind)
        yield Event(
            note.occurred_on,
            str(how.label),
            icon=_icon_of(note),
            url=f"{page}#note-{note.pk}",
            text=_excerpt(note.text),
            meta=_("%(who)s · note") % {"who": note.signed["written_by"]},
        )


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else Truncator(text).chars(EXCERPT)


def _meetings(facts: CaseFacts) -> Iterator[Event]:
    """Network meetings with their minutes; a meeting of two that was held is a note."""
    statuses = {each.status for each in facts.meetings}
    if Meeting.Status.HELD in statuses:
        yield from _minutes(facts.case)
    if Meeting.Status.CANCELLED in statuses:
        yield from _cancellations(facts)


def _minutes(case: Case) -> Iterator[Event]:
    minutes = list(Minutes.objects.in_force().filter(case=case).only(*MINUTES)[:NEWEST])
    read_signers(minutes, "approved_by")
    for each in minutes:
        yield Event(
            each.on,
            str(Meeting.Kind.NETWORK.label),
            icon="meet",
            url=each.get_absolute_url(),
            text=_excerpt(each.talked),
            meta=_("%(who)s · minutes") % {"who": each.signed["approved_by"]},
        )


def _cancellations(facts: CaseFacts) -> Iterator[Event]:
    meetings = {each.pk: each for each in facts.meetings}
    for off in MeetingCancellation.objects.present().filter(case=facts.case)[:NEWEST]:
        meeting = meetings[off.meeting_id]
        yield Event(
            meeting.on,
            _("The meeting was not held"),
            icon="meet",
            url=meeting.get_absolute_url(),
            meta=f"{off.get_what_display()}: {off.actor}",
        )


def _files(case: Case) -> Iterator[Event]:
    page = reverse("cases:case_files", kwargs={"case_pk": case.pk})
    newest = list(CaseFile.objects.of_case(case)[:NEWEST])
    read_signers(newest, "added_by")
    for file in newest:
        gone = file.taken_back_at is not None
        yield Event(
            timezone.localdate(file.added_at),
            _("An attachment, which was taken back") if gone else file.what,
            icon="doc",
            url=page,
            text=file.taken_back_because if gone else file.name,
            meta=_("%(who)s · attachment") % {"who": file.signed["added_by"]},
        )


def _icon_of(note: Note) -> str:
    if not note.channel:
        return "note"
    channel = CommunicationChannel(note.channel)
    if channel.is_in_person or channel is CommunicationChannel.VIDEO:
        return "meet"
    return "phone" if channel is CommunicationChannel.PHONE else "mail"


def _custody(facts: CaseFacts) -> Iterator[Event]:
    """When the release date was told or moved."""
    page = reverse("cases:custody", kwargs={"case_pk": facts.case.pk})
    older: list[CustodyFact | None] = [*facts.custody, None][1:]
    for fact, former in list(zip(facts.custody, older, strict=True))[:NEWEST]:
        moved = former is not None and former.release_on != fact.release_on
        yield Event(
            timezone.localdate(fact.recorded_at),
            _("The release date changed") if moved else _("Custody facts were recorded"),
            icon="cal",
            url=page,
            text=f"{_release_words(former)} → {_release_words(fact)}"
            if moved
            else _release_words(fact),
            meta=f"{fact.get_source_display()} · {fact.signed['recorded_by']}",
        )


def _release_words(fact: CustodyFact | None) -> str:
    if fact is not None and fact.released_on is not None:
        return _("released %(day)s") % {"day": date_format(fact.released_on)}
    if fact is None or fact.release_on is None:
        return _("release not known")
    certainty = ReleaseCertainty(fact.release_certainty).short_label
    return f"{date_format(fact.release_on)} ({certainty})"


def _assessments(facts: CaseFacts) -> Iterator[Event]:
    for each in facts.assessments[:NEWEST]:
        url = each.get_absolute_url()
        if each.finalised_at:
            yield Event(
                timezone.localdate(each.finalised_at),
                _("The assessment was finalised"),
                icon="doc",
                url=url,
                meta=str(each.signed["finalised_by"]),
            )
        if each.corrects_id is None:
            yield Event(each.started_on, _("The assessment was started"), icon="doc", url=url)


def _plans(facts: CaseFacts) -> Iterator[Event]:
    for plan in [plan for plan in facts.plans if plan.agreed_on][:NEWEST]:
        if plan.agreed_on:
            yield Event(
                plan.agreed_on,
                _("The plan was agreed"),
                icon="doc",
                url=plan.get_absolute_url(),
                meta=str(plan.signed["agreed_by"]),
            )
    for review in facts.reviews[:NEWEST]:
        yield Event(
            review.reviewed_on,
            _("The plan was reviewed"),
            icon="doc",
            url=address("plans:plan_page", review.plan_id),
            meta=str(review.signed["reviewed_by"]),
        )


def _referrals(case: Case) -> Iterator[Event]:
    arrived = Referral.objects.of_case(case).select_related("sender_organisation")
    for referral in arrived.only(*REFERRAL).reverse()[:NEWEST]:
        if referral.sent_at:
            yield Event(
                timezone.localdate(referral.sent_at),
                _("The contact arrived"),
                icon="in",
                url=reverse("referrals:referral_in_case", kwargs={"referral_pk": referral.pk}),
                meta=str(referral.sender_organisation or referral.get_channel_display()),
            )


def _closures(facts: CaseFacts) -> Iterator[Event]:
    for closure in facts.closures[:NEWEST]:
        yield Event(
            closure.closed_on,
            _("The case was closed"),
            icon="lock",
            text=str(closure.get_reason_display()),
            meta=str(closure.signed["closed_by"]),
        )
