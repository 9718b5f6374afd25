# SPDX-License-Identifier: Apache-2.0
"""Rosters and their shifts, who is away, how people are reached, what was handed over, whom an alarm called.

A published shift is never rewritten: who takes it over stands in a row of its own.
"""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.duty.states import CheckCallState, HandoverState, NumberKind, RosterState, SwapState
from yizhan.kernel.ids import new_id


class Roster(models.Model):
    """Who is on duty in a period, both days included. Without `organization` it is the office's own.

    `duties` and `changes` are the institution's when it was begun: later rules do not tear holes in it. `reason` says
    why it was published although nobody can be reached at some time.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="rosters")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="rosters"
    )
    state = models.CharField(max_length=12, choices=RosterState, default=RosterState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    first = models.DateField()
    last = models.DateField()
    duties = models.JSONField()
    changes = models.JSONField()
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["-first", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RosterState.values), name="roster_state"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="roster_period"),
        ]
        indexes = [models.Index(fields=["station", "state", "-first"], name="roster_desk")]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d} – {self.last:%Y-%m-%d}"


class Shift(models.Model):
    """One person in one duty from a moment to a moment. `post` is the post that he or she holds there.

    A row that no longer counts keeps what stood in the roster; `replaces` is the row that it took the place of.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="shifts")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="shifts")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="shifts")
    counts = models.BooleanField(default=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    reason = models.CharField(max_length=500, blank=True, default="")
    entered_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "duty", "starts_at"], name="shift_once", condition=Q(counts=True)
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_order"),
        ]
        indexes = [
            models.Index(fields=["station", "ends_at"], name="shift_time", condition=Q(counts=True)),
            models.Index(fields=["person", "ends_at"], name="shift_person", condition=Q(counts=True)),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.starts_at:%Y-%m-%d %H:%M}"


class Swap(models.Model):
    """A request to take over `shift`, for `other` if something is given in return. Nothing changes without consent."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="swaps")
    other = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=SwapState, default=SwapState.ASKED)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["shift"], name="swap_asked_once", condition=Q(state=SwapState.ASKED)),
            models.CheckConstraint(condition=Q(state__in=SwapState.values), name="swap_state"),
        ]

    def __str__(self) -> str:
        return f"{self.shift_id} → {self.to_id}"


class Absence(models.Model):
    """A person is away, both days included. One that did not happen, or ended early, is ended by hand."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=500, blank=True, default="")
    entered_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first", "id"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="absence_period")]
        indexes = [models.Index(fields=["person", "last"], name="absence_open", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.first} – {self.last}"


class Number(models.Model):
    """Where a person is reached; the smallest `rank` is tried first. Somebody last answered there at `tested_at`."""

    public_id = models.UUIDField(default=new_id, unique=True)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="numbers")
    kind = models.CharField(max_length=8, choices=NumberKind)
    number = models.CharField(max_length=30)
    rank = models.PositiveSmallIntegerField(default=1)
    entered_at = models.DateTimeField()
    tested_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number"], name="number_once", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(condition=Q(kind__in=NumberKind.values), name="number_kind"),
        ]

    def __str__(self) -> str:
        return self.number


class CheckCall(models.Model):
    """Trying whether whoever is on duty can be reached: asked at a moment, answered at another or not at all."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="check_calls")
    number = models.ForeignKey(Number, on_delete=models.PROTECT, null=True, related_name="check_calls")
    state = models.CharField(max_length=12, choices=CheckCallState, default=CheckCallState.ASKED)
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift"], name="check_call_open_once", condition=Q(state=CheckCallState.ASKED)
            ),
            models.CheckConstraint(condition=Q(state__in=CheckCallState.values), name="check_call_state"),
        ]
        indexes = [models.Index(fields=["station", "-asked_at"], name="check_call_desk")]

    def __str__(self) -> str:
        return f"{self.shift_id} {self.asked_at:%Y-%m-%d %H:%M}"


class Handover(models.Model):
    """What one shift leaves to the next: what is running, what to watch; signed by who goes and by who comes."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    shift = models.OneToOneField(Shift, on_delete=models.PROTECT, related_name="handover")
    state = models.CharField(max_length=12, choices=HandoverState, default=HandoverState.WRITTEN)
    version = models.PositiveIntegerField(default=1)
    running = models.TextField(blank=True, default="")
    watch = models.TextField(blank=True, default="")
    written_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    taken_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["-shift__ends_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state")]

    def __str__(self) -> str:
        return f"{self.shift_id}: {self.state}"


class Call(models.Model):
    """Whom an alarm was put through to. `alarm` is the clocks' alarm; each of them calls once, whatever happens.

    `is_fallback` says that the roster had nobody and the responsible persons were called instead; `is_passed_over` that
    nobody stood at this step of the alarm and the next were called at once.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    alarm = models.UUIDField(unique=True)
    subject = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    is_fallback = models.BooleanField()
    is_passed_over = models.BooleanField(default=False)
    people = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject"], name="call_subject")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.number}"
