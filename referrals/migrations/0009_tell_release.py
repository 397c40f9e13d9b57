from django.db import migrations
from django.db.models import Max

# So few at a time that nobody waits for their rows, and that no statement takes long.
AT_ONCE = 2_000


def tell(apps, schema_editor):
    """Let the trigger work the day out for what was there before it; may be run again."""
    Referral = apps.get_model("referrals", "Referral")
    last = Referral.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, AT_ONCE):
        some = Referral.objects.filter(pk__gte=first, pk__lt=first + AT_ONCE)
        some.filter(release_told=None).update(release_told=None)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("referrals", "0008_release_told")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop, elidable=True)]
