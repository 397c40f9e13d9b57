"""What a due is about, in a few words: only for who may open its case."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db.models import Model
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from assessments.models import AssessmentParticipant, LifeAreaEntry
from continuity.dues import need_of
from continuity.models import Need, Service
from networks.dues import decision_of
from networks.models import Meeting, MeetingDecision, NetworkMember
from plans.models import Step
from timing.models import Due
from timing.vocabulary import DueKind

T = TypeVar("T", Step, NetworkMember, Meeting, MeetingDecision, Need, Service)


def details_of(dues: Sequence[Due], known: Sequence[Model] = ()) -> dict[int, str]:
    """The words by the due's key, in one query for each kind that has any.

    `known` are records that have been read already.
    """
    words: dict[int, str] = {}
    for due, step in _with(dues, DueKind.STEP, Step, ("text", "actor"), known):
        words[due.pk] = f"{step.text} ({step.actor})"
    named = ("name", "organisation_name")
    for due, member in _with(dues, DueKind.CONTACT_PERSON, NetworkMember, named, known):
        words[due.pk] = str(member)
    for due, member in _with(dues, DueKind.SUCCESSION, NetworkMember, named, known):
        words[due.pk] = str(member)
    for due, need in _with(dues, DueKind.GAP, Need, ("kind", "words"), known, need_of):
        words[due.pk] = str(need)
    for due, service in _with(dues, DueKind.SERVICE_EXPIRES, Service, ("name",), known):
        words[due.pk] = str(service)
    for due, meeting in _with(dues, DueKind.MEETING, Meeting, ("begins", "ends"), known):
        hours = {"begins": time_format(meeting.begins), "ends": time_format(meeting.ends)}
        words[due.pk] = _("at %(begins)s–%(ends)s") % hours
    decided = ("text", "actor")
    for due, decision in _with(
        dues, DueKind.MEETING_DECISION, MeetingDecision, decided, known, decision_of
    ):
        words[due.pk] = f"{decision.text} ({decision.actor})"
    return words | _areas_left(dues) | _not_answered(dues)


def _not_answered(dues: Sequence[Due]) -> dict[int, str]:
    """Who was asked to take part in the due's assessment, and has not answered."""
    about = {due.object_id: due for due in dues if due.kind == DueKind.ASKED_ANSWER}
    if not about:
        return {}
    names: dict[int, list[str]] = {}
    waiting = AssessmentParticipant.objects.waiting_in_drafts().filter(assessment__in=about)
    for each in waiting.order_by("asked_on", "pk"):
        names.setdefault(about[each.assessment_id].pk, []).append(str(each))
    return {key: ", ".join(found) for key, found in names.items()}


def _areas_left(dues: Sequence[Due]) -> dict[int, str]:
    """The life areas that are to be asked on the due's day."""
    about = {due.object_id: due for due in dues if due.kind == DueKind.LATER_AREAS}
    if not about:
        return {}
    left = LifeAreaEntry.objects.filter(
        assessment__in=about, state=LifeAreaEntry.State.LATER, not_relevant_because=""
    )
    names: dict[int, list[str]] = {}
    for entry in left.only("area", "assessment_id", "later_on"):
        due = about[entry.assessment_id]
        if entry.later_on == due.day:
            names.setdefault(due.pk, []).append(str(entry))
    return {key: ", ".join(found) for key, found in names.items()}


def _its_object(due: Due) -> int:
    return due.object_id


def _with(
    dues: Sequence[Due],
    kind: DueKind,
    model: type[T],
    fields: Sequence[str],
    known: Sequence[Model],
    key_of: Callable[[Due], int] = _its_object,
) -> list[tuple[Due, T]]:
    about = [(due, key_of(due)) for due in dues if due.kind == kind]
    found = {each.pk: each for each in known if isinstance(each, model)}
    missing = {key for _due, key in about} - found.keys()
    if missing:
        found |= model._default_manager.only(*fields).order_by().in_bulk(missing)
    return [(due, found[key]) for due, key in about if key in found]
