# SPDX-License-Identifier: Apache-2.0
"""Topics, whom they ask, what was answered; decisions and the items that follow them."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.topics.states import DecisionState, Kind, Phase, RequestState, State
from yizhan.kernel.ids import new_id


class Decision(models.Model):
    """A decision that the station follows before it is taken, while it is carried out, and afterwards."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="decisions_followed")
    state = models.CharField(max_length=16, choices=DecisionState)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=80)
    instrument = models.CharField(max_length=200, blank=True, default="")
    issued_on = models.DateField(null=True)
    concluded_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="decision_state"),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("issued_on")),
                name="decision_concluded_after_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """What the office wants to hear of, from when until when, and by which moment a commission is to be answered."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="topics")
    kind = models.CharField(max_length=16, choices=Kind)
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=80)
    brief = models.TextField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="topics")
    phase = models.CharField(max_length=16, choices=Phase, blank=True, default="")
    is_for_all = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField()
    due_at = models.DateTimeField(null=True)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="topics")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="topic_state"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="topic_valid"),
            models.CheckConstraint(
                condition=Q(kind=Kind.COMMISSION, due_at__isnull=False) | Q(kind=Kind.POINT, due_at__isnull=True),
                name="topic_due",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True, phase="") | Q(decision__isnull=False) & ~Q(phase=""),
                name="topic_phase",
            ),
        ]
        indexes = [models.Index(fields=["station", "state", "-id"], name="topic_desk")]

    def __str__(self) -> str:
        return self.title


class Request(models.Model):
    """That a unit or a person was asked to write on a topic, and what became of it."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="topic_requests")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="requests")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="topic_requests"
    )
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="topic_requests")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=16, choices=RequestState)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["topic", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "organization"], name="request_unit_once", condition=Q(organization__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["topic", "post"], name="request_post_once", condition=Q(post__isnull=False)
            ),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="request_state"),
            models.CheckConstraint(
                condition=Q(organization__isnull=False, post__isnull=True)
                | Q(organization__isnull=True, post__isnull=False),
                name="request_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.topic}"


class Answer(models.Model):
    """That an item was handed in for a topic. Whether it was late is decided then, and no extension changes it."""

    public_id = models.UUIDField(default=new_id, unique=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="answers")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="answers")
    item = models.OneToOneField("items.Item", on_delete=models.PROTECT, related_name="answered_topic")
    is_late = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["topic", "id"]

    def __str__(self) -> str:
        return f"{self.item} for {self.topic}"


class Coverage(models.Model):
    """That an item counts for one phase of a decision (RULE-039)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="coverage")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="coverage")
    phase = models.CharField(max_length=16, choices=Phase)
    at = models.DateTimeField()

    class Meta:
        ordering = ["decision", "id"]
        constraints = [models.UniqueConstraint(fields=["decision", "item"], name="coverage_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.phase} {self.decision}"
