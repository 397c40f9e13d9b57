"""What was told of something due is found when that ends."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notifications", "0004_what_is_due")]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("due_id__isnull", False)),
                fields=["due_id"],
                name="notice_of_due",
            ),
        ),
    ]
