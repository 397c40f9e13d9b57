"""The timeline as markup: what `components/timeline.html` takes.

Drawn by a function, as the cells of lists are (decision 29): a case has thirty of these.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caseload.case_page.event import Event
from listings.markup import component
from listings.values import as_day


def in_lines(events: Iterable[Event]) -> SafeString:
    """Each event as a line."""
    return format_html_join("\n", "{}", ([_line(each)] for each in events))


def _line(event: Event) -> SafeString:
    css = " ".join(word for word in (event.state, "gate" if event.gate else "") if word)
    return format_html(
        '<li{}><time datetime="{}">{}</time> <span class="pin" aria-hidden="true">{}</span>'
        '<div><span class="what">{}</span>{}{}</div></li>',
        format_html(' class="{}"', css) if css else "",
        event.on.isoformat(),
        event.when or as_day(event.on, "SHORT_WEEKDAY_DAY_FORMAT"),
        _pin(event),
        format_html('<a href="{}">{}</a>', event.url, event.title) if event.url else event.title,
        format_html(' <p class="written">{}</p>', event.text) if event.text else "",
        _meta(event),
    )


def _pin(event: Event) -> object:
    icon = "gate" if event.gate else event.icon if event.state != "today" else ""
    return component("components/icon.html", name=icon) if icon else ""


def _meta(event: Event) -> object:
    if not event.meta:
        return ""
    css = "late" if event.state == "late" else "meta"
    return format_html(' <span class="{}">{}</span>', css, event.meta)
