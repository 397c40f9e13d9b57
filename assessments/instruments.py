"""The questionnaires in use, as they were worded in each version; none is ever summed up.

An estimate keeps the code and version of its instrument, so that it is read beside the
question that was asked. To change a question or its translation, add a version; a test
holds the words of those that are there.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import LifeArea

Words = str | Promise
LOWEST, HIGHEST = 0, 10


@dataclass(frozen=True)
class Question:
    """One question; `lowest` and `highest` say in words what 0 and 10 stand for."""

    key: str
    words: Words
    lowest: Words
    highest: Words


@dataclass(frozen=True)
class QuestionGroup:
    heading: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Instrument:
    """`is_validated` only where research has shown what the answers measure."""

    code: str
    version: int
    title: Words
    source: Words
    licence: str
    is_validated: bool
    groups: tuple[QuestionGroup, ...]

    @property
    def questions(self) -> list[Question]:
        return [question for group in self.groups for question in group.questions]


VERY_BADLY, VERY_WELL = _("very badly"), _("very well")
NOT_AT_ALL = _("not at all")


def _how_it_goes(area: LifeArea, words: Words) -> Question:
    return Question(area.value, words, VERY_BADLY, VERY_WELL)


OWN_1 = Instrument(
    code="own",
    version=1,
    title=_("The client’s own estimates"),
    source=_("The wording is Jatkumo’s own."),
    licence="Jatkumo’s own wording: no permission is needed.",
    is_validated=False,
    groups=(
        QuestionGroup(
            _("In general"),
            (
                Question("wellbeing", _("How are you doing now?"), VERY_BADLY, VERY_WELL),
                Question(
                    "belonging",
                    _("How strongly do you feel that you belong, and are part of what matters?"),
                    NOT_AT_ALL,
                    _("very strongly"),
                ),
                Question(
                    "agency",
                    _("How much can you influence your own affairs?"),
                    NOT_AT_ALL,
                    _("very much"),
                ),
            ),
        ),
        QuestionGroup(
            _("Life areas"),
            (
                _how_it_goes(LifeArea.HOUSING, _("How are things with your home now?")),
                _how_it_goes(LifeArea.IMMIGRATION, _("How is settling in Finland going now?")),
                _how_it_goes(LifeArea.EDUCATION, _("How are things with studies and skills now?")),
                _how_it_goes(LifeArea.WORK, _("How are things with work now?")),
                _how_it_goes(LifeArea.FINANCES, _("How are things with your money now?")),
                _how_it_goes(LifeArea.HEALTH, _("How are things with your health now?")),
                _how_it_goes(
                    LifeArea.SUBSTANCES, _("How are things with substances and gambling now?")
                ),
                _how_it_goes(
                    LifeArea.RELATIONSHIPS,
                    _("How are things with those close to you and other people now?"),
                ),
                _how_it_goes(LifeArea.EVERYDAY, _("How does your everyday life go now?")),
                _how_it_goes(LifeArea.REHABILITATION, _("How is your rehabilitation going now?")),
                _how_it_goes(
                    LifeArea.DIGITAL, _("How does dealing with things online and by phone go now?")
                ),
            ),
        ),
    ),
)

INSTRUMENTS = (OWN_1,)
# The one that is asked now.
IN_USE = OWN_1


def instrument_of(code: str, version: int) -> Instrument:
    """The instrument with which an estimate was told; it is never taken away."""
    return next(each for each in INSTRUMENTS if each.code == code and each.version == version)
