"""The spans that law and the service's own targets set, each once.

The laws: the Social Welfare Act (1301/2014, SHL) as changed by 677/2023. For an adult of
working age it sets no number of days. The targets are the product's own until a county
sets others.
"""

import datetime as dt
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# The day on which the Social Welfare Act came into force.
FROM = dt.date(2015, 4, 1)


def law(kind: str, law: str, anchor: str, **values: Any) -> dict[str, Any]:
    return {"kind": kind, "basis": "law", "law": law, "anchor": anchor, **values}


def target(kind: str, anchor: str, **values: Any) -> dict[str, Any]:
    return {"kind": kind, "basis": "target", "anchor": anchor, **values}


def agreed(kind: str, **values: Any) -> dict[str, Any]:
    return {"kind": kind, "basis": "agreed", "anchor": "agreed_day", "count": 0, **values}


SEVENTH = {"count": 7, "span": "working_days"}
THIRD = {"count": 3, "span": "working_days"}

RULES = [
    # Only from a contact of the person's own side, and only for those whom SHL 36 § names.
    law(
        "begins_by_law",
        "SHL 36 §",
        "referral_arrived",
        **SEVENTH,
        trigger="own_side",
        told_before=[3, 0],
        told_again=1,
        escalated=1,
    ),
    law(
        "begins_by_law",
        "SHL 36 §",
        "referral_arrived",
        **SEVENTH,
        trigger="child",
        told_before=[3, 0],
        told_again=1,
        escalated=1,
    ),
    law(
        "ready_by_law",
        "SHL 36 §",
        "referral_arrived",
        count=3,
        span="months",
        trigger="child",
        shown_before=28,
        told_before=[28, 7, 0],
        told_again=3,
        escalated=1,
    ),
    law("office_holder", "SHL 42 §", "none", trigger="special_support", told_before=[0]),
    target("personal_worker", "none", told_before=[0], told_again=7),
    target("custody_report", "none"),
    target("contact_person", "none"),
    target("after_short_stay", "none"),
    target("first_meeting", "case_opened", **SEVENTH, told_before=[0], told_again=7, escalated=14),
    target(
        "assessment",
        "gate",
        count=4,
        span="weeks",
        is_before=True,
        told_before=[0],
        told_again=14,
        escalated=14,
    ),
    target(
        "plan",
        "gate",
        count=2,
        span="weeks",
        is_before=True,
        told_before=[0],
        told_again=7,
        escalated=10,
    ),
    target("release_unknown", "custody_recorded", count=4, span="weeks", told_before=[0]),
    target("release_unsure", "gate", count=4, span="weeks", is_before=True, told_before=[0]),
    target("release", "gate", count=0, told_before=[28, 14, 7]),
    *(
        target("release", "gate", count=0, track=track, told_before=[7, 2])
        for track in ("short", "fine_conversion", "remand")
    ),
    target("release_passed", "gate", count=1, told_before=[0], told_again=3, escalated=7),
    target("first_days", "gate", count=0, shown_before=28),
    target("first_weeks", "gate", count=2, span="weeks", told_before=[7], escalated=7),
    target("silence", "client_contact", count=30, shown_before=0, told_before=[0], escalated=14),
    agreed("review", told_before=[7, 0], told_again=7, escalated=14),
    agreed("step", told_before=[0], told_again=7, escalated=21),
    agreed("follow_up", shown_before=0, told_before=[0], told_again=7),
    target("referral_decision", "referral_arrived", **THIRD, told_before=[0], escalated=3),
    target("question", "question_asked", **THIRD, told_before=[0], told_again=7),
    target("transfer", "referral_offered", **THIRD, told_before=[0], told_again=3),
]


def write(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the national rules."""
    TimeRule = apps.get_model("timing", "TimeRule")
    TimeRule.objects.bulk_create([TimeRule(valid_from=FROM, **values) for values in RULES])


class Migration(migrations.Migration):
    dependencies = [("timing", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=True)]
