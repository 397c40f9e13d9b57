"""That somebody of the directory leaves, and which members of networks left with it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_offer_answers"),
        ("networks", "0014_nobody_because"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DirectoryDeparture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departures",
                        to="networks.directoryorganisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.directoryperson",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.directoryservice",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "departure from the directory",
            },
        ),
        migrations.AddField(
            model_name="networkmember",
            name="departure",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="networks.directorydeparture",
                verbose_name="departure from the directory",
            ),
        ),
        migrations.AddConstraint(
            model_name="directorydeparture",
            constraint=models.UniqueConstraint(
                fields=("organisation", "service", "person"),
                name="departure_of_an_entry_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="directorydeparture",
            constraint=models.CheckConstraint(
                condition=models.Q(("service", None), ("person", None), _connector="OR"),
                name="departure_of_one_entry",
            ),
        ),
    ]
