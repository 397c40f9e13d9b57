"""Who keeps the directory, what is refused, and what the database holds."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from networks.directory.actions.entries import ListedAlready, add_entry, check_service, edit_entry
from networks.models import DirectoryOrganisation, DirectoryPerson, DirectoryService
from records.versions import StaleVersion
from tests.factories import (
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    PartnerFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def administrator(county, client):
    user = UserFactory(is_superuser=True, organisation=county)
    client.force_login(user)
    return user


def typed(page):
    """What the page's form would send untouched."""
    form = page.context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", False, []):
            sent[bound.html_name] = "on" if value is True else value
    return sent


def pages_of(entry):
    service = DirectoryServiceFactory(organisation=entry)
    person = DirectoryPersonFactory(organisation=entry)
    read = [
        reverse("networks:directory"),
        reverse("networks:directory_organisation", args=[entry.pk]),
    ]
    kept = [
        reverse("networks:listed_organisation_add"),
        reverse("networks:listed_organisation_edit", args=[entry.pk]),
        reverse("networks:listed_service_add", args=[entry.pk]),
        reverse("networks:listed_person_add", args=[entry.pk]),
        reverse("networks:listed_service_edit", args=[service.pk]),
        reverse("networks:listed_service_check", args=[service.pk]),
        reverse("networks:listed_person_edit", args=[person.pk]),
    ]
    return read, kept


@pytest.mark.parametrize("make", [WorkerFactory, IntakeWorkerFactory, SupervisorFactory])
def test_every_worker_of_the_county_reads_and_does_not_keep(client, county, make):
    read, kept = pages_of(DirectoryOrganisationFactory(county=county))
    client.force_login(make(unit=UnitFactory(county=county)))

    assert [client.get(page).status_code for page in read] == [200, 200]
    assert {client.get(page).status_code for page in kept} == {404}
    assert {client.post(page, {"name_fi": "x"}).status_code for page in kept} == {404}


def test_the_administrator_reads_and_keeps(client, county, administrator):
    read, kept = pages_of(DirectoryOrganisationFactory(county=county))

    assert {client.get(page).status_code for page in read + kept} == {200}


@pytest.mark.parametrize("of", ["worker", "administrator", "officer", "partner", "no county"])
def test_for_others_the_directory_is_not_there(client, county, of):
    read, kept = pages_of(DirectoryOrganisationFactory(county=county))
    other = CountyFactory(code="toinen")
    user = {
        "worker": lambda: WorkerFactory(unit=UnitFactory(county=other)),
        "administrator": lambda: UserFactory(is_superuser=True, organisation=other),
        "officer": PrisonOfficerFactory,
        "partner": PartnerFactory,
        "no county": lambda: UserFactory(is_superuser=True),
    }[of]()
    client.force_login(user)
    # A county has a directory of its own, without the rows of another.
    own = 2 if of in ("worker", "administrator") else 0

    assert client.get(read[1]).status_code == 404
    assert {client.get(page).status_code for page in kept[1:]} == {404}
    if own:
        assert not client.get(read[0]).context["table"].total
    else:
        assert client.get(read[0]).status_code == 404


def test_a_service_is_added_with_all_that_was_told(client, county, administrator):
    organisation = DirectoryOrganisationFactory(county=county)
    page = reverse("networks:listed_service_add", args=[organisation.pk])
    sent = typed(client.get(page)) | {
        "name_fi": "Velkaneuvonta",
        "access": "low",
        "languages": ["fi", "sv"],
        "web": "esimerkki.example",
        "queue": "kolme viikkoa",
        "queue_told_on": "1.11.2026",
        "is_public": "on",
    }

    answer = client.post(page, sent)

    assert answer.status_code == 302
    service = DirectoryService.objects.get()
    assert (service.languages, service.web) == (["fi", "sv"], "https://esimerkki.example")
    assert (service.queue, service.queue_told_on) == ("kolme viikkoa", dt.date(2026, 11, 1))
    assert (service.is_public, service.saved_by) == (True, administrator)
    assert AuditEvent.objects.filter(action="directory.added", by_id=administrator.pk).count() == 1


def test_a_double_press_adds_one_organisation(client, county, administrator):
    page = reverse("networks:listed_organisation_add")
    sent = typed(client.get(page)) | {"name_fi": "Kotimatka ry", "kind": "other_actor"}
    sent["form_key"] = "0f9f0a3e-7f7b-4a07-9d51-0c9f5f3d5f01"

    first, second = client.post(page, sent), client.post(page, sent)

    assert first.url == second.url
    assert DirectoryOrganisation.objects.count() == 1


def test_a_name_that_is_listed_is_refused_and_what_was_typed_stays(client, county, administrator):
    DirectoryOrganisationFactory(county=county, name_fi="Kotimatka ry")
    page = reverse("networks:listed_organisation_add")
    sent = typed(client.get(page)) | {"name_fi": "kotimatka RY", "kind": "other_actor"}

    answer = client.post(page, sent)

    assert answer.status_code == 409
    assert "name_fi" in answer.context["form"].errors
    assert "kotimatka RY" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"queue": "viikko"}, "queue_told_on"),
        ({"queue_told_on": "1.11.2026"}, "queue"),
        ({"valid_from": "2.11.2026", "valid_until": "1.11.2026"}, "valid_until"),
        ({"checked_on": "1.1.2099"}, "checked_on"),
        ({"web": "javascript:alert(1)"}, "web"),
        ({"web": "ftp://esimerkki.example/a"}, "web"),
        ({"languages": ["klingon"]}, "languages"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, county, administrator, sent, field):
    service = DirectoryServiceFactory(organisation__county=county)
    page = reverse("networks:listed_service_edit", args=[service.pk])

    answer = client.post(page, typed(client.get(page)) | sent)

    assert list(answer.context["form"].errors) == [field]


def test_an_edit_keeps_a_municipality_that_has_merged_since(client, county, administrator):
    gone = timezone.localdate() - DAY
    MunicipalityFactory(county=county, code="991", name_fi="Entinen", valid_to=gone)
    entry = DirectoryOrganisationFactory(county=county, municipalities=["991"])
    page = reverse("networks:listed_organisation_edit", args=[entry.pk])

    shown = client.get(page)
    client.post(page, typed(shown) | {"name_sv": "Namn"})

    assert "Entinen" in shown.content.decode()
    entry.refresh_from_db()
    assert (entry.name_sv, entry.municipalities) == ("Namn", ["991"])


def test_who_saves_over_another_sees_both_texts(client, county, administrator):
    service = DirectoryServiceFactory(organisation__county=county, phone="017 1")
    page = reverse("networks:listed_service_edit", args=[service.pk])
    sent = typed(client.get(page)) | {"phone": "017 3"}
    edit_entry(entry=service, seen=1, values={"phone": "017 2"}, by=administrator)

    answer = client.post(page, sent)

    assert answer.context["conflict"]["fields"]
    assert "017 2" in answer.content.decode()
    assert "017 3" in answer.content.decode()
    assert DirectoryService.objects.get().phone == "017 2"


def test_edit_over_a_newer_version_changes_nothing(county):
    service = DirectoryServiceFactory(organisation__county=county)
    stale = DirectoryService.objects.get()
    edit_entry(entry=service, seen=1, values={"phone": "017 2"}, by=service.saved_by)

    with pytest.raises(StaleVersion):
        edit_entry(entry=stale, seen=1, values={"phone": "017 3"}, by=service.saved_by)

    assert DirectoryService.objects.get().phone == "017 2"


def test_checked_today_in_one_press(client, county, administrator):
    service = DirectoryServiceFactory(
        organisation__county=county, checked_on=timezone.localdate() - 300 * DAY
    )

    answer = client.post(reverse("networks:listed_service_check", args=[service.pk]))

    assert answer.status_code == 302
    saved = DirectoryService.objects.get()
    assert saved.checked_on == timezone.localdate()
    assert saved.saved_by == administrator
    assert AuditEvent.objects.filter(action="directory.checked").count() == 1


def test_an_organisation_that_leaves_takes_its_services_off_the_list(client, county, administrator):
    service = DirectoryServiceFactory(organisation__county=county)
    until = timezone.localdate() - DAY

    edit_entry(
        entry=service.organisation,
        seen=1,
        values={"valid_from": until - DAY, "valid_until": until},
        by=administrator,
    )

    assert client.get(reverse("networks:directory")).context["table"].total == 0
    ended = client.get(reverse("networks:directory"), {"aika": "paattyneet"})
    assert ended.context["table"].total == 1
    assert DirectoryService.objects.exists()


def test_two_services_of_one_name_in_one_organisation_are_refused(county):
    service = DirectoryServiceFactory(organisation__county=county, name_fi="Ryhmä")
    other = DirectoryService(organisation=service.organisation, name_fi="ryhmä", access="low")

    with pytest.raises(ListedAlready):
        add_entry(entry=other, by=service.saved_by)


def test_two_counties_may_list_the_same_organisation(county):
    DirectoryOrganisationFactory(county=county, name_fi="Kela")
    DirectoryOrganisationFactory(county=CountyFactory(code="toinen"), name_fi="Kela")

    assert DirectoryOrganisation.objects.count() == 2


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (DirectoryOrganisation, {"name_fi": ""}),
        (DirectoryOrganisation, {"authority": "2"}),
        (DirectoryOrganisation, {"valid_until": dt.date(2020, 1, 1)}),
        (DirectoryService, {"name_fi": ""}),
        (DirectoryService, {"queue": "viikko"}),
        (DirectoryService, {"queue_told_on": dt.date(2026, 1, 1)}),
        (DirectoryService, {"valid_until": dt.date(2020, 1, 1)}),
        (DirectoryPerson, {"name": ""}),
        (DirectoryPerson, {"valid_until": dt.date(2020, 1, 1)}),
    ],
)
def test_the_database_refuses_what_no_form_would_send(county, model, values):
    service = DirectoryServiceFactory(organisation__county=county)
    DirectoryPersonFactory(organisation=service.organisation)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)


@pytest.mark.parametrize("model", [DirectoryService, DirectoryPerson])
def test_no_row_moves_to_another_organisation(county, model):
    service = DirectoryServiceFactory(organisation__county=county)
    DirectoryPersonFactory(organisation=service.organisation)
    other = DirectoryOrganisationFactory(county=CountyFactory(code="toinen"))

    with pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.update(organisation=other)


def test_no_organisation_moves_to_another_county(county):
    DirectoryOrganisationFactory(county=county)

    with pytest.raises(ProgrammingError), transaction.atomic():
        DirectoryOrganisation.objects.update(county=CountyFactory(code="toinen"))


def test_check_service_keeps_what_another_saves_at_the_same_time(county):
    service = DirectoryServiceFactory(organisation__county=county)
    seen = DirectoryService.objects.get()
    edit_entry(entry=service, seen=1, values={"phone": "017 2"}, by=service.saved_by)

    check_service(service=seen, by=service.saved_by)

    assert DirectoryService.objects.get().phone == "017 2"
