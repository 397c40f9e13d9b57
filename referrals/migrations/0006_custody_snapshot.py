"""A report tells custody in the same words as a contact.

The column keeps its default, which the former version counts on while this one starts.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_custody_snapshot"),
        ("referrals", "0005_waiting_and_latest"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="custodyreport",
                    name="custody_kind",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("prison_sentence", "Prison sentence"),
                            ("fine_conversion", "Conversion sentence for unpaid fines"),
                            ("remand", "Remand imprisonment"),
                            ("life_sentence", "Life sentence"),
                            ("full_term", "Full term or combination sentence"),
                            ("supervised_probationary_freedom", "Supervised probationary freedom"),
                            ("conditional_release", "Conditional release"),
                            ("monitoring_sentence", "Monitoring sentence"),
                            ("community_service", "Community service"),
                            ("juvenile_punishment", "Juvenile punishment"),
                            ("not_in_custody", "Not in custody"),
                        ],
                        max_length=40,
                        verbose_name="kind of custody",
                    ),
                ),
            ],
        ),
    ]
