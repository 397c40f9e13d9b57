"""Who was invited to a meeting, how and when."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_offer_answers"),
        ("networks", "0021_minutes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("imprint", models.JSONField(db_default={}, default=dict, editable=False)),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="who")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("letter", "By letter"),
                            ("phone", "By phone"),
                            ("mail", "By a mail that tells only the day and the hours"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="date"),
                ),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cases.case",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="networks.meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.networkmember",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation to a meeting",
                "ordering": ["on", "pk"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetinginvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="meeting_invitation_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cef0e9615f9d1e21bee41b78919471b519ca0e32",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_meeting_invitation_kept_64344",
                    table="networks_meetinginvitation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
