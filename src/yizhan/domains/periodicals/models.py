# SPDX-License-Identifier: Apache-2.0
"""Periodicals: series with columns and readers, issues with entries, circulation and errata."""

from django.db import models
from django.db.models import Q

from yizhan.domains.periodicals.states import CirculationKind, SeriesKind, State
from yizhan.kernel.ids import new_id


def label(name: str, year: int, number: int) -> str:
    """What an issue is called: 《社情民意》2026年第12期."""
    return f"《{name}》{year}年第{number}期"


class Series(models.Model):
    """A periodical of a station, numbered by year and in total.

    `opening_year`, `opening_number` and `opening_total` are the last numbers given before this installation took over.
    A series that was merged into another names its successor; its own issues keep their numbers.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=SeriesKind)
    masthead = models.CharField(max_length=120, blank=True, default="")
    issuing_office = models.CharField(max_length=120, blank=True, default="")
    opening_year = models.PositiveSmallIntegerField(default=0)
    opening_number = models.PositiveIntegerField(default=0)
    opening_total = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        ordering = ["station", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["station", "name"], name="series_name_once"),
            models.CheckConstraint(condition=Q(kind__in=SeriesKind.values), name="series_kind"),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(is_active=False), name="series_succeeded_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.name}》"


class Column(models.Model):
    """A rubric of a series. Its name never changes, because issues were printed under it; it may end."""

    public_id = models.UUIDField(default=new_id, unique=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="columns")
    name = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["series", "rank", "id"]
        constraints = [models.UniqueConstraint(fields=["series", "name"], name="column_name_once")]

    def __str__(self) -> str:
        return self.name


class Addressee(models.Model):
    """Who receives an issue: a post, everyone of a body, or somebody outside the installation, known by name only."""

    public_id = models.UUIDField(default=new_id, unique=True)
    kind = models.CharField(max_length=16, choices=CirculationKind)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey("network.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Reader(Addressee):
    """Receives every issue of a series: one line of its default circulation list."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="readers")

    class Meta:
        ordering = ["series", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "post"], name="reader_post_once", condition=Q(post__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["series", "organization"],
                name="reader_organization_once",
                condition=Q(organization__isnull=False),
            ),
            models.CheckConstraint(condition=Q(post__isnull=True) | Q(organization__isnull=True), name="reader_is_one"),
        ]


class Issue(models.Model):
    """One number of a series. Masthead and issuing office are copied at release: old issues stay as they were."""

    public_id = models.UUIDField(default=new_id, unique=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="issues")
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="issues")
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    total_number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=120, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")
    masthead = models.CharField(max_length=120, blank=True, default="")
    issuing_office = models.CharField(max_length=120, blank=True, default="")
    opened_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="issue_number_once"),
            models.UniqueConstraint(fields=["series", "total_number"], name="issue_total_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="issue_state"),
            models.CheckConstraint(
                condition=Q(
                    state=State.RELEASED,
                    year__isnull=False,
                    number__isnull=False,
                    total_number__isnull=False,
                    released_at__isnull=False,
                )
                | ~Q(state=State.RELEASED)
                & Q(year__isnull=True, number__isnull=True, total_number__isnull=True, released_at__isnull=True),
                name="issue_numbered_at_release",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "state", "-id"], name="issue_desk"),
            models.Index(fields=["station", "released_at"], name="issue_released"),
        ]

    def __str__(self) -> str:
        if self.year is None or self.number is None:
            return str(self.series)
        return label(self.series.name, self.year, self.number)


class Entry(models.Model):
    """An item's place in an issue, with the wording that was in force when it was placed.

    `series` and `is_open` repeat what the issue says, so that the database itself keeps an item out of two open issues
    of one series.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="entries")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="entries")
    column = models.ForeignKey(Column, on_delete=models.PROTECT, null=True, related_name="entries")
    position = models.PositiveSmallIntegerField()
    text_number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120, blank=True, default="")
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["issue", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "item"], name="entry_item_once"),
            models.UniqueConstraint(fields=["series", "item"], name="entry_open_once", condition=Q(is_open=True)),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.heading or self.item_id}"


class Circulation(Addressee):
    """One line of an issue's circulation list, and what became of it (RULE-037, RULE-216)."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="circulation")
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["issue", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "post"], name="circulation_post_once", condition=Q(post__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["issue", "organization"],
                name="circulation_organization_once",
                condition=Q(organization__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=True) | Q(organization__isnull=True), name="circulation_is_one"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(delivered_at__isnull=False), name="circulation_read_delivered"
            ),
        ]
        indexes = [
            models.Index(fields=["post", "read_at"], name="circulation_post"),
            models.Index(fields=["organization", "read_at"], name="circulation_organization"),
        ]


class Erratum(models.Model):
    """What is set right in a released issue, and why."""

    public_id = models.UUIDField(default=new_id, unique=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="errata")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="errata")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.CharField(max_length=500)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["issue", "number"]
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="erratum_number_once")]

    def __str__(self) -> str:
        return f"{self.issue} ({self.number})"
