"""A client who is served in Swedish, by a Swedish-speaking worker."""

import datetime as dt

from assessments.models import LifeArea, LifeAreaEntry
from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs
from caseload.demo.stage import PHONE, VIDEO, Stage
from caseload.demo.work import (
    CLOSE,
    PUBLIC,
    STRENGTH,
    UNDER_WAY,
    Wanted,
    assess,
    gather_network,
    plan_together,
    talk_over,
)
from cases.models import Case
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion
from networks.models import NetworkMember

GONE_THROUGH = LifeAreaEntry.State.GONE_THROUGH
MAY = NetworkMember.Wish.MAY_TAKE_PART


def in_swedish(stage: Stage) -> None:
    """Heidi: sixteen days to the release, and everything is in Swedish."""
    case = stage.open_case(
        worker="johanna",
        opened=-110,
        first_names="Heidi",
        last_name="Lövmark",
        identity_code="250386-9380",
        mother_tongue="svenska",
        service_language="sv",
        phone="040 000 1938",
        representative_name="Sonja Granfors",
        representative_role="rättsbiträde",
        representative_phone="06 000 0100",
        how_to_reach="Videosamtal på onsdagar, bokas via avdelningen.",
    )
    stage.custody(case, prison="vaasa", since=-260, release=16, told_by="Vasa fängelse")
    gather_network(
        case,
        stage.workday(-70),
        {
            "kind": PUBLIC,
            "name": "specialhandledaren",
            "organisation_name": "Vasa fängelse",
            "role": "frigivningsplan",
            "client_wish": MAY,
            "inside": True,
        },
        {
            "kind": PUBLIC,
            "name": "boendehandledaren",
            "organisation_name": "Stödboende i Kuopio",
            "role": "boendestöd på svenska",
            "client_wish": MAY,
            "after": True,
        },
        {
            "kind": CLOSE,
            "name": "Heidis moster",
            "role": "moster",
            "phone": "040 000 2004",
            "client_wish": MAY,
            "wish_words": "Moster får veta när jag kommer.",
            "inside": True,
            "after": True,
        },
    )
    _assessed(stage, case)
    _needs(stage, case)
    _planned(stage, case)


def _assessed(stage: Stage, case: Case) -> None:
    assess(
        case,
        started_on=stage.workday(-96),
        final_on=stage.workday(-44),
        values={
            "initiation_reason": "Fängelset kontaktade oss med Heidis samtycke.",
            "how_carried_out": "Fyra videosamtal och ett samtal med mostern.",
            "services_so_far": "Tidigare service gavs på finska, vilket Heidi fann tungt.",
            "experiences": "Heidi vill tala sitt eget språk när det gäller svåra saker.",
            "dependants": "none",
            "client_opinion": "Jag vill bo så att jag kan stänga dörren och ha katten hos mig.",
            "conclusions": (
                "Heidi behöver ett boende med stöd på svenska, en hälsovårdskontakt som börjar "
                "genast och någon att ringa på kvällarna. Hon är bra på att be om hjälp."
            ),
            "special_support": "no",
            "multi_actor": "yes",
            "multi_actor_reason": "Boende, hälsovård och socialt arbete börjar samma vecka.",
            "need_nature": "recurring",
            "needs_personal_worker": "yes",
            "makes_plan": "yes",
        },
        areas={
            LifeArea.HOUSING: {
                "state": GONE_THROUGH,
                "situation": "Ingen bostad. Stödboende har beviljats.",
                "client_words": "En dörr som jag själv kan stänga, och katten på sängen.",
                "need": "yes",
            },
            LifeArea.HEALTH: {
                "state": GONE_THROUGH,
                "situation": "Medicineringen ska fortsätta utan avbrott.",
                "need": "yes",
            },
            LifeArea.RELATIONSHIPS: {
                "state": GONE_THROUGH,
                "client_words": "Moster skriver brev varje vecka.",
                "strengths": "En nära släkting som orkar.",
                "need": "no",
            },
        },
        participants=[
            {"authority": "8", "who": "specialhandledaren", "part": "took_part"},
            {"who": "Heidis moster", "part": "took_part", "contribution": "Tar hand om katten."},
        ],
    )


def _needs(stage: Stage, case: Case) -> None:
    release, told = stage.workday(16), stage.workday(-14)
    meet_needs(
        case,
        stage.workday(-20),
        DemoNeed(
            NeedKind.HOUSING,
            "En dörr som jag själv kan stänga, och katten på sängen.",
            [
                DemoService(
                    "Stödboende",
                    "Norra Savolax välfärdsområde",
                    Place.OUTSIDE,
                    [Told(told, State.GRANTED, {"starts_on": release})],
                )
            ],
        ),
        DemoNeed(
            NeedKind.MEDICATION,
            services=[
                DemoService(
                    "Medicinering",
                    "Enheten för hälso- och sjukvård för fångar",
                    Place.INSIDE,
                    [
                        Told(
                            told,
                            State.RUNNING,
                            {"starts_on": stage.workday(-250), "until_gate": True},
                        )
                    ],
                ),
                DemoService(
                    "Medicinering",
                    "Hälsostationen",
                    Place.OUTSIDE,
                    [Told(told, State.QUEUED, {"expected_on": release + dt.timedelta(days=10)})],
                ),
            ],
            # The day of the release is the first of the seven.
            interims=[
                {"what": "Medicin med för sju dagar", "ends_on": release + dt.timedelta(days=6)}
            ],
        ),
        DemoNeed(
            NeedKind.TRANSPORT,
            services=[
                DemoService(
                    "Skjuts från porten",
                    "Heidis moster",
                    Place.GATE,
                    [Told(told, State.GRANTED, {"starts_on": release})],
                )
            ],
        ),
    )


def _planned(stage: Stage, case: Case) -> None:
    plan_together(
        case,
        review_on=stage.workday(38),
        agreed_on=stage.workday(-12),
        copies_to="Heidi får hela planen. Boendet får den del som gäller boendet.",
        participants="Heidi Lövmark, Johanna Björkskär",
        situation_client=(
            "Jag blir fri om drygt två veckor. Jag har ett rum som väntar och en katt hos moster."
        ),
        situation_worker="Boendet är klart. Hälsovårdens första tid är några dagar för sen.",
        strengths="Heidi är noggrann, varm och säger till i tid.",
        meeting_rhythm="Varje vecka den första månaden",
        expected_length="ungefär ett år",
        rights_explained=True,
        rights_how="Muntligt och med en broschyr på svenska",
        goals=[
            Wanted(
                "Jag vill ha en egen dörr och katten hos mig.",
                [
                    ("Besök på stödboendet", "Heidi och boendehandledaren", stage.workday(9)),
                    ("Katten flyttar hem", "Heidi och moster", stage.workday(20)),
                ],
                [Factor.CRIME_FREE_LIFE_CONDITIONS, Factor.SERVICE_CONTINUITY_AT_TRANSITION],
            ),
            Wanted(
                "Jag vill få vård på mitt eget språk.",
                [("Tid till hälsostationen", "Johanna Björkskär", stage.workday(5))],
                [Factor.SERVICE_CONTINUITY_AT_TRANSITION],
            ),
        ],
    )
    stage.note(
        case,
        -12,
        VIDEO,
        "Heidi Lövmark, Johanna Björkskär",
        "Vi gick igenom planen mening för mening. Heidi godkände den och bad att få den på papper.",
    )
    stage.note(
        case,
        -2,
        PHONE,
        "Heidis moster, Johanna Björkskär",
        "Mostern hämtar Heidi vid porten. Katten mår bra.",
    )
    talk_over(
        case,
        Occasion.PLAN,
        stage.workday(-12),
        {
            Factor.CRIME_FREE_LIFE_CONDITIONS: (STRENGTH, "Boendet är klart och moster är nära."),
            Factor.SERVICE_CONTINUITY_AT_TRANSITION: (
                UNDER_WAY,
                "Hälsostationens tid är för sen.",
                "Ringer igen på måndag.",
            ),
        },
        observed={
            Factor.EQUAL_AND_ACCESSIBLE_SERVICES: "Vård på svenska kräver längre väntan.",
        },
    )
