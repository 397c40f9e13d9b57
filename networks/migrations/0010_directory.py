"""The directory of services: organisations, their services and contact persons.

The linter sees two unique indexes over small letters and takes them for those of a table that
is there; both tables are made here, and empty.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_decided_in_one_update"),
        ("networks", "0008_connections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DirectoryOrganisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name_fi", models.CharField(max_length=200, verbose_name="name in Finnish")),
                (
                    "name_sv",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Swedish"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                (
                    "valid_from",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="valid from"
                    ),
                ),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public", "Public service"),
                            ("other_actor", "Organisation or other actor"),
                        ],
                        max_length=20,
                        verbose_name="kind",
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
                        default="",
                        max_length=20,
                        verbose_name="authority",
                    ),
                ),
                (
                    "municipalities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="municipalities",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="county",
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
                "verbose_name": "organisation of the directory",
                "ordering": ["name_fi", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DirectoryPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "valid_from",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="valid from"
                    ),
                ),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="role")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=200, verbose_name="e-mail")),
                (
                    "is_public",
                    models.BooleanField(default=False, verbose_name="on the public page"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="networks.directoryorganisation",
                        verbose_name="organisation",
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
                "verbose_name": "contact person of the directory",
                "ordering": ["name", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DirectoryService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name_fi", models.CharField(max_length=200, verbose_name="name in Finnish")),
                (
                    "name_sv",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Swedish"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                (
                    "valid_from",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="valid from"
                    ),
                ),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "what_fi",
                    models.TextField(blank=True, max_length=1000, verbose_name="what, in Finnish"),
                ),
                (
                    "what_sv",
                    models.TextField(blank=True, max_length=1000, verbose_name="what, in Swedish"),
                ),
                (
                    "what_en",
                    models.TextField(blank=True, max_length=1000, verbose_name="what, in English"),
                ),
                (
                    "for_whom_fi",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="for whom, in Finnish"
                    ),
                ),
                (
                    "for_whom_sv",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="for whom, in Swedish"
                    ),
                ),
                (
                    "for_whom_en",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="for whom, in English"
                    ),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("low", "Low threshold: one may come without a referral"),
                            ("referral", "By referral or decision"),
                        ],
                        max_length=10,
                        verbose_name="how one gets it",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("fi", "Finnish"),
                                ("sv", "Swedish"),
                                ("en", "English"),
                                ("se", "Northern Sámi"),
                                ("ru", "Russian"),
                                ("et", "Estonian"),
                                ("ar", "Arabic"),
                                ("so", "Somali"),
                                ("fa", "Persian"),
                                ("uk", "Ukrainian"),
                                ("sgn", "Sign language"),
                            ],
                            max_length=3,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=200, verbose_name="e-mail")),
                ("web", models.URLField(blank=True, verbose_name="web address")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "visiting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Without an appointment"),
                            ("appointment", "By appointment"),
                            ("comes", "They come to where you are"),
                        ],
                        max_length=12,
                        verbose_name="visiting",
                    ),
                ),
                (
                    "hours_fi",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="opening hours, in Finnish"
                    ),
                ),
                (
                    "hours_sv",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="opening hours, in Swedish"
                    ),
                ),
                (
                    "hours_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="opening hours, in English"
                    ),
                ),
                (
                    "in_prison",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Comes to the prison"),
                            ("agreed", "Comes to the prison when it is agreed"),
                            ("no", "Does not come to the prison"),
                        ],
                        max_length=10,
                        verbose_name="in prison",
                    ),
                ),
                ("queue", models.CharField(blank=True, max_length=200, verbose_name="queue")),
                (
                    "queue_told_on",
                    models.DateField(blank=True, null=True, verbose_name="queue told on"),
                ),
                (
                    "checked_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="checked on"
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(default=False, verbose_name="on the public page"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="networks.directoryorganisation",
                        verbose_name="organisation",
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
                "verbose_name": "service of the directory",
                "ordering": ["organisation", "name_fi", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="directoryorganisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="directoryorganisation_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryorganisation",
            constraint=models.UniqueConstraint(
                models.F("county"),
                django.db.models.functions.text.Lower("name_fi"),
                name="organisation_is_listed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryorganisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("name_fi", ""), _negated=True),
                name="listed_organisation_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryorganisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("authority", ""), ("kind", "public"), _connector="OR"),
                name="only_a_public_organisation_is_an_authority",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="directoryorganisation",
            trigger=pgtrigger.compiler.Trigger(
                name="listed_organisation_stays_in_its_county",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."county_id" IS DISTINCT FROM (NEW."county_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="edd167747697631d46d55201dc3c226c99b8d40e",
                    operation="UPDATE",
                    pgid="pgtrigger_listed_organisation_stays_in_its_county_360ce",
                    table="networks_directoryorganisation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="directoryperson_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="listed_person_has_a_name"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="directoryperson",
            trigger=pgtrigger.compiler.Trigger(
                name="listed_person_stays_where_they_are",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="dd4cb2d4cf9fca008fdf179a3c0270de24fe9b5b",
                    operation="UPDATE",
                    pgid="pgtrigger_listed_person_stays_where_they_are_53e08",
                    table="networks_directoryperson",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="directoryservice_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryservice",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                django.db.models.functions.text.Lower("name_fi"),
                name="service_is_listed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryservice",
            constraint=models.CheckConstraint(
                condition=models.Q(("name_fi", ""), _negated=True), name="listed_service_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="directoryservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("queue", ""), ("queue_told_on", None)),
                    models.Q(
                        models.Q(("queue", ""), _negated=True), ("queue_told_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="queue_has_its_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="directoryservice",
            trigger=pgtrigger.compiler.Trigger(
                name="listed_service_stays_where_it_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2c7ef00442b95f40dfc2d662a6fcde858364e328",
                    operation="UPDATE",
                    pgid="pgtrigger_listed_service_stays_where_it_is_b39c3",
                    table="networks_directoryservice",
                    when="BEFORE",
                ),
            ),
        ),
    ]
