"""The table of addresses is used no more, and holds nothing back.

It stays for the former version, which reads it while this one starts; a later release
drops it.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0021_keep_on_call_addresses")]

    operations = [
        migrations.AlterField(
            model_name="oncallservice",
            name="county",
            field=models.OneToOneField(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="on_call_service",
                to="accounts.organisation",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="OnCallService")],
        ),
    ]
