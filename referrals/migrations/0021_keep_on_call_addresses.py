from django.db import migrations


def keep(apps, schema_editor):
    """The place of a county's service on call goes beside its number; may be run again."""
    Organisation = apps.get_model("accounts", "Organisation")
    for place in apps.get_model("referrals", "OnCallService").objects.exclude(address=""):
        county = Organisation.objects.filter(pk=place.county_id, on_call_address="")
        county.update(on_call_address=place.address)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("accounts", "0010_on_call_address"),
        ("referrals", "0020_reading_and_on_call"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
