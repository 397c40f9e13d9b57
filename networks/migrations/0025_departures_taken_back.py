"""A departure that was told by mistake is taken back; the linter is passed by.

The table of departures holds the few that were told since 0015: making its index and its
constraint locks it for an instant.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_handovers"),
        ("networks", "0024_cancellations_taken_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="directorydeparture",
            name="departure_of_an_entry_once",
        ),
        migrations.AddField(
            model_name="directorydeparture",
            name="held_until",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="directorydeparture",
            name="taken_back_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="directorydeparture",
            name="taken_back_because",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=200
            ),
        ),
        migrations.AddField(
            model_name="directorydeparture",
            name="taken_back_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="networkmember",
            name="own_end",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="networkmember",
            name="own_end_reason",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=200
            ),
        ),
        migrations.AddField(
            model_name="networkmember",
            name="stays_despite",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="networks.directorydeparture",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="directorydeparture",
            trigger=pgtrigger.compiler.Trigger(
                name="departure_taken_back_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT (OLD.taken_back_at IS NOT NULL) THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' OR to_jsonb(OLD) - ARRAY[]::text[]\n                    IS DISTINCT FROM to_jsonb(NEW) - ARRAY[]::text[] THEN\n                RAISE EXCEPTION 'kept as it is: %', TG_TABLE_NAME;\n            END IF;\n            RETURN NEW;\n            ",
                    hash="6cd3ed6a78f0bc8d8dba35058835451f4fbfdb0e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_departure_taken_back_kept_6750c",
                    table="networks_directorydeparture",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="directorydeparture",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("organisation", "service", "person"),
                name="departure_of_an_entry_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="directorydeparture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("taken_back_at", None), ("taken_back_because", ""), ("taken_back_by", None)
                    ),
                    models.Q(
                        ("taken_back_at__isnull", False),
                        ("taken_back_by__isnull", False),
                        models.Q(("taken_back_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="departure_taken_back_by_somebody_because",
            ),
        ),
    ]
