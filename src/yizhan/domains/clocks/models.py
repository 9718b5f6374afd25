# SPDX-License-Identifier: Apache-2.0
"""Deadlines and everything that moved them. What was decided is only added; the deadline says what holds now."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.clocks.states import OPEN, AlarmState, Card, RequestState, Rung, State, YearState
from yizhan.kernel.ids import new_id


class Deadline(models.Model):
    """By when something must be done, by which rule, and why then.

    `subject` is the public id of what it is about, `kind` says which of its deadlines this is (`supervision.reply`).
    `terms` are all rules that apply, with the version in force when it was opened; `why` are the steps of the
    computation as records. `fixed_at` is the moment that a person set, where no rule counts it.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="deadlines")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="deadlines"
    )
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="deadlines")
    kind = models.CharField(max_length=60)
    subject = models.UUIDField()
    matter = models.UUIDField(null=True)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State, default=State.RUNNING)
    version = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    fixed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    terms = models.JSONField(default=list)
    signals = models.JSONField(default=list)
    rule = models.CharField(max_length=200, blank=True, default="")
    why = models.JSONField(default=list)
    met_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind"], name="deadline_open_once", condition=Q(state__in=sorted(OPEN))
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="deadline_state"),
        ]
        indexes = [
            models.Index(fields=["subject"], name="deadline_subject"),
            models.Index(fields=["station", "state", "due_at"], name="deadline_desk"),
            models.Index(fields=["organization", "state", "due_at"], name="deadline_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.due_at:%Y-%m-%d %H:%M}"


class Pause(models.Model):
    """Time that does not count, and for what one waits."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="pauses")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["deadline", "id"]
        constraints = [
            models.UniqueConstraint(fields=["deadline"], name="pause_open_once", condition=Q(until__isnull=True)),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="pause_order"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id}: {self.reason}"


class Extension(models.Model):
    """More time: asked for and decided, or given at once. Either so much longer, or until a moment."""

    public_id = models.UUIDField(default=new_id, unique=True)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="extensions")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    duration = models.CharField(max_length=40, blank=True, default="")
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=RequestState)
    version = models.PositiveIntegerField(default=1)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["deadline", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"],
                name="extension_asked_once",
                condition=Q(state=RequestState.ASKED, until__isnull=True),
            ),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="extension_state"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id}: {self.duration or self.until}"


class Alarm(models.Model):
    """One moment at which somebody is to be told about a deadline. Each rings once.

    `round` is the deadline's when the alarm was laid down: a deadline that moved has new alarms. `number` counts how
    often an alarm that nobody took went on to somebody else, after `passes_on_after` seconds each time.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="alarms")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    rung = models.CharField(max_length=12, choices=Rung)
    card = models.CharField(max_length=8, choices=Card, default=Card.NONE)
    moment = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveSmallIntegerField(default=0)
    passes_on_after = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=8, choices=AlarmState, default=AlarmState.WAITING)
    version = models.PositiveIntegerField(default=1)
    rung_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["deadline", "moment", "id"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "round", "name", "number"], name="alarm_once"),
            models.CheckConstraint(condition=Q(state__in=AlarmState.values), name="alarm_state"),
        ]
        indexes = [
            models.Index(fields=["moment"], name="alarm_next", condition=Q(state=AlarmState.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.moment:%Y-%m-%d %H:%M}"


class Year(models.Model):
    """The days off and make-up working days of one year, as an institution entered them. `days` holds date -> entry."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="calendar_years")
    year = models.PositiveSmallIntegerField()
    notice = models.CharField(max_length=200)
    days = models.JSONField()
    state = models.CharField(max_length=12, choices=YearState, default=YearState.ENTERED)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "year"], name="year_in_force_once", condition=Q(state=YearState.CONFIRMED)
            ),
            models.CheckConstraint(condition=Q(state__in=YearState.values), name="year_state"),
        ]

    def __str__(self) -> str:
        return f"{self.year} ({self.notice})"
