"""The form that asks for a release date, to show what would hang on it."""

from django import forms

from inputs.fields import DayField


class PreviewForm(forms.Form):
    """Days of the gates that are not recorded yet."""

    release_on = DayField(required=False)
    conditional_release_on = DayField(required=False)
