"""Whoever the newest fact tells to be outside is out since then; see `cases.outside.out_since`."""

from django.db import migrations

OUTSIDE = """
    UPDATE cases_case SET released_on = LEAST(newest.release_on, newest.recorded_on)
    FROM (
        SELECT DISTINCT ON (case_id) case_id, kind, release_on,
            (recorded_at AT TIME ZONE 'Europe/Helsinki')::date AS recorded_on
        FROM cases_custodyfact ORDER BY case_id, id DESC
    ) AS newest
    WHERE newest.case_id = cases_case.id AND newest.kind NOT IN (
        '', 'prison_sentence', 'fine_conversion', 'remand', 'life_sentence', 'full_term'
    )
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_release_and_outcome")]

    operations = [migrations.RunSQL(OUTSIDE, migrations.RunSQL.noop, elidable=True)]
