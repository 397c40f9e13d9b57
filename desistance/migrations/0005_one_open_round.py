"""One open round of an occasion, and an index of who closed one; made without a lock."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

ONE = "one_open_round_of_an_occasion"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("desistance", "0004_closed_rounds_are_kept")]

    operations = [
        AddIndexConcurrently(
            model_name="checklist",
            index=models.Index(fields=["closed_by"], name="checklist_closed_by"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"CREATE UNIQUE INDEX CONCURRENTLY {ONE} ON desistance_checklist "
                    "(case_id, occasion) WHERE status = 'open'",
                    f"DROP INDEX CONCURRENTLY IF EXISTS {ONE}",
                )
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="checklist",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("case", "occasion"),
                        name=ONE,
                    ),
                )
            ],
        ),
    ]
