"""The acts of a county's administrator on its rules of time."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from records.refused import Refused
from timing.calendar import WorkingDayRule
from timing.models import TimeRule, WorkingDays
from timing.own_rules import kinds_in_working_days, newest_own, own_rules, print_of
from timing.repair import ask_for
from timing.vocabulary import Basis, DueKind


class SomebodyWasFaster(Refused):
    """Another administrator has saved a rule of the same kind since the page was opened."""

    words: Promise | str = _(
        "Somebody has saved another rule for the same since you opened this page, so nothing was "
        "saved. Open the page again to see it."
    )


class ChosenAlready(Refused):
    """The county has a choice of working days from the same day on."""

    field = "valid_from"
    words: Promise | str = _(
        "A choice from this day on has been saved already. Choose another day, or open the "
        "page again."
    )


class NotTheCountys(Exception):
    """A law or an agreement is not changed by a county: no page offers it."""


@transaction.atomic
def set_own_rule(*, rule: TimeRule, seen: str, by: User) -> None:
    """Keep an unsaved rule of the county, and have the dues of its kind derived anew.

    `seen` is the print of the newest own rule as the page showed it. A rule for the same
    day takes the place of that; a day that has passed keeps its rule. Where it says that
    the national one applies again, so does each own rule of a later day.
    """
    if rule.basis != Basis.TARGET or rule.county is None:
        raise NotTheCountys(rule.kind)
    # The national rules are the turnstile: a county's first rule has no row to lock.
    list(TimeRule.objects.select_for_update().filter(kind=rule.kind, county=None).order_by("pk"))
    newest = newest_own(rule, rule.county)
    if print_of(newest) != seen:
        raise SomebodyWasFaster
    own = own_rules(rule, rule.county)
    same_day = own.filter(valid_from=rule.valid_from).first()
    if same_day is not None:
        rule.pk, rule.version = same_day.pk, same_day.version + 1
    rule.save()
    details: dict[str, Any] = {"kind": str(rule.kind)}
    if rule.is_national_again:
        details["national"] = True
        later = own.filter(valid_from__gt=rule.valid_from)
        later.update(is_national_again=True, version=F("version") + 1)
    record(Action.TIME_RULE_SET, by=by, target=rule, details=details)
    ask_for([DueKind(rule.kind)], rule.county)


@transaction.atomic
def choose_working_days(
    *, county: Organisation, rule: WorkingDayRule, valid_from: dt.date, by: User
) -> None:
    """How the county counts working days for its targets, from a day on."""
    chosen = WorkingDays(county=county, rule=rule, valid_from=valid_from)
    _save_once(chosen)
    record(Action.WORKING_DAYS_CHOSEN, by=by, target=chosen, details={"rule": rule.value})
    ask_for(kinds_in_working_days(county), county)


def _save_once(chosen: Any) -> None:
    try:
        with transaction.atomic():
            chosen.save(force_insert=True)
    except IntegrityError:
        raise ChosenAlready from None
