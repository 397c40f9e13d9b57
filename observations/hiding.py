"""Which numbers of one quarter are shown, so that no subtraction tells a number under five.

Three tables share one total: by kind, by area, by unit. Nothing is counted across them and
nothing over quarters, so each table is one equation: its cells add up to the total. An empty
cell is shown as 0: where nobody wrote anything, nobody is told of.
"""

from collections.abc import Sequence

FEWEST = 5
# No list is longer by much. It never changes, nor does what was hidden of a former quarter.
ROUND = 11


def hidden_in(counts: Sequence[int], turn: int = 0) -> frozenset[int]:
    """The places of the cells to hide in a table whose total, five or more, is shown.

    The small ones; where they alone would tell each other, a full one with them; where that
    still would, every cell. Which full one goes depends on its place and on whose `turn` it is,
    and not on its number, or the choice itself would tell something (decision 50).
    """
    small = [place for place, count in enumerate(counts) if 0 < count < FEWEST]
    if not small:
        return frozenset()
    together, most = sum(counts[place] for place in small), (FEWEST - 1) * len(small)
    if max(FEWEST, len(small) + 2) <= together < most:
        return frozenset(small)
    full = [place for place, count in enumerate(counts) if count >= FEWEST]
    full.sort(key=lambda place: ((place + turn) % ROUND, place))
    if full and together + counts[full[-1]] > len(small) + FEWEST:
        return frozenset([*small, full[-1]])
    return frozenset(range(len(counts)))


def shown_of(counts: Sequence[int], turn: int = 0) -> list[int | None]:
    """The cells as they are shown; None is hidden, as all are where the total is under five."""
    if sum(counts) < FEWEST:
        return [None] * len(counts)
    hidden = hidden_in(counts, turn)
    return [None if place in hidden else count for place, count in enumerate(counts)]
