"""The indexes of what a plan cites, made without a lock."""

import django.db.models.deletion
from django.db import migrations, models


def index(name: str, column: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE INDEX CONCURRENTLY {name} ON plans_planservice ({column})",
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
