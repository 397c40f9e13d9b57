"""What is next on a short stay: the contact and the first days are a complete result.

A planned process does not fit a stay of days. The assessment can be started all the
same: the track changes prompts, never rights.
"""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from caseload.case_page import targets
from caseload.case_page.gathered_facts import CaseFacts
from caseload.case_page.next_action_shape import NextAction
from desistance.occasions import Occasion


def first_contact(facts: CaseFacts, today: dt.date) -> NextAction:
    """Make the contact before the release, however near that is."""
    return NextAction(
        "first_meeting",
        _("Make the first contact"),
        why=_("The stay is short. A call or a visit is enough to begin with."),
        url=_page("cases:notes", facts),
        button=_("Record the contact"),
        after=_("Then: agree the first days after the release."),
        due_kind="target",
        due_on=_before_release(facts, targets.first_meeting(facts.case), today),
    )


def first_days(facts: CaseFacts, today: dt.date) -> NextAction:
    """Go through the checklist of the contact with the first days after release in mind."""
    occasion = {"case_pk": facts.case.pk, "occasion": Occasion.CONTACT}
    release = facts.case.release_on
    is_released = release is not None and release < today
    return NextAction(
        "first_days",
        _("Agree the first days after the release"),
        why=_("Where to sleep, money, medicines, and whom to call. Record it in the checklist."),
        url=reverse("desistance:checklist_fill", kwargs=occasion),
        button=_("Fill in the checklist"),
        after=_("The contact and the first days are a complete result on a short stay."),
        due_kind="" if is_released or release is None else "target",
        due_on=None if is_released else release,
    )


def afterwards(facts: CaseFacts, today: dt.date) -> NextAction:
    """Nothing is due before the release; after it, how it went, and what then."""
    release, met = facts.case.release_on, facts.last_note_on
    if release is None or release > today:
        return NextAction(
            "await_release",
            _("Keep in contact until the release"),
            why=_("The contact is made and the first days are gone through."),
            url=_page("cases:notes", facts),
            button=_("Record the contact"),
            after=_("If the client needs more, start the assessment."),
            waits=True,
        )
    if met is None or met < release:
        return NextAction(
            "first_days_over",
            _("Ask how the first days went"),
            why=_("The client has been released, and no contact is recorded since."),
            url=_page("cases:notes", facts),
            button=_("Record the contact"),
            after=_("Then: start the assessment, or close the case."),
        )
    return NextAction(
        "after_first_days",
        _("Decide with the client: the assessment, or closing the case"),
        why=_("The first days are over."),
        url=_page("assessments:assessment_list", facts),
        button=_("Open the assessment"),
        after=_("If nothing more is needed, close the case."),
    )


def _before_release(facts: CaseFacts, day: dt.date, today: dt.date) -> dt.date:
    release = facts.case.release_on
    return min(day, release) if release is not None and release >= today else day


def _page(name: str, facts: CaseFacts) -> str:
    return reverse(name, kwargs={"case_pk": facts.case.pk})
