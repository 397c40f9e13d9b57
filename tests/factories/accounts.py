"""Organisations and people of them."""

import datetime as dt
from typing import Any

import factory

from accounts.models import (
    Municipality,
    Organisation,
    Unit,
    UnitMembership,
    UnitRole,
    User,
)


class CountyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("kind", "code")

    kind = Organisation.Kind.COUNTY
    code = "test-county"
    name_fi = factory.LazyAttribute(lambda county: f"Hyvinvointialue {county.code}")
    name_sv = factory.LazyAttribute(lambda county: f"Välfärdsområde {county.code}")


class PrisonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("kind", "code")

    kind = Organisation.Kind.PRISON
    code = "test-prison"
    name_fi = factory.LazyAttribute(lambda prison: f"Vankila {prison.code}")


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    county = factory.SubFactory(CountyFactory)
    name_fi = factory.Sequence(lambda n: f"Yksikkö {n}")


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality
        django_get_or_create = ("code", "valid_from")

    code = "990"
    name_fi = "Esimerkkilä"
    name_sv = "Exempelby"
    county = factory.SubFactory(CountyFactory)
    valid_from = dt.date(2025, 1, 1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"kayttaja{n}@example.invalid")
    first_name = factory.Sequence(lambda n: f"Etunimi{n}")
    last_name = factory.Sequence(lambda n: f"Sukunimi{n}")


class _InUnit(UserFactory):
    """A user of a county with one role in one unit (`unit=`)."""

    class Meta:
        model = User
        abstract = True

    role = UnitRole.WORKER

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        unit = kwargs.pop("unit", None) or UnitFactory()
        role = kwargs.pop("role")
        kwargs.setdefault("organisation", unit.county)
        user: User = super()._create(model_class, *args, **kwargs)
        UnitMembership.objects.create(user=user, unit=unit, role=role)
        return user


class WorkerFactory(_InUnit):
    role = UnitRole.WORKER
    title = "sosiaalityöntekijä"


class IntakeWorkerFactory(_InUnit):
    role = UnitRole.INTAKE


class SupervisorFactory(_InUnit):
    role = UnitRole.SUPERVISOR


class PrisonOfficerFactory(UserFactory):
    organisation = factory.SubFactory(PrisonFactory)
    title = "erityisohjaaja"


class PartnerFactory(UserFactory):
    organisation = factory.SubFactory(
        PrisonFactory, kind=Organisation.Kind.PARTNER, code="test-partner"
    )
