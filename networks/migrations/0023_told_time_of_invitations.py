"""Which time an invitation told, so that whoever knows only a former one is seen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0022_invitations")]

    operations = [
        migrations.AddField(
            model_name="meetinginvitation",
            name="told_day",
            field=models.DateField(editable=False, null=True, verbose_name="day that was told"),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="told_hour",
            field=models.TimeField(editable=False, null=True, verbose_name="hour that was told"),
        ),
    ]
