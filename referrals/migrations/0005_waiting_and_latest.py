"""Waiting contacts and the latest decisions have indexes of their own.

Each step may be run again after an interruption, which leaves an index that is not valid.
The former version reads by the index that goes last of all.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


def anew(name: str) -> migrations.RunSQL:
    """Waits for whoever holds the table, however long, and removes what a failure left."""
    return migrations.RunSQL(
        ["SET lock_timeout = 0", f"DROP INDEX CONCURRENTLY IF EXISTS {name}"],
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("referrals", "0004_mark_decided")]

    operations = [
        anew("referral_waiting"),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["county", "sent_at"],
                condition=models.Q(status="sent", is_decided=False),
                name="referral_waiting",
            ),
        ),
        anew("triage_latest"),
        AddIndexConcurrently(
            model_name="triage",
            index=models.Index(fields=["-decided_at", "-id"], name="triage_latest"),
        ),
        RemoveIndexConcurrently(model_name="referral", name="referral_inbox"),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
