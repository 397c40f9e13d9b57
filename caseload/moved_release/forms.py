"""The release that the page of what hangs on it looks at."""

from django import forms

from inputs.fields import DayField


class PreviewForm(forms.Form):
    """The day that somebody is about to record."""

    release_on = DayField(required=False)
