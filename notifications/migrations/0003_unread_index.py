"""Every page counts its reader's unread notices: by an index of them alone."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("notifications", "0002_kinds_of_contacts"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("cancelled_at", None), ("read_at", None)),
                fields=["receiver", "due_at"],
                name="notice_unread",
            ),
        ),
    ]
