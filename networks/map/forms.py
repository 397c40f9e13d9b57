"""Placing somebody on the map."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cases.models import Case
from networks.models import Closeness, NetworkMember

NOBODY = gettext_lazy("They are not in the network any more. Open the page again.")


class PlaceForm(forms.Form):
    """One press: the key of a member and a ring, with a hyphen between."""

    place = forms.CharField(max_length=40)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_place(self) -> tuple[NetworkMember, Closeness]:
        key, _hyphen, ring = self.cleaned_data["place"].partition("-")
        if not (key.isascii() and key.isdigit() and len(key) < 18 and ring in Closeness.values):
            raise forms.ValidationError(NOBODY)
        members = NetworkMember.objects.present().filter(case=self.case)
        member = members.filter(pk=int(key)).first()
        if member is None:
            raise forms.ValidationError(NOBODY)
        member.case = self.case
        return member, Closeness(ring)
