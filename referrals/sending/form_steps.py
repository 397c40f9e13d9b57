"""The pages of each form, and what each of them holds while it is a draft."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.values import address
from referrals.models import Referral
from referrals.sending.actions.drafts import Typed
from referrals.sending.forms.custody import CustodyForm
from referrals.sending.forms.need import NeedForm, NotifiedNeedForm
from referrals.sending.forms.notification import GroundForm
from referrals.sending.forms.page_form import ReferralPart
from referrals.sending.forms.person import NotifiedPersonForm, PersonForm
from referrals.sending.forms.short import ShortForm
from referrals.vocabulary import NO_CONSENT, FormPath

# A database cannot store it and nobody can see it.
NUL = "\x00"


@dataclass(frozen=True)
class Step:
    """One page: its name in the draft, its words, its form and its address."""

    key: str
    label: Promise | str
    form: type[ReferralPart]

    def url(self, draft: Referral) -> str:
        return address(f"referrals:draft_{self.key}", draft.pk)

    def typed(self, posted: QueryDict, sender: User) -> Typed:
        """What was typed into this page's fields, to be kept as it is."""
        names = self.form(sender=sender).fields
        return {n: [v.replace(NUL, "") for v in posted.getlist(n)] for n in names if n in posted}

    def blank_form(self, draft: Referral, sender: User) -> ReferralPart:
        """The form with what was typed before, nothing marked as wrong."""
        return self.form(sender=sender, initial=_as_initial(draft.typed.get(self.key)))

    def checked_form(self, draft: Referral, sender: User) -> ReferralPart:
        """The form with what was typed before, checked."""
        typed: Any = MultiValueDict(draft.typed.get(self.key, {}))
        return self.form(typed, sender=sender)


CUSTODY = Step("custody", _("Custody and release"), CustodyForm)
FULL_CONTACT = (
    Step("person", _("Person and consent"), PersonForm),
    CUSTODY,
    Step("need", _("Need for support"), NeedForm),
)
SHORT_CONTACT = (Step("short", _("Person and the first days"), ShortForm),)
NOTIFICATION = (
    Step("person", _("Person"), NotifiedPersonForm),
    Step("ground", _("Ground"), GroundForm),
    CUSTODY,
    Step("need", _("Need for support"), NotifiedNeedForm),
)


def steps_of(draft: Referral) -> tuple[Step, ...]:
    """The pages of the draft's form, before the answers are checked."""
    if draft.is_notification:
        return NOTIFICATION
    return SHORT_CONTACT if draft.path == FormPath.SHORT else FULL_CONTACT


def after(step: Step, draft: Referral) -> str:
    """The address of the page after `step`; after the last one the answers are checked."""
    steps = steps_of(draft)
    place = steps.index(step) + 1
    if place < len(steps):
        return steps[place].url(draft)
    return reverse("referrals:draft_check", kwargs={"referral_pk": draft.pk})


def go_on(draft: Referral) -> str:
    """The address of the page that was written on last.

    It may have saved itself half filled in, so nobody is led past it.
    """
    steps = steps_of(draft)
    written = [step for step in steps if step.key in draft.typed]
    return (written[-1] if written else steps[0]).url(draft)


def checked_forms(draft: Referral, sender: User) -> dict[Step, ReferralPart]:
    """Every page of the draft, checked."""
    forms = {step: step.checked_form(draft, sender) for step in steps_of(draft)}
    for form in forms.values():
        form.full_clean()
    return forms


def fill_in(draft: Referral, forms: dict[Step, ReferralPart]) -> None:
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


def carried_over(draft: Referral, into: Referral, sender: User) -> dict[str, Typed]:
    """What was typed, laid on the pages of the form that `into` is.

    A fact that the other form does not ask stays where it was, for the way back.
    """
    source, target = steps_of(draft), steps_of(into)
    answered: dict[str, list[str] | None] = {}
    for step in source:
        if step.key in draft.typed:
            answered |= dict.fromkeys(step.form(sender=sender).fields)
            answered |= draft.typed[step.key]
    if answered.get("consent_manner") == [NO_CONSENT]:
        answered["consent_manner"] = None
    pages = {key: dict(page) for key, page in draft.typed.items()}
    for step in target:
        page = pages.get(step.key, {})
        for name in step.form(sender=sender).fields:
            if name in answered:
                page.pop(name, None)
            found = answered.get(name)
            if found is not None:
                page[name] = found
        if page:
            pages[step.key] = page
    if into.path != FormPath.SHORT:
        pages.pop("short", None)
    return pages


def has_no_consent(draft: Referral, step: Step) -> bool:
    """Whether the page says that there is no consent, so that it cannot be a contact."""
    typed = draft.typed.get(step.key, {})
    return not draft.is_notification and typed.get("consent_manner") == [NO_CONSENT]


def _as_initial(typed: Typed | None) -> dict[str, Any]:
    """What was typed; a field that the page did not have then keeps its initial value."""
    several = {"needs"}
    return {n: v if n in several else (v or [""])[-1] for n, v in (typed or {}).items()}
