"""The tables of continuity.

The linter takes the unique index of needs for one of another table, as its condition has
brackets; it is made with its own table, which nobody uses yet.
"""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0012_gates_of_what_was_told"),
        ("networks", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("housing", "Housing"),
                            ("first_night", "First night"),
                            ("livelihood", "Livelihood"),
                            ("medication", "Medication"),
                            ("substitution", "Opioid substitution treatment"),
                            ("health", "Health care"),
                            ("mental_health", "Mental health"),
                            ("rehab_residential", "Substance-use rehabilitation, residential"),
                            ("rehab_open", "Substance-use treatment, outpatient"),
                            ("home_care", "Home care"),
                            ("work_education", "Work and education"),
                            ("debts", "Debts"),
                            ("family", "Social relations and family"),
                            ("parenting", "Parenting"),
                            ("peer", "Peer support"),
                            ("ability", "Ability to work and function"),
                            ("digital", "Digital services"),
                            ("bank", "Bank account and credentials"),
                            ("identity", "Identity document"),
                            ("address", "Address and post"),
                            ("residence", "Residence permit"),
                            ("phone", "Phone"),
                            ("transport", "Transport on the day"),
                            ("other", "Other need"),
                        ],
                        max_length=30,
                        verbose_name="need",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=10000, verbose_name="in the client’s words"
                    ),
                ),
                (
                    "gate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("freedom", "Start of supervised probationary freedom"),
                            ("release", "Release"),
                        ],
                        max_length=10,
                        verbose_name="at which gate",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                (
                    "noted_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="noted on"
                    ),
                ),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goal_reached", "The goal was reached"),
                            ("not_needed", "No longer needed"),
                            ("declined", "The client declined"),
                            ("replaced", "Replaced by another need"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="why it ended",
                    ),
                ),
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
                    "replaced_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="continuity.need",
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_on", None), models.Q(("kind", "other"), _negated=True)
                        ),
                        fields=("case", "kind"),
                        name="one_present_need_of_a_kind",
                    )
                ],
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Interim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("what", models.CharField(max_length=200, verbose_name="what helps meanwhile")),
                (
                    "by_whom",
                    models.CharField(blank=True, max_length=200, verbose_name="who sees to it"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "until_further_notice",
                    models.BooleanField(default=False, verbose_name="until further notice"),
                ),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
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
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interims",
                        to="continuity.need",
                    ),
                ),
            ],
            options={
                "verbose_name": "interim solution",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="NoNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("housing", "Housing"),
                            ("first_night", "First night"),
                            ("livelihood", "Livelihood"),
                            ("medication", "Medication"),
                            ("substitution", "Opioid substitution treatment"),
                            ("health", "Health care"),
                            ("mental_health", "Mental health"),
                            ("rehab_residential", "Substance-use rehabilitation, residential"),
                            ("rehab_open", "Substance-use treatment, outpatient"),
                            ("home_care", "Home care"),
                            ("work_education", "Work and education"),
                            ("debts", "Debts"),
                            ("family", "Social relations and family"),
                            ("parenting", "Parenting"),
                            ("peer", "Peer support"),
                            ("ability", "Ability to work and function"),
                            ("digital", "Digital services"),
                            ("bank", "Bank account and credentials"),
                            ("identity", "Identity document"),
                            ("address", "Address and post"),
                            ("residence", "Residence permit"),
                            ("phone", "Phone"),
                            ("transport", "Transport on the day"),
                            ("other", "Other need"),
                        ],
                        max_length=30,
                        verbose_name="need",
                    ),
                ),
                ("because", models.CharField(max_length=200, verbose_name="because")),
                (
                    "answered_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="answered on"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "no need",
                "ordering": ["-answered_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="service")),
                (
                    "provider",
                    models.CharField(blank=True, max_length=200, verbose_name="who provides it"),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("inside", "In prison"),
                            ("gate", "At the gate"),
                            ("outside", "Outside"),
                        ],
                        default="outside",
                        max_length=10,
                        verbose_name="where",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reference of the decision"
                    ),
                ),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
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
                    "contact_inside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.networkmember",
                        verbose_name="contact person in prison",
                    ),
                ),
                (
                    "contact_outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.networkmember",
                        verbose_name="contact person outside",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="continuity.need",
                        verbose_name="need",
                    ),
                ),
                (
                    "provider_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.networkmember",
                        verbose_name="who provides it, of the network",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "service",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ServiceState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planned", "Planned"),
                            ("applied", "Applied for"),
                            ("queued", "In the queue"),
                            ("refused", "Refused by the authority"),
                            ("not_taken", "Not taken by the client"),
                            ("granted", "Granted"),
                            ("running", "Running"),
                            ("ended", "Ended"),
                        ],
                        max_length=10,
                        verbose_name="how far it is",
                    ),
                ),
                (
                    "holds_from",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="since"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts")),
                (
                    "from_gate",
                    models.BooleanField(
                        default=False, verbose_name="from the gate on, whichever day that is"
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends")),
                (
                    "until_gate",
                    models.BooleanField(
                        default=False, verbose_name="until the gate, whichever day that is"
                    ),
                ),
                (
                    "first_appointment_on",
                    models.DateField(blank=True, null=True, verbose_name="first appointment"),
                ),
                (
                    "expected_on",
                    models.DateField(blank=True, null=True, verbose_name="expected, hoped for"),
                ),
                (
                    "queue_place",
                    models.CharField(blank=True, max_length=200, verbose_name="place in the queue"),
                ),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goal_reached", "The goal was reached"),
                            ("not_needed", "No longer needed"),
                            ("declined", "The client declined"),
                            ("stopped", "The service stopped giving it"),
                            ("replaced", "Another service took its place"),
                        ],
                        max_length=20,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "told_by",
                    models.CharField(blank=True, max_length=200, verbose_name="who told it"),
                ),
                (
                    "told_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="told on"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="continuity.service",
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back_by",
                        to="continuity.servicestate",
                    ),
                ),
            ],
            options={
                "verbose_name": "state of a service",
                "ordering": ["-holds_from", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on", None)),
                    models.Q(
                        ("ended_on__isnull", False), models.Q(("end_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="need_ends_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", "replaced"), ("replaced_by__isnull", False)),
                    models.Q(
                        models.Q(("end_reason", "replaced"), _negated=True), ("replaced_by", None)
                    ),
                    _connector="OR",
                ),
                name="need_replaced_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "other"), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="other_need_is_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="interim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("until_further_notice", False), _connector="XOR"
                ),
                name="interim_ends_or_goes_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="interim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="interim_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="interim",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="interim_is_told"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noneed",
            trigger=pgtrigger.compiler.Trigger(
                name="no_need_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="043780310050c21e5c9fbb3e1dea95e70861d580",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_need_kept_84b7d",
                    table="continuity_noneed",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="living_service_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", ""), ("takes_back__isnull", False)),
                    models.Q(models.Q(("state", ""), _negated=True), ("takes_back", None)),
                    _connector="OR",
                ),
                name="state_tells_or_takes_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="state_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestate",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_gate", False), ("starts_on", None), _connector="OR"),
                name="starts_on_a_day_or_at_the_gate",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestate",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_gate", False), ("ends_on", None), _connector="OR"),
                name="ends_on_a_day_or_at_the_gate",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ended"), models.Q(("ended_because", ""), _negated=True)),
                    models.Q(models.Q(("state", "ended"), _negated=True), ("ended_because", "")),
                    _connector="OR",
                ),
                name="service_ended_for_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicestate",
            trigger=pgtrigger.compiler.Trigger(
                name="service_state_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5b8ff69b70155227d65d42623d56e3fda66554b8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_service_state_kept_8aaa7",
                    table="continuity_servicestate",
                    when="BEFORE",
                ),
            ),
        ),
    ]
