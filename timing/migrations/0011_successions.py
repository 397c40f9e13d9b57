"""Of whoever leaves a network the worker is told until somebody follows."""

import datetime as dt

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RULE = {
    "kind": "succession",
    "basis": "target",
    "anchor": "leaving",
    "count": 0,
    "valid_from": dt.date(2015, 4, 1),
    "told_before": [14, 0],
    "told_again": 7,
    "escalated": 14,
}


def write(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the national target."""
    apps.get_model("timing", "TimeRule").objects.create(**RULE)


class Migration(migrations.Migration):
    dependencies = [
        ("timing", "0010_answers_of_those_asked"),
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
            name="anchor",
            field=models.CharField(
                choices=[
                    ("referral_arrived", "the contact arrived"),
                    ("referral_offered", "the contact was offered to another county"),
                    ("question_asked", "the question was asked"),
                    ("asked_to_take_part", "somebody was asked to take part"),
                    ("case_opened", "the case was opened"),
                    ("client_contact", "the last contact with the client"),
                    ("custody_recorded", "custody facts were recorded last"),
                    ("gate", "the release"),
                    ("agreed_day", "the agreed day"),
                    ("expiry", "the day of expiry"),
                    ("finished", "the assessment, the plan or the review was finished"),
                    ("leaving", "somebody leaves the network"),
                    ("none", "at once"),
                ],
                max_length=20,
                verbose_name="counted from",
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
