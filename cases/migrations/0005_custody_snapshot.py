"""Custody is told in the same words everywhere; the columns keep their names."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_opened_by_mistake"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(
                    model_name="custodyfact", name="release_not_before_custody"
                ),
                migrations.RenameField(
                    model_name="custodyfact", old_name="kind", new_name="custody_kind"
                ),
                migrations.RenameField(
                    model_name="custodyfact", old_name="started_on", new_name="custody_started_on"
                ),
                migrations.AlterField(
                    model_name="custodyfact",
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
                        db_column="kind",
                        max_length=40,
                        verbose_name="kind of custody",
                    ),
                ),
                migrations.AlterField(
                    model_name="custodyfact",
                    name="custody_started_on",
                    field=models.DateField(
                        blank=True, db_column="started_on", null=True, verbose_name="custody began"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="custodyfact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("release_on", None),
                            ("custody_started_on", None),
                            ("release_on__gte", models.F("custody_started_on")),
                            _connector="OR",
                        ),
                        name="release_not_before_custody",
                    ),
                ),
            ],
        ),
    ]
