"""What one opened page of a form has saved already.

A page saves itself while it is being written, and again when its button is pressed; an
answer may get lost on the way, and the two may overtake each other. The page's own key
(`form_key`) tells the server which saves are of the same page, so that they are neither
two drafts nor a conflict.
"""

import uuid

from accounts.models import User
from records.models import FormKey
from referrals.models import Referral

LEFT = "left"


class OpenPage:
    """The page that carries this form key, opened by this user.

    `draft_pk` and `version` are what it wrote last, 0 if nothing; `is_left` says that
    its button has been pressed.
    """

    def __init__(self, form_key: str, by: User) -> None:
        self.draft_pk = self.version = 0
        self.is_left = False
        self._row: FormKey | None = None
        self._by = by
        self._key: uuid.UUID | None
        try:
            self._key = uuid.uuid5(uuid.UUID(form_key), f"page of {by.pk}")
        except ValueError:
            self._key = None  # a page without a key: each save stands alone

    def claim(self) -> None:
        """Let one save of the page through at a time, to the end of the transaction."""
        if self._key is None:
            return
        row = FormKey(key=self._key, user_id=self._by.pk)
        FormKey.objects.bulk_create([row], ignore_conflicts=True)
        self._row = FormKey.objects.select_for_update().get(pk=self._key)
        if self._row.answer:
            pk, version, left = self._row.answer.split(":")
            self.draft_pk, self.version, self.is_left = int(pk), int(version), left == LEFT

    def wrote(self, draft: Referral, *, left: bool) -> None:
        if self._row is not None:
            self._row.answer = f"{draft.pk}:{draft.version}:{LEFT if left else ''}"
            self._row.save(update_fields=["answer"])
