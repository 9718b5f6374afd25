# SPDX-License-Identifier: Apache-2.0
"""Findings against units, the persons and facts they stand on, what was said and decided. All but the finding is only
added.
"""

from django.db import models
from django.db.models import Q

from yizhan.domains.findings.states import GroundKind, Kind, Occasion, Origin, Outcome, State
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.kernel.ids import new_id


class Finding(models.Model):
    """That a unit reported an urgent event late, not at all, or falsely: alleged, heard, decided (RULE-016).

    `emergency` is the event as the unit, or the office for it, entered it; without one nobody did, and title and moment
    stand here. `fact` is what shows a breach beside the first report: the clock of a follow-up, a word that went
    elsewhere, a hole in a roster.
    The rule that was missed is kept as it was in force (`rule_version`: public id of that provision).
    `kind` is what is alleged, `decided_kind` what was left of it. Where facts proposed it, `proposed_by` is None and
    `reason` empty.
    `reviewing` is the station that decides the objection.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="findings")
    organization = models.ForeignKey("network.Organization", on_delete=models.PROTECT, related_name="findings")
    emergency = models.ForeignKey("urgent.Emergency", on_delete=models.PROTECT, null=True, related_name="findings")
    state = models.CharField(max_length=12, choices=State)
    version = models.PositiveIntegerField(default=1)
    fact = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, choices=Kind)
    origin = models.CharField(max_length=12, choices=Origin)
    title = models.CharField(max_length=80)
    reason = models.CharField(max_length=1000, blank=True, default="")
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    rule = models.CharField(max_length=60, blank=True, default="")
    rule_words = models.CharField(max_length=300, blank=True, default="")
    rule_version = models.UUIDField(null=True)
    proposed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    opened_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    decided_kind = models.CharField(max_length=12, choices=Kind, blank=True, default="")
    decided_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    reviewing = models.ForeignKey("network.Station", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="finding_state"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="finding_kind"),
            models.UniqueConstraint(
                fields=["emergency", "organization"],
                name="finding_of_event_once",
                condition=~Q(state=State.DROPPED) & Q(emergency__isnull=False, fact__isnull=True),
            ),
            models.UniqueConstraint(fields=["fact"], name="finding_of_fact_once", condition=Q(fact__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["station", "state", "-id"], name="finding_desk"),
            models.Index(fields=["organization", "-id"], name="finding_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Accountable(models.Model):
    """A responsible person of the unit on the day of the event, as he or she was named then (RULE-014, RULE-015)."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="accountable")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ResponsibilityKind)
    title = models.CharField(max_length=60)

    class Meta:
        ordering = ["finding", "-kind", "id"]
        constraints = [models.UniqueConstraint(fields=["finding", "person", "kind"], name="accountable_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.title}"


class Ground(models.Model):
    """One fact: what, when, in words, and the public id of what shows it (an item, an event), if there is one."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="grounds")
    kind = models.CharField(max_length=12, choices=GroundKind)
    origin = models.CharField(max_length=12, choices=Origin, blank=True, default="")
    at = models.DateTimeField()
    words = models.CharField(max_length=300, blank=True, default="")
    subject = models.UUIDField(null=True)

    class Meta:
        ordering = ["finding", "at", "id"]
        indexes = [models.Index(fields=["subject"], name="ground_subject", condition=Q(subject__isnull=False))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class Statement(models.Model):
    """What the unit, or a person it is against, says; evidence is attached to the public id."""

    public_id = models.UUIDField(default=new_id, unique=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="statements")
    occasion = models.CharField(max_length=12, choices=Occasion)
    text = models.TextField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["finding", "id"]

    def __str__(self) -> str:
        return self.text[:40]


class Ruling(models.Model):
    """One decision with its reason; an objection and a reopening each call for another."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="rulings")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="+")
    is_review = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=Outcome)
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=1000)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["finding", "id"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.reason[:40]}"
