"""Meetings that are agreed with the client, who is asked to them, and why one was not held."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_offer_answers"),
        ("networks", "0016_index_of_departures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
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
                            ("network", "Network meeting"),
                            ("one_to_one", "Meeting of client and worker"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="kind of meeting",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Agreed"),
                            ("held", "Held"),
                            ("cancelled", "Was not held"),
                        ],
                        default="planned",
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
                    "place",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where, or by what means"
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(blank=True, max_length=200, verbose_name="interpreter"),
                ),
                (
                    "participants",
                    models.CharField(blank=True, max_length=200, verbose_name="who is asked"),
                ),
                (
                    "client_chose",
                    models.BooleanField(
                        default=False, verbose_name="the client has chosen who is asked"
                    ),
                ),
                ("calendar_uid", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                    "note",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting",
                        to="cases.note",
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
                "verbose_name": "meeting",
                "ordering": ["-on", "-begins", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingAsked",
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
                (
                    "meeting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
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
                "verbose_name": "who is asked to a meeting",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingCancellation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("imprint", models.JSONField(db_default={}, default=dict, editable=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("called_off", "It was called off"),
                            ("not_come", "Somebody did not come"),
                        ],
                        max_length=10,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("client", "For a reason of the client’s"),
                            ("organisation", "For a reason of ours or of another organisation"),
                        ],
                        max_length=12,
                        verbose_name="why",
                    ),
                ),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                (
                    "words",
                    models.TextField(blank=True, max_length=10000, verbose_name="more about it"),
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
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation",
                        to="networks.meeting",
                    ),
                ),
                (
                    "new_meeting",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instead_of",
                        to="networks.meeting",
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
                "verbose_name": "meeting that was not held",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(editable=False)),
                ("words", models.CharField(max_length=200, verbose_name="topic")),
                ("is_shown", models.BooleanField(default=False, verbose_name="shown to everybody")),
                (
                    "meeting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="networks.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic of a meeting",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["case", "on"], name="meeting_of_case"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))),
                name="meeting_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("note", None),
                    models.Q(("kind", "one_to_one"), ("status", "held")),
                    _connector="OR",
                ),
                name="note_of_a_held_meeting_of_two",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="meeting_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" IN ('held', 'cancelled'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ad0a7b8b9f0077537d1ece00e83b6551f343a4cb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_meeting_kept_6374f",
                    table="networks_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingasked",
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
                name="meetingasked_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingasked",
            constraint=models.UniqueConstraint(
                fields=("meeting", "who", "user", "member", "authority", "name"),
                name="asked_once_to_a_meeting",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingasked",
            trigger=pgtrigger.compiler.Trigger(
                name="asked_to_meeting_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_status text;",
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                SELECT status INTO parent_status FROM networks_meeting\n                WHERE id = OLD.meeting_id;\n                IF parent_status IN ('held', 'cancelled') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                SELECT status INTO parent_status FROM networks_meeting\n                WHERE id = NEW.meeting_id;\n                IF parent_status IN ('held', 'cancelled') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n            ",
                    hash="b8d7e16c9204692740fc7b261be0c748eb044276",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_asked_to_meeting_kept_e95f3",
                    table="networks_meetingasked",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingcancellation",
            trigger=pgtrigger.compiler.Trigger(
                name="meeting_cancellation_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f5407d8d6b0a1c4b59d1c1b9765a39c95f5caede",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_meeting_cancellation_kept_18cf7",
                    table="networks_meetingcancellation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingtopic",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="topic_has_words"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingtopic",
            trigger=pgtrigger.compiler.Trigger(
                name="topic_of_meeting_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_status text;",
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                SELECT status INTO parent_status FROM networks_meeting\n                WHERE id = OLD.meeting_id;\n                IF parent_status IN ('held', 'cancelled') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                SELECT status INTO parent_status FROM networks_meeting\n                WHERE id = NEW.meeting_id;\n                IF parent_status IN ('held', 'cancelled') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n            ",
                    hash="8b314afe16ac2d2f6a844d3ac70f89b2bc1b21b4",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_topic_of_meeting_kept_2aec4",
                    table="networks_meetingtopic",
                    when="BEFORE",
                ),
            ),
        ),
    ]
