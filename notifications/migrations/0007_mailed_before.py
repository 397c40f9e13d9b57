"""What was mailed notice by notice is not mailed again; what may not have left is shown.

A receiver of such a notice gets one row among the mails that a person looks at. Notices
that wait for a mail at this moment go into the next daily one.
"""

from django.db import migrations

SHOW = """
INSERT INTO notifications_mail
  (kind, key, receiver_id, address, subject, text, parameters, quiet_on, state, created_at,
   try_at, attempts, claimed_at, failure)
SELECT DISTINCT ON (receiver_id)
  'digest', 'before|' || receiver_id, receiver_id, '', '', '', '{}'::jsonb, '{}'::date[],
  'uncertain', claimed_at, claimed_at, 1, claimed_at, ''
FROM notifications_notice
WHERE claimed_at IS NOT NULL AND mailed_at IS NULL AND read_at IS NULL AND cancelled_at IS NULL
ORDER BY receiver_id, claimed_at
"""
HIDE = "DELETE FROM notifications_mail WHERE key LIKE 'before|%'"
COVER = """
UPDATE notifications_notice AS notice
SET mail_id = COALESCE(
  (SELECT mail.id FROM notifications_mail AS mail WHERE mail.key = 'before|' || notice.receiver_id),
  0
)
WHERE claimed_at IS NOT NULL AND read_at IS NULL AND cancelled_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0006_outbox")]

    operations = [
        migrations.RunSQL(SHOW, HIDE),
        migrations.RunSQL(COVER, migrations.RunSQL.noop),
    ]
