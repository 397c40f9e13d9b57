"""They are found by client and by contact without reading the log.

May be run again after an interruption, which leaves an index that is not valid.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

INDEXES = {"client_ids": "audit_among_clients", "referral_ids": "audit_among_referrals"}


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("audit", "0005_seen_among_others")]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0"]
            + [f"DROP INDEX CONCURRENTLY IF EXISTS {name}" for name in INDEXES.values()],
            migrations.RunSQL.noop,
        ),
        *(
            AddIndexConcurrently(
                model_name="auditevent",
                index=GinIndex(
                    fields=[column],
                    name=name,
                    condition=models.Q(**{f"{column}__isnull": False}),
                ),
            )
            for column, name in INDEXES.items()
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
