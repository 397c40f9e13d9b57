"""How fast strangers may go on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_national_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("used_until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "pace",
                "indexes": [models.Index(fields=["used_until"], name="pace_used_until")],
            },
        ),
    ]
