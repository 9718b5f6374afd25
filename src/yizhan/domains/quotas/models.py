# SPDX-License-Identifier: Apache-2.0
"""What quotas need beside the facts of other rooms: exemptions, activities, and what closed periods came to."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.quotas.rules import REASON_LIMIT, TITLE_LIMIT
from yizhan.domains.quotas.states import ActivityKind, ExemptionState, Span
from yizhan.kernel.ids import new_id


class Exemption(models.Model):
    """Days for which a person or a unit owes nothing, and why."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="quota_exemptions")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="quota_exemptions")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="quota_exemptions"
    )
    state = models.CharField(max_length=12, choices=ExemptionState)
    version = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=REASON_LIMIT)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-first_on", "-id"]
        indexes = [models.Index(fields=["station", "state", "first_on"], name="exemption_days")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExemptionState.values), name="exemption_state"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="exemption_order"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organization__isnull=False)
                | Q(person__isnull=False, organization__isnull=True),
                name="exemption_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom}: {self.first_on} – {self.last_on}"

    @property
    def whom(self) -> str:
        """The name of the person or unit."""
        named = self.person or self.organization
        return named.name if named else ""


class Activity(models.Model):
    """A campaign of visits, a training or an activity of a sector group that took place, and the items it led to."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="quota_activities")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="quota_activities"
    )
    kind = models.CharField(max_length=12, choices=ActivityKind)
    title = models.CharField(max_length=TITLE_LIMIT)
    first_on = models.DateField()
    last_on = models.DateField()
    items = models.ManyToManyField("items.Item", related_name="quota_activities")
    without_items = models.CharField(max_length=REASON_LIMIT, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-first_on", "-id"]
        indexes = [models.Index(fields=["station", "kind", "last_on"], name="activity_days")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="activity_order"),
        ]

    def __str__(self) -> str:
        return self.title


class Closing(models.Model):
    """What was counted for a period when it was closed. Never changed: a correction is the next number, with a reason.

    `lines` holds one record for each quota and whom it binds, `silent` the units that had long been silent.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="quota_closings")
    span = models.CharField(max_length=12, choices=Span)
    first_on = models.DateField()
    last_on = models.DateField()
    number = models.PositiveSmallIntegerField()
    lines = models.JSONField()
    silent = models.JSONField(default=list)
    reason = models.CharField(max_length=REASON_LIMIT, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-first_on", "span", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["station", "span", "first_on", "number"], name="quota_closing_once"),
            models.CheckConstraint(condition=Q(span__in=Span.values), name="quota_closing_span"),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} – {self.last_on} ({self.number})"
