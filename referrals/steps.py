"""The pages of a contact's form, and what each of them holds while it is a draft."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from referrals.actions.drafts import Typed
from referrals.forms.base import ContactPart
from referrals.forms.custody import CustodyForm
from referrals.forms.need import NeedForm
from referrals.forms.person import PersonForm
from referrals.models import Referral

# A database cannot store it and nobody can see it.
NUL = "\x00"


@dataclass(frozen=True)
class Step:
    """One page: its name in the draft, its words, its form and its address."""

    key: str
    label: Promise | str
    form: type[ContactPart]

    def url(self, draft: Referral) -> str:
        """The page's address for one draft."""
        return reverse(f"referrals:draft_{self.key}", kwargs={"referral_pk": draft.pk})

    def typed(self, posted: QueryDict, sender: User) -> Typed:
        """What was typed into this page's fields, to be kept as it is."""
        names = self.form(sender=sender).fields
        return {n: [v.replace(NUL, "") for v in posted.getlist(n)] for n in names if n in posted}

    def blank_form(self, draft: Referral, sender: User) -> ContactPart:
        """The form with what was typed before, nothing marked as wrong."""
        initial = _as_initial(draft.typed.get(self.key), self.form(sender=sender))
        return self.form(sender=sender, initial=initial)

    def checked_form(self, draft: Referral, sender: User) -> ContactPart:
        """The form with what was typed before, checked."""
        typed: Any = MultiValueDict(draft.typed.get(self.key, {}))
        return self.form(typed, sender=sender)


STEPS = (
    Step("person", _("Person and consent"), PersonForm),
    Step("custody", _("Custody and release"), CustodyForm),
    Step("need", _("Need for support"), NeedForm),
)


def after(step: Step, draft: Referral) -> str:
    """The address of the page after `step`; after the last one the answers are checked."""
    place = STEPS.index(step) + 1
    if place < len(STEPS):
        return STEPS[place].url(draft)
    return reverse("referrals:draft_check", kwargs={"referral_pk": draft.pk})


def go_on(draft: Referral) -> str:
    """The address of the first page that nobody has written on yet."""
    for step in STEPS:
        if step.key not in draft.typed:
            return step.url(draft)
    return after(STEPS[-1], draft)


def checked_forms(draft: Referral, sender: User) -> dict[Step, ContactPart]:
    """Every page of the draft, checked."""
    forms = {step: step.checked_form(draft, sender) for step in STEPS}
    for form in forms.values():
        form.full_clean()
    return forms


def fill_in(draft: Referral, forms: dict[Step, ContactPart]) -> None:
    """Turn what was typed on the right pages into the columns of `draft`, not yet saved."""
    if draft.sender is not None:
        draft.contact_name = draft.sender.get_full_name()
        draft.contact_title = draft.sender.title
    draft.not_known = {}
    for form in forms.values():
        if form.is_valid():
            for name, value in form.values().items():
                setattr(draft, name, value)
            draft.not_known |= form.reasons()


def _as_initial(typed: Typed | None, form: ContactPart) -> dict[str, Any]:
    if typed is None:
        return {}
    several = {"needs"}
    found: dict[str, Any] = dict.fromkeys(form.fields, "")
    for name, values in typed.items():
        found[name] = values if name in several else (values or [""])[-1]
    return found
