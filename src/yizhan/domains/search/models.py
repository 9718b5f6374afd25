# SPDX-License-Identifier: Apache-2.0
"""Searches that people keep. Hits are not kept anywhere: they are asked for each time."""

from django.db import models

from yizhan.kernel.ids import new_id


class SavedSearch(models.Model):
    """A search under a name. `wanted` is what it looks for; `seen` the newest key of each kind at the last look."""

    public_id = models.UUIDField(default=new_id, unique=True)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="saved_searches")
    name = models.CharField(max_length=60)
    wanted = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    looked_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_search_name_once")]

    def __str__(self) -> str:
        return self.name
