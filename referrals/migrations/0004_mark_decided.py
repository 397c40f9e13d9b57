from django.db import migrations
from django.db.models import Exists, Max, OuterRef

# So few at a time that nobody waits for their rows, and that no statement takes long.
AT_ONCE = 2_000


def mark(apps, schema_editor):
    """Mark what was decided before the triggers were there; may be run again."""
    Referral = apps.get_model("referrals", "Referral")
    Triage = apps.get_model("referrals", "Triage")
    decided = Exists(Triage.objects.filter(referral=OuterRef("pk")))
    last = Referral.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, AT_ONCE):
        some = Referral.objects.filter(pk__gte=first, pk__lt=first + AT_ONCE)
        some.filter(decided, is_decided=False).update(is_decided=True)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("referrals", "0003_is_decided")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop, elidable=True)]
