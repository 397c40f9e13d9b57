"""The gates of what has been told until now, as `cases.gates.gates_told` reads it."""

from django.db import migrations

FREEDOM = """
    UPDATE cases_case SET gate_kind = 'freedom',
        later_gate_on = CASE WHEN newest.ahead THEN newest.release_on END,
        later_gate_certainty = CASE
            WHEN newest.ahead AND newest.release_on IS NOT NULL THEN newest.release_certainty
            ELSE 'unknown' END
    FROM (
        SELECT fact.*, fact.kind = 'supervised_probationary_freedom'
            AND fact.release_on > kept.released_on AS ahead
        FROM cases_case AS kept JOIN LATERAL (
            SELECT case_id, kind, release_on, release_kind, release_certainty
            FROM cases_custodyfact WHERE case_id = kept.id ORDER BY id DESC LIMIT 1
        ) AS fact ON true
    ) AS newest
    WHERE newest.case_id = cases_case.id AND (
        newest.kind = 'supervised_probationary_freedom'
        OR newest.release_kind = 'to_supervised_probationary_freedom'
    )
"""
NONE = """
    UPDATE cases_case SET gate_kind = 'none'
    WHERE EXISTS (SELECT FROM cases_custodyfact WHERE case_id = cases_case.id)
    AND NOT EXISTS (
        SELECT FROM cases_custodyfact WHERE case_id = cases_case.id AND (
            release_on IS NOT NULL OR released_on IS NOT NULL OR kind IN (
                '', 'prison_sentence', 'fine_conversion', 'remand', 'life_sentence',
                'full_term', 'supervised_probationary_freedom'
            )
        )
    )
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_gates")]

    operations = [
        migrations.RunSQL(FREEDOM, migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL(NONE, migrations.RunSQL.noop, elidable=True),
    ]
