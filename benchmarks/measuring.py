"""Acts and their floor in turns, in all worlds of a run, so that noise meets all alike."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks import statements
from benchmarks.acts import Act, Performer, Sheet, performers
from benchmarks.cpu import Meter
from benchmarks.worlds import World, tell

BLOCKS, ACTS_OF_A_BLOCK, WARM_UP, ACTS_COUNTED = 12, 3, 4, 3
# The server's last steps after an answer, such as its access log, belong to the act.
SETTLES = 0.003
STATEMENTS_SHOWN = 5


@dataclass
class Block:
    """A few acts in a row: seconds of the server, of the database, and on the clock."""

    server: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> list[float]:
        """Server and database together."""
        return [sum(both) for both in zip(self.server, self.database, strict=True)]

    @property
    def total(self) -> float:
        """CPU of all acts."""
        return sum(self.cpu)


@dataclass
class Cell:
    """One act in one world: its blocks and those of its floor, and what was counted once."""

    act: Act
    scale: str
    blocks: list[Block] = field(default_factory=list)
    floors: list[Block] = field(default_factory=list)
    asked: float = 0
    blocks_read: float = 0
    raw_bytes: int = 0
    sent_bytes: int = 0
    dearest: list[statements.Statement] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """CPU as a multiple of the floor's, block by block: the median."""
        pairs = zip(self.blocks, self.floors, strict=True)
        return statistics.median(act.total / floor.total for act, floor in pairs)

    def growth_from(self, smaller: "Cell") -> float:
        """CPU as a multiple of that in a smaller world, block by block: the median."""
        pairs = zip(self.blocks, smaller.blocks, strict=True)
        return statistics.median(act.total / former.total for act, former in pairs)


@dataclass
class Site:
    """A world that is up, with its meter and the sheet of its acts."""

    world: World
    meter: Meter
    sheet: Sheet


def measure(acts: Sequence[Act], sites: Sequence[Site], blocks: int) -> list[Cell]:
    """Each act in each world that has it."""
    cells = []
    for act in acts:
        tell(f"  {act.label} …")
        cells += _measured(act, sites, blocks)
    return cells


def _measured(act: Act, sites: Sequence[Site], blocks: int) -> list[Cell]:
    ready = []
    for site in sites:
        both = performers(act, site.world.socket, site.sheet)
        if both is not None:
            ready.append((site, *both, Cell(act, site.world.scale)))
    for _site, perform, floor, _cell in ready:
        for _turn in range(WARM_UP):
            floor()
            perform()
    for _block in range(blocks):
        for site, perform, floor, cell in ready:
            cell.floors.append(_block_of(site.meter, floor))
            cell.blocks.append(_block_of(site.meter, perform))
    for site, perform, _floor, cell in ready:
        _count(site, perform, cell)
    return [cell for *_others, cell in ready]


def _block_of(meter: Meter, perform: Performer) -> Block:
    block = Block()
    meter.look()
    for _turn in range(ACTS_OF_A_BLOCK):
        answer = perform()
        time.sleep(SETTLES)
        server, database = meter.look()
        block.server.append(server)
        block.database.append(database)
        block.wall.append(answer.seconds)
    return block


def _count(site: Site, perform: Performer, cell: Cell) -> None:
    """Statements, blocks and bytes, which no noise touches."""
    statements.begin(site.world)
    for _turn in range(ACTS_COUNTED):
        answer = perform()
    asked = statements.asked(site.world)
    cell.asked = sum(each.calls for each in asked) / ACTS_COUNTED
    cell.blocks_read = sum(each.blocks for each in asked) / ACTS_COUNTED
    cell.raw_bytes, cell.sent_bytes = len(answer.body), answer.sent_bytes
    cell.dearest = asked[:STATEMENTS_SHOWN]
