# SPDX-License-Identifier: Apache-2.0
"""What was learned from a station's decisions, what was suggested, and what people made of it; categories of items."""

from django.db import models
from django.db.models import Q

from yizhan.domains.suggestions.states import UNFINISHED, LearningState, Question, State
from yizhan.kernel.ids import new_id


class Filing(models.Model):
    """Under which of its station's categories an item is filed. The journal keeps former ones."""

    item = models.OneToOneField("items.Item", on_delete=models.PROTECT, related_name="filing")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="filings")
    category = models.CharField(max_length=30)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="filings")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["station", "-id"], name="filing_station")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.category}"


class Learning(models.Model):
    """One learning from the station's decisions: asked for, done outside any transaction, kept.

    `claim` belongs to the process that learns until `claimed_until`; then another may take it up. `examples` says for
    each question how many decisions there were, also where they were too few to learn from.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="learnings")
    state = models.CharField(max_length=16, choices=LearningState)
    version = models.PositiveIntegerField(default=1)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="learnings")
    at = models.DateTimeField()
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    examples = models.JSONField(default=dict)
    problem = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LearningState.values), name="learning_state"),
            models.UniqueConstraint(
                fields=["station"], name="learning_once", condition=Q(state__in=sorted(UNFINISHED))
            ),
        ]
        indexes = [models.Index(fields=["station", "-id"], name="learning_station")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.at:%Y-%m-%d}"


class Snapshot(models.Model):
    """What was learned about one question, and how far it can be relied on. Never changed; the current one is used.

    `labels` holds label, name and number of examples of each; `held_back` what the text engine's `Reliability` counts.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="snapshots")
    learning = models.ForeignKey(Learning, on_delete=models.PROTECT, related_name="snapshots")
    question = models.CharField(max_length=16, choices=Question)
    number = models.PositiveIntegerField()
    examples = models.PositiveIntegerField()
    labels = models.JSONField()
    held_back = models.JSONField()
    is_current = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(question__in=Question.values), name="snapshot_question"),
            models.UniqueConstraint(fields=["station", "question", "number"], name="snapshot_number_once"),
            models.UniqueConstraint(
                fields=["station", "question"], name="snapshot_current_once", condition=Q(is_current=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.number}"


class Content(models.Model):
    """The arrays of a snapshot (`engines.text.fitted`), apart from it so that lists never read them."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.CASCADE, primary_key=True, related_name="content")
    arrays = models.BinaryField()

    def __str__(self) -> str:
        return f"arrays of {self.snapshot_id}"


class Suggestion(models.Model):
    """That something was suggested for an item, how sure it was, and what a person decided."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="suggestions")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="suggestions")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="suggestions")
    question = models.CharField(max_length=16, choices=Question)
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    label = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    percent = models.PositiveSmallIntegerField()
    shown_at = models.DateTimeField()
    chosen = models.CharField(max_length=120, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="suggestions")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="suggestion_state"),
            models.CheckConstraint(condition=Q(question__in=Question.values), name="suggestion_question"),
            models.CheckConstraint(condition=Q(percent__lte=99), name="suggestion_percent"),
            models.UniqueConstraint(fields=["item", "question", "label"], name="suggestion_once"),
        ]
        indexes = [models.Index(fields=["station", "question", "state"], name="suggestion_station")]

    def __str__(self) -> str:
        return f"{self.name} {self.percent} %"
