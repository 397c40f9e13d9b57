"""Assessments with their eleven life areas: final ones, and drafts that are half gone through."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from django.db.models import F

from assessments.models import Assessment, ClientWords, LifeArea, LifeAreaEntry
from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from benchmarks.seed.texts import text


def make_assessments(histories: list[History], people: People, random: Random) -> None:
    """All as drafts with their areas, and then the final ones made final, as in life."""
    assessed = [
        history
        for history in histories
        if history.worker is not None and (history.is_planned or history.is_being_assessed)
    ]
    keys = reserve(Assessment, len(assessed))
    copy_in(Assessment, _assessments(keys, assessed, people, random))
    copy_in(LifeAreaEntry, _areas(keys, assessed, random))
    copy_in(ClientWords, _words(random))
    final = [pk for pk, history in zip(keys, assessed, strict=True) if history.is_planned]
    Assessment.objects.filter(pk__in=final).update(
        status=Assessment.Status.FINAL,
        finalised_at=F("saved_at"),
        finalised_by=F("saved_by"),
        author_unit="Vapautuvien tiimi",
    )


def assessed_at(history: History) -> dt.datetime:
    """When it was last written in."""
    return history.opened_at + dt.timedelta(days=4)


def _assessments(
    keys: list[int], assessed: list[History], people: People, random: Random
) -> Iterator[Row]:
    for pk, history in zip(keys, assessed, strict=True):
        final = history.is_planned
        assert history.worker is not None
        yield {
            "id": pk,
            "case_id": history.case,
            "initiated_on": history.opened_on,
            "initiation_manner": "contact",
            "started_on": history.opened_on + dt.timedelta(days=1),
            "how_carried_out": text(random, 2),
            "services_so_far": text(random, 4),
            "dependants": "none" if final else "",
            "client_opinion": text(random, 3) if final else "",
            "conclusions": text(random, 4) if final else "",
            "special_support": "no" if final else "",
            "multi_actor": "yes" if final else "",
            "multi_actor_reason": "Asuminen, velat ja päihteet." if final else "",
            "need_nature": "long_term" if final else "",
            "needs_personal_worker": "yes" if final else "",
            "makes_plan": "yes" if final else "",
            "saved_at": assessed_at(history),
            "saved_by_id": history.worker,
            "imprint": {"finalised_by": people.imprints[history.worker]} if final else {},
        }


def _areas(keys: list[int], assessed: list[History], random: Random) -> Iterator[Row]:
    states = LifeAreaEntry.State
    for pk, history in zip(keys, assessed, strict=True):
        for n, area in enumerate(LifeArea):
            asked = history.is_planned or n < len(LifeArea) // 2
            yield {
                "assessment_id": pk,
                "area": area.value,
                "state": (states.GONE_THROUGH if asked else states.NOT_ASKED).value,
                "situation": text(random, 2) if asked else "",
                "need": ("yes" if n % 3 else "no") if asked else "",
            }


def _words(random: Random) -> Iterator[Row]:
    """In each area that was asked, the client said something once."""
    asked = LifeAreaEntry.objects.filter(state=LifeAreaEntry.State.GONE_THROUGH).order_by("pk")
    rows = asked.values_list("pk", "assessment__started_on", "assessment__saved_by")
    # All at once: no row can be read while others are copied in.
    for pk, day, worker in list(rows):
        yield {
            "entry_id": pk,
            "words": text(random, 1),
            "said_on": day,
            "heard_by_id": worker,
            "heard_by_name": "Riikka Aaltovuo",
        }
