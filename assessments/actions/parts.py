"""Saving the parts of a draft: its life areas, and who was asked to take part.

The caller holds the case's lock.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.models import Assessment, AssessmentParticipant, ClientWords, LifeAreaEntry
from cases.actions.written_texts import note_written, save_texts_over, texts_of
from networks.models import NetworkMember
from records.refused import Refused
from records.text_lengths import SHORT_TEXT

TEXTS_OF_A_ROW = ("who", "contribution")


class MemberOfAnotherNetwork(Refused):
    """A participant was taken from another client's network."""

    words = _("Somebody in the list is not in this client’s network. Choose again.")


class CorrectedMeanwhile(Refused):
    """The row that was typed wrong has been corrected by somebody else."""

    words = _(
        "Somebody has corrected the same words meanwhile, so nothing was saved. Read them, and "
        "choose again."
    )


def save_area(
    entry: LifeAreaEntry,
    answers: Mapping[str, Any],
    assessment: Assessment,
    *,
    by: User,
    said_on: dt.date | None = None,
    keep_own: bool = False,
) -> None:
    """`client_words` among the answers are added to what was said, on `said_on` or today.

    With `replaces` they take the place of a row that was typed wrong.
    """
    changed = dict(answers)
    words, replaces = changed.pop("client_words", ""), changed.pop("replaces", None)
    day = changed.pop("said_on", None) or said_on or timezone.localdate()
    if (
        changed.get("state", entry.state) != LifeAreaEntry.State.LATER
        and entry.not_relevant_because
    ):
        changed["not_relevant_because"] = ""
    for name, value in changed.items():
        setattr(entry, name, value)
    save_texts_over(
        entry, entry.version, fields=list(changed), document=assessment, by=by, keep_own=keep_own
    )
    if words:
        _add_words(entry, words, on=day, by=by, replaces=replaces)


def _add_words(
    entry: LifeAreaEntry, words: str, *, on: dt.date, by: User, replaces: ClientWords | None
) -> None:
    if replaces is not None and (
        replaces.entry_id != entry.pk or entry.words.filter(replaces=replaces).exists()
    ):
        raise CorrectedMeanwhile(f"words {replaces.pk}")
    ClientWords.objects.create(
        entry=entry,
        words=words,
        said_on=on,
        heard_by=by,
        heard_by_name=str(by)[:SHORT_TEXT],
        replaces=replaces,
    )


def save_participants(
    assessment: Assessment, wanted: Sequence[Mapping[str, Any]], *, by: User
) -> None:
    """Bring the list to what is wanted; the words of a row that goes are noted, too."""
    _refuse_other_networks(assessment, wanted)
    known: dict[Any, AssessmentParticipant] = {row.pk: row for row in assessment.participants.all()}
    former = texts_of(AssessmentParticipant, known, TEXTS_OF_A_ROW)
    kept = {row["pk"] for row in wanted if row.get("pk") in known}
    # A row that is removed has no words any more.
    now = {key: AssessmentParticipant(pk=key) for key in known.keys() - kept}
    assessment.participants.exclude(pk__in=kept).delete()
    for row in wanted:
        # A row that somebody else has removed meanwhile is written anew, not lost.
        participant = known.get(row.get("pk")) or AssessmentParticipant(assessment=assessment)
        for name in AssessmentParticipant.FIELDS:
            if name in row:
                setattr(participant, name, row[name])
        participant.save()
        now[participant.pk] = participant
    texts = {now[key]: former.get(key, dict.fromkeys(TEXTS_OF_A_ROW, "")) for key in now}
    note_written(texts, document=assessment, by=by)


def _refuse_other_networks(assessment: Assessment, wanted: Sequence[Mapping[str, Any]]) -> None:
    members = {row["member"].pk for row in wanted if row.get("member")}
    own = NetworkMember.objects.filter(case=assessment.case_id, pk__in=members)
    if own.count() != len(members):
        raise MemberOfAnotherNetwork(f"assessment {assessment.pk}")
