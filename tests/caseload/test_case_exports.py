"""Assessments, plans and notes as national documents: what is written and what is refused."""

import datetime as dt
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from caseload.closing import close_case
from caseload.demo.example_codes import load_example_codes
from cases.actions.notes import correct_note
from cases.models import Case, CaseClosure, Note
from cases.vocabulary import CommunicationChannel, Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from networks.models import MemberKind
from plans.actions.agreeing import agree_plan
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Review
from referrals.vocabulary import Decision
from tests.caseload.generated_cases import CaseGenerator
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    ClientFactory,
    ClientWordsFactory,
    GoalFactory,
    NeedFactory,
    NetworkMemberFactory,
    NoteFactory,
    PlanFactory,
    ReferralFactory,
    StepFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
    service_of,
)

pytestmark = pytest.mark.django_db
CODE = "010180-9004"


@pytest.fixture
def case() -> Case:
    unit = UnitFactory()
    load_example_codes()
    client = ClientFactory(county=unit.county, last_name="Öhman", identity_code=CODE)
    worker = WorkerFactory(unit=unit, first_name="Riikka", last_name="Aaltovuo")
    return CaseFactory(client=client, unit=unit, responsible=worker)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "export"


def export(folder: Path) -> None:
    call_command("export_documents", folder, stdout=StringIO(), stderr=StringIO())


def content(folder: Path, name: str) -> dict[str, Any]:
    [found] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8")).values()
    return found


def names_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.json")}


def finalise(assessment: Assessment, at: dt.datetime, **changed: Any) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(
        status="final",
        finalised_at=at,
        finalised_by=assessment.case.responsible,
        **changed,
    )


# --- Notes: 19005 ---------------------------------------------------------------------


def test_a_meeting_becomes_an_entry_of_the_journal(case: Case, folder: Path) -> None:
    note = NoteFactory(
        case=case, channel=CommunicationChannel.VISIT_PRISON, participants="Öhman, Aaltovuo"
    )

    export(folder)
    document = content(folder, f"19005-{note.pk}")

    assert document["asiakas"][0]["henkilotunnus"]["value"] == CODE
    entry = document["asiakaskertomusmerkinta"]
    assert entry["palvelutehtava"]["display"] == "ESIMERKKI: Työikäisten palvelut"
    [channel] = entry["tapahtuma"].pop("asiointitapa")
    assert channel["display"] == "ESIMERKKI: Tapaaminen vankilassa"
    assert entry["tapahtuma"] == {
        "ajanjakso": {"alkamishetki": "2026-02-02"},
        "osallistujat": "Öhman, Aaltovuo",
        "kuvaus": "Soitettiin ja sovittiin tapaaminen.",
    }
    assert document["laatija"] == {
        "sukunimi": "Aaltovuo",
        "etunimet": "Riikka",
        "tehtavanimike": "sosiaalityöntekijä",
    }


def test_the_case_number_stands_for_an_identity_code_that_nobody_knows(folder: Path) -> None:
    note = NoteFactory()
    load_example_codes()

    export(folder)

    [person] = content(folder, f"19005-{note.pk}")["asiakas"]
    assert person["tilapainen_yksilointitunnus"] == {"value": note.case.number}
    assert "henkilotunnus" not in person


def test_a_corrected_note_gives_way_to_the_correction(case: Case, folder: Path) -> None:
    wrong = NoteFactory(case=case)
    right = Note(
        kind=wrong.kind,
        occurred_on=wrong.occurred_on,
        text="Tavattiin.",
        correction_reason="Väärä päivä.",
    )
    correct_note(note=wrong, by_note=right, by=case.responsible)
    NoteFactory(case=case, kind=Note.Kind.OTHER)

    export(folder)

    assert names_in(folder) == {f"19005-{right.pk}"}


# --- Assessments: 1012 ----------------------------------------------------------------


def test_an_absent_authority_of_the_network_stands_in_its_class(case: Case, folder: Path) -> None:
    kati = NetworkMemberFactory(case=case, name="Kati Savela", authority="8")
    assessment = AssessmentFactory(case=case, complete=True)
    part = AssessmentParticipant.Part.ABSENT
    asked = {"asked_on": dt.date(2026, 2, 3), "asked_by": "Riikka", "asked_how": "letter"}
    AssessmentParticipantFactory(
        assessment=assessment, member=kati, authority="8", who="Kati Savela", part=part, **asked
    )
    finalise(assessment, dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC))

    export(folder)

    document = content(folder, f"1012-{assessment.pk}")
    how = document["palvelutarpeen_arviointia_koskevat_tiedot"]
    (absent,) = how["arvioinnista_poisjaaneet_viranomaistahot"]
    assert (absent["code"], absent["display"]) == ("8", "Rikosseuraamuslaitos, Kati Savela")
    assert "arvioinnista_poisjaaneet_muut_henkilot_tai_tahot" not in how
    told = "Kati Savela: pyydetty osallistumaan 3.2.2026, Riikka, Kirje"
    assert told in how["kuvaus_arvioinnin_toteuttamisesta"]


def test_an_assessment_stands_under_the_national_headings(case: Case, folder: Path) -> None:
    assessment = AssessmentFactory(
        case=case, complete=True, area_state=LifeAreaEntry.State.NONE, next_steps="Tavataan."
    )
    housing = assessment.areas.get(area="housing")
    housing.state, housing.need = LifeAreaEntry.State.GONE_THROUGH, "yes"
    housing.situation = "Asunto menee."
    housing.save()
    ClientWordsFactory(entry=housing, words="Haluan kodin.", heard_by_name="Riikka Aaltovuo")
    part = AssessmentParticipant.Part
    AssessmentParticipantFactory(
        assessment=assessment, part=part.TOOK_PART, contribution="Kertoi koevapaudesta."
    )
    for authority in ("11.vth", "1.5"):
        AssessmentParticipantFactory(
            assessment=assessment, part=part.ABSENT, authority=authority, who=""
        )
    AssessmentParticipantFactory(
        assessment=assessment, part=part.ABSENT, authority="", who="Sisko Öhman"
    )
    case.casememberships.update(since=dt.datetime(2026, 1, 12, tzinfo=dt.UTC))
    # Half past midnight of the next day in Finland.
    finalise(assessment, dt.datetime(2026, 3, 2, 22, 30, tzinfo=dt.UTC))

    export(folder)
    document = content(folder, f"1012-{assessment.pk}")

    assert document["paivamaara"] == "2026-03-03"
    assert document["asian_vireilletuloa_koskevat_tiedot"]["vireilletulopaiva"] == "2026-01-12"
    how = document["palvelutarpeen_arviointia_koskevat_tiedot"]
    assert how["palvelutarpeen_arviointiin_osallistuneet_henkilot"] == (
        "Rikosseuraamuslaitos, Erityisohjaaja: Kertoi koevapaudesta."
    )
    absent = how["arvioinnista_poisjaaneet_viranomaistahot"]
    assert [authority["code"] for authority in absent] == ["11", "1.5"]
    assert absent[0]["display"] == "Vankiterveydenhuolto"
    assert how["arvioinnista_poisjaaneet_muut_henkilot_tai_tahot"] == "Sisko Öhman"
    assert how["asiakkaalla_on_oikeus_erityiseen_tukeen"] is False
    assert document["asuminen"]["kuvaus"].splitlines()[0] == "Asunto menee."
    assert "Haluan kodin." in document["asuminen"]["kuvaus"]
    assert document["terveydentila"]["kuvaus"] == "Kysytty, ei tuen tarvetta"
    conclusions = document["johtopaatokset_ja_jatkotoimet"]
    assert conclusions["asiakas_tarvitsee_omatyontekijan"] is True
    assert [worker["sukunimi"] for worker in conclusions["omatyontekija"]] == ["Aaltovuo"]
    assert conclusions["asiakkaalle_laaditaan_asiakassuunnitelma"] is True
    assert conclusions["jatkosuunnitelma"] == "Tavataan."
    assert document["laatija"][0]["tehtavanimike"] == "sosiaalityöntekijä"


def test_a_corrected_assessment_gives_way_to_the_final_correction_only(
    case: Case, folder: Path
) -> None:
    first = AssessmentFactory(case=case, complete=True, final=True)
    second = AssessmentFactory(
        case=case, complete=True, corrects=first, correction_reason="Väärä päivä"
    )

    export(folder)
    assert names_in(folder) == {f"1012-{first.pk}"}

    finalise(second, dt.datetime(2026, 3, 4, tzinfo=dt.UTC))
    export(folder.with_name("second"))
    assert names_in(folder.with_name("second")) == {f"1012-{second.pk}"}


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ({"conclusions": ""}, "the conclusions are missing"),
        ({"special_support": ""}, "there is no answer to special_support"),
        ({"needs_personal_worker": ""}, "there is no answer to needs_personal_worker"),
    ],
)
def test_an_assessment_without_a_demanded_answer_is_refused_and_named(
    case: Case, folder: Path, lacking: dict[str, str], named: str
) -> None:
    assessment = AssessmentFactory(case=case, complete=True, final=False)
    finalise(assessment, dt.datetime(2026, 3, 2, tzinfo=dt.UTC), **lacking)

    assert f"{named} (1012-{assessment.pk})" in refusal_of(folder)


def refusal_of(folder: Path) -> str:
    err = StringIO()
    with pytest.raises(CommandError, match="Documents refused"):
        call_command("export_documents", folder, stdout=StringIO(), stderr=err)
    return err.getvalue()


@pytest.mark.parametrize("kind", ["1012", "15020"])
def test_a_document_that_takes_nothing_but_an_identity_code_is_refused_without_one(
    folder: Path, kind: str
) -> None:
    case = CaseFactory()
    load_example_codes()
    if kind == "1012":
        record: Any = AssessmentFactory(case=case, complete=True, final=True)
    else:
        record = PlanFactory(case=case, agreed=True)

    said = refusal_of(folder)

    assert f"the client’s identity code is missing ({kind}-{record.pk})" in said
    assert case.client.last_name not in said
    assert names_in(folder) == set()


# --- Plans: 15020 -----------------------------------------------------------------------


def test_a_plan_stands_under_the_national_headings(case: Case, folder: Path) -> None:
    plan = PlanFactory(
        case=case,
        situation_client="Kaipaan rauhaa.",
        client_proposal="Sama ohjaaja.",
        rights_explained=True,
    )
    goal = GoalFactory(plan=plan, words="Oma avain.", scale=2)
    sister = NetworkMemberFactory(case=case, kind=MemberKind.CLOSE_PERSON)
    house = NetworkMemberFactory(case=case)
    StepFactory(goal=goal, text="Hakemus", actor="Kotimatka ry", member=house)
    StepFactory(goal=goal, text="Muuttoapu", actor="Sisko", member=sister, is_continuous=True)
    service_of(
        case,
        provider="Kotimatka ry",
        place=Place.INSIDE,
        state=State.RUNNING,
        starts_on=dt.date(2026, 2, 1),
        until_gate=True,
    )
    NeedFactory(case=case, kind=NeedKind.LIVELIHOOD)
    agree_plan(
        plan=plan,
        by=case.responsible,
        on=dt.date(2026, 1, 15),
        agreement="not_agreed",
        reason="Liikaa käyntejä.",
        copies_to="Asiakas",
    )

    export(folder)
    document = content(folder, f"15020-{plan.pk}")

    assert "Kaipaan rauhaa." in document["kuvaus_asiakkaan_tilanteesta"]
    [told] = document["asetettavat_tavoitteet"]
    assert told["tavoitteen_asteikko"]["code"] == "2"
    assert told["kuvaus"].splitlines() == [
        "Oma avain.",
        "",
        "Keino: Hakemus (Kotimatka ry, 2.3.2026)",
        "Keino: Muuttoapu (Sisko, jatkuvasti)",
    ]
    ways = document["menetelmat_ja_palvelut_joilla_tavoitteet_pyritaan_saavuttamaan"]
    assert ways["asiakkaan_tukemiseen_osallistuvat_palvelunantajat_ja_heidan_vastuunsa"] == (
        "Kotimatka ry: Hakemus"
    )
    assert ways["asiakkaan_tukemiseen_osallistuvat_yksityishenkilot_ja_heidan_tehtavansa"] == (
        "Sisko: Muuttoapu"
    )
    service, need = ways["palvelut"]
    assert service["arvioitu_alkamisajankohta_ja_kesto"] == "1.2.2026–portille asti"
    assert need == {"kuvaus": "Toimeentulo\nEi vielä palvelua"}
    assert "Kotimatka ry" in document["palvelut_joita_asiakas_talla_hetkella_saa"]["kuvaus"]
    assert document["asiakassuunnitelman_tarkastaminen"] == {
        "paivamaara_ja_kellonaika": "2026-06-01"
    }
    assert document["jakelu"] == "Asiakas"
    assert "Liikaa käyntejä." in document["lisatiedot"]
    assert "Sama ohjaaja." in document["lisatiedot"]
    assert "suunnitelman_arviointi" not in document
    assert document["laatija"][0]["sukunimi"] == "Aaltovuo"


def test_a_new_version_tells_how_the_goals_of_the_former_went(case: Case, folder: Path) -> None:
    former = PlanFactory(case=case, agreed=True)
    [goal] = former.goals.all()
    review = Review(
        plan=former,
        reviewed_on=dt.date(2026, 6, 1),
        next_review_on=dt.date(2026, 12, 1),
        services_outcome="Asuminen toimii.",
        leads_to_new_version=True,
    )
    outcome = GoalOutcome(goal=goal, outcome="progressed", words="Jonossa.")
    plan = review_plan(review=review, outcomes=[outcome], by=case.responsible)
    assert plan is not None
    agree_plan(plan=plan, by=case.responsible, on=dt.date(2026, 6, 2))
    draft = PlanFactory()

    export(folder)

    assert names_in(folder) == {f"15020-{former.pk}", f"15020-{plan.pk}"}
    assert f"15020-{draft.pk}" not in names_in(folder)
    went = content(folder, f"15020-{plan.pk}")["suunnitelman_arviointi"]
    [told] = went["edellisen_suunnitelman_tavoitteiden_saavuttaminen"]
    assert told["kuvaus"] == goal.words
    result = told["arvio_siita_onko_tavoite_saavutettu"]
    assert result["sanallinen_arvio"] == "Jonossa."
    assert result["arvio"]["display"] == "ESIMERKKI: Edistynyt"
    assert went["palvelujen_arviointi"] == [{"kuvaus_palvelun_kaytosta": "Asuminen toimii."}]


# --- The beginning and the end: 19001 and 16009 ------------------------------------------


def test_the_triage_that_opened_a_case_tells_how_it_began(case: Case, folder: Path) -> None:
    referral = ReferralFactory(county=case.county, identity_code=CODE)
    opened = TriageFactory(
        referral=referral,
        unit=case.unit,
        client=ClientFactory(county=case.county, last_name="Ranta"),
    )
    TriageFactory(
        referral=ReferralFactory(county=case.county), unit=case.unit, decision=Decision.NO_NEED
    )

    export(folder)

    beginnings = {name for name in names_in(folder) if name.startswith("19001")}
    assert beginnings == {f"19001-{opened.pk}"}
    document = content(folder, f"19001-{opened.pk}")
    assert document["asiakas"][0]["sukunimi"] == "Ranta"
    assert document["vireilletulopaiva"] == opened.case.opened_on.isoformat()
    assert [need["code"] for need in document["vireilletulon_syyt"]] == ["2"]
    assert document["toimenpiteet"] == "Soitettu lähettäjälle."


def test_a_closing_becomes_a_summary(case: Case, folder: Path) -> None:
    closure = CaseClosure(
        case=case,
        reason=CaseClosure.Reason.MOVED,
        remains_open="Velkaneuvonta.",
        signs_for_contact="Jos asunto menee.",
    )
    close_case(closure=closure, by=case.responsible)

    export(folder)
    document = content(folder, f"16009-{closure.pk}")

    assert document["ajanjakso"] == {
        "alkamispaiva": case.opened_on.isoformat(),
        "paattymispaiva": closure.closed_on.isoformat(),
    }
    assert "Asian päättäminen" in document["yhteenveto"]["tarkoitus"]
    assert "Velkaneuvonta." in document["yhteenveto"]["asiasisalto"]
    assert "Jos asunto menee." in document["johtopaatokset"]


# --- The load ---------------------------------------------------------------------------


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_records(tmp_path: Path) -> None:
    generator = CaseGenerator(seed=2)
    load_example_codes()

    def queries_after(turns: int) -> int:
        for _turn in range(turns):
            generator.note()
            generator.assessment()
            generator.plan()
            generator.closure()
            generator.triage()
        with CaptureQueriesContext(connection) as captured:
            export(tmp_path / "export")
        return len(captured)

    few = queries_after(9)

    assert queries_after(6) == few
