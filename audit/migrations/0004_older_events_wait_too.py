"""Events of before the trigger that were not sealed yet wait for the chain, too.

In a transaction of its own, after the trigger is there: what was written without it is
committed by then, and what is written now has it.
"""

from django.db import migrations

WAIT = """
INSERT INTO audit_unsealedevent (event_id)
SELECT event.id FROM audit_auditevent AS event
WHERE NOT EXISTS (SELECT FROM audit_auditseal AS seal WHERE seal.event_id = event.id)
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_events_wait_for_seal")]

    operations = [migrations.RunSQL(WAIT, migrations.RunSQL.noop)]
