# SPDX-License-Identifier: Apache-2.0
"""What people set aside. Findings themselves are never kept: they follow from the wording."""

from django.db import models


class SetAside(models.Model):
    """A finding that somebody let stand, and why. `key` is the finding's; `words` is what it was about, masked."""

    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="set_aside")
    key = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    words = models.CharField(max_length=80, blank=True, default="")
    reason = models.CharField(max_length=500)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="set_aside")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "key"], name="finding_set_aside_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.words}"
