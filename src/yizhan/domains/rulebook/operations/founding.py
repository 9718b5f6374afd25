# SPDX-License-Identifier: Apache-2.0
"""The rules that an institution begins with."""

from collections.abc import Sequence

from yizhan.domains.rulebook.operations.laying_down import lay_down, lay_down_all
from yizhan.domains.rulebook.rules.own import SECOND_PERSON
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.shipped import provisions_of
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.operations import operation


@operation
def begin_with(
    actor: Actor, station: int, *, shipped: str = "", given: Sequence[Provision] = (), alone_by: str = ""
) -> None:
    """Lay down a set of the house from today on, or the rules that were given; none where there is neither.

    `alone_by` names the decision by which the system administrator may put rules in force alone; without it a second
    person decides. Writes: rules, journal. Announces: rulebook.value.set for each.
    """
    today = clock.today()
    if shipped:
        lay_down_all(actor, station, provisions_of(shipped, today))
    lay_down_all(actor, station, given)
    if alone_by:
        origin = Instrument(title=alone_by)
        lay_down(actor, station, Provision(key=SECOND_PERSON.key, value=False, valid_from=today, instrument=origin))
