import django.contrib.postgres.indexes
import django.contrib.postgres.operations
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cases", "0002_search_names"),
    ]

    operations = [
        django.contrib.postgres.operations.AddIndexConcurrently(
            model_name="client",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_key"], name="client_name_key", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
