"""No list asks for plans by their day of review any more: what is due is read from its rows."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("plans", "0002_positions_are_unique")]

    operations = [RemoveIndexConcurrently(model_name="plan", name="plan_review_in_force")]
