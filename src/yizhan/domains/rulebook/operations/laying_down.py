# SPDX-License-Identifier: Apache-2.0
"""Laying rules down: directly, where no second person is needed, or as the last step of a draft."""

import datetime
from collections.abc import Sequence
from typing import Any

import orjson

from yizhan.domains.network.models import Organization, Station
from yizhan.domains.rulebook import access, events
from yizhan.domains.rulebook.models import Draft, Rule
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision, checked
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, Invalid
from yizhan.kernel.operations import operation


@operation
def set_rule(
    actor: Actor, station: int, *, key: str, value: Any, valid_from: datetime.date, instrument: str, article: str = ""
) -> Rule:
    """Give a rule a new value for everything from a day on. What was decided under the old value stays as it is.

    `value` is plain or written; `instrument` names the text it comes from. Writes: rule, journal.
    Announces: rulebook.value.set.
    """
    origin = Instrument(title=instrument, article=article)
    return lay_down(actor, station, Provision(key=key, value=value, valid_from=valid_from, instrument=origin))


@operation
def lay_down(actor: Actor, station: int, provision: Provision) -> Rule:
    """Lay down one provision, with its scope and strength, from its day on.

    For commands and for institutions without a second person; others prepare a draft.
    Writes: rule, journal. Announces: rulebook.value.set.
    """
    owner = access.take(actor, station, Permission.RULE_SET)
    if actor.post is not None and access.needs_second_person(owner.pk):
        raise Denied("rulebook.second_person.needed", permission=Permission.RULE_SET)
    return enter(actor, owner, provision)


@operation
def lay_down_all(actor: Actor, station: int, provisions: Sequence[Provision]) -> None:
    """Lay down several provisions, all or none: a set of the house, a file that an operator takes in.

    Writes: rules, journal. Announces: rulebook.value.set for each.
    """
    for provision in provisions:
        lay_down(actor, station, provision)


def enter(actor: Actor, station: Station, provision: Provision, draft: Draft | None = None) -> Rule:
    """Check a provision and write it, inside the transaction of an operation that has authorised it."""
    ready = fitting(station, provision)
    rule = Rule.objects.create(station=station, draft=draft, set_at=clock.now(), **Rule.columns(ready))
    audit.record(actor, _event(rule), station=station.pk)
    return rule


def _event(rule: Rule) -> events.ValueSet:
    written = rule.value if isinstance(rule.value, str) else orjson.dumps(rule.value).decode()
    return events.ValueSet(
        subject=rule.public_id,
        key=rule.key,
        written="" if rule.value is None else written,
        valid_from=rule.valid_from.isoformat(),
        instrument=str(rule.provision.instrument),
        scope=orjson.dumps(rule.scope).decode() if rule.scope else "",
        strand=rule.strand,
        ends=rule.ends,
    )


def fitting(station: Station, provision: Provision) -> Provision:
    """The provision as it is stored at the station. Raises `NotFound` or `Invalid` for nonsense."""
    ready = checked(provision)
    named = set(ready.scope.organizations)
    if named:
        known = set(Organization.objects.filter(station=station, pk__in=named).values_list("pk", flat=True))
        if named - known:
            raise Invalid("rulebook.scope.unreadable", field="scope", value=str(min(named - known)))
    return ready
