"""The indexes of what a plan cites, made without a lock.

Each step may be run again after an interruption, which leaves an index that is not valid.
"""

import django.db.models.deletion
from django.db import migrations, models


def index(name: str, column: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        [
            # Waits for whoever holds the table, and takes its time.
            "SET lock_timeout = 0",
            "SET statement_timeout = 0",
            f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
            f"CREATE INDEX CONCURRENTLY {name} ON plans_planservice ({column})",
            "RESET statement_timeout",
            "RESET lock_timeout",
        ],
        f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
    )


def cited(name: str, to: str, words: str) -> migrations.AlterField:
    return migrations.AlterField(
        model_name="planservice",
        name=name,
        field=models.ForeignKey(
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to=to,
            verbose_name=words,
        ),
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("plans", "0005_services_live_on")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                index("plans_planservice_need", "need_id"),
                index("plans_planservice_service", "service_id"),
            ],
            state_operations=[
                cited("need", "continuity.need", "need"),
                cited("service", "continuity.service", "service"),
            ],
        )
    ]
