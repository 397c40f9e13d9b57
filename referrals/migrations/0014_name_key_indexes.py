"""Waiting contacts are found by the kept key of their names, by code and by birth date.

Each step may be run again after an interruption, which leaves an index that is not valid.
The former version looks by the two indexes that go last.
"""

from django.contrib.postgres.indexes import GinIndex
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

    dependencies = [("referrals", "0013_name_key")]

    operations = [
        anew("referral_waiting_key"),
        AddIndexConcurrently(
            model_name="referral",
            index=GinIndex(
                fields=["name_key"],
                opclasses=["gin_trgm_ops"],
                condition=models.Q(status="sent", is_decided=False),
                name="referral_waiting_key",
            ),
        ),
        anew("referral_undated_key"),
        AddIndexConcurrently(
            model_name="referral",
            index=GinIndex(
                fields=["name_key"],
                opclasses=["gin_trgm_ops"],
                condition=models.Q(status="sent", is_decided=False, birth_date=None),
                name="referral_undated_key",
            ),
        ),
        anew("referral_waiting_code"),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["identity_code"],
                condition=models.Q(status="sent", is_decided=False),
                name="referral_waiting_code",
            ),
        ),
        anew("referral_waiting_born"),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["birth_date"],
                condition=models.Q(status="sent", is_decided=False, birth_date__isnull=False),
                name="referral_waiting_born",
            ),
        ),
        RemoveIndexConcurrently(model_name="referral", name="referral_waiting_name"),
        RemoveIndexConcurrently(model_name="referral", name="referral_undated_name"),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
