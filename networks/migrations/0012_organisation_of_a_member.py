"""A member may name an organisation of the directory.

The former version writes no key: it is null there, and found by the name at the next save.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0011_directory_imports")]

    operations = [
        migrations.AddField(
            model_name="networkmember",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="networks.directoryorganisation",
                verbose_name="organisation of the directory",
            ),
        ),
    ]
