"""What stands in the cells of a supervisor's tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.forms.assigning import CHOSEN, Chosen
from cases.models import Case
from listings.values import NOTHING, address, as_day


@dataclass(frozen=True)
class Cell:
    """A number and the address of its list; `width` is the bar's, 0–100."""

    count: int
    url: str
    width: int = 0


def bars(cells: Iterable[Cell]) -> SafeString:
    """Bars on a common scale with their numbers, which open the lists."""
    return format_html_join("", "{}", ([_bar(cell)] for cell in cells))


def _bar(cell: Cell) -> SafeString:
    if not cell.count:
        empty = (
            '<td><a class="bar soft" href="{}">'
            '<svg width="2" height="18" aria-hidden="true" focusable="false">'
            '<path d="M1 1v16" stroke="#727d83"/></svg> <span class="num">0</span></a></td>'
        )
        return format_html(empty, cell.url)
    filled = (
        '<td><a class="bar" href="{}">'
        '<svg width="{}" height="18" aria-hidden="true" focusable="false">'
        '<rect y="1" width="{}" height="16" fill="#00357a"/></svg> '
        '<span class="num">{}</span></a></td>'
    )
    return format_html(filled, cell.url, cell.width, cell.width, cell.count)


def target_day(row: Any) -> object:
    """The day by which it is to be done (`due_on`), and how late that is."""
    if row.due_on is None:
        return NOTHING
    late = (timezone.localdate() - row.due_on).days
    if late <= 0:
        return as_day(row.due_on)
    words = ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}
    return format_html('<span class="late">{}, {}</span>', as_day(row.due_on), words)


def choose(row: Case) -> object:
    """A check box that says which case, and with whom the list showed it."""
    box = '<input class="form-check-input" type="checkbox" name="{}" value="{}" aria-label="{}">'
    words = _("Choose case %(number)s") % {"number": row.number}
    return format_html(box, CHOSEN, Chosen.of(row), words)


def assign(row: Case) -> object:
    """The way to give the case to a worker."""
    link = '<a href="{}">{}<span class="visually-hidden"> {}</span></a>'
    return format_html(link, address("cases:worker_assign", row.pk), _("Assign"), row.number)
