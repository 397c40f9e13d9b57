"""Whom an invitation was to, and which time it told; the linter is passed by.

The table came with 0022 and holds the few invitations since: making its index locks it
for an instant.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0022_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="meetinginvitation",
            name="told_day",
            field=models.DateField(editable=False, null=True, verbose_name="day that was told"),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="told_hour",
            field=models.TimeField(editable=False, null=True, verbose_name="hour that was told"),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="told_end",
            field=models.TimeField(editable=False, null=True, verbose_name="end that was told"),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="who",
            field=models.CharField(
                blank=True,
                choices=[
                    ("client", "The client"),
                    ("worker", "Worker"),
                    ("member", "Member of the network"),
                    ("authority", "Authority"),
                    ("by_name", "Somebody else"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="user",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
