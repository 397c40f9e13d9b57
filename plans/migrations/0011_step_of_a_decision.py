"""A step may begin with what was decided in a network meeting."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0021_minutes"),
        ("plans", "0010_who_took_part_in_a_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="decision",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="networks.meetingdecision",
            ),
        ),
    ]
