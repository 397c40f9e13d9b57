"""A county's rule that says: from this day on the national one applies again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timing", "0005_rules_of_the_gate")]

    operations = [
        migrations.AddField(
            model_name="timerule",
            name="is_national_again",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="the national one again"
            ),
        ),
    ]
