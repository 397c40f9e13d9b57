"""Final rows from before imprints get the names that are known today, and say the day."""

import pgtrigger
from django.db import migrations

from records.imprint import imprint_old_rows

KEPT = [
    "cases.Note:note_kept",
    "cases.CaseClosure:closure_kept",
    "cases.CustodyFact:custody_fact_kept",
]


def imprint(apps, schema_editor):
    """No word of a record changes: what it prints of its people is written beside it."""
    with pgtrigger.ignore(*KEPT):
        imprint_old_rows(schema_editor, "cases_note", ["written_by"])
        imprint_old_rows(schema_editor, "cases_caseclosure", ["closed_by"])
        imprint_old_rows(schema_editor, "cases_custodyfact", ["recorded_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_imprint"),
        ("accounts", "0009_partners_of_a_county"),
    ]

    operations = [
        migrations.RunPython(imprint, migrations.RunPython.noop),
    ]
