"""A file is looked at before anything is saved, and saved and undone as a whole."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from networks.directory.actions.entries import edit_entry
from networks.models import (
    DirectoryImport,
    DirectoryOrganisation,
    DirectoryPerson,
    DirectoryService,
)
from tests.directory.files import (
    BEGIN,
    bring,
    faults,
    page_of,
    row,
    save,
    table,
    taken_out,
)
from tests.factories import (
    CaseFactory,
    CountyFactory,
    DirectoryOrganisationFactory,
    DirectoryPersonFactory,
    DirectoryServiceFactory,
    MunicipalityFactory,
    NetworkMemberFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def administrator(county, client):
    user = UserFactory(is_superuser=True, organisation=county)
    client.force_login(user)
    return user


def undo(client):
    last = DirectoryImport.objects.exclude(saved_at=None).first()
    return client.post(reverse("networks:directory_import_undo", args=[last.pk]))


def counted(page):
    found = page.context["found"]
    return len(found.new), len(found.changed), found.unchanged


def test_the_page_shows_what_is_new_and_nothing_is_saved(client, administrator):
    page = bring(client, table(row("Ryhmä"), row("Tukihenkilö")))

    assert counted(page) == (3, 0, 0)
    assert not DirectoryOrganisation.objects.exists()


def test_saving_writes_all_of_it(client, county, administrator):
    bring(client, table(row("Ryhmä", puhelin="050 1"), row("Tukihenkilö")))

    answer = save(client)

    assert answer.status_code == 302
    assert DirectoryOrganisation.objects.get().county == county
    assert list(DirectoryService.objects.values_list("name_fi", "phone", "saved_by")) == [
        ("Ryhmä", "050 1", administrator.pk),
        ("Tukihenkilö", "", administrator.pk),
    ]
    assert AuditEvent.objects.filter(action="directory.imported").count() == 1


def test_what_is_there_and_the_same_is_unchanged(client, county, administrator):
    text = table(row("Ryhmä"), row("Tukihenkilö"))
    bring(client, text)
    save(client)

    page = bring(client, text)

    assert counted(page) == (0, 0, 3)
    assert "Tiedosto ei muuta mitään" in page.content.decode()


def test_a_change_is_shown_with_both_values(client, county, administrator):
    bring(client, table(row("Ryhmä", puhelin="050 1")))
    save(client)

    page = bring(client, table(row("Ryhmä", puhelin="050 2")))

    assert counted(page) == (0, 1, 1)
    [change] = page.context["found"].changed
    assert [(d.heading, d.before, d.after) for d in change.differences] == [
        ("puhelin", "050 1", "050 2")
    ]


def test_a_column_that_is_not_in_the_file_stays_as_it_was(client, county, administrator):
    service = DirectoryServiceFactory(
        organisation__county=county, queue="viikko", queue_told_on="2026-11-01"
    )
    bring(client, table(row(service.name_fi, of=service.organisation.name_fi, puhelin="050 2")))

    save(client)

    service.refresh_from_db()
    assert (service.phone, service.queue) == ("050 2", "viikko")


def test_errors_are_told_by_line_and_column_and_nothing_is_saved(client, administrator):
    text = table(
        row("Hyvä"),
        row("Väärä sana", **{"miten saa": "ehkä"}),
        row("Kaksi\nriviä", mitä="a\nb"),
        row("Osoite", **{"verkko-osoite": "javascript:alert(1)"}),
        row("", puhelin="050 1"),
        row("Pitkä", puhelin="1" * 41),
        row("Hyvä"),
    )

    page = bring(client, text)

    # The fourth row goes over three lines of the file.
    assert faults(page) == [
        (3, "miten saa"),
        (7, "verkko-osoite"),
        (8, "palvelu"),
        (9, "puhelin"),
        (10, "palvelu"),
    ]
    assert save(client).status_code == 409
    assert not DirectoryOrganisation.objects.exists()


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"laji": ""}, "laji"),
        ({"miten saa": ""}, "miten saa"),
        ({"palvelu alkaen": "2.1.2026", "palvelu asti": "1.1.2026"}, "palvelu asti"),
        ({"viranomainen": "Kela"}, "viranomainen"),
        ({"jono": "viikko"}, "jono kerrottu"),
        ({"jono kerrottu": "1.1.2026"}, "jono"),
        ({"kunnat": "Atlantis"}, "kunnat"),
        ({"kielet": "suomi, klingon"}, "kielet"),
        ({"julkinen": "ehkä"}, "julkinen"),
        ({"tarkistettu": "31.2.2026"}, "tarkistettu"),
        ({"palvelun numero": "99"}, "palvelun numero"),
        ({"organisaation numero": "99"}, "organisaation numero"),
    ],
)
def test_what_cannot_be_is_said_of_its_column(client, administrator, cells, fault):
    told = {"organisaatio": "O", "laji": "other_actor", "palvelu": "P", "miten saa": "low"} | cells

    page = bring(client, table(told.values(), head=told.keys()))

    assert faults(page) == [(2, fault)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("organisaatio;palvelu;väri\nA;B;C\n", (1, "")),
        ("organisaatio\nA\n", (1, "palvelu")),
        ("organisaatio;palvelu;palvelu\nA;B;C\n", (1, "palvelu")),
        ('organisaatio;palvelu\n"A;B\n', (2, "")),
        ("organisaatio;palvelu\nA;B;C\n", (2, "")),
    ],
)
def test_a_file_that_is_no_table_of_the_directory_says_why(client, administrator, text, fault):
    assert fault in faults(bring(client, text))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_usual_kinds_of_csv_are_read(client, administrator, delimiter, encoding):
    page = bring(client, table(row("Ääni, öljy; ja"), delimiter=delimiter), encoding=encoding)

    assert page.context["found"].faults == []
    assert page.context["found"].new[1].entry.name_fi == "Ääni, öljy; ja"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", "Ääni".encode("latin-1"), b"a\x00b"])
def test_what_is_no_text_is_refused_at_once(client, administrator, content):
    answer = client.post(BEGIN, {"file": SimpleUploadedFile("x.csv", content)})

    assert answer.context["form"].errors
    assert not DirectoryImport.objects.exists()


def test_words_are_read_in_finnish_swedish_and_as_codes(client, county, administrator):
    MunicipalityFactory(county=county, code="990", name_fi="Esimerkkilä", name_sv="Exempelby")
    head = ("organisaatio", "laji", "viranomainen", "kunnat", "palvelu", "miten saa", "kielet")
    bring(
        client,
        table(
            ["A", "Julkinen palvelu", "Kela", "Esimerkkilä", "P", "low", "suomi, ruotsi"],
            ["B", "offentlig service", "2", "EXEMPELBY", "P", "Matala kynnys", "finska,svenska"],
            ["C", "public", "FPA", "990", "P", "low", "fi, sv, fi"],
            head=head,
        ),
    )

    assert save(client).status_code == 302

    organisations = DirectoryOrganisation.objects.all()
    assert {(o.kind, o.authority, *o.municipalities) for o in organisations} == {
        ("public", "2", "990")
    }
    assert {tuple(s.languages) for s in DirectoryService.objects.all()} == {("fi", "sv")}


def test_two_rows_may_not_tell_an_organisation_in_two_ways(client, administrator):
    text = table(row("A"), row("B", kind="julkinen palvelu"))

    assert faults(bring(client, text)) == [(3, "laji")]


def test_cells_of_an_organisation_that_was_told_above_may_be_empty(client, administrator):
    page = bring(client, table(row("Ryhmä"), row("Toinen", kind="")))

    assert counted(page) == (3, 0, 0)


def test_an_organisation_is_told_in_its_first_row_and_not_in_a_later_one(
    client, county, administrator
):
    MunicipalityFactory(county=county, code="990", name_fi="Esimerkkilä")
    head = ("organisaatio", "laji", "kunnat", "palvelu", "miten saa")
    first = ["O", "other_actor", "", "Ryhmä", "low"]

    page = bring(client, table(first, ["O", "", "Esimerkkilä", "Toinen", "low"], head=head))

    assert faults(page) == [(3, "kunnat")]


def test_a_number_renames_and_a_name_that_is_taken_is_refused(client, county, administrator):
    one = DirectoryServiceFactory(organisation__county=county, name_fi="Yksi")
    DirectoryServiceFactory(organisation=one.organisation, name_fi="Kaksi")
    head = ("organisaatio", "palvelun numero", "palvelu")

    page = bring(client, table([one.organisation.name_fi, one.pk, "kaksi"], head=head))
    assert faults(page) == [(2, "palvelu")]

    bring(client, table([one.organisation.name_fi, one.pk, "Kolme"], head=head))
    save(client)
    one.refresh_from_db()
    assert one.name_fi == "Kolme"


def test_the_number_of_another_county_is_none(client, county, administrator):
    other = DirectoryServiceFactory(organisation__county=CountyFactory(code="toinen"))
    head = ("organisaatio", "laji", "palvelun numero", "palvelu", "miten saa")

    page = bring(client, table(["O", "other_actor", other.pk, "P", "low"], head=head))

    assert faults(page) == [(2, "palvelun numero")]


def test_who_changed_a_row_meanwhile_is_not_written_over(client, county, administrator):
    service = DirectoryServiceFactory(organisation__county=county, phone="050 1")
    bring(client, table(row(service.name_fi, of=service.organisation.name_fi, puhelin="050 3")))
    seen = client.get(page_of(DirectoryImport.objects.get())).context["found"].print
    edit_entry(entry=service, seen=1, values={"phone": "050 2"}, by=administrator)

    answer = save(client, seen=seen)

    assert answer.status_code == 409
    assert "050 2" in answer.content.decode()
    service.refresh_from_db()
    assert service.phone == "050 2"


def test_a_double_press_saves_once(client, administrator):
    bring(client, table(row()))
    key = {"form_key": str(uuid.uuid4())}
    brought = DirectoryImport.objects.get()
    sent = {"seen": client.get(page_of(brought)).context["found"].print} | key

    first, second = client.post(page_of(brought), sent), client.post(page_of(brought), sent)

    assert (first.status_code, first.url) == (302, second.url)
    assert AuditEvent.objects.filter(action="directory.imported").count() == 1


def test_an_import_that_is_saved_is_not_saved_again(client, administrator):
    bring(client, table(row()))
    brought = DirectoryImport.objects.get()
    save(client)

    assert client.post(page_of(brought), {"seen": "x"}).status_code == 302
    assert AuditEvent.objects.filter(action="directory.imported").count() == 1


def test_undoing_puts_back_what_was(client, county, administrator):
    service = DirectoryServiceFactory(organisation__county=county, phone="050 1", languages=["fi"])
    before = taken_out(client)
    bring(
        client,
        table(
            row(service.name_fi, of=service.organisation.name_fi, puhelin="050 2"),
            row("Uusi", of="Uusi ry"),
        ),
    )
    save(client)
    assert taken_out(client) != before

    assert undo(client).status_code == 302

    assert taken_out(client) == before
    assert AuditEvent.objects.filter(action="directory.import_undone").count() == 1


@pytest.mark.parametrize("after", ["changed", "in use", "undone"])
def test_an_import_is_undone_as_a_whole_or_not_at_all(client, county, administrator, after):
    bring(client, table(row("Ryhmä"), row("Toinen")))
    save(client)
    if after == "changed":
        edit_entry(
            entry=DirectoryService.objects.first(), seen=1, values={"phone": "1"}, by=administrator
        )
    elif after == "in use":
        DirectoryPersonFactory(organisation=DirectoryOrganisation.objects.get())
    else:
        undo(client)
    left = DirectoryService.objects.count()

    answer = undo(client)

    assert answer.status_code == 409
    named = {"changed": "Ryhmä.", "in use": "Kotimatka ry.", "undone": "Mitään ei muutettu."}
    assert named[after] in answer.content.decode()
    assert DirectoryService.objects.count() == left
    assert DirectoryPerson.objects.count() == (1 if after == "in use" else 0)


def test_what_hangs_on_a_row_in_a_clients_network_is_not_named(client, county, administrator):
    bring(client, table(row("Ryhmä")))
    save(client)
    case = CaseFactory(unit=UnitFactory(county=county))
    NetworkMemberFactory(case=case, name="Salainen Tuki", organisation_name="Kotimatka ry")

    answer = undo(client)

    assert answer.status_code == 409
    assert "Kotimatka ry." in answer.content.decode()
    assert "Salainen Tuki" not in answer.content.decode()


def test_only_the_last_import_is_undone(client, administrator):
    bring(client, table(row("Ryhmä")))
    save(client)
    first = DirectoryImport.objects.get()
    bring(client, table(row("Toinen")))
    save(client)

    answer = client.post(reverse("networks:directory_import_undo", args=[first.pk]))

    assert answer.status_code == 409
    assert DirectoryService.objects.count() == 2


def test_another_file_comes_in_the_place_of_one_that_waits(client, administrator):
    bring(client, table(row("Ryhmä")))
    bring(client, table(row("Toinen")))

    assert DirectoryImport.objects.count() == 1


@pytest.mark.parametrize("of", ["worker of the county", "administrator of another"])
def test_for_others_neither_file_nor_import_is_there(client, county, administrator, of):
    bring(client, table(row()))
    brought = DirectoryImport.objects.get()
    other = CountyFactory(code="toinen")
    user = (
        WorkerFactory(unit=UnitFactory(county=county))
        if of == "worker of the county"
        else UserFactory(is_superuser=True, organisation=other)
    )
    client.force_login(user)

    assert client.get(page_of(brought)).status_code == 404
    assert client.post(page_of(brought), {"seen": "x"}).status_code == 404
    assert client.post(f"{page_of(brought)}peru/").status_code == 404


def test_an_organisation_without_a_service_comes_and_goes(client, county, administrator):
    DirectoryOrganisationFactory(county=county)
    text = taken_out(client)

    assert counted(bring(client, text)) == (0, 0, 1)
