"""The training package of seven sessions, half of it held."""

from decimal import Decimal

from caseload.demo.stage import Stage
from training.actions import add_training, mark_participants
from training.models import Training

PACKAGE = "Monialainen yhteistyö vapautuvien vankien palvelujen suunnittelussa"
WHERE = "Etäyhteydellä"
# What each hour is about, the days from today, and who took part.
SESSIONS = (
    ("1. Rikosprosessi ja vankeusaika", -70, ("riikka", "mervi", "johanna", "paivi")),
    ("2. Vapautumisen suunnittelu ja kuntayhteistyö", -56, ("riikka", "mervi", "paivi")),
    ("3. Desistanssi ja yhteiskuntaan kiinnittyminen", -42, ("riikka", "johanna")),
    ("4. Vuorovaikutus ja työmenetelmät", -14, ("mervi", "johanna", "paivi")),
    ("5. Asuminen ja toimeentulo", 5, ()),
    ("6. Päihde- ja mielenterveyspalvelut", 19, ()),
    ("7. Kokemusasiantuntijat ja järjestöt", 33, ()),
)


def train(stage: Stage) -> None:
    """Enter the package as the supervisor keeps it."""
    by = stage.cast["paivi"]
    for name, days, people in SESSIONS:
        training = Training(
            unit=stage.cast.units["release"], package=PACKAGE, name=name, hours=Decimal(1)
        )
        add_training(training=training, held_on=stage.workday(days), where=WHERE, by=by)
        if people:
            keys = [stage.cast[person].pk for person in people]
            mark_participants(day=training.days.get(), took_part=keys, seen=[], by=by)
