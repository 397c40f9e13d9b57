"""One rule a day for each kind of need, too.

The linter refuses a unique constraint on a table that is in use; this one takes an index
that was made without a lock, which is done at once.
"""

from django.db import migrations, models

FORMER, NEW = "one_time_rule_a_day", "one_rule_a_day_and_need"
COLUMNS = "kind, county_id, track, trigger, need, valid_from"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("timing", "0003_needs")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"CREATE UNIQUE INDEX CONCURRENTLY {NEW} ON timing_timerule ({COLUMNS}) "
                    "NULLS NOT DISTINCT",
                    f"DROP INDEX CONCURRENTLY IF EXISTS {NEW}",
                ),
                migrations.RunSQL(
                    f"ALTER TABLE timing_timerule ADD CONSTRAINT {NEW} UNIQUE USING INDEX {NEW}",
                    f"ALTER TABLE timing_timerule DROP CONSTRAINT IF EXISTS {NEW}",
                ),
                migrations.RunSQL(
                    f"ALTER TABLE timing_timerule DROP CONSTRAINT IF EXISTS {FORMER}",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="timerule", name=FORMER),
                migrations.AddConstraint(
                    model_name="timerule",
                    constraint=models.UniqueConstraint(
                        fields=("kind", "county", "track", "trigger", "need", "valid_from"),
                        name=NEW,
                        nulls_distinct=False,
                    ),
                ),
            ],
        )
    ]
