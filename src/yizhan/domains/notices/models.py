# SPDX-License-Identifier: Apache-2.0
"""Notices: one journal entry, one person, read or not. The words are made when somebody looks."""

from django.db import models
from django.db.models import Q

from yizhan.domains.notices.states import Audience
from yizhan.kernel.ids import new_id


class Notice(models.Model):
    """That a person is to know of an entry of the journal. `post` says which of the person's posts it concerns."""

    public_id = models.UUIDField(default=new_id, unique=True)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="notices")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="notices")
    audience = models.CharField(max_length=16, choices=Audience)
    entry = models.ForeignKey("kernel.Entry", on_delete=models.PROTECT, related_name="notices")
    matter = models.UUIDField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="notice_once"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="notice_audience"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_list"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.entry_id}"
