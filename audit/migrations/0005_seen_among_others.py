"""Whom a list, a search or a comparison showed."""

import django.contrib.postgres.fields
from django.db import migrations, models


def keys() -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.BigIntegerField(), null=True, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_older_events_wait_too")]

    operations = [
        migrations.AddField(model_name="auditevent", name="client_ids", field=keys()),
        migrations.AddField(model_name="auditevent", name="referral_ids", field=keys()),
    ]
