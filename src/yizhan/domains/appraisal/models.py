# SPDX-License-Identifier: Apache-2.0
"""Versions of schemes, occasions that points come from, corrections, objections, activities, and frozen periods."""

import datetime

from django.db import models
from django.db.models import F, Q

from yizhan.domains.appraisal.states import (
    ActivityState,
    Change,
    CorrectionState,
    Holder,
    ObjectionState,
    Origin,
    SchemeState,
)
from yizhan.kernel.ids import new_id


class Scheme(models.Model):
    """One version of a scheme of a station, as one readable text (docs/reference/scheme-language.md).

    `terms` says in the same manner how the scheme's words are found in the records, to which groups units belong and
    what became of them. `code` names the scheme through all its versions. Validity and instrument are set when it is
    put in force; a version that ended keeps counting for its own days.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="schemes")
    state = models.CharField(max_length=16, choices=SchemeState)
    version = models.PositiveIntegerField(default=1)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    label = models.CharField(max_length=60)
    holder = models.CharField(max_length=8, choices=Holder)
    unit = models.CharField(max_length=12)
    is_money = models.BooleanField(default=False)
    text = models.TextField()
    terms = models.TextField(blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    instrument = models.CharField(max_length=120, blank=True, default="")
    instrument_number = models.CharField(max_length=60, blank=True, default="")
    instrument_date = models.DateField(null=True)
    written_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["station", "code", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SchemeState.values), name="scheme_state"),
            models.CheckConstraint(
                condition=~Q(state__in=[SchemeState.IN_FORCE, SchemeState.SUPERSEDED]) | Q(valid_from__isnull=False),
                name="scheme_counting_since",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="scheme_validity"
            ),
            models.UniqueConstraint(
                fields=["station", "code"], name="scheme_in_force_once", condition=Q(state=SchemeState.IN_FORCE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.label}"


class Occasion(models.Model):
    """Something that schemes may give points for, as the records tell it. Only added to, never changed.

    `key` names the fact in its own room and stays the same when it is told anew; the latest row of a key counts unless
    it is a cancellation. `fields` holds, by attribute, the words a scheme may know it by; `holders` the contributors
    with their shares in ten-thousandths, the leading one first; `thread` is the same for all occasions about one item.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="occasions")
    key = models.CharField(max_length=120)
    origin = models.CharField(max_length=12, choices=Origin)
    day = models.DateField()
    matter = models.UUIDField(null=True)
    thread = models.CharField(max_length=40, blank=True, default="")
    title = models.CharField(max_length=200)
    fields = models.JSONField()
    holders = models.JSONField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    is_cancellation = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="occasion_origin"),
            models.CheckConstraint(
                condition=Q(is_cancellation=False) | Q(replaces__isnull=False), name="occasion_cancels_something"
            ),
            models.UniqueConstraint(
                fields=["station", "key"], name="occasion_begins_once", condition=Q(replaces__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["station", "day"], name="occasion_day"),
            models.Index(fields=["station", "key", "-id"], name="occasion_key"),
            models.Index(fields=["matter"], name="occasion_matter", condition=Q(matter__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.title}"


class Bookmark(models.Model):
    """Up to which entry of the journal occasions were booked. One row; whoever books locks it."""

    entry = models.BigIntegerField(default=0)
    due_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="bookmark_once")]

    def __str__(self) -> str:
        return f"up to entry {self.entry}"


class Correction(models.Model):
    """That an occasion counts differently or not at all: one person proposes it with a reason, a second books it.

    An addition has no occasion yet: `title`, `day`, `fields` and `holders` say which one it will make, and its proof is
    attached to `public_id`.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="appraisal_corrections")
    state = models.CharField(max_length=16, choices=CorrectionState)
    version = models.PositiveIntegerField(default=1)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, related_name="corrections")
    title = models.CharField(max_length=120, blank=True, default="")
    day = models.DateField(null=True)
    change = models.CharField(max_length=12, choices=Change)
    fields = models.JSONField(default=dict)
    holders = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    answer = models.CharField(max_length=500, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CorrectionState.values), name="correction_state"),
            models.CheckConstraint(condition=Q(change__in=Change.values), name="correction_change"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("post")), name="correction_second_post"
            ),
            models.CheckConstraint(
                condition=Q(change=Change.ADD, occasion__isnull=True, day__isnull=False) & ~Q(title="")
                | ~Q(change=Change.ADD) & Q(occasion__isnull=False, day__isnull=True, title=""),
                name="correction_of_something",
            ),
            models.UniqueConstraint(
                fields=["occasion"], name="correction_proposed_once", condition=Q(state=CorrectionState.PROPOSED)
            ),
        ]
        indexes = [models.Index(fields=["station", "state", "-id"], name="correction_desk")]

    def __str__(self) -> str:
        return f"{self.get_change_display()}: {self.subject}"

    @property
    def subject(self) -> str:
        """What the line is called that it is about."""
        return self.occasion.title if self.occasion else self.title

    @property
    def subject_day(self) -> datetime.date:
        """The day that the line has, or will have."""
        return self.occasion.day if self.occasion else self.day or self.at.date()


class Account(models.Model):
    """Whose points: a unit of the station, a person, or a station below."""

    organization = models.ForeignKey("network.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    below = models.ForeignKey("network.Station", on_delete=models.PROTECT, null=True, related_name="+")
    holder_name = models.CharField(max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.holder_name


class Objection(Account):
    """That somebody holds points of a period to be wrong, and the answer."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="objections")
    state = models.CharField(max_length=16, choices=ObjectionState)
    version = models.PositiveIntegerField(default=1)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="objections")
    period = models.CharField(max_length=24)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, related_name="objections")
    statement = models.CharField(max_length=500)
    answer = models.CharField(max_length=500, blank=True, default="")
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, null=True, related_name="objections")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ObjectionState.values), name="objection_state"),
            models.CheckConstraint(
                condition=~Q(state__in=[ObjectionState.UPHELD, ObjectionState.REJECTED]) | ~Q(answer=""),
                name="objection_answered",
            ),
        ]
        indexes = [models.Index(fields=["station", "state", "-id"], name="objection_desk")]


class Activity(models.Model):
    """One person's part in a meeting, visit, inspection or training, with the evidence (groups H09 to H11)."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="activities")
    state = models.CharField(max_length=16, choices=ActivityState)
    version = models.PositiveIntegerField(default=1)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=60)
    attendance = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    evidence = models.CharField(max_length=500)
    day = models.DateField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ActivityState.values), name="activity_state")]
        indexes = [
            models.Index(fields=["station", "state", "-day"], name="activity_desk"),
            models.Index(fields=["person", "-day"], name="activity_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"


class Frozen(models.Model):
    """The points of one scheme in one period as they were published. Never changed.

    `last_occasion` is the newest occasion that was counted; what was booked after it shows as a correction in the
    period that follows.
    """

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="frozen_periods")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="frozen_periods")
    code = models.CharField(max_length=60)
    period = models.CharField(max_length=24)
    first = models.DateField()
    last = models.DateField()
    last_occasion = models.BigIntegerField()
    is_ranked = models.BooleanField()
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-last", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["station", "code", "first", "last"], name="frozen_period_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="frozen_period_days"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"


class FrozenAccount(Account):
    """One account of a frozen period: what was published, and every line of it.

    `points` are those of the period itself; `correction` is what set earlier periods right besides, by their labels in
    `corrected`.
    """

    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="accounts")
    holder = models.CharField(max_length=64)
    group = models.CharField(max_length=60, blank=True, default="")
    points = models.DecimalField(max_digits=18, decimal_places=4)
    correction = models.DecimalField(max_digits=18, decimal_places=4)
    corrected = models.JSONField(default=dict)
    standing = models.JSONField()
    lines = models.JSONField()
    rank = models.PositiveIntegerField(null=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["frozen", "position"]
        constraints = [models.UniqueConstraint(fields=["frozen", "holder"], name="frozen_account_once")]
        indexes = [
            models.Index(fields=["person", "frozen"], name="frozen_person"),
            models.Index(fields=["organization", "frozen"], name="frozen_unit"),
        ]
