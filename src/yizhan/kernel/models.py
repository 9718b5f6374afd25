# SPDX-License-Identifier: Apache-2.0
"""Tables of the house itself. Only kernel functions write them."""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One line of the journal: an event, who caused it, and what it changed. Never changed, never deleted."""

    event = models.CharField(max_length=80)
    subject = models.UUIDField()
    matter = models.UUIDField(null=True)
    station = models.BigIntegerField(null=True)
    act = models.UUIDField()
    post = models.BigIntegerField(null=True)
    role = models.CharField(max_length=32)
    facts = models.JSONField(default=dict)
    before = models.CharField(max_length=32, blank=True, default="")
    after = models.CharField(max_length=32, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["matter", "id"], name="entry_matter", condition=Q(matter__isnull=False)),
            models.Index(fields=["subject", "id"], name="entry_subject"),
            models.Index(fields=["station", "id"], name="entry_station"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event} {self.subject}"


class Seal(models.Model):
    """A closed stretch of the journal. `digest` covers its entries and the seal before; `marks` tell which one differs.

    Never changed, never deleted. `marks` is a list of pairs: the key of an entry and the first half of its digest.
    """

    number = models.PositiveBigIntegerField(unique=True)
    last = models.BigIntegerField()
    marks = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: to {self.last}"


class Act(models.Model):
    """A request that carried its own id, and what came of it, so that a repetition has no second effect."""

    key = models.UUIDField()
    post = models.BigIntegerField()
    operation = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    result_model = models.CharField(max_length=80, blank=True, default="")
    result_key = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "post"], name="act_once")]

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"


class Delivery(models.Model):
    """One reaction that one journal entry owes. Written with the entry, carried out after commit."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=80)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "reaction"], name="delivery_once")]
        indexes = [models.Index(fields=["due_at", "id"], name="delivery_due", condition=Q(done_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.reaction} for {self.entry_id}"


class Counter(models.Model):
    """The last number given out in one numbering: no gap and no repetition inside committed transactions."""

    scope = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope}: {self.last}"
