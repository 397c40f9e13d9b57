"""The directory of services, entered by its administrator."""

from typing import Any

import factory

from networks.directory.actions.entries import add_entry
from networks.models import DirectoryOrganisation, DirectoryPerson, DirectoryService
from tests.factories.accounts import CountyFactory, UserFactory


class _Entry(factory.Factory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        by = kwargs.pop("by", None) or UserFactory()
        entry = model_class(**kwargs)
        add_entry(entry=entry, by=by)
        return entry


class DirectoryOrganisationFactory(_Entry):
    class Meta:
        model = DirectoryOrganisation

    county = factory.SubFactory(CountyFactory)
    name_fi = factory.Sequence(lambda n: f"Esimerkkijärjestö {n}")
    kind = DirectoryOrganisation.Kind.OTHER


class DirectoryServiceFactory(_Entry):
    class Meta:
        model = DirectoryService

    organisation = factory.SubFactory(DirectoryOrganisationFactory)
    name_fi = factory.Sequence(lambda n: f"Esimerkkipalvelu {n}")
    access = DirectoryService.Access.LOW_THRESHOLD


class DirectoryPersonFactory(_Entry):
    class Meta:
        model = DirectoryPerson

    organisation = factory.SubFactory(DirectoryOrganisationFactory)
    name = factory.Sequence(lambda n: f"Yhteyshenkilö {n}")
