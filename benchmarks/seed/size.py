"""How large an invented world is, and what lies in it at each size."""

from dataclasses import dataclass

# A unit of ten workers: its own history of a thousand cases, a quarter of them open.
CASES_OF_A_UNIT = 1000


@dataclass(frozen=True)
class Size:
    """What differs between the scales. All cases lie in one county, the hardest way."""

    cases: int
    waiting: int = 2000
    drafts: int = 200

    @property
    def units(self) -> int:
        """The units of the county."""
        return max(1, self.cases // CASES_OF_A_UNIT)

    @property
    def cases_of_a_unit(self) -> int:
        """Open and closed."""
        return self.cases // self.units

    @property
    def open_of_a_unit(self) -> int:
        """A quarter; the rest is history."""
        return self.cases_of_a_unit // 4


SCALES = {
    "unit": Size(cases=1_000),
    "county": Size(cases=10_000),
    "country": Size(cases=100_000),
}
LOG_ROWS_OF_A_CASE = 20
YEARS = 20
