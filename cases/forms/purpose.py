"""A purpose that is stated before something of a client is told (703/2023 9 §)."""

from typing import Any

from django import forms


class StatedPurpose(forms.Form):
    """Of a form with `purpose`, one of a list, and `words`, the asker's own."""

    def stated(self) -> str:
        """The two as they are kept: the label of the chosen one, and the words."""
        purpose: Any = self.fields["purpose"]
        label = dict(purpose.choices)[self.cleaned_data["purpose"]]
        return f"{label}: {self.cleaned_data['words']}"
