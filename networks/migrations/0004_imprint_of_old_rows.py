"""Final rows from before imprints get the names that are known today, and say the day."""

import pgtrigger
from django.db import migrations

from records.imprint import imprint_old_rows

KEPT = [
    "networks.NetworkWalkthrough:walkthrough_kept",
]


def imprint(apps, schema_editor):
    """No word of a record changes: what it prints of its people is written beside it."""
    with pgtrigger.ignore(*KEPT):
        imprint_old_rows(schema_editor, "networks_networkwalkthrough", ["written_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0003_imprint"),
        ("accounts", "0009_partners_of_a_county"),
    ]

    operations = [
        migrations.RunPython(imprint, migrations.RunPython.noop),
    ]
