"""Keeping what a sender types, page by page, until it is sent."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.telling import cancel_notices
from notifications.vocabulary import NoticeKind
from records.refused import Refused
from referrals.models import Referral
from referrals.sending.actions.open_page import OpenPage
from referrals.vocabulary import FormPath

Typed = dict[str, list[str]]


class AlreadySent(Refused):
    """The contact has been sent and is no longer a draft; `referral` is what was sent."""

    words = _("This contact has been sent.")

    def __init__(self, referral: Referral) -> None:
        super().__init__(referral.reference)
        self.referral = referral


@transaction.atomic
def begin_draft(
    *,
    step: str,
    typed: Typed,
    by: User,
    kind: str = Referral.Kind.CONTACT,
    path: str = FormPath.FULL,
) -> Referral:
    """Start a draft with the first page as it was typed."""
    assert by.organisation is not None  # the door lets nobody else in
    return Referral.objects.create(
        sender=by, sender_organisation=by.organisation, kind=kind, path=path, typed={step: typed}
    )


@transaction.atomic
def save_step(*, draft: Referral, step: str, typed: Typed, seen: int) -> Referral:
    """Keep one page as it was typed, right or wrong; return the draft as it is now.

    Raises StaleVersion where the draft was saved in another window meanwhile, unless
    it was with these same words; AlreadySent where it has gone.
    """
    current = lock_draft(draft)
    if current.typed.get(step) == typed:
        seen = current.version
    current.typed[step] = typed
    _save(current, seen, "typed")
    return current


@transaction.atomic
def save_page(
    *, page: OpenPage, new: Referral, step: str, typed: Typed, by: User, itself: bool
) -> Referral | None:
    """Keep the first page of `new`, an unsaved draft, and return the draft it is in.

    None, and nothing kept, where the page saves itself after its button was pressed.

    The same open page that saves again, by itself or by its button, saves into the same
    draft; once it was left by its button and is gone back to, what is typed there anew
    is another contact.
    """
    page.claim()
    draft = Referral.objects.filter(pk=page.draft_pk, status=Referral.Status.DRAFT).first()
    if draft is not None and page.is_left and itself:
        return None
    if draft is None or page.is_left:
        draft = begin_draft(step=step, typed=typed, by=by, kind=new.kind, path=new.path)
    else:
        draft = save_step(draft=draft, step=step, typed=typed, seen=page.version)
    page.wrote(draft, left=not itself)
    return draft


@transaction.atomic
def save_page_of(
    *, page: OpenPage, draft: Referral, step: str, typed: Typed, seen: int, itself: bool
) -> Referral | None:
    """Keep an open page of a draft, which it may have saved by itself since it was shown.

    None, and nothing kept, where the page saves itself after its button was pressed.
    Raises as `save_step` does.
    """
    page.claim()
    own = page.version if page.draft_pk == draft.pk else 0
    if itself and own and page.is_left:
        return None
    draft = save_step(draft=draft, step=step, typed=typed, seen=max(seen, own))
    page.wrote(draft, left=not itself)
    return draft


@transaction.atomic
def change_form(*, draft: Referral, kind: str, path: str, typed: dict[str, Typed]) -> Referral:
    """Make it another form, with what was typed laid on that form's pages."""
    current = lock_draft(draft)
    current.kind, current.path, current.typed = kind, path, typed
    _save(current, draft.version, "kind", "path", "typed")
    return current


@transaction.atomic
def remove_draft(*, draft: Referral) -> None:
    """Throw a draft away, which nobody but its sender has seen. Raises AlreadySent."""
    current = lock_draft(draft)
    keep_quiet(current)
    current.delete()


def lock_draft(draft: Referral) -> Referral:
    """Take the draft for this transaction, or raise AlreadySent."""
    current = Referral.objects.lock(draft.pk)
    if not current.is_draft:
        raise AlreadySent(current)
    return current


def keep_quiet(draft: Referral) -> None:
    """Cancel the notice that the draft will be removed."""
    cancel_notices(referral_id=draft.pk, kinds=(NoticeKind.DRAFT_EXPIRES,))


def _save(draft: Referral, seen: int, *fields: str) -> None:
    """Save over the version that was seen. A draft in use is not removed."""
    draft.saved_at = timezone.now()
    draft.save_over(seen, fields=[*fields, "saved_at"])
    keep_quiet(draft)
