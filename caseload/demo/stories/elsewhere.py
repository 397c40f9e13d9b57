"""Cases that the people above do not see, and one that nobody has written in for long."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from caseload.demo.needs import DemoNeed, DemoService, Told, meet_needs
from caseload.demo.stage import IN_PRISON, PHONE, Stage
from caseload.demo.work import NEED, talk_over
from cases.custody import FactSource, ReleaseCertainty
from cases.models import Case
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from desistance.factors import Factor
from desistance.occasions import Occasion


def untouched(stage: Stage) -> None:
    """Ismo: the case is open, and nothing has been written in it for six weeks."""
    case = stage.open_case(
        worker="mervi",
        opened=-52,
        home="420",
        first_names="Ismo",
        last_name="Kaislaranta",
        identity_code="280271-985S",
        mother_tongue="suomi",
        how_to_reach="Kirje. Ismo ei puhu mielellään puhelimessa.",
    )
    stage.custody(
        case,
        since=-700,
        release=170,
        certainty=ReleaseCertainty.CLIENT_REPORT,
        source=FactSource.CLIENT,
        told_by="Ismo Kaislaranta",
    )
    stage.note(
        case,
        -44,
        IN_PRISON,
        "Ismo Kaislaranta, Mervi Ojakallio",
        "Istuimme melkein hiljaa. Ismo sanoi lopuksi, että saa tulla uudelleen. Annoin hänelle "
        "kortin, jossa on nimeni ja puhelinnumeroni.",
    )
    # What lists go by, not a record; the log says truly when all of this was entered.
    left_alone_since = timezone.now() - dt.timedelta(days=44)
    Case.objects.filter(pk=case.pk).update(last_written_at=left_alone_since)


def another_unit(stage: Stage) -> None:
    """Antero: carried in Iisalmi, the same county and another unit."""
    case = stage.open_case(
        worker="sami",
        unit="iisalmi",
        opened=-30,
        home="140",
        first_names="Antero",
        last_name="Suokivi",
        identity_code="030774-9732",
        mother_tongue="suomi",
        how_to_reach="Osaston puhelin iltapäivisin.",
    )
    stage.custody(
        case, prison="sukeva", since=-220, release=75, told_by="Jarmo Kelovuori, Sukevan vankila"
    )
    stage.note(
        case,
        -20,
        IN_PRISON,
        "Antero Suokivi, Sami Rautiola",
        "Tutustuimme. Antero haluaa palata Iisalmeen, jossa hänen koiransa on hoidossa.",
    )
    talk_over(
        case,
        Occasion.CONTACT,
        stage.workday(-20),
        {Factor.CRIME_FREE_LIFE_CONDITIONS: (NEED, "Vuokrasopimus päättyy ennen vapautumista.")},
    )
    _own_flat(stage, case, {"ends_on": stage.workday(60)})


def another_county(stage: Stage) -> None:
    """Noora: a client of another county; nobody in Pohjois-Savo knows of her."""
    case = stage.open_case(
        worker="inka",
        unit="vantaa",
        opened=-25,
        home="092",
        first_names="Noora",
        last_name="Kallioharju",
        identity_code="150196-948U",
        mother_tongue="suomi",
        how_to_reach="Omaohjaajan kautta.",
    )
    stage.custody(case, prison="vantaa", since=-90, release=47, told_by="Vantaan vankila")
    stage.note(
        case,
        -18,
        PHONE,
        "Noora Kallioharju, Inka Harjumäki",
        "Noora kertoi, että oma vuokra-asunto on tallella. Tapaaminen sovittiin ensi viikolle.",
    )
    _own_flat(stage, case, {})


def _own_flat(stage: Stage, case: Case, facts: Mapping[str, Any]) -> None:
    told = stage.workday(-18)
    flat = DemoService("Oma vuokra-asunto", "", Place.OUTSIDE, [Told(told, State.RUNNING, facts)])
    meet_needs(case, told, DemoNeed(NeedKind.HOUSING, services=[flat]))
