"""That nobody goes on in a member's place is told with its reason."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_offer_answers"),
        ("networks", "0013_index_of_organisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="networkmember",
            name="nobody_because",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=200,
                verbose_name="why nobody needs to go on",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nobody_because", ""), ("nobody_needed", True), _connector="OR"
                ),
                name="member_reason_only_where_nobody_is_needed",
            ),
        ),
    ]
