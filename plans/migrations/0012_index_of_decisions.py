"""Taking a decision out of a draft looks for steps that began with it, without reading all.

Made without a lock on the table. May be run again after an interruption, which leaves an index
that is not valid.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("plans", "0011_step_of_a_decision")]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS step_of_a_decision"],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="step",
            index=models.Index(fields=["decision"], name="step_of_a_decision"),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
