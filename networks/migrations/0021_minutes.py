"""Minutes of network meetings, who came, what was decided and what became of it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_offer_answers"),
        ("networks", "0020_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("imprint", models.JSONField(db_default={}, default=dict, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("final", "Approved")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("begins", models.TimeField(verbose_name="begins at")),
                ("ends", models.TimeField(verbose_name="ends at")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("visit_prison", "Meeting in prison"),
                            ("visit_office", "Meeting at the office"),
                            ("visit_client", "Visit to the client"),
                            ("video", "Video meeting"),
                            ("phone", "Phone call"),
                            ("letter", "Letter"),
                            ("secure_message", "Secure message"),
                            ("via_prison_staff", "Through prison staff"),
                            ("sms", "Text message"),
                        ],
                        max_length=20,
                        verbose_name="how",
                    ),
                ),
                (
                    "participants",
                    models.CharField(blank=True, max_length=200, verbose_name="who came"),
                ),
                (
                    "talked",
                    models.TextField(
                        blank=True, max_length=10000, verbose_name="what was talked about"
                    ),
                ),
                (
                    "client_words",
                    models.TextField(
                        blank=True, max_length=10000, verbose_name="in the client’s own words"
                    ),
                ),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
                (
                    "approved_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="approved"),
                ),
                ("author_unit", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "correction_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=200,
                        verbose_name="reason for the correction",
                    ),
                ),
                ("is_supplement", models.BooleanField(default=False, editable=False)),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "corrects",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="networks.minutes",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="networks.meeting",
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
                "verbose_name": "minutes",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(editable=False)),
                ("text", models.CharField(max_length=200, verbose_name="what was decided")),
                ("actor", models.CharField(max_length=200, verbose_name="who sees to it")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                (
                    "continues",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.meetingdecision",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.networkmember",
                        verbose_name="member of the network",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="networks.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision of a meeting",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MinutesAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("client", "The client"),
                            ("worker", "Worker"),
                            ("member", "Member of the network"),
                            ("authority", "Authority"),
                            ("by_name", "Somebody else"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("8", "Prison and Probation Service of Finland"),
                            ("11.vth", "Prisoners’ Health Care Unit"),
                            ("3", "Employment services"),
                            ("2", "Kela"),
                            ("7", "Primary health care"),
                            ("4", "Mental health services"),
                            ("1.5", "Substance-use and addiction services"),
                            ("1", "Social welfare"),
                            ("1.1", "Services for families with children"),
                            ("1.2", "Child welfare"),
                            ("1.3", "Disability services"),
                            ("1.4", "Services for older people"),
                            ("1.6", "Family law services"),
                            ("5", "Youth services"),
                            ("6", "Education services"),
                            ("10", "Multi-sectoral employment services"),
                            ("11.debt", "Financial and debt counselling"),
                            ("11.enforcement", "Enforcement authority"),
                            ("11", "Other authority"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(editable=False, max_length=200)),
                ("came", models.BooleanField(default=True, editable=False)),
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
                    "minutes",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="networks.minutes",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "who came to a meeting",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("step", "Goes on as a step of the plan"),
                            ("not_needed", "No longer needed"),
                        ],
                        max_length=12,
                        verbose_name="what became of it",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("taken_back_at", models.DateTimeField(editable=False, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="networks.meetingdecision",
                    ),
                ),
            ],
            options={
                "verbose_name": "end of a decision",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("decision",),
                        name="decision_ends_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at", None), ("taken_back_by", None)),
                            models.Q(
                                ("taken_back_at__isnull", False), ("taken_back_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="decision_taken_back_at_and_by_together",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")),
                fields=("meeting",),
                name="one_draft_of_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None), ("status", "draft")),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("status", "final"),
                    ),
                    _connector="OR",
                ),
                name="minutes_approved_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction_reason", ""), ("corrects", None)),
                    models.Q(
                        ("corrects__isnull", False),
                        models.Q(("correction_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="correction_of_minutes_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))),
                name="minutes_end_after_they_begin",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="minutes_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" IN ('final'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1d69d61604df3d5bd11e438b22da46fda3711b46",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_minutes_frozen_15e71",
                    table="networks_minutes",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingdecision",
            constraint=models.UniqueConstraint(
                fields=("minutes", "position"), name="decision_has_a_place_of_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("actor", ""), _negated=True)
                ),
                name="decision_says_what_and_who",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_of_minutes_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_status text;",
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                SELECT status INTO parent_status FROM networks_minutes\n                WHERE id = OLD.minutes_id;\n                IF parent_status IN ('final') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                SELECT status INTO parent_status FROM networks_minutes\n                WHERE id = NEW.minutes_id;\n                IF parent_status IN ('final') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n            ",
                    hash="c82f54ebf27a85a3066a3f1700b29c50bc3bbafd",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_decision_of_minutes_kept_86185",
                    table="networks_meetingdecision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="minutesattendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(
                        models.Q(
                            ("authority", ""),
                            ("member", None),
                            ("user", None),
                            ("who__in", ["client", "by_name"]),
                        ),
                        models.Q(
                            ("authority", ""),
                            ("member", None),
                            ("user__isnull", False),
                            ("who", "worker"),
                        ),
                        models.Q(("member__isnull", False), ("user", None), ("who", "member")),
                        models.Q(
                            ("member", None),
                            ("user", None),
                            ("who", "authority"),
                            models.Q(("authority", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="minutesattendance_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutesattendance",
            constraint=models.UniqueConstraint(
                fields=("minutes", "who", "user", "member", "authority", "name"),
                name="once_in_minutes",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutesattendance",
            trigger=pgtrigger.compiler.Trigger(
                name="minutes_attendance_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_status text;",
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                SELECT status INTO parent_status FROM networks_minutes\n                WHERE id = OLD.minutes_id;\n                IF parent_status IN ('final') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                SELECT status INTO parent_status FROM networks_minutes\n                WHERE id = NEW.minutes_id;\n                IF parent_status IN ('final') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n            ",
                    hash="5dd8b380799e355b90b6270ab987b60bf0377a0b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_minutes_attendance_kept_06533",
                    table="networks_minutesattendance",
                    when="BEFORE",
                ),
            ),
        ),
    ]
