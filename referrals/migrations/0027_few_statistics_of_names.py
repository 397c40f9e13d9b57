"""Few statistics of names as they sound, of contacts: planning compares each with each word.

The planner tries every word that is looked for, with up to a dozen other forms of a first name,
on each value that ANALYZE kept. With a hundred of them that took ten times as long as the search
among those that wait. Clients, of whom there are many more, keep a hundred.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referrals", "0026_what_helps")]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE referrals_referral ALTER COLUMN name_key SET STATISTICS 10",
                "ANALYZE referrals_referral (name_key)",
            ],
            [
                "ALTER TABLE referrals_referral ALTER COLUMN name_key SET STATISTICS -1",
                "ANALYZE referrals_referral (name_key)",
            ],
        ),
    ]
