# SPDX-License-Identifier: Apache-2.0
"""Reports to the next station, adoptions, and the items that an adoption counts for."""

from django.db import models
from django.db.models import Q

from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting.states import BodyKind, Form, ReportKind, State
from yizhan.kernel.ids import new_id


class Report(models.Model):
    """One wording of an item that went up, and the item that it became there."""

    public_id = models.UUIDField(default=new_id, unique=True)
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="reports")
    text_number = models.PositiveSmallIntegerField()
    issue = models.ForeignKey("periodicals.Issue", on_delete=models.PROTECT, null=True, related_name="reports")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="reports_made")
    target = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="reports_received")
    result = models.OneToOneField("items.Item", on_delete=models.PROTECT, related_name="arrival")
    kind = models.CharField(max_length=8, choices=ReportKind)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="reports")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "target", "text_number"], name="report_wording_once"),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.ISSUE, issue__isnull=False) | Q(kind=ReportKind.SINGLE, issue__isnull=True),
                name="report_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "at"], name="report_made"),
            models.Index(fields=["target", "at"], name="report_received"),
        ]

    def __str__(self) -> str:
        return f"{self.item} → {self.target}"


class AdoptingBody(models.Model):
    """Somebody who adopts items: an office of some level and line, or a medium. Each station keeps its list."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="adopting_bodies")
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level)
    line = models.CharField(max_length=16, choices=Line, blank=True, default="")
    kind = models.CharField(max_length=8, choices=BodyKind)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["level", "line", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "name", "level"], name="adopting_body_once", condition=Q(is_active=True)
            ),
            models.CheckConstraint(condition=Q(kind=BodyKind.MEDIA) | ~Q(line=""), name="adopting_office_has_line"),
        ]

    def __str__(self) -> str:
        return self.name


class Adoption(models.Model):
    """That a body used an item. Name, level and line are copied: they say what the body was then.

    A body is the same at every station by its name and level. Evidence files are attached to the adoption's public id.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="adoptions")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="adoptions")
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    body = models.ForeignKey(AdoptingBody, on_delete=models.PROTECT, related_name="adoptions")
    body_name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level)
    line = models.CharField(max_length=16, choices=Line, blank=True, default="")
    publication = models.CharField(max_length=60, blank=True, default="")
    form = models.CharField(max_length=16, choices=Form)
    title_used = models.CharField(max_length=120)
    adopted_on = models.DateField()
    told_by = models.CharField(max_length=120, blank=True, default="")
    evidence = models.CharField(max_length=500, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="adoptions")
    at = models.DateTimeField()

    class Meta:
        ordering = ["adopted_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "body_name", "level", "publication", "adopted_on"],
                name="adoption_once",
                condition=Q(state=State.RECORDED),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="adoption_state"),
        ]
        indexes = [
            models.Index(fields=["state", "adopted_on"], name="adoption_day"),
            models.Index(fields=["station", "-id"], name="adoption_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.body_name}《{self.publication}》{self.adopted_on}" if self.publication else self.body_name


class Credit(models.Model):
    """An item that an adoption counts for: the adopted one and everything it came from, at whatever station.

    Written with the adoption; what an item came from never changes afterwards.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="credits")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="credits")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "adoption"], name="credit_once")]

    def __str__(self) -> str:
        return f"{self.adoption} for {self.item_id}"
