"""Who of a network left with whom of the directory is found, without a lock on the table.

May be run again after an interruption, which leaves an index that is not valid.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("networks", "0015_departures")]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS network_departure"],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="networkmember",
            index=models.Index(
                fields=["departure"],
                condition=models.Q(departure__isnull=False),
                name="network_departure",
            ),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
