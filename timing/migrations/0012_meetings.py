"""Agreed meetings are told of the day before, and again until it is recorded that they were held."""

import datetime as dt

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FROM = dt.date(2015, 4, 1)
AGREED = {"basis": "agreed", "anchor": "agreed_day", "count": 0, "valid_from": FROM}
RULES = [
    AGREED | {"kind": "meeting", "told_before": [1], "told_again": 3, "escalated": 14},
    AGREED | {"kind": "meeting_decision", "told_before": [0], "told_again": 7, "escalated": 21},
]


def write(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the national rules."""
    for values in RULES:
        apps.get_model("timing", "TimeRule").objects.create(**values)


class Migration(migrations.Migration):
    dependencies = [
        ("timing", "0011_successions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="due",
            name="kind",
            field=models.CharField(
                choices=[
                    ("release_passed", "A release that nobody has confirmed"),
                    ("custody_report", "A change that the sender reported"),
                    ("personal_worker", "Personal worker"),
                    ("office_holder", "Worker in public office"),
                    ("begins_by_law", "Beginning of the assessment, by law"),
                    ("ready_by_law", "A child’s assessment ready, by law"),
                    ("gap", "A gap at the gate"),
                    ("service_expires", "A grant or an application that expires"),
                    ("first_meeting", "First meeting"),
                    ("first_days", "The first days after the release"),
                    ("review", "Review of the plan"),
                    ("assessment", "Assessment"),
                    ("asked_answer", "Answer of somebody who was asked to take part"),
                    ("later_areas", "Life areas left for later"),
                    ("plan", "Plan"),
                    ("step", "Step of the plan"),
                    ("meeting", "An agreed meeting"),
                    ("meeting_decision", "A decision of a meeting"),
                    ("release_unknown", "A release day that is not known"),
                    ("release_unsure", "A release day that is not confirmed"),
                    ("first_weeks", "The first weeks after the release"),
                    ("after_short_stay", "How the work goes on after a short stay"),
                    ("succession", "Who goes on after somebody who leaves"),
                    ("contact_person", "A contact person who is missing"),
                    ("round", "Talk of what supports desistance"),
                    ("silence", "Contact with the client"),
                    ("follow_up", "Follow-up after closing"),
                    ("release", "Release"),
                    ("referral_decision", "Decision on a contact"),
                    ("question", "Answer to a question"),
                    ("transfer", "Answer to another county"),
                ],
                max_length=30,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="timerule",
            name="kind",
            field=models.CharField(
                choices=[
                    ("release_passed", "A release that nobody has confirmed"),
                    ("custody_report", "A change that the sender reported"),
                    ("personal_worker", "Personal worker"),
                    ("office_holder", "Worker in public office"),
                    ("begins_by_law", "Beginning of the assessment, by law"),
                    ("ready_by_law", "A child’s assessment ready, by law"),
                    ("gap", "A gap at the gate"),
                    ("service_expires", "A grant or an application that expires"),
                    ("first_meeting", "First meeting"),
                    ("first_days", "The first days after the release"),
                    ("review", "Review of the plan"),
                    ("assessment", "Assessment"),
                    ("asked_answer", "Answer of somebody who was asked to take part"),
                    ("later_areas", "Life areas left for later"),
                    ("plan", "Plan"),
                    ("step", "Step of the plan"),
                    ("meeting", "An agreed meeting"),
                    ("meeting_decision", "A decision of a meeting"),
                    ("release_unknown", "A release day that is not known"),
                    ("release_unsure", "A release day that is not confirmed"),
                    ("first_weeks", "The first weeks after the release"),
                    ("after_short_stay", "How the work goes on after a short stay"),
                    ("succession", "Who goes on after somebody who leaves"),
                    ("contact_person", "A contact person who is missing"),
                    ("round", "Talk of what supports desistance"),
                    ("silence", "Contact with the client"),
                    ("follow_up", "Follow-up after closing"),
                    ("release", "Release"),
                    ("referral_decision", "Decision on a contact"),
                    ("question", "Answer to a question"),
                    ("transfer", "Answer to another county"),
                ],
                max_length=30,
                verbose_name="kind",
            ),
        ),
        migrations.RunPython(write, migrations.RunPython.noop, elidable=True),
    ]
