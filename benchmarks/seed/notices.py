"""Notices of the last five years: nobody stays in one post for twenty."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from benchmarks.seed.referrals import is_public, sender_of
from notifications.models import Notice
from notifications.vocabulary import NoticeKind

REMEMBERED = dt.timedelta(days=5 * 365)


def make_notices(
    histories: list[History],
    known_by: list[str],
    waiting: list[tuple[int, str]],
    people: People,
    now: dt.datetime,
) -> None:
    """Of arrived and handled contacts, and of cases that were given to somebody."""
    since = now - REMEMBERED
    recent = [
        (n, history, reference)
        for n, (history, reference) in enumerate(zip(histories, known_by, strict=True))
        if history.opened_at > since
    ]
    copy_in(Notice, _arrived_and_decided(recent, people))
    copy_in(Notice, _waiting(waiting, people, now))
    copy_in(Notice, _handled(recent, people))
    copy_in(Notice, _assigned(recent))


def _told(kind: NoticeKind, about: str, receiver: int, at: dt.datetime) -> Row:
    return {
        "kind": kind.value,
        "key": f"{kind.value}|{about}|{receiver}",
        "receiver_id": receiver,
        "due_at": at,
        "created_at": at,
    }


def _arrived_and_decided(recent: list[tuple[int, History, str]], people: People) -> Iterator[Row]:
    """Of every third one it was read; of the others it was taken back by the triage."""
    keys = iter(reserve(Notice, len(recent) * len(people.intake)))
    for n, history, reference in recent:
        for m, receiver in enumerate(people.intake):
            pk = next(keys)
            sent_at = history.opened_at - dt.timedelta(days=2)
            told = _told(
                NoticeKind.REFERRAL_ARRIVED, f"referral:{history.referral}", receiver, sent_at
            )
            was_read = (n + m) % 3 == 0
            if not was_read:
                told["key"] = f"{told['key']}|cancelled|{pk}"
            yield told | {
                "id": pk,
                "case_id": None,
                "referral_id": history.referral,
                "link": reverse("referrals:referral_triage", args=[history.referral]),
                "parameters": {"reference": reference},
                "read_at": history.opened_at if was_read else None,
                "cancelled_at": None if was_read else history.opened_at,
            }


def _waiting(waiting: list[tuple[int, str]], people: People, now: dt.datetime) -> Iterator[Row]:
    """Nine of ten have been opened."""
    for n, (referral, reference) in enumerate(waiting):
        for receiver in people.intake:
            yield _told(NoticeKind.REFERRAL_ARRIVED, f"referral:{referral}", receiver, now) | {
                "case_id": None,
                "referral_id": referral,
                "link": reverse("referrals:referral_triage", args=[referral]),
                "parameters": {"reference": reference},
                "read_at": now if n % 10 else None,
                "cancelled_at": None,
            }


def _handled(recent: list[tuple[int, History, str]], people: People) -> Iterator[Row]:
    """To the officer who answers for the contact; most are read."""
    for n, history, reference in recent:
        if is_public(n):
            continue
        _prison, officer = sender_of(people, n)
        about = f"triage:{history.referral}"
        yield _told(NoticeKind.REFERRAL_HANDLED, about, officer, history.opened_at) | {
            "case_id": None,
            "referral_id": history.referral,
            "link": reverse("referrals:referral_page", args=[history.referral]),
            "parameters": {"reference": reference},
            "read_at": history.opened_at + dt.timedelta(hours=3) if n % 8 else None,
            "cancelled_at": None,
        }


def _assigned(recent: list[tuple[int, History, str]]) -> Iterator[Row]:
    for n, history, _reference in recent:
        if history.worker is None or not history.is_open:
            continue
        about = f"membership:{history.case}"
        yield _told(NoticeKind.CASE_ASSIGNED, about, history.worker, history.opened_at) | {
            "case_id": history.case,
            "referral_id": None,
            "link": reverse("caseload:case_page", args=[history.case]),
            "parameters": {"number": history.number},
            "read_at": history.opened_at + dt.timedelta(hours=2) if n % 20 else None,
            "cancelled_at": None,
        }
