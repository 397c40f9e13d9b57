"""Final rows from before imprints get the names that are known today, and say the day."""

import pgtrigger
from django.db import migrations

from records.imprint import imprint_old_rows

KEPT = [
    "referrals.Triage:triage_kept",
    "referrals.Transfer:transfer_kept",
    "referrals.CustodyReport:report_kept",
    "referrals.ReferralMessage:message_kept",
]


def imprint(apps, schema_editor):
    """No word of a record changes: what it prints of its people is written beside it."""
    with pgtrigger.ignore(*KEPT):
        imprint_old_rows(schema_editor, "referrals_triage", ["decided_by", "undone_by"])
        imprint_old_rows(schema_editor, "referrals_transfer", ["asked_by", "decided_by"])
        imprint_old_rows(schema_editor, "referrals_custodyreport", ["told_by", "decided_by"])
        imprint_old_rows(schema_editor, "referrals_referralmessage", ["written_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0023_imprint"),
        ("accounts", "0009_partners_of_a_county"),
    ]

    operations = [
        migrations.RunPython(imprint, migrations.RunPython.noop),
    ]
