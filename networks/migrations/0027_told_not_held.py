"""Whoever was invited by mail may be told by mail that the meeting is not held."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0026_index_of_stays"),
    ]

    operations = [
        migrations.AddField(
            model_name="meetinginvitation",
            name="tells_not_held",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
