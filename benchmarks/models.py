"""The table behind the floor's page."""

from django.conf import settings
from django.db import models


class FloorRow(models.Model):
    """One row of a plain list: found by owner and day through its index."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    due_on = models.DateField()
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    changed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["owner", "due_on"], name="floor_row_of_owner")]

    def __str__(self) -> str:
        return self.number
