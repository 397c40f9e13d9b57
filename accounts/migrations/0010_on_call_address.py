from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_partners_of_a_county"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="on_call_address",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="address of the on-call service",
            ),
        )
        for name in ("organisation", "unit")
    ]
