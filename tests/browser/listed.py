"""What stands in the directory of services of the scene."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import Organisation
from networks.departures.actions.telling_teams import tell_departure
from networks.directory.actions.importing import bring_file, save_import
from networks.directory.csv_comparing import compare
from tests.factories import (
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
    UserFactory,
)

HEAD = "organisaatio;laji;palvelu;miten saa;puhelin\n"


def listed_services(county: Organisation) -> dict[str, Any]:
    """An organisation with a fresh service, an old one and one that is over."""
    today, day = timezone.localdate(), dt.timedelta(days=1)
    organisation = DirectoryOrganisationFactory(county=county, name_fi="Kotimatka ry")
    service = DirectoryServiceFactory(
        organisation=organisation,
        name_fi="Tukihenkilö portilla",
        what_fi="Vapaaehtoinen tulee vastaan portille.",
        phone="050 000 0440",
        web="https://kotimatka.example/",
        languages=["fi", "sv"],
        queue="noin viikko",
        queue_told_on=today,
        is_public=True,
    )
    DirectoryServiceFactory(organisation=organisation, checked_on=today - 300 * day)
    DirectoryServiceFactory(
        organisation=organisation, valid_from=today - 9 * day, valid_until=today - day
    )
    person = DirectoryPersonFactory(organisation=organisation, phone="050 000 0441")
    by = UserFactory(is_superuser=True, organisation=county)
    leaver = DirectoryPersonFactory(organisation=organisation, name="Lotta Lähtevä")
    departure = tell_departure(
        entry=leaver, last_day=today + 20 * day, reason="Vaihtaa työtä", by=by
    )
    return _brought(county) | {
        "departure": departure.pk,
        "county_code": county.code,
        "listed_organisation": organisation.pk,
        "listed_service": service.pk,
        "listed_person": person.pk,
    }


def _brought(county: Organisation) -> dict[str, Any]:
    """One file that was brought in, and another that waits."""
    by = UserFactory(is_superuser=True, organisation=county)
    saved = bring_file(text=f"{HEAD}Talo ry;other_actor;Ryhmä;low;\n", county=county, by=by)
    save_import(brought=saved, seen=compare(saved.text, county).print, by=by)
    text = f"{HEAD}Talo ry;other_actor;Ryhmä;low;050 1\nTalo ry;other_actor;Ompelukerho;low;\n"
    waiting = bring_file(text=text, county=county, by=by)
    return {"saved_import": saved.pk, "waiting_import": waiting.pk}
