# SPDX-License-Identifier: Apache-2.0
"""Items and what belongs to them. Wordings are append-only; the item only says which one is in force."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.items.states import Change, Channel, Kind, State, VerificationResult
from yizhan.kernel.fulltext import TokensField
from yizhan.kernel.ids import new_id

FULLTEXT_TABLE = "items_fulltext"
BANDS_TABLE = "items_band"


class Item(models.Model):
    """One report, from the moment it is handed in. Its public id is made by whoever hands it in."""

    public_id = models.UUIDField(default=new_id, unique=True)
    number = models.CharField(max_length=40)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="items")
    organization = models.ForeignKey("network.Organization", on_delete=models.PROTECT, null=True, related_name="items")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="items")
    state = models.CharField(max_length=16, choices=State)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=16, choices=Kind)
    channel = models.CharField(max_length=16, choices=Channel)
    title = models.CharField(max_length=120)
    authors = models.CharField(max_length=200, blank=True, default="")
    text_number = models.PositiveSmallIntegerField(default=1)
    is_urgent = models.BooleanField(default=False)
    review_levels = models.PositiveSmallIntegerField(default=0)
    review_level = models.PositiveSmallIntegerField(default=0)
    review_round = models.PositiveSmallIntegerField(default=0)
    likes = models.PositiveIntegerField(default=0)
    dislikes = models.PositiveIntegerField(default=0)
    external_number = models.CharField(max_length=120, null=True)  # noqa: DJ001 -- absent is not empty: it is unique
    digest = models.CharField(max_length=64)
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    submitted_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "number"], name="item_number_once"),
            models.UniqueConstraint(
                fields=["station", "external_number"],
                name="item_external_once",
                condition=Q(external_number__isnull=False),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="item_state"),
        ]
        indexes = [
            models.Index(fields=["station", "state", "-id"], name="item_desk"),
            models.Index(fields=["station", "-id"], name="item_station"),
            models.Index(fields=["organization", "-id"], name="item_organization"),
            models.Index(fields=["station", "submitted_at"], name="item_submitted"),
            models.Index(fields=["station", "released_at"], name="item_released"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Text(models.Model):
    """One wording of an item. Never changed: who edits adds the next one."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    situation = models.TextField()
    analysis = models.TextField(blank=True, default="")
    suggestion = models.TextField(blank=True, default="")
    source = models.CharField(max_length=200, blank=True, default="")
    occurrence = models.CharField(max_length=200, blank=True, default="")
    scope = models.CharField(max_length=200, blank=True, default="")
    consequence = models.TextField(blank=True, default="")
    note = models.CharField(max_length=200, blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="texts")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="text_number_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Contribution(models.Model):
    """A person's or unit's share in an item, in ten-thousandths; the shares of an item add up to 10,000."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="contributions")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="contributions")
    organization = models.ForeignKey(
        "network.Organization", on_delete=models.PROTECT, null=True, related_name="contributions"
    )
    name = models.CharField(max_length=60)
    share = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["item", "rank", "id"]
        constraints = [models.CheckConstraint(condition=Q(share__lte=10_000), name="contribution_share")]

    def __str__(self) -> str:
        return f"{self.name} {self.share / 100:g} %"


class Review(models.Model):
    """One decision on one level of one round of review."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    text_number = models.PositiveSmallIntegerField()
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="reviews")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="reviews")
    is_approval = models.BooleanField()
    note = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "round", "level"], name="review_level_once", condition=Q(is_approval=True)
            ),
            models.UniqueConstraint(
                fields=["item", "round", "person"], name="review_person_once", condition=Q(is_approval=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} level {self.level}"


class Verification(models.Model):
    """A check of facts and figures of one wording (RULE-024)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="verifications")
    text_number = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=16, choices=VerificationResult)
    note = models.TextField(blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="verifications")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "id"]

    def __str__(self) -> str:
        return f"{self.item} {self.result}"


class Descent(models.Model):
    """That one item came from another, at any distance: reports, transfers, syntheses, splits."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="ancestry")
    ancestor = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="descendants")
    distance = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "ancestor"], name="descent_once"),
            models.CheckConstraint(condition=~Q(item=F("ancestor")), name="descent_not_self"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} from {self.ancestor_id}"


class Part(models.Model):
    """That an item is part of a synthesis now, and how much of it, in ten-thousandths of the whole.

    The relation as it stands; how it came about is told by the compositions. An item that was open is absorbed and
    belongs to one synthesis; what was released before keeps its state and may serve several. A repeat is the same
    fact sent once more by the same people.
    """

    synthesis = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="parts")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="wholes")
    share = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField(default=0)
    came_from = models.CharField(max_length=16, choices=State, blank=True, default="")
    is_repeat = models.BooleanField(default=False)

    class Meta:
        ordering = ["synthesis", "rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["synthesis", "item"], name="part_once"),
            models.UniqueConstraint(fields=["item"], name="part_absorbed_once", condition=~Q(came_from="")),
            models.CheckConstraint(condition=~Q(item=F("synthesis")), name="part_not_self"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=10_000), name="part_share"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.synthesis_id}"


class Composition(models.Model):
    """What a synthesis consists of since a moment: its parts and shares, whole. Never changed; the last one counts.

    `follows` is the number of the composition that undoing returns to; 0 means that the synthesis is taken apart.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="compositions")
    number = models.PositiveSmallIntegerField()
    follows = models.PositiveSmallIntegerField(default=0)
    change = models.CharField(max_length=16, choices=Change)
    parts = models.JSONField(default=list)
    contributors = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="compositions")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="composition_number_once")]

    def __str__(self) -> str:
        return f"{self.item_id} composition {self.number}"


class Draft(models.Model):
    """What somebody is writing and has not handed in. The key becomes the item's public id."""

    key = models.UUIDField()
    post = models.ForeignKey("network.Post", on_delete=models.CASCADE, related_name="drafts")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="drafts")
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="draft_once")]

    def __str__(self) -> str:
        return str(self.content.get("title", ""))


class Intake(models.Model):
    """One import: which file, what came of each row. Imports may be repeated; a row that is known stays as it is."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="intakes")
    source = models.CharField(max_length=200)
    read = models.PositiveIntegerField()
    created = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refused = models.JSONField(default=list)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="intakes")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.source}: {self.created} of {self.read}"


class ItemFulltext(models.Model):
    """The item's place in the full-text index; the table belongs to `kernel.fulltext`."""

    item = models.OneToOneField(
        Item, on_delete=models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="fulltext"
    )
    tokens = TokensField()

    class Meta:
        managed = False
        db_table = FULLTEXT_TABLE

    def __str__(self) -> str:
        return str(self.item_id)


class ItemBand(models.Model):
    """One of the keys under which an item is found by texts like it; the table belongs to `kernel.bands`."""

    pk = models.CompositePrimaryKey("key", "item")
    key = models.BigIntegerField()
    item = models.ForeignKey(Item, on_delete=models.DO_NOTHING, db_column="owner", related_name="bands")

    class Meta:
        managed = False
        db_table = BANDS_TABLE

    def __str__(self) -> str:
        return f"{self.key} {self.item_id}"
