# SPDX-License-Identifier: Apache-2.0
"""Which value of a rule is in force, for whom, and where it comes from."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from yizhan.domains.network.models import Organization
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS, Definition, Several
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision, Strand
from yizhan.domains.rulebook.rules.scopes import EVERYWHERE, Scope, Subject
from yizhan.domains.rulebook.states import Strength
from yizhan.kernel import clock
from yizhan.kernel.prepared import prepared

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class InForce(Generic[V]):
    """A value that applies, and everything a page needs to say why.

    `version` is the public id of the row, for a matter to keep: the row never changes. It is None for the default of
    the house, which has no day either.
    """

    value: V
    version: uuid.UUID | None
    instrument: Instrument
    strength: Strength
    valid_from: datetime.date | None
    scope: Scope = EVERYWHERE
    strand: str = ""
    is_instead: bool = False

    @property
    def is_default(self) -> bool:
        """Whether the institution has laid down nothing for it."""
        return self.version is None


def value(
    station_id: int,
    definition: Definition[V],
    on: datetime.date | None = None,
    *,
    organization: int | None = None,
    kind: str | None = None,
    category: str | None = None,
) -> V:
    """The value in force, for who does not ask where it comes from. One query, two where a scope asks of the body."""
    found = in_force(station_id, definition, on, organization=organization, kind=kind, category=category)
    return found.value


def in_force(
    station_id: int,
    definition: Definition[V],
    on: datetime.date | None = None,
    *,
    organization: int | None = None,
    kind: str | None = None,
    category: str | None = None,
) -> InForce[V]:
    """The one that counts of those that apply on a day (today by default), as the definition says which.

    For deadlines that start at different moments take `candidates` and let the calendar say which ends first.
    """
    found = candidates(station_id, definition, on, organization=organization, kind=kind, category=category)
    return counting(definition, found)


def candidates(
    station_id: int,
    definition: Definition[V],
    on: datetime.date | None = None,
    *,
    organization: int | None = None,
    kind: str | None = None,
    category: str | None = None,
) -> list[InForce[V]]:
    """All that apply on a day, the closest scope first; the default of the house where no general value is set.

    `organization` is the body whose matter it is, `kind` and `category` what the matter is; what is not given matches
    no rule that is narrowed by it.
    """
    laid_down = _laid_down(station_id, definition.key, on or clock.today())
    subject = Subject(organization=organization, kind=kind, category=category)
    if organization is not None and any(Scope.read(rule.scope).asks_of_body for rule in laid_down):
        subject = _with_body(subject)
    return applying(definition, laid_down, subject)


def applying(definition: Definition[V], laid_down: Iterable[Rule], subject: Subject) -> list[InForce[V]]:
    """Of rows in the order of day and entry those that apply to the subject, the closest scope first.

    Of each strand the last row holds, unless it ends the strand; of equally close ones the latest comes first; one
    that stands instead of wider ones takes these away.
    """
    last: dict[Strand, Rule] = {}
    for rule in laid_down:
        last.pop(rule.provision.line, None)
        last[rule.provision.line] = rule
    standing = [read(definition, rule) for rule in last.values() if not rule.ends]
    held = [one for one in [*_default(definition, standing), *standing] if one.scope.holds_for(subject)]
    ordered = sorted(held, key=_order)[::-1]
    floor = max((_closeness(one) for one in ordered if one.is_instead), default=None)
    return ordered if floor is None else [one for one in ordered if _closeness(one) >= floor]


def counting(definition: Definition[V], found: Sequence[InForce[V]]) -> InForce[V]:
    """The one that counts of those that apply; what is left open is neither the least nor the greatest."""
    lengths = [(definition.kind.length(one.value), one) for one in found]
    measured = [pair for pair in lengths if pair[0] is not None]
    if definition.several is Several.NEAREST or not measured:
        return found[0]
    choose = min if definition.several is Several.LEAST else max
    return choose(measured, key=lambda pair: pair[0])[1]


def read(definition: Definition[V], rule: Rule) -> InForce[V]:
    """A stored row as a value of its definition. What was once allowed stays readable after the bounds have changed."""
    provision = rule.provision
    return InForce(
        value=definition.kind.parse(provision.value),
        version=rule.public_id,
        instrument=provision.instrument,
        strength=provision.strength,
        valid_from=provision.valid_from,
        scope=provision.scope,
        strand=provision.strand,
        is_instead=provision.is_instead,
    )


def history(station_id: int) -> QuerySet[Rule]:
    """All values ever set at a station, by rule and day."""
    return Rule.objects.filter(station_id=station_id)


def general(station_id: int, on: datetime.date) -> dict[str, InForce[Any]]:
    """For every rule the value that counts where nothing is known of the matter. One query."""
    by_key: dict[str, list[Rule]] = {}
    for rule in history(station_id).filter(valid_from__lte=on).order_by("valid_from", "id"):
        by_key.setdefault(rule.key, []).append(rule)
    return {
        key: counting(definition, applying(definition, by_key.get(key, []), Subject()))
        for key, definition in DEFINITIONS.items()
    }


def standing(station_id: int, on: datetime.date) -> list[Provision]:
    """Everything that a station's own rules provide for a day, each strand once; defaults of the house are left out."""
    last: dict[Strand, Provision] = {}
    for rule in history(station_id).filter(valid_from__lte=on).order_by("valid_from", "id"):
        last[rule.provision.line] = rule.provision
    return [provision for provision in last.values() if not provision.ends]


def provisions(station_id: int) -> list[Provision]:
    """Everything ever laid down at a station, of several of one strand and day the last."""
    last: dict[tuple[Strand, datetime.date], Provision] = {}
    for rule in history(station_id).order_by("id"):
        last[rule.provision.line, rule.valid_from] = rule.provision
    return list(last.values())


def bodies(station_id: int) -> dict[int, str]:
    """The bodies of a station that a scope may name, by their ids."""
    own = Organization.objects.filter(station_id=station_id).order_by("level", "rank", "id")
    return dict(own.values_list("pk", "name"))


def _default(definition: Definition[V], found: Sequence[InForce[Any]]) -> list[InForce[V]]:
    if any(one.scope == EVERYWHERE and not one.strand for one in found):
        return []
    origin = Instrument(title=definition.source)
    return [InForce(definition.default, None, origin, definition.strength, None)]


def _order(one: InForce[Any]) -> tuple[Any, ...]:
    return _closeness(one), one.valid_from or datetime.date.min


def _closeness(one: InForce[Any]) -> tuple[bool, int]:
    """The default of the house is farther away than anything an institution has laid down."""
    return (False, -1) if one.is_default else one.scope.closeness


@prepared
def _laid_down(station_id: int, key: str, on: datetime.date) -> QuerySet[Rule]:
    return Rule.objects.filter(station_id=station_id, key=key, valid_from__lte=on).order_by("valid_from", "id")


def _with_body(subject: Subject) -> Subject:
    body = _bodies(subject.organization or 0)
    if not body:
        return subject
    level, line, body_kind = body[0]
    return Subject(
        organization=subject.organization,
        level=level,
        line=line,
        body_kind=body_kind,
        kind=subject.kind,
        category=subject.category,
    )


@prepared
def _bodies(organization: int) -> "QuerySet[Organization, tuple[int, str, str]]":
    return Organization.objects.filter(pk=organization).values_list("level", "line", "kind")
