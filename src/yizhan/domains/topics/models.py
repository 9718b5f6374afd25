# SPDX-License-Identifier: Apache-2.0
"""Topics, whom they ask, what was answered; decisions and the items that follow them."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.topics.states import (
    UNFINISHED,
    DecisionState,
    HotState,
    Kind,
    Phase,
    RequestState,
    State,
    SurveyState,
)
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


class Survey(models.Model):
    """What many items of a period speak of: asked for, computed outside any transaction, kept.

    `claim` belongs to the process that computes until `claimed_until`; then another may take it up.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="surveys")
    state = models.CharField(max_length=16, choices=SurveyState)
    version = models.PositiveIntegerField(default=1)
    first = models.DateField()
    last = models.DateField()
    most = models.PositiveSmallIntegerField()
    voices = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="surveys")
    at = models.DateTimeField()
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SurveyState.values), name="survey_state"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="survey_period"),
            models.UniqueConstraint(
                fields=["station", "first", "last"], name="survey_once", condition=Q(state__in=sorted(UNFINISHED))
            ),
        ]
        indexes = [models.Index(fields=["station", "state", "-id"], name="survey_desk")]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"


class HotTopic(models.Model):
    """One topic of a survey. `drafted` is a member's own title, `title` what it is called now.

    `decided_at` is when a person last decided about it; the decision holds for the same matter in later surveys.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="hot_topics")
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="topics")
    state = models.CharField(max_length=16, choices=HotState)
    version = models.PositiveIntegerField(default=1)
    rank = models.PositiveSmallIntegerField()
    drafted = models.CharField(max_length=80)
    title = models.CharField(max_length=80)
    into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="parts")
    decided_at = models.DateTimeField(null=True)
    heat = models.FloatField()
    people = models.PositiveIntegerField()
    places = models.JSONField()
    bodies = models.JSONField()
    by_month = models.JSONField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["survey", "rank"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HotState.values), name="hot_topic_state"),
            models.CheckConstraint(
                condition=Q(state=HotState.MERGED, into__isnull=False)
                | ~Q(state=HotState.MERGED) & Q(into__isnull=True),
                name="hot_topic_into",
            ),
            models.UniqueConstraint(fields=["survey", "rank"], name="hot_topic_rank"),
        ]

    def __str__(self) -> str:
        return self.title


class HotMember(models.Model):
    """An item that speaks of a hot topic, the most typical first; `sentence` is quoted in the draft summary."""

    topic = models.ForeignKey(HotTopic, on_delete=models.CASCADE, related_name="members")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="hot_topics")
    place = models.PositiveIntegerField()
    sentence = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["topic", "place"]
        constraints = [models.UniqueConstraint(fields=["topic", "item"], name="hot_member_once")]

    def __str__(self) -> str:
        return f"{self.item} in {self.topic}"


class NeglectedItem(models.Model):
    """An item that few speak of and that has waited long, as a survey found it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="neglected")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="neglected")
    voices = models.PositiveSmallIntegerField()
    days = models.PositiveIntegerField()

    class Meta:
        ordering = ["survey", "-days", "id"]
        constraints = [models.UniqueConstraint(fields=["survey", "item"], name="neglected_once")]

    def __str__(self) -> str:
        return f"{self.item}: {self.days}"
