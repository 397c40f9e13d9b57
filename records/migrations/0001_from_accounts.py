"""Form keys and held texts come from the app `accounts`; their tables stay as they are."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_pace_of_strangers"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="FormKey",
                    fields=[
                        ("key", models.UUIDField(primary_key=True, serialize=False)),
                        ("user_id", models.BigIntegerField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "form key",
                        "db_table": "accounts_formkey",
                        "indexes": [models.Index(fields=["at"], name="form_key_at")],
                    },
                ),
                migrations.CreateModel(
                    name="HeldText",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                        ),
                        ("sealed", models.BinaryField()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "writer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "held text",
                        "db_table": "accounts_heldtext",
                        "indexes": [models.Index(fields=["at"], name="held_text_at")],
                    },
                ),
            ],
        ),
    ]
