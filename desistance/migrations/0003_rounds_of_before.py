"""Rounds that were followed by another one count as closed.

Until now a round could be written in for ever. In each case the newest one stays open, and
all that came before it are as they were left; of a closed case all are. Nobody closed them,
so they name no closer and no time. No word of them changes.
"""

from django.db import migrations

from records.imprint import imprint_old_rows

CLOSE = """
    UPDATE desistance_checklist AS former SET status = 'closed'
    FROM cases_case AS matter
    WHERE matter.id = former.case_id AND former.status = 'open' AND (
        matter.status = 'closed'
        OR EXISTS (
            SELECT FROM desistance_checklist AS newer
            WHERE newer.case_id = former.case_id
                AND (newer.filled_at, newer.id) > (former.filled_at, former.id)
        )
    )
"""


def close(apps, schema_editor):
    """Close them, and keep who is known to have filled them in; open ones are signed later."""
    schema_editor.execute(CLOSE)
    imprint_old_rows(schema_editor, "desistance_checklist", ["filled_by"])
    schema_editor.execute("UPDATE desistance_checklist SET imprint = '{}' WHERE status = 'open'")


class Migration(migrations.Migration):
    dependencies = [
        ("desistance", "0002_rounds"),
        ("accounts", "0012_decided_in_one_update"),
    ]

    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
