"""What stands in the cells of a supervisor's tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.forms.assigning import CHOSEN, Chosen
from cases.models import Case
from cases.phases import Phase
from listings.parts import Words
from listings.values import address


@dataclass(frozen=True)
class Cell:
    """A number and the address of its list; `width` is the bar's, 0–100."""

    count: int
    url: str
    width: int = 0


def bars(cells: Iterable[Cell]) -> SafeString:
    """Bars by phase on a common scale with their numbers, which open the lists."""
    named = zip(Phase, cells, strict=True)
    return format_html_join("", "{}", ([_bar(phase.short_label, cell)] for phase, cell in named))


def _bar(label: Words, cell: Cell) -> SafeString:
    if not cell.count:
        empty = (
            '<td data-l="{}" class="full"><a class="bar soft" href="{}">'
            '<svg width="2" height="18" aria-hidden="true" focusable="false">'
            '<path d="M1 1v16" stroke="#727d83"/></svg> <span class="num">0</span></a></td>'
        )
        return format_html(empty, label, cell.url)
    filled = (
        '<td data-l="{}" class="full"><a class="bar" href="{}">'
        '<svg width="{}" height="18" aria-hidden="true" focusable="false">'
        '<rect y="1" width="{}" height="16" fill="#00357a"/></svg> '
        '<span class="num">{}</span></a></td>'
    )
    return format_html(filled, label, cell.url, cell.width, cell.width, cell.count)


def choose(row: Case) -> object:
    """A check box that says which case, and with whom the list showed it."""
    box = '<input class="form-check-input" type="checkbox" name="{}" value="{}" aria-label="{}">'
    words = _("Choose case %(number)s") % {"number": row.number}
    return format_html(box, CHOSEN, Chosen.of(row), words)


def assign(row: Case) -> object:
    """The way to give the case to a worker."""
    link = '<a href="{}">{}<span class="visually-hidden"> {}</span></a>'
    return format_html(link, address("cases:worker_assign", row.pk), _("Assign"), row.number)
