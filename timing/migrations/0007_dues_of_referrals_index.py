"""What is due with contacts is found among what is due in all cases.

May be run again after an interruption, which leaves an index that is not valid.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("timing", "0006_national_again")]

    operations = [
        migrations.RunSQL(
            [
                "SET lock_timeout = 0",
                "DROP INDEX CONCURRENTLY IF EXISTS due_present_of_referrals",
            ],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="due",
            index=models.Index(
                fields=["kind", "referral_id"],
                condition=models.Q(ended_at=None, referral_id__isnull=False),
                name="due_present_of_referrals",
            ),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
