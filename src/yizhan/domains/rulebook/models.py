# SPDX-License-Identifier: Apache-2.0
"""Values of rules. A new value is a new row with its day; earlier ones stay: matters were decided under them."""

from django.db import models

from yizhan.kernel.ids import new_id


class Rule(models.Model):
    """One value of one rule of one station from a day on."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="rules")
    key = models.CharField(max_length=80)
    value = models.IntegerField()
    valid_from = models.DateField()
    instrument = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "valid_from", "id"]
        indexes = [models.Index(fields=["station", "key", "-valid_from", "-id"], name="rule_in_force")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} from {self.valid_from}"
