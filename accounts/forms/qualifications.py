"""What a worker may sign, as it is asked when an account is made and later."""

from typing import Any

from django import forms

from accounts.models import User


def _of_user(name: str) -> forms.BooleanField:
    field: Any = User._meta.get_field(name)
    asked: forms.BooleanField = field.formfield()
    return asked


class QualificationFields(forms.Form):
    """Office and licence, in the words of the record: the two come apart in life."""

    is_office_holder = _of_user("is_office_holder")
    is_social_worker = _of_user("is_social_worker")
