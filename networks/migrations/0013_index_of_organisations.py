"""Who of a network belongs to an organisation is found, without a lock on the table.

May be run again after an interruption, which leaves an index that is not valid.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("networks", "0012_organisation_of_a_member")]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS network_organisation"],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="networkmember",
            index=models.Index(fields=["organisation"], name="network_organisation"),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
