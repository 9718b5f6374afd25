# SPDX-License-Identifier: Apache-2.0
"""Setting rules."""

import datetime
from typing import Any

import orjson

from yizhan.domains.network.models import Organization, Station
from yizhan.domains.rulebook import access, events
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision, checked
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
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

    Writes: rule, journal. Announces: rulebook.value.set.
    """
    owner = access.take(actor, station, Permission.RULE_SET)
    return enter(actor, owner, provision)


def enter(actor: Actor, station: Station, provision: Provision) -> Rule:
    """Check a provision and write it, inside the transaction of an operation that has authorised it."""
    ready = checked(provision)
    _check_bodies(station, ready)
    rule = Rule.objects.create(
        station=station,
        key=ready.key,
        value=ready.value,
        valid_from=ready.valid_from,
        scope=ready.scope.plain(),
        strand=ready.strand,
        strength=ready.strength,
        is_instead=ready.is_instead,
        ends=ready.ends,
        instrument=str(ready.instrument.title),
        instrument_number=ready.instrument.number,
        instrument_issued_on=ready.instrument.issued_on,
        article=ready.instrument.article,
        set_at=clock.now(),
    )
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


def _check_bodies(station: Station, provision: Provision) -> None:
    named = set(provision.scope.organizations)
    known = set(Organization.objects.filter(station=station, pk__in=named).values_list("pk", flat=True))
    if named - known:
        raise Invalid("rulebook.scope.unreadable", field="scope", value=str(min(named - known)))
