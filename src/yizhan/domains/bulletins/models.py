# SPDX-License-Identifier: Apache-2.0
"""Bulletins, every wording and every set of figures they had, and the part of each unit and person."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from yizhan.domains.bulletins.states import PUBLISHED, Kind, State
from yizhan.kernel.ids import new_id


class Bulletin(models.Model):
    """A circular about one period of a station; a notice that corrects another one names it in `corrects`.

    `number` and `year` are given at release. `digest` is that of the wording and figures that were signed.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="bulletins")
    kind = models.CharField(max_length=16, choices=Kind)
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    matter = models.CharField(max_length=60, blank=True, default="")
    period = models.CharField(max_length=24)
    first = models.DateField()
    last = models.DateField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    reason = models.CharField(max_length=500, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    checked_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="bulletin_state"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="bulletin_days"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(PUBLISHED), number__isnull=False, released_at__isnull=False)
                | ~Q(state__in=sorted(PUBLISHED)) & Q(number__isnull=True, released_at__isnull=True),
                name="bulletin_released",
            ),
            models.UniqueConstraint(fields=["station", "year", "number"], name="bulletin_number_once"),
        ]
        indexes = [models.Index(fields=["station", "state", "-id"], name="bulletin_desk")]

    def __str__(self) -> str:
        return self.title


class Wording(models.Model):
    """One wording of a bulletin. Only added; the last one counts."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    #: Rows of `Section` of the paper engine.
    sections: "models.JSONField[Any, Any]" = models.JSONField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["bulletin", "number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="bulletin_wording_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Snapshot(models.Model):
    """The figures of a bulletin as the rooms gave them at one moment. Only added; the last ones count."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    #: `Figures` of the paper engine.
    figures: "models.JSONField[Any, Any]" = models.JSONField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["bulletin", "number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="bulletin_snapshot_once")]

    def __str__(self) -> str:
        return f"{self.bulletin} ({self.number})"


class Audit(models.Model):
    """What the audit of a printed table found, as somebody wished it to be kept. Never changed.

    `digest` is that of the file that was handed in, so that anybody can tell whether another file is the same one;
    `found` holds the report, the cells and the table itself as text (`Audited` of the scoring engine).
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="table_audits")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    #: Relations that the reader stated besides.
    stated: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    found: "models.JSONField[Any, Any]" = models.JSONField()
    checked = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(differing__lte=F("checked")), name="audit_differing_of_checked")
        ]
        indexes = [models.Index(fields=["station", "-id"], name="audit_desk")]

    def __str__(self) -> str:
        return self.name


class Part(models.Model):
    """What a released bulletin says to one unit or person about itself (RULE-074). Never changed."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="parts")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="bulletin_parts"
    )
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="bulletin_parts")
    name = models.CharField(max_length=120)
    #: `OwnPart` of `queries.parts`.
    content: "models.JSONField[Any, Any]" = models.JSONField()

    class Meta:
        ordering = ["bulletin", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "organization"],
                name="bulletin_part_unit_once",
                condition=Q(organization__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["bulletin", "person"], name="bulletin_part_person_once", condition=Q(person__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False, person__isnull=True)
                | Q(organization__isnull=True, person__isnull=False),
                name="bulletin_part_whose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.bulletin}"
