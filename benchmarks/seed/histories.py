"""What became of each case: when, in which unit, with whom, and how far it came."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from random import Random

from benchmarks.seed.invented_people import (
    RARE,
    RARE_FIRST_NAMES,
    RARE_LAST_NAME,
    Names,
    identity_codes,
)
from benchmarks.seed.people import GENERATIONS, WORKERS_OF_A_UNIT, People
from benchmarks.seed.size import YEARS, Size

# Of 250 open cases of a unit: 60 of the first worker, 10 of nobody, 20 of each other.
OF_THE_FIRST_WORKER, OF_NOBODY = 6 / 25, 1 / 25
# One worker carries a whole unit's cases and the first worker's of the next: 300.
LOADED_UNIT = 1


@dataclass(slots=True)
class History:
    """One case; `place` counts the cases of its worker, or of its unit's history."""

    unit: int
    place: int
    opened_on: dt.date
    closed_on: dt.date | None
    worker: int | None
    generation: int
    first_names: str = ""
    last_name: str = ""
    birth_date: dt.date = dt.date.min
    identity_code: str = ""
    number: str = ""
    # Keys.
    case: int = 0
    client: int = 0
    referral: int = 0

    @property
    def is_open(self) -> bool:
        """Whether work goes on."""
        return self.closed_on is None

    @property
    def is_planned(self) -> bool:
        """Assessed, with a plan: every fifth open case, every tenth of the history."""
        return self.place % (5 if self.is_open else 10) == 0

    @property
    def is_being_assessed(self) -> bool:
        """With a draft of an assessment."""
        return self.is_open and self.place % 5 == 1

    @property
    def opened_at(self) -> dt.datetime:
        """Some time in the morning of the first day."""
        return dt.datetime.combine(self.opened_on, dt.time(8, self.place % 60), dt.UTC)


def make_histories(
    size: Size, people: People, names: Names, random: Random, today: dt.date
) -> list[History]:
    """All cases in the order in which they were opened, as a database has them."""
    histories: list[History] = []
    for unit in range(size.units):
        histories += _open_cases(size, unit, people, random, today)
        histories += _closed_cases(size, unit, people, random, today)
    histories.sort(key=lambda history: (history.opened_at, history.unit, history.place))
    counters: Counter[int] = Counter()
    codes = identity_codes(random)
    step = max(1, size.cases // RARE)
    for n, history in enumerate(histories):
        year = history.opened_on.year
        counters[year] += 1
        history.number = f"{year}-{counters[year]:06d}"
        history.first_names, history.last_name = names.person()
        if n % step == step // 2:
            history.last_name = RARE_LAST_NAME
            if n // step % 4 == 0:
                history.first_names = RARE_FIRST_NAMES
        history.birth_date, history.identity_code = next(codes)
    return histories


def _open_cases(
    size: Size, unit: int, people: People, random: Random, today: dt.date
) -> list[History]:
    opened = size.open_of_a_unit
    present = people.workers[unit][0]
    first, of_nobody = int(opened * OF_THE_FIRST_WORKER), int(opened * OF_NOBODY)
    loaded = people.workers[LOADED_UNIT][0][0] if size.units > LOADED_UNIT else None
    histories = []
    for n in range(opened):
        if n < first:
            worker, place = present[0], n
        elif n < opened - of_nobody:
            others = len(present) - 1
            worker, place = present[1 + (n - first) % others], (n - first) // others
        else:
            worker, place = None, n
        if worker is not None and (unit == LOADED_UNIT or (unit == LOADED_UNIT + 1 and n < first)):
            worker, place = loaded, n
        opened_on = today - dt.timedelta(days=random.randrange(5, 700))
        histories.append(History(unit, place, opened_on, None, worker, 0))
    return histories


def _closed_cases(
    size: Size, unit: int, people: People, random: Random, today: dt.date
) -> list[History]:
    """The history of twenty years; a case's worker is one of those days."""
    histories = []
    for place in range(size.cases_of_a_unit - size.open_of_a_unit):
        age = random.randrange(200, YEARS * 365)
        closed_on = today - dt.timedelta(days=age - random.randrange(60, 190))
        generation = min(age // (5 * 365), GENERATIONS - 1)
        worker = people.workers[unit][generation][place % WORKERS_OF_A_UNIT]
        opened_on = today - dt.timedelta(days=age)
        histories.append(History(unit, place, opened_on, closed_on, worker, generation))
    return histories
