"""Counties, prisons and municipalities stand in every installation."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from accounts.reference.load import load_reference_data


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the rows of `accounts/reference`."""
    load_reference_data(
        apps.get_model("accounts", "Organisation"),
        apps.get_model("accounts", "Municipality"),
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=True)]
