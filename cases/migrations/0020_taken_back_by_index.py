"""Who took a file back is a key with an index, like every other; made without a lock."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0019_name_pairs")]

    operations = [
        AddIndexConcurrently(
            model_name="casefile",
            index=models.Index(fields=["taken_back_by"], name="case_file_taken_back_by"),
        ),
    ]
