"""Two goals of a plan, or two steps of a goal, never stand in the same place.

The former version goes on while this runs: it takes the lock of the case before it numbers,
so that it has never written a place twice on purpose.
"""

import pgtrigger
from django.db import migrations, models

# Rows that share a place are numbered in the order in which they were shown.
NUMBER_ANEW = """
    UPDATE {table} SET position = numbered.place
    FROM (
        SELECT id, row_number() OVER (PARTITION BY {parent} ORDER BY position, id) AS place
        FROM {table}
        WHERE {parent} IN (
            SELECT {parent} FROM {table} GROUP BY {parent}, position HAVING count(*) > 1
        )
    ) AS numbered
    WHERE {table}.id = numbered.id AND {table}.position <> numbered.place
"""


def number_anew(apps, schema_editor):
    """The order of no plan changes, so the agreed ones may be numbered too."""
    agreed = ["plans.Goal:goal_of_agreed_plan_kept", "plans.Step:step_of_agreed_plan_kept"]
    with pgtrigger.ignore(*agreed):
        schema_editor.execute(NUMBER_ANEW.format(table="plans_goal", parent="plan_id"))
        schema_editor.execute(NUMBER_ANEW.format(table="plans_step", parent="goal_id"))


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(number_anew, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(
                fields=("plan", "position"), name="goal_has_a_place_of_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                fields=("goal", "position"), name="step_has_a_place_of_its_own"
            ),
        ),
    ]
