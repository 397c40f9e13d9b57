"""`export_documents`: what is written, what is refused, and what it tells about it."""

import datetime as dt
import json
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import NationalCode, Organisation
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.demo.example_codes import VALID_FROM, load_example_codes
from caseload.exports.kinds import BATCH
from cases.custody import ReleaseCertainty
from referrals.models import Referral, ReferralMessage, Triage
from referrals.vocabulary import Channel, Decision, Ground, MadeBy, SupportNeed
from tests.factories import (
    CountyFactory,
    DraftFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
NO_CONSENT: dict[str, Any] = {
    "consent_manner": "",
    "consent_on": None,
    "consent_received_by": "",
}
NOTIFICATION: dict[str, Any] = NO_CONSENT | {
    "kind": Referral.Kind.NOTIFICATION,
    "ground": Ground.UNABLE,
    "ground_reasons": "Ei huolehdi lääkityksestään.",
    "no_consent_because": "Ei vastaa puheeseen.",
}


@pytest.fixture(autouse=True)
def _codes() -> None:
    CountyFactory()
    load_example_codes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "export"


def export(folder: Path) -> str:
    """What the command said; an error is for `refusal_of`."""
    out, err = StringIO(), StringIO()
    call_command("export_documents", folder, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def refusal_of(folder: Path) -> str:
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("export_documents", folder, stdout=out, stderr=err)
    return f"{out.getvalue()}{err.getvalue()}{refused.value}"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.json")}


def content(folder: Path, name: str) -> dict[str, Any]:
    [found] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8")).values()
    return found


def exported(folder: Path, referral: Referral) -> dict[str, Any]:
    export(folder)
    number = "4006" if referral.is_notification else "4018"
    return content(folder, f"{number}-{referral.pk}")


# --- What is written ----------------------------------------------------------------


def test_each_final_record_becomes_one_file_named_by_document_and_record(folder: Path) -> None:
    contact, notification = ReferralFactory(), ReferralFactory(**NOTIFICATION)
    triage = TriageFactory(referral=contact, decision=Decision.GUIDE)
    DraftFactory()

    said = export(folder)

    assert names_in(folder) == {
        f"4018-{contact.pk}.json",
        f"4006-{notification.pk}.json",
        f"1009-{triage.pk}.json",
    }
    assert "4018: 1 written\n4006: 1 written\n1009: 1 written\n" in said


def test_a_contact_carries_what_its_sender_told(folder: Path) -> None:
    officer = PrisonOfficerFactory(first_name="Kati", last_name="Savela")
    contact = ReferralFactory(
        by=officer,
        first_names="Väinö Åke",
        last_name="Öhman",
        identity_code="010180-9004",
        phone="040 000 0000",
        contact_phone="029 500 0201",
        contact_times="arkisin 9–15",
        home_municipality=MunicipalityFactory(),
        needs=[SupportNeed.HOUSING.value, SupportNeed.MONEY.value],
        description="Asunto puuttuu.",
        not_known={"facility": "siirretään"},
    )

    document = exported(folder, contact)

    assert document == {
        "asiakas": [
            {
                "sukunimi": "Öhman",
                "etunimet": "Väinö Åke",
                "henkilotunnus": {"system": "urn:oid:1.2.246.21", "value": "010180-9004"},
                "turvakielto": False,
                "yhteystiedot": {"puhelinnumero": "040 000 0000"},
            }
        ],
        "yhteydenottaja": [
            {
                "henkilo": {
                    "sukunimi": "Savela",
                    "etunimet": "Kati",
                    "tehtavanimike": "erityisohjaaja",
                    "organisaatio": "Vankila test-prison",
                    "yhteystiedot": {"puhelinnumero": "029 500 0201"},
                },
                "taho": {
                    "system": "urn:oid:1.2.246.537.6.1243",
                    "code": "19",
                    "display": "ESIMERKKI: Vankila",
                },
                "kuvaus": document["yhteydenottaja"][0]["kuvaus"],
            }
        ],
        "yhteydenoton_paivamaara": timezone.localdate().isoformat(),
        "asiasisalto": [
            {
                "system": "urn:oid:1.2.246.537.6.1282",
                "code": code,
                "display": f"ESIMERKKI: {label}",
            }
            for code, label in (("2", "Asuminen"), ("3", "Raha-asiat"))
        ],
        "kuvaus_tilanteesta_ja_huolesta": "Asunto puuttuu.",
        "yhteydenotto_on_tehty_henkilon_suostumuksella": True,
        "lisatiedot": document["lisatiedot"],
    }
    assert "Tavoitettavissa: arkisin 9–15" in document["yhteydenottaja"][0]["kuvaus"]
    for line in (
        "Suostumus: Suullisesti",
        "Suostumuksen päivä: 10.1.2026",
        "Kotikunta: Esimerkkilä",
        "Vapautumispäivä: 14.12.2026",
        "Varmuus: Rikosseuraamuslaitoksen vahvistama",
        "Vankila: Ei tiedossa, koska: siirretään",
    ):
        assert line in document["lisatiedot"].splitlines()


def test_with_a_non_disclosure_order_nothing_tells_where_the_person_is(folder: Path) -> None:
    contact = ReferralFactory(
        protected_address=True,
        phone="040 000 0000",
        home_municipality=MunicipalityFactory(name_fi="Salainenkunta"),
        facility=Organisation.objects.prisons().exclude(code="test-prison")[0],
        how_to_reach="Salainenkatu 1",
        not_known={"home_municipality": "muutti Salainenkuntaan"},
    )

    document = exported(folder, contact)

    [person] = document["asiakas"]
    assert person["turvakielto"] is True
    assert person["yhteystiedot"] == {"puhelinnumero": "040 000 0000"}
    assert "Salainen" not in json.dumps(document)
    assert contact.facility is not None
    assert contact.facility.name_fi not in json.dumps(document, ensure_ascii=False)


def test_what_is_not_known_is_said_and_why(folder: Path) -> None:
    contact = ReferralFactory(
        needs=[],
        contact_phone="",
        release_on=None,
        release_certainty=ReleaseCertainty.UNKNOWN,
        not_known={
            "needs": "puhutaan tavatessa",
            "release_on": "tuomio ei lainvoimainen",
            "contact_phone": "vaihtuu",
        },
        birth_date=dt.date(1980, 1, 1),
    )

    document = exported(folder, contact)

    [maker] = document["yhteydenottaja"]
    assert [need["code"] for need in document["asiasisalto"]] == ["99"]
    assert maker["henkilo"]["yhteystiedot"] == {"puhelinnumero": "ei tiedossa"}
    assert "Puhelin: Ei tiedossa, koska: vaihtuu" in maker["kuvaus"].splitlines()
    assert "henkilotunnus" not in document["asiakas"][0]
    for line in (
        "Aihe: Ei tiedossa, koska: puhutaan tavatessa",
        "Vapautumispäivä: Ei tiedossa, koska: tuomio ei lainvoimainen",
        "Syntymäaika: 1.1.1980",
    ):
        assert line in document["lisatiedot"].splitlines()


@pytest.mark.parametrize(
    ("name", "last", "first"),
    [("Anna Liisa  Öhman", "Öhman", "Anna Liisa"), ("Seija", "Seija", "ei tiedossa")],
)
def test_a_call_names_the_caller_and_the_worker_who_wrote_it_down(
    folder: Path, name: str, last: str, first: str
) -> None:
    worker = IntakeWorkerFactory(first_name="Anneli", last_name="Kallio", title="palveluohjaaja")
    contact = ReferralFactory(
        by=worker,
        channel=Channel.PHONE,
        made_by=MadeBy.CLOSE_PERSON,
        contact_name=name,
        contact_title="sisko",
        contact_phone="040 000 0001",
    )

    document = exported(folder, contact)

    [maker] = document["yhteydenottaja"]
    assert maker["henkilo"] == {
        "sukunimi": last,
        "etunimet": first,
        "yhteystiedot": {"puhelinnumero": "040 000 0001"},
    }
    assert maker["kuvaus"].splitlines() == ["Omainen tai läheinen", "sisko"]
    # The list tells apart who shares a household, which nobody asked.
    assert "taho" not in maker
    assert document["laatija"] == {
        "sukunimi": "Kallio",
        "etunimet": "Anneli",
        "tehtavanimike": "palveluohjaaja",
    }


def test_who_asks_for_themself_needs_no_sender(folder: Path) -> None:
    contact = Referral.objects.create(
        county=CountyFactory(),
        status=Referral.Status.SENT,
        reference="2346792346",
        sent_at=timezone.now(),
        channel=Channel.PUBLIC,
        made_by=MadeBy.CLIENT,
        first_names="Aino",
        last_name="Ranta",
        needs=[SupportNeed.HOUSING.value],
    )

    document = exported(folder, contact)

    [maker] = document["yhteydenottaja"]
    assert maker["henkilo"]["sukunimi"] == "Ranta"
    assert maker["taho"]["code"] == "1"
    assert "laatija" not in document
    assert "Henkilö otti itse yhteyttä." in document["lisatiedot"]


def test_a_notification_tells_its_ground_and_asks_for_secrecy(folder: Path) -> None:
    officer = PrisonOfficerFactory(first_name="Kerttu", last_name="Salattu")
    notification = ReferralFactory(
        by=officer,
        description="",
        sender_is_secret=True,
        sender_secret_because="Pelkää.",
        contact_phone="040 555 5555",
        contact_times="iltaisin",
        **NOTIFICATION,
    )

    document = exported(folder, notification)

    [notifier] = document["ilmoittaja"]
    assert notifier["ilmoittajan_tietojen_salassapito"] is True
    assert notifier["salassapidon_perustelut"] == "Pelkää."
    assert notifier["henkilo"]["sukunimi"] == "Salattu"
    assert document["kuvaus_tilanteesta_ja_huolesta"] == "Ei huolehdi lääkityksestään."
    assert "Ei vastaa puheeseen." in document["lisatiedot"]
    assert "ilmeisen kykenemätön" in document["lisatiedot"]
    del document["ilmoittaja"]
    rest = json.dumps(document, ensure_ascii=False)
    for telling in ("Salattu", "Kerttu", "040 555 5555", "iltaisin"):
        assert telling not in rest


def test_a_triage_tells_findings_attempts_and_what_was_asked(folder: Path) -> None:
    county = CountyFactory()
    officer = PrisonOfficerFactory()
    contact = ReferralFactory(by=officer, county=county, identity_code="")
    intake = IntakeWorkerFactory(unit=UnitFactory(county=county))
    said = {"referral": contact, "written_by": intake, "written_for": county}
    ReferralMessage.objects.create(kind=ReferralMessage.Kind.QUESTION, text="Onko asuntoa?", **said)
    triage = TriageFactory(
        referral=contact,
        unit=UnitFactory(county=county),
        by=intake,
        decision=Decision.NOT_REACHED,
        measures="Soitettu.",
        attempts=[{"on": "2026-03-02", "how": "phone", "note": "ei vastaa"}],
        services_needed="Sosiaaliohjaus.",
        over_75=True,
        disabled_person=True,
    )
    ReferralMessage.objects.create(kind=ReferralMessage.Kind.ADDITION, text="Myöhempi.", **said)

    export(folder)
    document = content(folder, f"1009-{triage.pk}")

    assert document["asiakas"] == [
        {
            "sukunimi": contact.last_name,
            "etunimet": "Veikko",
            "tilapainen_yksilointitunnus": {"value": contact.reference},
        }
    ]
    assert document["kuvaus_tilanteesta"] == "Kysymys: Onko asuntoa?"
    assert document["toimenpiteet"].splitlines()[:3] == [
        "Soitettu.",
        "",
        "Yritys tavoittaa henkilö: 2.3.2026, Puhelu, ei vastaa",
    ]
    assert document["henkilo_on_yli_seitsemanviisi_vuotias"] is True
    assert document["henkilo_saa_ylinta_hoitotukea"] is False
    assert document["tyontekijan_arvio_tarvittavista_palveluista"] == [
        {"kuvaus": "Sosiaaliohjaus."}
    ]
    assert document["arvio_asian_kiireellisyydesta"]["code"] == "ESIMERKKI-2"
    assert "Vammaispalvelulain mukainen vammainen henkilö" in document["lisatiedot"]
    assert document["laatija"]["sukunimi"] == intake.last_name


def test_the_words_of_a_secret_notifier_are_not_in_the_triage(folder: Path) -> None:
    county = CountyFactory()
    notification = ReferralFactory(
        county=county, sender_is_secret=True, sender_secret_because="Pelkää.", **NOTIFICATION
    )
    assert notification.sender is not None
    ReferralMessage.objects.create(
        referral=notification,
        kind=ReferralMessage.Kind.ADDITION,
        text="Kuulin sen osastollani.",
        written_by=notification.sender,
        written_for=county,
    )
    triage = TriageFactory(referral=notification, decision=Decision.NO_NEED)

    export(folder)

    told = content(folder, f"1009-{triage.pk}")["kuvaus_tilanteesta"]
    assert told == "Ilmoittajalta kysytty ja hänen vastauksensa pidetään salassa."


def test_an_undone_triage_is_not_exported(folder: Path) -> None:
    contact = ReferralFactory()
    triage = TriageFactory(referral=contact, decision=Decision.NO_NEED)
    Triage.objects.filter(pk=triage.pk).update(
        referral=None,
        undone_of=contact,
        undone_by=triage.decided_by,
        undone_at=timezone.now(),
        undone_because="Väärä henkilö.",
    )

    export(folder)

    assert names_in(folder) == {f"4018-{contact.pk}.json"}


# --- National codes -----------------------------------------------------------------


def test_a_missing_code_is_named_and_only_its_documents_are_refused(folder: Path) -> None:
    NationalCode.objects.filter(key=Channel.FORM).delete()
    triage = TriageFactory(
        referral=ReferralFactory(first_names="Salainen", identity_code="010180-9004")
    )

    said = refusal_of(folder)

    assert f"1009-{triage.pk}.json" not in names_in(folder)
    assert f"4018-{triage.referral.pk}.json" in names_in(folder)
    county = CountyFactory().name_fi
    assert f"Refused 1: {county} has no code for “form” in list 1250 (1009-{triage.pk})" in said
    assert "Documents refused: 1. The rest was written." in said
    for telling in ("Salainen", triage.referral.last_name, "010180", triage.referral.reference):
        assert telling not in said


def test_refusals_are_counted_by_reason_and_the_first_are_named(folder: Path) -> None:
    NationalCode.objects.filter(code_list="1282").delete()
    contacts = [ReferralFactory() for _contact in range(7)]

    said = refusal_of(folder)

    first = ", ".join(f"4018-{contact.pk}" for contact in contacts[:5])
    assert f"in list 1282 ({first}, …)" in said
    assert "Refused 7:" in said


def test_example_codes_are_announced(folder: Path) -> None:
    ReferralFactory()

    assert "EXAMPLE CODES were used" in export(folder)


def test_example_codes_serve_nowhere_but_where_demo_data_are_allowed(
    folder: Path, settings: Any
) -> None:
    settings.DEMO_DATA_ALLOWED = False
    ReferralFactory()

    assert "has no code for" in refusal_of(folder)
    assert names_in(folder) == set()


def test_the_newest_code_in_force_on_the_day_is_taken(folder: Path) -> None:
    contact = ReferralFactory()
    today = timezone.localdate()
    for code, valid_from in (
        ("future", today + dt.timedelta(days=1)),
        ("newest", today),
        ("older", VALID_FROM + dt.timedelta(days=1)),
    ):
        NationalCode.objects.create(
            county=CountyFactory(),
            code_list="1282",
            key=SupportNeed.HOUSING.value,
            code=code,
            display=code,
            valid_from=valid_from,
        )

    assert [need["code"] for need in exported(folder, contact)["asiasisalto"]] == ["newest"]


def test_a_county_may_name_an_organisation_of_its_own(folder: Path) -> None:
    contact = ReferralFactory()
    NationalCode.objects.create(
        county=CountyFactory(),
        code_list="1243",
        key="prison-test-prison",
        code="7",
        display="Terveydenhuolto",
        valid_from=VALID_FROM,
    )

    assert exported(folder, contact)["yhteydenottaja"][0]["taho"]["code"] == "7"


# --- The folder, the log and the load -------------------------------------------------


def test_nobody_else_can_read_what_was_written(folder: Path) -> None:
    ReferralFactory()

    export(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_folder_with_other_files_is_left_alone(folder: Path) -> None:
    ReferralFactory()
    folder.mkdir()
    (folder / "4018-1.json").write_text("somebody else's")

    assert "holds files that no export wrote" in refusal_of(folder)

    assert [path.name for path in folder.iterdir()] == ["4018-1.json"]
    assert not AuditEvent.objects.filter(action=Action.DOCUMENTS_EXPORTED).exists()


def test_a_second_export_writes_over_the_first_and_counts_what_is_left(folder: Path) -> None:
    contact = ReferralFactory()
    export(folder)
    first = (folder / f"4018-{contact.pk}.json").read_text()
    (folder / "1009-999.json").write_text("{}")
    (folder / ".4018-5.json.part").write_text("broken off")

    said = export(folder)

    assert (folder / f"4018-{contact.pk}.json").read_text() == first
    assert "earlier export that were not written now: 1." in said
    assert not list(folder.glob(".*.part"))


def test_a_file_that_cannot_be_written_leaves_no_half_of_it(folder: Path) -> None:
    contact = ReferralFactory()
    export(folder)
    target = folder / f"4018-{contact.pk}.json"
    target.unlink()
    target.mkdir()

    assert "Cannot write to" in refusal_of(folder)

    assert not list(folder.glob(".*.part"))


def test_an_export_is_in_the_log_with_numbers_only(folder: Path) -> None:
    ReferralFactory()

    export(folder)

    event = AuditEvent.objects.get(action=Action.DOCUMENTS_EXPORTED)
    assert event.details["records"].items() >= {"4018": 1, "4006": 0, "1009": 0}.items()
    assert set(event.details) == {"records"}


def test_the_number_of_queries_does_not_grow_with_the_records(folder: Path) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            export(folder)
        return len(captured)

    TriageFactory(decision=Decision.NO_NEED)
    few = queries()
    for _more in range(10):
        TriageFactory(decision=Decision.NO_NEED)

    assert queries() == few


def test_no_record_is_left_out_between_two_batches(folder: Path) -> None:
    one = ReferralFactory()
    fields = [f.attname for f in Referral._meta.concrete_fields if f.attname not in ("id",)]
    copied = {name: getattr(one, name) for name in fields}
    Referral.objects.bulk_create(
        Referral(**copied | {"reference": f"R{number}"}) for number in range(BATCH)
    )

    assert f"4018: {BATCH + 1} written" in export(folder)
