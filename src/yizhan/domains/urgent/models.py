# SPDX-License-Identifier: Apache-2.0
"""Urgent events and the reports about them. A report is never changed; what is better known stands in the next one."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.urgent.states import Breach, Ground, Outcome, PassageState, Stage, State, Way
from yizhan.kernel.ids import new_id


class Emergency(models.Model):
    """Something that happened and must be known above without delay, and how far its reporting is.

    `organization` is the unit that answers for reporting it; without one it is the office itself. `happened_at` and
    `known_at` are told apart, because limits are counted from either (RULE-001, RULE-002); `sent_at` and
    `received_at` likewise (RULE-005). `same_as` is the event as another unit reported it first.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="emergencies")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="emergencies"
    )
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="emergencies")
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=80)
    category = models.CharField(max_length=60, blank=True, default="")
    level = models.CharField(max_length=60, blank=True, default="")
    is_sensitive = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    concluded_at = models.DateTimeField(null=True)
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="also_reported")

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="emergency_state"),
            models.CheckConstraint(condition=Q(known_at__gte=F("happened_at")), name="emergency_known_after"),
        ]
        indexes = [models.Index(fields=["station", "state", "-happened_at"], name="emergency_desk")]

    def __str__(self) -> str:
        return self.title


class Dispatch(models.Model):
    """One report about an event: the phone note, the first, a numbered follow-up, the final one.

    `elements` holds what it tells, by `states.Element`.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="dispatches")
    stage = models.CharField(max_length=12, choices=Stage)
    number = models.PositiveSmallIntegerField(default=0)
    elements = models.JSONField()
    organization = models.ForeignKey("network.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["emergency", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["emergency", "number"],
                name="dispatch_follow_up_once",
                condition=Q(stage=Stage.FOLLOW_UP),
            ),
            models.UniqueConstraint(
                fields=["emergency", "stage"],
                name="dispatch_stage_once",
                condition=Q(stage__in=[Stage.PHONE, Stage.FIRST]),
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="dispatch_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.emergency}: {self.stage} {self.number}"


class Figure(models.Model):
    """One stated value of a series, such as the number of injured: with its report, its source, and for which moment.

    Rows are only added. A correction is a row of its own that names the one it `corrects`, the reason, and the same
    report and moment; the corrected one stays readable.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="figures")
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="figures")
    name = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=120, blank=True, default="")
    as_of = models.DateTimeField()
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(max_length=500, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["emergency", "as_of", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "name"], name="figure_once_in_a_report", condition=Q(corrects__isnull=True)
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="figure_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason="") | Q(corrects__isnull=False) & ~Q(reason=""),
                name="figure_correction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class Statement(models.Model):
    """One version of the wording about an event that is in force at its station (RULE-018): the latest counts.

    Whatever leaves the station quotes it. A version is never changed; `reason` says why a later one took its place.
    """

    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.CharField(max_length=500, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["emergency", "number"]
        constraints = [
            models.UniqueConstraint(fields=["emergency", "number"], name="statement_number_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="statement_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.emergency}: {self.number}"


class Verification(models.Model):
    """The duty to find out whether what was reported is so, beside the reporting and never before it.

    `post` is who has the duty; `outcome` is empty as long as it stands, and one stands for an event at a time.
    """

    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="verifications")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")
    done_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["emergency", "id"]
        constraints = [
            models.UniqueConstraint(fields=["emergency"], name="verification_stands_once", condition=Q(outcome="")),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="verification_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="", done_at__isnull=True) | ~Q(outcome="") & Q(done_at__isnull=False),
                name="verification_done_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.emergency}: {self.outcome}"


class Onward(models.Model):
    """An event as it went up: a full event at the other station, with a clock of its own (`result`).

    It quotes the wording that was in force (RULE-018). `reason` says why a level was passed over, which has it too.
    `received_at` is the receipt that came back.
    """

    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="onward")
    result = models.OneToOneField(Emergency, on_delete=models.PROTECT, related_name="came_from")
    target = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["emergency", "id"]
        constraints = [models.UniqueConstraint(fields=["emergency", "target"], name="onward_once_to_a_station")]

    def __str__(self) -> str:
        return f"{self.emergency} → {self.target}"


class Passage(models.Model):
    """A word about the event that goes to somebody besides the office, with the ground on which it may.

    `content` is what was told, or as much of it as may be disclosed; `exemption` names who demands that even this is
    kept back (RULE-013). `breach` is empty where it went as it should.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    emergency = models.ForeignKey(Emergency, on_delete=models.PROTECT, related_name="passages")
    way = models.CharField(max_length=12, choices=Way)
    addressee = models.CharField(max_length=80)
    content = models.TextField(blank=True, default="")
    is_demanded = models.BooleanField(default=False)
    exemption = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=12, choices=PassageState)
    version = models.PositiveIntegerField(default=1)
    ground = models.CharField(max_length=16, choices=Ground)
    breach = models.CharField(max_length=16, choices=Breach, blank=True, default="")
    leader = models.CharField(max_length=80, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["emergency", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="passage_way"),
            models.CheckConstraint(condition=Q(state__in=PassageState.values), name="passage_state"),
            models.CheckConstraint(
                condition=Q(state=PassageState.GONE, gone_at__isnull=False)
                | ~Q(state=PassageState.GONE) & Q(gone_at__isnull=True),
                name="passage_gone_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.emergency} → {self.addressee}"
