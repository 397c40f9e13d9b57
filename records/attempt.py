"""The one way for a page to try an act, and to show why it was refused."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.refused import Refused


class Attempt:
    """Tries an act; where it is refused, undoes it and says why in the form.

        attempt = Attempt(form)
        if form.is_valid():
            with attempt:
                write_note(note=form.note(), by=request.user)
                return redirect(case)
        return attempt.render(request, "cases/notes.html", {"form": form})

    After a refusal the page goes on below the `with` and is shown again, with what was
    typed and the refusal's status. A page without a form shows `words`; one that
    shows some kinds of refusal in its own way names them in `apart`.
    """

    def __init__(
        self, form: forms.BaseForm | None = None, *, apart: tuple[type[Refused], ...] = ()
    ) -> None:
        self.form, self.apart = form, apart
        self.refused: Refused | None = None

    def __enter__(self) -> Self:
        # Pages run in a transaction: without a savepoint, half an act would be kept.
        self._savepoint = transaction.atomic()
        self._savepoint.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Swallow a refusal, and nothing else."""
        self._savepoint.__exit__(kind, error, trace)
        if not isinstance(error, Refused):
            return False
        self.refused = error
        self.tell(error)
        return True

    def tell(self, refused: Refused) -> None:
        """Put the words into the form, if the page shows them there."""
        if self.form is not None and self.form.is_bound and not isinstance(refused, self.apart):
            field = refused.field if refused.field in self.form.fields else None
            self.form.add_error(field, str(refused.words))

    def show_in(self, form: forms.BaseForm) -> None:
        """Say why the act was refused in a form that was made anew after it."""
        self.form = form
        if self.refused is not None:
            self.tell(self.refused)

    @property
    def words(self) -> str:
        """Why the act was refused, for a page without a form; empty where it was not."""
        return str(self.refused.words) if self.refused else ""

    def render(
        self, request: HttpRequest, template: str, context: Mapping[str, Any]
    ) -> HttpResponse:
        """The page, with the status of the refusal if there was one."""
        status = self.refused.status if self.refused else None
        return render(request, template, context, status=status)
