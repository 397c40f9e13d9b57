"""Saves of one page that arrive at the same moment make one draft."""

import uuid

import pytest

from referrals.models import Referral
from referrals.sending.actions.drafts import save_page
from referrals.sending.actions.open_page import OpenPage
from tests.factories import PrisonOfficerFactory
from tests.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_saves_of_a_new_page_and_its_button_at_once_make_one_draft():
    officer, key = PrisonOfficerFactory(), str(uuid.uuid4())

    def save(name: str, *, itself: bool) -> None:
        save_page(
            page=OpenPage(key, officer),
            new=Referral(),
            step="person",
            typed={"last_name": [name]},
            by=officer,
            itself=itself,
        )

    raised = at_once(
        lambda: save("Lehto", itself=True),
        lambda: save("Lehtovirta", itself=True),
        lambda: save("Lehtovirta", itself=False),
    )

    assert raised == []
    draft = Referral.objects.get()
    # Whatever came after the button has changed nothing.
    assert draft.typed_name == "Lehtovirta"
