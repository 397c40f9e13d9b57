"""One rule a day for each kind of need, too.

The linter refuses a unique constraint on a table that is in use; this one takes an index
that was made without a lock, which is done at once. Each step may be run again after an
interruption, which leaves an index that is not valid, or the constraint beside the former.
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
                    [
                        f"ALTER TABLE timing_timerule DROP CONSTRAINT IF EXISTS {NEW}",
                        # Waits for whoever holds the table, and takes its time.
                        "SET lock_timeout = 0",
                        "SET statement_timeout = 0",
                        f"DROP INDEX CONCURRENTLY IF EXISTS {NEW}",
                        f"CREATE UNIQUE INDEX CONCURRENTLY {NEW} ON timing_timerule ({COLUMNS}) "
                        "NULLS NOT DISTINCT",
                        "RESET statement_timeout",
                        "RESET lock_timeout",
                    ],
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
