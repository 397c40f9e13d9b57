"""Clients are found by the last name as it sounds.

May be run again after an interruption, which leaves an index that is not valid.
"""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cases", "0005_custody_snapshot"),
    ]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS client_name_start"],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="client",
            index=models.Index(
                models.F("county"),
                django.contrib.postgres.indexes.OpClass("name_key", name="text_pattern_ops"),
                name="client_name_start",
            ),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
