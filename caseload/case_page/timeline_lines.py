"""The timeline as markup: what `components/timeline.html` takes.

Drawn by a function, as the cells of lists are (decision 29): a case has fifty of these.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caseload.case_page.event import Event
from listings.markup import component
from listings.values import as_day

LINE = (
    '<li{}><time datetime="{}">{}</time> <span class="pin" aria-hidden="true">{}</span>'
    '<div><span class="what">'
)
LINKED, TEXT = '<a href="{}">{}</a></span>', ' <p class="written">{}</p>'
LATE, META = ' <span class="late">{}</span>', ' <span class="meta">{}</span>'


def in_lines(events: Iterable[Event]) -> SafeString:
    """Each event as a line."""
    return format_html_join("\n", "{}", ([_line(each)] for each in events))


def _line(event: Event) -> SafeString:
    """Its pattern has a place for each thing that the event tells: it is filled in one go."""
    line = LINE + (LINKED if event.url else "{}</span>") + (TEXT if event.text else "")
    if event.meta:
        line += LATE if event.state == "late" else META
    line += "</div></li>"
    return format_html(
        line,
        _css(event),
        event.on.isoformat(),
        event.when or as_day(event.on, "SHORT_WEEKDAY_DAY_FORMAT"),
        _pin(event),
        *([event.url] if event.url else []),
        event.title,
        *(words for words in (event.text, event.meta) if words),
    )


def _css(event: Event) -> object:
    css = " ".join(word for word in (event.state, "gate" if event.gate else "") if word)
    return format_html(' class="{}"', css) if css else ""


def _pin(event: Event) -> object:
    icon = "gate" if event.gate else event.icon if event.state != "today" else ""
    return component("components/icon.html", name=icon) if icon else ""
