"""Somebody new beside those whom the case knows: they join the network by a tick, or not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.attendees import Newcomer
from inputs.fields import ShortTextField
from inputs.not_known import Folded

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WRITTEN = ("new_name", "new_role", "new_organisation")
NEWCOMER = (*WRITTEN, "new_kind", "joins")


class NewcomerPart(forms.Form):
    """Part of a form: nobody joins a network unless that is ticked."""

    new_name = ShortTextField(label=gettext_lazy("Name"), required=False)
    new_role = ShortTextField(label=gettext_lazy("Role"), required=False)
    new_organisation = ShortTextField(label=gettext_lazy("Organisation or service"), required=False)
    new_kind = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    joins = forms.BooleanField(
        label=gettext_lazy("They join the client’s network"),
        required=False,
        help_text=gettext_lazy(
            "The network then says that the client is to be asked first. How they are reached "
            "is written there."
        ),
    )

    def __init__(
        self, *args: Any, kinds: "Sequence[tuple[str, StrOrPromise]]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("new_name", "new_kind"):
            # Demanded of whoever joins, so they are not shown as optional.
            self.fields[name].conditional = True  # type: ignore[attr-defined]
        kind: Any = self.fields["new_kind"]
        kind.choices = [("", _("Not chosen")), *kinds]

    def newcomer_layout(self) -> Folded:
        """Shut until somebody is written."""
        return Folded(self.newcomer_heading, *NEWCOMER)

    @property
    def newcomer_heading(self) -> str:
        return _("Somebody new, who joins the network")

    @property
    def has_newcomer(self) -> bool:
        """Whether there is something to see, for a template that draws the form itself."""
        return any(self[name].value() or self[name].errors for name in NEWCOMER)

    def taken_newcomer(self) -> Newcomer | None:
        """Their words leave the cleaned values: no record has columns for them."""
        name, role, organisation, kind, joins = (
            self.cleaned_data.pop(field, "") for field in NEWCOMER
        )
        if not joins:
            if name or role or organisation:
                self.add_error(
                    "joins",
                    _("Tick that they join the network, or write them under “Somebody else”."),
                )
            return None
        if not name and "new_name" not in self.errors:
            self.add_error("new_name", _("Write the name."))
        if not kind and "new_kind" not in self.errors:
            self.add_error("new_kind", _("Choose who this is."))
        return Newcomer(name, role, organisation, kind)
