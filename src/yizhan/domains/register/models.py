# SPDX-License-Identifier: Apache-2.0
"""Mergers of entries and changes of units: who proposed, who agreed, and what went with it."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.register.rules import REASON_LIMIT
from yizhan.domains.register.states import OPEN, ChangeState, MergerState
from yizhan.kernel.ids import new_id


class Merger(models.Model):
    """Two entries of the register that are one person. `person` is the one that counts."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="mergers")
    state = models.CharField(max_length=12, choices=MergerState)
    version = models.PositiveIntegerField(default=1)
    duplicate = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="mergers")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON_LIMIT)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=list)
    """The keys of the entries that went along: the duplicate, and what had been merged into it before."""
    closed_account = models.ForeignKey("network.Account", on_delete=models.PROTECT, null=True, related_name="+")
    """The duplicate's account, where the person had another one; taking back opens it again."""
    closing_words = models.CharField(max_length=REASON_LIMIT, blank=True, default="")
    """Why it was dropped or taken back."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MergerState.values), name="merger_state"),
            models.CheckConstraint(condition=~Q(duplicate=F("person")), name="merger_of_two"),
            models.UniqueConstraint(fields=["duplicate"], condition=Q(state__in=sorted(OPEN)), name="merger_once"),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate} → {self.person}"


class Change(models.Model):
    """Units that end on a day: merged into one, split into several, or without anybody who follows."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="unit_changes")
    state = models.CharField(max_length=12, choices=ChangeState)
    version = models.PositiveIntegerField(default=1)
    former = models.ManyToManyField("network.Organization", related_name="ends")
    followers = models.ManyToManyField("network.Organization", related_name="beginnings")
    last_day = models.DateField()
    carried = models.JSONField(default=dict)
    """Which post goes on in which unit, by public ids; the others end."""
    reason = models.CharField(max_length=REASON_LIMIT)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    closing_words = models.CharField(max_length=REASON_LIMIT, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="unit_change_state")]

    def __str__(self) -> str:
        former, followers = self.names
        return f"{former} → {followers}" if followers else former

    @property
    def names(self) -> tuple[str, str]:
        """The names of the units that end, and of those that follow."""
        return "、".join(one.name for one in self.former.all()), "、".join(one.name for one in self.followers.all())
