"""What waits for a mail is found by its receiver; no notice waits for one of its own."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notifications", "0007_mailed_before")]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("cancelled_at", None), ("mail_id", None), ("read_at", None)),
                fields=["receiver", "due_at"],
                name="notice_to_be_mailed",
            ),
        ),
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("mail_id__isnull", False)),
                fields=["mail_id"],
                name="notice_of_mail",
            ),
        ),
        RemoveIndexConcurrently(model_name="notice", name="notice_due"),
    ]
