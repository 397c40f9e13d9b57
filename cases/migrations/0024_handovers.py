"""An open case is handed over to another county, with a copy of what was chosen."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_decided_in_one_update"),
        ("cases", "0023_offer_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReceivedHandover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("imprint", models.JSONField(db_default={}, default=dict, editable=False)),
                ("document", models.JSONField(verbose_name="what came along")),
                ("language", models.CharField(max_length=2)),
                ("offered_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "from_county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="county",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "what another county handed over",
            },
        ),
        migrations.CreateModel(
            name="CaseHandover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("imprint", models.JSONField(db_default={}, default=dict, editable=False)),
                ("is_on_paper", models.BooleanField(default=False, verbose_name="on paper")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("consent", "The client’s consent"),
                            ("law", "A provision of law"),
                        ],
                        max_length=10,
                        verbose_name="ground",
                    ),
                ),
                ("consent_on", models.DateField(null=True, verbose_name="the client consented on")),
                (
                    "ground_words",
                    models.TextField(max_length=10000, verbose_name="how, or which provision"),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("custody", "Custody and release"),
                                ("needs", "Needs and their services"),
                                ("network", "Network"),
                                ("assessment", "Service-need assessment in force"),
                                ("plan", "Client plan in force"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("document", models.JSONField(verbose_name="what goes along")),
                ("language", models.CharField(max_length=2)),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for the other county"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("because", models.TextField(blank=True, max_length=10000, verbose_name="reason")),
                (
                    "received_by",
                    models.CharField(blank=True, max_length=200, verbose_name="who received it"),
                ),
                ("received_on", models.DateField(null=True, verbose_name="received on")),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="county",
                    ),
                ),
            ],
            options={
                "verbose_name": "handover of a case to another county",
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "waiting")),
                        fields=["to_county", "offered_at"],
                        name="handover_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "waiting")),
                        fields=("case",),
                        name="one_waiting_handover_of_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent_on__isnull", False), ("ground", "consent")),
                            models.Q(("consent_on", None), ("ground", "law")),
                            _connector="OR",
                        ),
                        name="handover_with_the_day_of_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("outcome", "waiting")
                            ),
                            models.Q(
                                models.Q(("outcome", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="handover_is_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["waiting", "accepted"]),
                            models.Q(("because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handover_ends_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_on_paper", True), ("outcome", "accepted"), _negated=True),
                            models.Q(
                                models.Q(("received_by", ""), _negated=True),
                                ("received_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="papers_are_received_by_somebody",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casehandover",
            trigger=pgtrigger.compiler.Trigger(
                name="handover_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL OR NEW.decided_at IS NULL\n                    OR to_jsonb(OLD) - ARRAY['decided_at', 'outcome', 'decided_by_id', 'because', 'received_by', 'received_on', 'imprint']::text[]\n                    IS DISTINCT FROM to_jsonb(NEW) - ARRAY['decided_at', 'outcome', 'decided_by_id', 'because', 'received_by', 'received_on', 'imprint']::text[] THEN\n                RAISE EXCEPTION 'kept as it is: %', TG_TABLE_NAME;\n            END IF;\n            RETURN NEW;\n            ",
                    hash="cfc3a25bc72374653dda9573fa74c572113bea1f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_handover_kept_aba14",
                    table="cases_casehandover",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receivedhandover",
            trigger=pgtrigger.compiler.Trigger(
                name="received_handover_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1f87de6310bd78c8eff2ff569468a01364b114c3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_received_handover_kept_17195",
                    table="cases_receivedhandover",
                    when="BEFORE",
                ),
            ),
        ),
    ]
