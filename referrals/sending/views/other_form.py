"""Changing a draft to another form, with everything that was typed."""

from accounts.models import User
from referrals.models import Referral
from referrals.sending.actions.drafts import change_form
from referrals.sending.form_steps import carried_over, checked_forms, steps_of
from referrals.sending.views.step_list import CHECKED
from referrals.vocabulary import FormPath

# By the word that stands in the address and on the buttons.
FORMS = {
    "yhteydenotto": (Referral.Kind.CONTACT, FormPath.FULL),
    "lyhyt": (Referral.Kind.CONTACT, FormPath.SHORT),
    "ilmoitus": (Referral.Kind.NOTIFICATION, FormPath.FULL),
}


def form_word(draft: Referral) -> str:
    """Which of the forms the draft is."""
    path = FormPath.FULL if draft.is_notification else draft.path
    return next(word for word, form in FORMS.items() if form == (draft.kind, path))


def become(draft: Referral, word: str, by: User) -> str:
    """Make the draft the form of that name; return the address of the page to go on with."""
    kind, path = FORMS[word]
    into = Referral(kind=kind, path=path)
    draft = change_form(draft=draft, kind=kind, path=path, typed=carried_over(draft, into, by))
    if not draft.is_notification:
        return steps_of(draft)[0].url(draft)
    # The first page may be complete already: then the ground is what is asked next.
    for step, form in checked_forms(draft, by).items():
        if step.key not in draft.typed:
            return step.url(draft)
        if not form.is_valid():
            return step.url(draft) + CHECKED
    return steps_of(draft)[0].url(draft)
