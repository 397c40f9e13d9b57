"""Who of a network stays though the directory told a leaving is found, without a lock.

May be run again after an interruption, which leaves an index that is not valid.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("networks", "0025_departures_taken_back")]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS network_stays_despite"],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="networkmember",
            index=models.Index(
                fields=["stays_despite"],
                condition=models.Q(stays_despite__isnull=False),
                name="network_stays_despite",
            ),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
