"""A cancellation is taken back once; the linter is passed by.

The table came with 0020 and holds the few meetings that were not held since: making its
index and its constraint locks it for an instant.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_handovers"),
        ("networks", "0023_told_time_of_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="meeting_kept",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meetingcancellation",
            name="meeting_cancellation_kept",
        ),
        migrations.AddField(
            model_name="meetingcancellation",
            name="taken_back_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="meetingcancellation",
            name="taken_back_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="meetingcancellation",
            name="meeting",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cancellations",
                to="networks.meeting",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="meeting_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" IN ('held'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="64b33c1ec17b34927245f9ddc91d251b26e7f391",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_meeting_kept_6374f",
                    table="networks_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="cancelled_meeting_is_not_held",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" = 'held' AND OLD.\"status\" = 'cancelled')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="91fb347d86fcf44470cdfbc208cff3913ac26692",
                    operation="UPDATE",
                    pgid="pgtrigger_cancelled_meeting_is_not_held_bb569",
                    table="networks_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="cancelled_meeting_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT (OLD.status = 'cancelled') THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' OR to_jsonb(OLD) - ARRAY['status', 'version']::text[]\n                    IS DISTINCT FROM to_jsonb(NEW) - ARRAY['status', 'version']::text[] THEN\n                RAISE EXCEPTION 'kept as it is: %', TG_TABLE_NAME;\n            END IF;\n            RETURN NEW;\n            ",
                    hash="4ce24f89992966325e2c6ce4fb7739a91030ab9e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_cancelled_meeting_kept_813a3",
                    table="networks_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingcancellation",
            trigger=pgtrigger.compiler.Trigger(
                name="meeting_cancellation_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'DELETE' OR OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL\n                    OR to_jsonb(OLD) - ARRAY['taken_back_at', 'taken_back_by_id', 'imprint']::text[]\n                    IS DISTINCT FROM to_jsonb(NEW) - ARRAY['taken_back_at', 'taken_back_by_id', 'imprint']::text[] THEN\n                RAISE EXCEPTION 'kept as it is: %', TG_TABLE_NAME;\n            END IF;\n            RETURN NEW;\n            ",
                    hash="3685cafaa501bd995fc19903b707bd50464bccb6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_meeting_cancellation_kept_18cf7",
                    table="networks_meetingcancellation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingcancellation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("meeting",),
                name="meeting_cancelled_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingcancellation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by", None)),
                    models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
                    _connector="OR",
                ),
                name="cancellation_taken_back_at_and_by_together",
            ),
        ),
    ]
