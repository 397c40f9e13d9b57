"""Two years of observations, and what was said because of them."""

import datetime as dt

from accounts.models import User
from caseload.demo.stage import Stage
from continuity.need_kinds import Domain
from observations.actions import answer_statement, make_statement, write_observation
from observations.models import Observation, Statement
from observations.quarters import closed_quarters
from observations.vocabulary import ObservationKind

K, D = ObservationKind, Domain
# What was met, where, in words, and how often in each of the eight quarters, the oldest first.
MET = (
    (K.NO_HOUSING, D.HOUSING, "Vuokranantaja ei ota, jos on häiriömerkintä.", "5 6 6 7 8 9 9 11"),
    (K.QUEUE, D.HOUSING, "Tuettuun asumiseen jonotetaan yli puoli vuotta.", "6 5 7 7 6 8 9 8"),
    (K.QUEUE, D.SUBSTANCE, "Katkaisuhoitoon pääsee vasta viikkojen päästä.", "2 3 5 4 6 5 5 6"),
    (K.REFUSED, D.LIVELIHOOD, "Päätös jäi saamatta ennen vapautumista.", "1 2 5 6 5 5 7 6"),
    (K.CONTACT_CHANGED, D.HEALTH, "Yhteyshenkilö vaihtui, eikä siitä kerrottu.", "0 1 1 2 5 3 5 5"),
    (K.DIGITAL, D.LIVELIHOOD, "Hakemusta ei voi tehdä ilman pankkitunnuksia.", "5 6 8 7 9 9 10 12"),
    (K.NO_DEVICE, D.PRACTICAL, "Vankilassa ei ole konetta, jolla asioida.", "0 0 2 1 3 2 2 3"),
)


def observe(stage: Stage) -> None:
    """Enter them as workers would have, and one statement with its answer and one without."""
    unit, other = stage.cast.units["release"], stage.cast.units["iisalmi"]
    for place, quarter in enumerate(closed_quarters(stage.today)):
        for kind, area, text, often in MET:
            for number in range(int(often.split()[place])):
                observation = Observation(
                    county=unit.county,
                    unit=other if number % 4 == 3 else unit,
                    month=quarter.months[number % 3],
                    kind=kind,
                    area=area,
                    text=text if number % 3 == 0 else "",
                )
                write_observation(observation)
    _state(stage, stage.cast["paivi"])


def _state(stage: Stage, by: User) -> None:
    asked = Statement(
        receiver="Kaupungin asuntotoimi",
        made_on=stage.workday(-120),
        text="Vapautuville tarvitaan asuntoja, joihin pääsee ilman luottotietoja.",
    )
    county = stage.cast.units["release"].county
    make_statement(statement=asked, county=county, by=by)
    answer_statement(
        statement=asked,
        answer="Asuntotoimi varaa viisi tuettua asuntoa ensi vuodelle.",
        answered_on=asked.made_on + dt.timedelta(days=35),
        by=by,
    )
    later = Statement(
        receiver="Kela",
        made_on=stage.workday(-20),
        text="Etuuksia pitää voida hakea vankilasta ilman pankkitunnuksia.",
    )
    make_statement(statement=later, county=county, by=by)
