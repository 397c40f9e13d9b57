"""Contacts are found by name and code, whether they wait or are decided on.

Each step may be run again after an interruption, which leaves an index that is not valid.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


def anew(name: str) -> migrations.RunSQL:
    """Waits for whoever holds the table, however long, and removes what a failure left."""
    return migrations.RunSQL(
        ["SET lock_timeout = 0", f"DROP INDEX CONCURRENTLY IF EXISTS {name}"],
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("referrals", "0018_months_and_one_name")]

    operations = [
        anew("referral_sent_key"),
        AddIndexConcurrently(
            model_name="referral",
            index=GinIndex(
                fields=["name_key"],
                opclasses=["gin_trgm_ops"],
                condition=models.Q(status="sent"),
                name="referral_sent_key",
            ),
        ),
        anew("referral_sent_code"),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["identity_code"],
                condition=models.Q(status="sent"),
                name="referral_sent_code",
            ),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
