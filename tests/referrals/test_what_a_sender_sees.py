"""Everything that stands on a page which a sender can open, against a list kept by hand.

The sender learns: received, asked, being handled by a unit, handled; beside it only what
the sender's side wrote. Who looks: the one who answers for the contact, a colleague, and
an officer of the prison that the person was moved to.

`what_a_sender_sees.txt` has the title and each text of each page, by viewer, with values
in ‹words›. A page, a label or a value that is not listed fails, and so does a line that
is on no page any more. To accept a change run this module with WRITE_WHAT_A_SENDER_SEES=1
and read in the difference whether a sender may know each new line.
"""

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from referrals.models import Attachment, Referral, ReferralMessage
from referrals.public.token import receipt_address
from tests.referrals.seen import masked, read
from tests.referrals.sender_scene import SenderScene, make_sender_scene
from tests.test_every_page import named_patterns

pytestmark = pytest.mark.django_db

LIST = Path(__file__).with_suffix("").with_name("what_a_sender_sees.txt")
# The parts of the application that a sender works in.
APPS = ("referrals:", "accounts:")
# Open to everybody without a sign-in, and the same for all.
ANYBODYS = "referrals:public_"
# A sent contact and a draft that are also tried as what they are not.
TRIED_EVERYWHERE = {"in hand", "draft"}
# They answer with a file or lead on.
NOT_READ = {"accounts:notice_open", "referrals:attachment_open"}
FRAME = "the frame of every page"
Seen = dict[str, set[str]]


@pytest.fixture
def scene(time_machine: Any) -> SenderScene:
    return make_sender_scene(time_machine)


def arguments_of(referral: Referral) -> dict[str, Any]:
    """One value for each argument of an address, about this contact where there is one."""
    messages = ReferralMessage.objects.of_referral(referral)
    attachment = Attachment.objects.filter(message__referral=referral).first()
    question = messages.open_questions().first() or messages.first()
    case = referral.triage.case if referral.is_triaged else None
    return {
        "referral_pk": referral.pk,
        "case_pk": case.pk if case else 0,
        "message_pk": question.pk if question else 0,
        "attachment_pk": attachment.pk if attachment else 0,
        "notice_pk": 0,
        "kept_pk": UUID(int=0),
        "receipt": receipt_address(referral.reference or "-"),
    }


def addresses(scene: SenderScene, viewer: str) -> list[tuple[str, str]]:
    """(page, address) of every page of the URLconf, for every contact that differs there."""
    patterns = [each for each in set(named_patterns(get_resolver())) if each[0].startswith(APPS)]
    found = []
    # By the order of the scene and not by number: a page may tell what the one before did.
    for place, (state, referral) in enumerate(scene.opened_by(viewer).items()):
        values = arguments_of(referral)
        for name, words in patterns:
            unknown = set(words) - values.keys()
            assert not unknown, f"{name}: tell arguments_of what {unknown} is"
            of_drafts = name.startswith("referrals:draft_")
            if of_drafts != referral.is_draft and state not in TRIED_EVERYWHERE:
                continue
            if name.startswith(ANYBODYS) and viewer != "holder":
                continue
            url = reverse(name, kwargs={word: values[word] for word in words})
            found.append((name, place, url))
    return list({url: (name, url) for name, _place, url in sorted(found)}.values())


def look_everywhere(scene: SenderScene) -> tuple[Seen, list[str]]:
    """All texts by page and viewer; and where a secret of the county stood."""
    seen: Seen = {}
    leaks = []
    for viewer, user in scene.viewers.items():
        browser = Browser()
        browser.force_login(user)
        for name, url in addresses(scene, viewer):
            response = browser.get(url)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            shown = body.decode(errors="replace")
            leaks += [f"{viewer}: {name}: {word}" for word in scene.secrets if word in shown]
            if response.status_code != 200 or name in NOT_READ:
                continue
            page = read(shown)
            for key, texts in ((f"{name} | {viewer}", page.texts), (FRAME, page.frame)):
                known = masked(texts, scene.known, scene.choices)
                seen.setdefault(key, set()).update(known)
    return seen, leaks


def as_text(seen: Seen) -> str:
    parts = []
    for page in sorted(seen):
        parts += [f"[{page}]", *sorted(seen[page]), ""]
    return "\n".join(parts)


def listed() -> Seen:
    found: Seen = {}
    lines: set[str] = set()
    for line in LIST.read_text().splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = found.setdefault(line[1:-1], set())
        elif line:
            lines.add(line)
    return found


@pytest.mark.slow
def test_sender_meets_only_what_is_listed(scene: SenderScene) -> None:
    seen, leaks = look_everywhere(scene)
    if os.environ.get("WRITE_WHAT_A_SENDER_SEES"):
        LIST.write_text(as_text(seen))

    allowed = listed()
    new = [
        f"{page}: {text}"
        for page, texts in sorted(seen.items())
        for text in sorted(texts - allowed.get(page, set()))
    ]
    gone = [
        f"{page}: {text}"
        for page, texts in sorted(allowed.items())
        for text in sorted(texts - seen.get(page, set()))
    ]

    assert leaks == []
    assert new == []
    assert gone == []


def test_the_four_states_are_all_that_a_sender_is_told(scene: SenderScene) -> None:
    browser = Browser()
    browser.force_login(scene.viewers["holder"])
    words = {
        "received": "Received",
        "asked": "The county asks",
        "in hand": "Being handled",
        "handled": "Handled",
        "transferred": "Received",
        "moved": "Received",
        "notification": "Being handled",
    }

    for name, status in words.items():
        url = scene.referrals[name].get_absolute_url()
        texts = read(browser.get(url).content.decode()).texts
        assert any(text.startswith(status) for text in texts), name


def test_list_names_no_secret_and_no_page_of_the_county() -> None:
    pages = {page.partition(" | ")[0] for page in listed()}

    assert not pages & {
        "referrals:referral_triage",
        "referrals:queue",
        "referrals:referral_in_case",
    }
    assert "‹" in LIST.read_text()
