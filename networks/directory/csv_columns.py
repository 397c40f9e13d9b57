"""The columns of the file: whose they are, how they are read and how they are written."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation
from inputs.fields import DayField, LongTextField, ShortTextField
from networks.directory.address_fields import mail_field, web_field
from networks.directory.csv_cells import (
    NumberField,
    PlacesField,
    VocabularyField,
    WordField,
    YesNoField,
    as_text,
    written,
)
from networks.models import Authority, DirectoryOrganisation, DirectoryService, SpokenLanguage
from networks.models.directory_service import ANSWER

ORGANISATION, SERVICE = "organisation", "service"
NUMBER, NAME = "number", "name_fi"
# A day that is not told stays as it was, and is today's in a new row.
KEPT_WHEN_EMPTY = frozenset({"valid_from", "checked_on"})


@dataclass(frozen=True)
class Column:
    """One column; `attribute` is the model's field, or `NUMBER`."""

    heading: str
    of: str
    attribute: str
    field: forms.Field

    def cell_of(self, entry: Any) -> str:
        """What stands in the file for a row of the directory."""
        if self.attribute == NUMBER:
            return str(entry.pk)
        value = getattr(entry, self.attribute)
        writes = getattr(self.field, "written", written)
        return as_text(writes(value))


def columns_of(county: Organisation) -> list[Column]:
    """All columns in the order of the file; municipalities are the county's own."""
    return [
        *(Column(h, ORGANISATION, a, f) for h, a, f in _of_organisation(county)),
        *(Column(h, SERVICE, a, f) for h, a, f in _of_service()),
    ]


def _places(county: Organisation) -> PlacesField:
    """By the names of today; by their codes also those that have merged since."""
    found = Municipality.objects.on(timezone.localdate()).filter(county=county)
    names = {each.code: (each.name_fi, each.name_sv) for each in found}
    return PlacesField(names, list(Municipality.objects.values_list("code", flat=True)))


def _line(length: int = 200) -> ShortTextField:
    return ShortTextField(max_length=length, required=False)


def _text() -> LongTextField:
    return LongTextField(max_length=ANSWER, required=False)


def _day(*, future: bool = True) -> DayField:
    return DayField(required=False, future=future)


def _of_organisation(county: Organisation) -> list[tuple[str, str, forms.Field]]:
    required = {"required": _("Write the name of the organisation.")}
    return [
        ("organisaation numero", NUMBER, NumberField()),
        ("organisaatio", NAME, ShortTextField(error_messages=required)),
        ("organisaatio ruotsiksi", "name_sv", _line()),
        ("organisaatio englanniksi", "name_en", _line()),
        ("laji", "kind", WordField(DirectoryOrganisation.Kind, required=False)),
        ("viranomainen", "authority", WordField(Authority, required=False)),
        ("kunnat", "municipalities", _places(county)),
        ("organisaatio alkaen", "valid_from", _day()),
        ("organisaatio asti", "valid_until", _day()),
    ]


def _of_service() -> list[tuple[str, str, forms.Field]]:
    service = DirectoryService
    return [
        ("palvelun numero", NUMBER, NumberField()),
        ("palvelu", NAME, _line()),
        ("palvelu ruotsiksi", "name_sv", _line()),
        ("palvelu englanniksi", "name_en", _line()),
        ("mitä", "what_fi", _text()),
        ("mitä ruotsiksi", "what_sv", _text()),
        ("mitä englanniksi", "what_en", _text()),
        ("kenelle", "for_whom_fi", _text()),
        ("kenelle ruotsiksi", "for_whom_sv", _text()),
        ("kenelle englanniksi", "for_whom_en", _text()),
        ("miten saa", "access", WordField(service.Access, required=False)),
        ("kielet", "languages", VocabularyField(SpokenLanguage)),
        ("puhelin", "phone", _line(40)),
        ("sähköposti", "email", mail_field()),
        ("verkko-osoite", "web", web_field()),
        ("osoite", "address", _line()),
        ("tapaaminen", "visiting", WordField(service.Visiting, required=False)),
        ("aukiolo", "hours_fi", _line()),
        ("aukiolo ruotsiksi", "hours_sv", _line()),
        ("aukiolo englanniksi", "hours_en", _line()),
        ("vankilaan", "in_prison", WordField(service.InPrison, required=False)),
        ("jono", "queue", _line()),
        ("jono kerrottu", "queue_told_on", _day(future=False)),
        ("tarkistettu", "checked_on", _day(future=False)),
        ("julkinen", "is_public", YesNoField(required=False)),
        ("palvelu alkaen", "valid_from", _day()),
        ("palvelu asti", "valid_until", _day()),
    ]
