"""The partners of a county are found by it; made without a lock."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("accounts", "0008_people_of_a_county")]

    operations = [
        AddIndexConcurrently(
            model_name="organisation",
            index=models.Index(fields=["kept_by"], name="organisation_kept_by"),
        ),
    ]
