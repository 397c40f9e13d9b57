from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("referrals", "0004_mark_decided")]

    operations = [
        RemoveIndexConcurrently(model_name="referral", name="referral_inbox"),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                fields=["county", "sent_at"],
                condition=models.Q(status="sent", is_decided=False),
                name="referral_waiting",
            ),
        ),
        AddIndexConcurrently(
            model_name="triage",
            index=models.Index(fields=["-decided_at", "-id"], name="triage_latest"),
        ),
    ]
