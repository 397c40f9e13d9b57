"""The parameters of a notice in the words of its reader, who may have changed the language."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from notifications.vocabulary import COUNTED, SUBJECTS

# Each is an ISO day; in older notices the words that were written when they were told.
DAYS = ("day", "first", "last")


def in_words(parameters: dict[str, Any], count: int = 1) -> dict[str, Any]:
    """What is due, how much of it and what about, and the days, as the reader writes them."""
    days = {name: _day(parameters[name]) for name in DAYS if name in parameters}
    return parameters | days | _of_due(parameters, count)


def _of_due(parameters: dict[str, Any], count: int) -> dict[str, str]:
    words = {}
    if "what" in parameters:
        words["what"] = _counted(parameters["what"], count)
    if "case" in parameters:
        words["about"] = _("Case %(number)s") % {"number": parameters["case"]}
    if "contact" in parameters:
        words["about"] = _("Contact %(reference)s") % {"reference": parameters["contact"]}
    if "on_week" in parameters:
        words["day"] = _("week %(week)s") % {"week": parameters["on_week"]}
    elif "what" in parameters and "day" not in parameters:
        words["day"] = _("at once")
    return words


def _counted(what: str, count: int) -> str:
    """What is due; how many of it, where one line stands for several."""
    if count == 1:
        return str(SUBJECTS[what])
    if what in COUNTED:
        return str(COUNTED[what] % {"n": count})
    return f"{SUBJECTS[what]} ({count})"


def _day(written: str) -> str:
    try:
        return date_format(dt.date.fromisoformat(written))
    except ValueError:
        return written
