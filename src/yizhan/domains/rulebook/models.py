# SPDX-License-Identifier: Apache-2.0
"""Values of rules. A new value is a new row with its day; earlier ones stay: matters were decided under them."""

from django.db import models
from django.db.models import Q

from yizhan.domains.rulebook.rules.provisions import (
    ARTICLE_LIMIT,
    NUMBER_LIMIT,
    STRAND_LIMIT,
    TITLE_LIMIT,
    Instrument,
    Provision,
)
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.rulebook.states import Strength
from yizhan.kernel.ids import new_id


class Provided(models.Model):
    """The columns of a provision: what is laid down, for whom, from when, how strictly, by which text."""

    key = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    valid_from = models.DateField()
    scope = models.JSONField(default=dict)
    strand = models.CharField(max_length=STRAND_LIMIT, blank=True, default="")
    strength = models.CharField(max_length=8, choices=Strength, default=Strength.MUST)
    is_instead = models.BooleanField(default=False)
    ends = models.BooleanField(default=False)
    instrument = models.CharField(max_length=TITLE_LIMIT)
    instrument_number = models.CharField(max_length=NUMBER_LIMIT, blank=True, default="")
    instrument_issued_on = models.DateField(null=True)
    article = models.CharField(max_length=ARTICLE_LIMIT, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def provision(self) -> Provision:
        """The row as the rulebook reads it."""
        return Provision(
            key=self.key,
            value=self.value,
            valid_from=self.valid_from,
            scope=Scope.read(self.scope),
            strand=self.strand,
            strength=Strength(self.strength),
            is_instead=self.is_instead,
            ends=self.ends,
            instrument=Instrument(
                title=self.instrument,
                number=self.instrument_number,
                issued_on=self.instrument_issued_on,
                article=self.article,
            ),
        )


class Rule(Provided):
    """One value of one rule of one station from a day on."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="rules")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "valid_from", "id"]
        indexes = [models.Index(fields=["station", "key", "-valid_from", "-id"], name="rule_in_force")]
        constraints = [models.CheckConstraint(condition=Q(strength__in=Strength.values), name="rule_strength")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} from {self.valid_from}"
