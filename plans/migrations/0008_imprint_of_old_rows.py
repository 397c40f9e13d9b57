"""Final rows from before imprints get the names that are known today, and say the day."""

import pgtrigger
from django.db import migrations

from records.imprint import imprint_old_rows

KEPT = [
    "plans.Review:review_kept",
    "plans.Plan:agreed_plan_only_ends",
]

# As `cases.letterhead.kept_letterhead` tells it: a unit's own address or number goes before
# the county's line.
LETTERHEADS = """
    UPDATE plans_plan SET
        identity_code = client.identity_code,
        imprint = plans_plan.imprint || jsonb_build_object('letterhead', jsonb_build_object(
            'county', jsonb_build_object(
                'fi', county.name_fi, 'sv', county.name_sv, 'en', county.name_en),
            'unit', jsonb_build_object('fi', unit.name_fi, 'sv', unit.name_sv, 'en', unit.name_en),
            'reach', jsonb_build_object(
                'address', CASE WHEN unit.address || unit.phone > '' THEN unit.address
                    ELSE county.contact_details END,
                'phone', CASE WHEN unit.phone > '' THEN unit.phone
                    WHEN unit.address > '' OR county.contact_details = '' THEN county.phone
                    ELSE '' END,
                'opening_hours', unit.opening_hours,
                'on_call_phone', CASE WHEN unit.on_call_phone > '' THEN unit.on_call_phone
                    ELSE county.on_call_phone END),
            'client', trim(client.first_names || ' ' || client.last_name),
            'birth_date', coalesce(to_char(client.birth_date, 'YYYY-MM-DD'), ''),
            'worker', coalesce(trim(worker.first_name || ' ' || worker.last_name), ''),
            'worker_title', coalesce(worker.title, '')))
    FROM cases_case AS matter
        JOIN cases_client AS client ON client.id = matter.client_id
        JOIN accounts_unit AS unit ON unit.id = matter.unit_id
        JOIN accounts_organisation AS county ON county.id = matter.county_id
        LEFT JOIN accounts_user AS worker ON worker.id = matter.responsible_id
    WHERE matter.id = plans_plan.case_id
        AND plans_plan.status <> 'draft' AND NOT plans_plan.imprint ? 'letterhead'
"""


def imprint(apps, schema_editor):
    """No word of a record changes: what it prints of its people is written beside it."""
    with pgtrigger.ignore(*KEPT):
        imprint_old_rows(schema_editor, "plans_review", ["reviewed_by"])
        imprint_old_rows(schema_editor, "plans_plan", ["agreed_by"])
        schema_editor.execute(LETTERHEADS)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0007_imprint"),
        ("accounts", "0009_partners_of_a_county"),
        ("cases", "0016_imprint_of_old_rows"),
    ]

    operations = [
        migrations.RunPython(imprint, migrations.RunPython.noop),
    ]
