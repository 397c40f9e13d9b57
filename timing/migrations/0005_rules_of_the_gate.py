"""How long each kind of need must be covered from the gate on, and when gaps are told.

Targets of the product's own, until a county sets others: no law sets such spans. Open
substance-use treatment begins within three working days, since the first week outside is
the most dangerous one.
"""

import datetime as dt
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FROM = dt.date(2015, 4, 1)

# Days of cover without a break, the day of the gate being the first.
COVERED = {
    "housing": 60,
    "substitution": 60,
    "livelihood": 30,
    "medication": 30,
    "home_care": 30,
    "rehab_residential": 14,
    "transport": 1,
}
# Begun, or a first appointment, so many days after the gate.
BEGUN = [
    "health",
    "mental_health",
    "work_education",
    "debts",
    "family",
    "parenting",
    "peer",
    "ability",
    "digital",
    "bank",
    "identity",
    "address",
    "residence",
    "phone",
    "other",
]


def rule(**values: Any) -> dict[str, Any]:
    return {"kind": "gap", "basis": "target", "anchor": "gate", "valid_from": FROM} | values


RULES = [
    *(rule(need=need, count=days, is_cover=True) for need, days in COVERED.items()),
    rule(need="first_night", count=1, span="working_days", is_cover=True),
    *(rule(need=need, count=14) for need in BEGUN),
    rule(need="rehab_open", count=3, span="working_days"),
    # From when on a gap is a task, and when it is told of: on short tracks at once.
    rule(count=0, shown_before=84, told_before=[84, 28, 14], told_again=7, escalated=14),
    *(
        rule(count=0, track=track, shown_before=366, told_before=[366, 7, 2], escalated=7)
        for track in ("short", "fine_conversion", "remand")
    ),
    {
        "kind": "service_expires",
        "basis": "target",
        "anchor": "expiry",
        "count": 0,
        "valid_from": FROM,
        "shown_before": 14,
        "told_before": [14, 0],
    },
]


def write(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the national rules."""
    TimeRule = apps.get_model("timing", "TimeRule")
    TimeRule.objects.bulk_create([TimeRule(**values) for values in RULES])


class Migration(migrations.Migration):
    dependencies = [("timing", "0004_one_rule_a_need")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=True)]
