"""What has happened in a case and what is ahead, newest first.

Each kind of event shows its newest ones only; the page links to the whole of each.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from assessments.models import Assessment
from caseload.case_page.gathered_facts import CaseFacts
from cases.custody import ReleaseCertainty
from cases.models import Case, CaseClosure, CustodyFact, Note
from cases.vocabulary import CommunicationChannel
from plans.models import Plan, Review, Step
from referrals.models import Referral

NEWEST = 10
AHEAD = 6
# A longer note ends in three dots here, and is read whole in the journal.
EXCERPT = 300


@dataclass(frozen=True)
class Event:
    """What `components/timeline.html` takes of one line."""

    on: dt.date
    title: str
    when: str = ""
    icon: str = ""
    url: str = ""
    text: str = ""
    meta: str = ""
    state: str = ""
    gate: bool = False


def timeline_of(facts: CaseFacts, today: dt.date) -> list[Event]:
    """What is ahead, today, and what has been, newest first."""
    ahead = sorted(_ahead(facts, today), key=lambda event: event.on)[:AHEAD]
    behind = sorted(_behind(facts, today), key=lambda event: event.on, reverse=True)
    now = Event(on=today, title=_("Today"), state="today")
    return [_with_year(event, today) for event in (*reversed(ahead), now, *behind)]


def _with_year(event: Event, today: dt.date) -> Event:
    """The day; with its year where that is not this year."""
    if event.on.year == today.year:
        return event
    return replace(event, when=date_format(event.on))


def _ahead(facts: CaseFacts, today: dt.date) -> Iterator[Event]:
    case, plan, closure = facts.case, facts.plan, facts.closure
    if not case.is_open:
        if closure and closure.follow_up_on and closure.follow_up_on >= today:
            yield Event(closure.follow_up_on, _("Follow-up contact"), icon="phone", state="ahead")
        return
    if case.release_on and case.release_on >= today:
        yield Event(
            case.release_on,
            _("Release"),
            text=str(case.get_release_certainty_display()),
            state="ahead",
            gate=True,
        )
    if plan is None:
        return
    review = plan.next_review_on
    if review and review >= today:
        url = plan.get_absolute_url()
        yield Event(review, _("Review of the plan"), icon="doc", url=url, state="ahead")
    steps = Step.objects.filter(goal__plan=plan, due_on__gte=today)
    done = steps.filter(done__isnull=False, done__taken_back_at=None)
    for step in steps.exclude(pk__in=done.values("pk")).order_by("due_on")[:AHEAD]:
        if step.due_on:
            yield Event(step.due_on, step.text, icon="check", meta=step.actor, state="ahead")


def _behind(facts: CaseFacts, today: dt.date) -> Iterator[Event]:
    # Of one day, what comes later in the work stands higher.
    case = facts.case
    yield from _closures(case)
    yield from _notes(case)
    yield from _plans(case)
    yield from _assessments(case)
    yield from _custody(case)
    yield Event(case.opened_on, _("The case was opened"), icon="in")
    yield from _referrals(case)
    if case.release_on and case.release_on < today:
        yield Event(case.release_on, _("Release"), gate=True)


def _notes(case: Case) -> Iterator[Event]:
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})
    newest = Note.objects.filter(case=case, corrected_by=None).select_related("written_by")
    for note in newest[:NEWEST]:
        title = str(note.get_channel_display() or note.get_kind_display())
        yield Event(
            note.occurred_on,
            title,
            icon=_icon_of(note),
            url=f"{page}#note-{note.pk}",
            text=Truncator(note.text).chars(EXCERPT),
            meta=_("%(who)s · note") % {"who": note.written_by},
        )


def _icon_of(note: Note) -> str:
    if not note.channel:
        return "note"
    channel = CommunicationChannel(note.channel)
    if channel.is_in_person or channel is CommunicationChannel.VIDEO:
        return "meet"
    return "phone" if channel is CommunicationChannel.PHONE else "mail"


def _custody(case: Case) -> Iterator[Event]:
    """When the release date was told or moved."""
    page = reverse("cases:custody", kwargs={"case_pk": case.pk})
    facts = list(CustodyFact.objects.filter(case=case).select_related("recorded_by")[: NEWEST + 1])
    older: list[CustodyFact | None] = [*facts, None][1:]
    for fact, former in list(zip(facts, older, strict=True))[:NEWEST]:
        moved = former is not None and former.release_on != fact.release_on
        yield Event(
            timezone.localdate(fact.recorded_at),
            _("The release date changed") if moved else _("Custody facts were recorded"),
            icon="cal",
            url=page,
            text=f"{_release_words(former)} → {_release_words(fact)}"
            if moved
            else _release_words(fact),
            meta=f"{fact.get_source_display()} · {fact.recorded_by}",
        )


def _release_words(fact: CustodyFact | None) -> str:
    if fact is None or fact.release_on is None:
        return _("release not known")
    certainty = ReleaseCertainty(fact.release_certainty).short_label
    return f"{date_format(fact.release_on)} ({certainty})"


def _assessments(case: Case) -> Iterator[Event]:
    for each in Assessment.objects.filter(case=case).select_related("finalised_by")[:NEWEST]:
        url = each.get_absolute_url()
        if each.finalised_at:
            yield Event(
                timezone.localdate(each.finalised_at),
                _("The assessment was finalised"),
                icon="doc",
                url=url,
                meta=str(each.finalised_by),
            )
        if each.corrects_id is None:
            yield Event(each.started_on, _("The assessment was started"), icon="doc", url=url)


def _plans(case: Case) -> Iterator[Event]:
    plans = Plan.objects.filter(case=case, agreed_on__isnull=False)
    for plan in plans.select_related("agreed_by")[:NEWEST]:
        if plan.agreed_on:
            yield Event(
                plan.agreed_on,
                _("The plan was agreed"),
                icon="doc",
                url=plan.get_absolute_url(),
                meta=str(plan.agreed_by),
            )
    reviews = Review.objects.filter(plan__case=case).select_related("plan", "reviewed_by")
    for review in reviews[:NEWEST]:
        yield Event(
            review.reviewed_on,
            _("The plan was reviewed"),
            icon="doc",
            url=review.plan.get_absolute_url(),
            meta=str(review.reviewed_by),
        )


def _referrals(case: Case) -> Iterator[Event]:
    arrived = Referral.objects.of_case(case).select_related("sender_organisation")
    for referral in arrived.reverse()[:NEWEST]:
        if referral.sent_at:
            yield Event(
                timezone.localdate(referral.sent_at),
                _("The contact arrived"),
                icon="in",
                url=reverse("referrals:referral_in_case", kwargs={"referral_pk": referral.pk}),
                meta=str(referral.sender_organisation or referral.get_channel_display()),
            )


def _closures(case: Case) -> Iterator[Event]:
    closures = CaseClosure.objects.filter(case=case).select_related("closed_by")
    for closure in closures.order_by("-pk")[:NEWEST]:
        yield Event(
            closure.closed_on,
            _("The case was closed"),
            icon="lock",
            text=str(closure.get_reason_display()),
            meta=str(closure.closed_by),
        )
