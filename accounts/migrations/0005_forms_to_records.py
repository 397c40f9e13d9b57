"""Form keys and held texts belong to the app `records` now; nothing changes in the database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_pace_of_strangers"),
        ("records", "0001_from_accounts"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="FormKey"),
                migrations.DeleteModel(name="HeldText"),
            ],
        ),
    ]
