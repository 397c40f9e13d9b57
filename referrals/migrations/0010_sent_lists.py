"""The sender's list is read from two indexes: of an organisation and of a holder.

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

    dependencies = [("referrals", "0009_tell_release")]

    operations = [
        anew("referral_of_house"),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["holder_organisation", "-sent_at", "-id"],
                include=["holder"],
                condition=models.Q(status="sent"),
                name="referral_of_house",
            ),
        ),
        anew("referral_of_holder"),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["holder", "holder_organisation", "-sent_at", "-id"],
                condition=models.Q(status="sent"),
                name="referral_of_holder",
            ),
        ),
        RemoveIndexConcurrently(model_name="referral", name="referral_house"),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
