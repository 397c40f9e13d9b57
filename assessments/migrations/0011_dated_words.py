"""The client's own words of a life area become rows; the next two carry them over and freeze them.

The former columns stay in the base for the former version, which writes them while this one
starts; a later release drops them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0010_supplements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="lifeareaentry",
            name="client_words",
            field=models.TextField(
                blank=True,
                db_default="",
                max_length=10000,
                verbose_name="in the client’s own words",
            ),
        ),
        migrations.CreateModel(
            name="ClientWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        editable=False, max_length=10000, verbose_name="in the client’s own words"
                    ),
                ),
                ("said_on", models.DateField(editable=False, null=True, verbose_name="said on")),
                (
                    "heard_by_name",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="heard by"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="assessments.lifeareaentry",
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="assessments.clientwords",
                    ),
                ),
            ],
            options={
                "verbose_name": "words of the client",
                "ordering": ["entry", "pk"],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="lifeareaentry", name="client_words"),
                migrations.RemoveField(model_name="lifeareaentry", name="client_words_on"),
            ],
        ),
    ]
