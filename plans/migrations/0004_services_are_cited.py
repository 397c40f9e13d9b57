"""An agreed plan cites the living needs and services of its case.

The former version goes on while this runs and names none of the new columns: those that may
not be empty have a default in the database.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("continuity", "0001_needs_and_services"),
        ("plans", "0003_no_index_of_reviews"),
    ]

    operations = [
        migrations.AddField(
            model_name="planservice",
            name="expected_on",
            field=models.DateField(blank=True, null=True, verbose_name="expected, hoped for"),
        ),
        migrations.AddField(
            model_name="planservice",
            name="first_appointment_on",
            field=models.DateField(blank=True, null=True, verbose_name="first appointment"),
        ),
        migrations.AddField(
            model_name="planservice",
            name="from_gate",
            field=models.BooleanField(
                db_default=False,
                default=False,
                verbose_name="from the gate on, whichever day that is",
            ),
        ),
        migrations.AddField(
            model_name="planservice",
            name="need",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="continuity.need",
                verbose_name="need",
            ),
        ),
        migrations.AddField(
            model_name="planservice",
            name="need_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("housing", "Housing"),
                    ("first_night", "First night"),
                    ("livelihood", "Livelihood"),
                    ("medication", "Medication"),
                    ("substitution", "Opioid substitution treatment"),
                    ("health", "Health care"),
                    ("mental_health", "Mental health"),
                    ("rehab_residential", "Substance-use rehabilitation, residential"),
                    ("rehab_open", "Substance-use treatment, outpatient"),
                    ("home_care", "Home care"),
                    ("work_education", "Work and education"),
                    ("debts", "Debts"),
                    ("family", "Social relations and family"),
                    ("parenting", "Parenting"),
                    ("peer", "Peer support"),
                    ("ability", "Ability to work and function"),
                    ("digital", "Digital services"),
                    ("bank", "Bank account and credentials"),
                    ("identity", "Identity document"),
                    ("address", "Address and post"),
                    ("residence", "Residence permit"),
                    ("phone", "Phone"),
                    ("transport", "Transport on the day"),
                    ("other", "Other need"),
                ],
                db_default="",
                default="",
                max_length=30,
                verbose_name="need",
            ),
        ),
        migrations.AddField(
            model_name="planservice",
            name="need_words",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                max_length=10000,
                verbose_name="in the client’s words",
            ),
        ),
        migrations.AddField(
            model_name="planservice",
            name="service",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="continuity.service",
                verbose_name="service",
            ),
        ),
        migrations.AddField(
            model_name="planservice",
            name="until_gate",
            field=models.BooleanField(
                db_default=False,
                default=False,
                verbose_name="until the gate, whichever day that is",
            ),
        ),
        migrations.AlterField(
            model_name="planservice",
            name="place",
            field=models.CharField(
                blank=True,
                choices=[("inside", "In prison"), ("gate", "At the gate"), ("outside", "Outside")],
                max_length=10,
                verbose_name="where",
            ),
        ),
        migrations.AlterField(
            model_name="planservice",
            name="state",
            field=models.CharField(
                blank=True,
                choices=[
                    ("planned", "Planned"),
                    ("applied", "Applied for"),
                    ("queued", "In the queue"),
                    ("refused", "Refused by the authority"),
                    ("not_taken", "Not taken by the client"),
                    ("granted", "Granted"),
                    ("running", "Running"),
                    ("ended", "Ended"),
                ],
                max_length=10,
                verbose_name="how far it is",
            ),
        ),
    ]
