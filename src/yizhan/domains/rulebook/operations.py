# SPDX-License-Identifier: Apache-2.0
"""Setting rules."""

import datetime

from yizhan.domains.rulebook import access, events
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.rules import DEFINITIONS
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.kernel.operations import operation


@operation
def set_rule(actor: Actor, station: int, *, key: str, value: int, valid_from: datetime.date, instrument: str) -> Rule:
    """Give a rule a new value from a day on. What was decided under the old value stays as it is.

    `instrument` names the text the value comes from. Writes: rule, journal. Announces: rulebook.rule.set.
    """
    owner = access.take(actor, station, Permission.RULE_SET)
    definition = DEFINITIONS.get(key)
    if definition is None:
        raise NotFound("rulebook.rule.unknown", field="key", value=key)
    if not definition.minimum <= value <= definition.maximum:
        raise Invalid(
            "rulebook.value.out_of_range", field="value", minimum=definition.minimum, maximum=definition.maximum
        )
    if not instrument.strip():
        raise Invalid("rulebook.instrument.empty", field="instrument")
    rule = Rule.objects.create(
        station=owner, key=key, value=value, valid_from=valid_from, instrument=instrument.strip(), set_at=clock.now()
    )
    event = events.RuleSet(
        subject=rule.public_id, key=key, value=value, valid_from=valid_from.isoformat(), instrument=rule.instrument
    )
    audit.record(actor, event, station=owner.pk)
    return rule
