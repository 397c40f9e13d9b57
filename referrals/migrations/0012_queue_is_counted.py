"""The queue is counted by its index alone: what is offered to another county stands in it.

Each step may be run again after an interruption, which leaves an index that is not valid.
The former version reads by the index that goes last.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("referrals", "0011_undated_names")]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS referral_waits"],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["county", "sent_at"],
                include=["offered_county"],
                condition=models.Q(status="sent", is_decided=False),
                name="referral_waits",
            ),
        ),
        RemoveIndexConcurrently(model_name="referral", name="referral_waiting"),
    ]
