# SPDX-License-Identifier: Apache-2.0
"""What people decided about pairs, what they added to known items, and how common words are in the store."""

from django.db import models
from django.db.models import F, Q

from yizhan.domains.likeness.states import Judgement
from yizhan.kernel.ids import new_id


class Pair(models.Model):
    """What somebody decided about two items of a station, the earlier one first. The journal keeps former decisions."""

    first = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="pairs_below")
    second = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="pairs_above")
    judgement = models.CharField(max_length=16, choices=Judgement)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="judged_pairs")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(judgement__in=Judgement.values), name="pair_judgement"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id} {self.judgement}"


class Addition(models.Model):
    """What somebody had to say about an item that was known already. Its id is made by whoever writes it."""

    public_id = models.UUIDField(default=new_id, unique=True)
    item = models.ForeignKey("items.Item", on_delete=models.PROTECT, related_name="additions")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, related_name="additions")
    title = models.CharField(max_length=120)
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True, default="")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """In how many of the texts that were counted a word stands; rare ones are left out."""

    word = models.CharField(max_length=40, primary_key=True)
    texts = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.word} {self.texts}"


class WordCount(models.Model):
    """One counting of words: over how many texts, and how far the store reached then. The last one holds."""

    texts = models.PositiveIntegerField()
    reached = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.texts} texts"
