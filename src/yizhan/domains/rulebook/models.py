# SPDX-License-Identifier: Apache-2.0
"""Values of rules, the drafts they come from, and the texts behind them.

A new value is a new row with its day; earlier ones stay: matters were decided under them.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from yizhan.domains.rulebook.rules.provisions import (
    ARTICLE_LIMIT,
    ISSUER_LIMIT,
    NUMBER_LIMIT,
    STRAND_LIMIT,
    TITLE_LIMIT,
    Instrument,
    Provision,
)
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.rulebook.states import DraftState, Strength
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

    @classmethod
    def columns(cls, provision: Provision) -> dict[str, Any]:
        """What a checked provision puts into the columns."""
        return {
            "key": provision.key,
            "value": provision.value,
            "valid_from": provision.valid_from,
            "scope": provision.scope.plain(),
            "strand": provision.strand,
            "strength": provision.strength,
            "is_instead": provision.is_instead,
            "ends": provision.ends,
            "instrument": str(provision.instrument.title),
            "instrument_number": provision.instrument.number,
            "instrument_issued_on": provision.instrument.issued_on,
            "article": provision.instrument.article,
        }

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


class Draft(models.Model):
    """Changes that are prepared together, reviewed together and put in force together."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="rule_drafts")
    state = models.CharField(max_length=16, choices=DraftState)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="rule_drafts")
    prepared_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["station", "state", "-id"], name="rule_draft_desk")]
        constraints = [models.CheckConstraint(condition=Q(state__in=DraftState.values), name="rule_draft_state")]

    def __str__(self) -> str:
        return self.title


class Change(Provided):
    """One provision of a draft, and who wrote it there: whoever wrote one does not decide about the draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    post = models.ForeignKey("network.Post", on_delete=models.PROTECT, null=True, related_name="rule_changes")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.key} from {self.valid_from}"


class RuleText(models.Model):
    """A text that rules come from, as it was issued (E16). Rules name it by title and number."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="rule_texts")
    title = models.CharField(max_length=TITLE_LIMIT)
    number = models.CharField(max_length=NUMBER_LIMIT, blank=True, default="")
    issuer = models.CharField(max_length=ISSUER_LIMIT, blank=True, default="")
    issued_on = models.DateField(null=True)
    wording = models.TextField(blank=True, default="")
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supersedes")
    superseded_on = models.DateField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["station", "title", "number"], name="rule_text_once"),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(superseded_on__isnull=False), name="rule_text_superseded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class Rule(Provided):
    """One value of one rule of one station from a day on."""

    public_id = models.UUIDField(default=new_id, unique=True)
    station = models.ForeignKey("network.Station", on_delete=models.PROTECT, related_name="rules")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="rules")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "valid_from", "id"]
        indexes = [models.Index(fields=["station", "key", "-valid_from", "-id"], name="rule_in_force")]
        constraints = [models.CheckConstraint(condition=Q(strength__in=Strength.values), name="rule_strength")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} from {self.valid_from}"
