"""The short form: what the first days need, on one page."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django.utils.translation import gettext as _

from cases.custody import ReleaseCertainty
from inputs.not_known import NotKnown
from referrals.sending.forms.custody import CustodyFields
from referrals.sending.forms.need import NeedFields
from referrals.sending.forms.person import (
    ConsentFields,
    PersonFields,
    PersonPage,
    consent_part,
    person_part,
)

LEFT_OUT = (
    "phone",
    "message_may_be_left",
    "service_language",
    "needs_interpreter",
    "custody_started_on",
    "release_kind",
    "agreed_with_client",
    "contact_times",
)


class ShortForm(PersonPage, ConsentFields, CustodyFields, NeedFields):
    """For a short sentence, a fine conversion or remand, which may end any day.

    The description may be left empty: what it is about and whom to call are enough to
    begin with. A date is taken for an estimate unless the sender knows better.
    """

    can_be_unknown = (
        "identity_code",
        "home_municipality",
        "custody_kind",
        "facility",
        "release_on",
        "needs",
    )
    columns = tuple(
        name
        for part in (PersonFields, ConsentFields, CustodyFields, NeedFields)
        for name in part.columns
        if name not in LEFT_OUT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LEFT_OUT:
            del self.fields[name]
        self.fields["release_certainty"].initial = ReleaseCertainty.ESTIMATED
        self.fields["contact_phone"].initial = self.sender.phone
        self.fields["description"].required = False
        self.fields["description"].label = _("The first days")
        self.fields["description"].help_text = _(
            "For example the first night, money, medicines, phone, identity card. "
            "Write nothing about the offence."
        )
        self.draw(person_part(), consent_part(), *_parts())


def _parts() -> list[Fieldset]:
    return [
        Fieldset(
            _("Custody and release"),
            NotKnown("custody_kind", css_class="w-half"),
            NotKnown("facility", css_class="w-half"),
            NotKnown("release_on", css_class="w-date"),
            "release_certainty",
            css_class="field-group",
        ),
        Fieldset(
            _("Need for support"),
            NotKnown("needs"),
            "description",
            Field("contact_phone", css_class="w-phone"),
            "how_to_reach",
            css_class="field-group",
        ),
    ]
