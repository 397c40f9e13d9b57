"""Final rows from before imprints get the names that are known today, and say the day."""

import pgtrigger
from django.db import migrations

from records.imprint import imprint_old_rows

KEPT = [
    "assessments.Assessment:assessment_frozen",
]


def imprint(apps, schema_editor):
    """No word of a record changes: what it prints of its people is written beside it."""
    with pgtrigger.ignore(*KEPT):
        imprint_old_rows(schema_editor, "assessments_assessment", ["finalised_by"])
        # The title of the day has been kept all along.
        schema_editor.execute(
            "UPDATE assessments_assessment"
            " SET imprint = jsonb_set(imprint, '{finalised_by,title}', to_jsonb(author_title))"
            " WHERE imprint ? 'finalised_by' AND author_title <> ''"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_imprint"),
        ("accounts", "0009_partners_of_a_county"),
    ]

    operations = [
        migrations.RunPython(imprint, migrations.RunPython.noop),
    ]
