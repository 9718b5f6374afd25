# SPDX-License-Identifier: Apache-2.0
"""Two states of a rulebook beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.domains.rulebook.rules.provisions import Provision, Strand


@dataclass(frozen=True, slots=True)
class Difference:
    """One strand of rules that is not the same in both; what is not there is None."""

    line: Strand
    before: Provision | None
    after: Provision | None


def differences(before: Iterable[Provision], after: Iterable[Provision]) -> list[Difference]:
    """What has another value, strength or place among the rules, in the order of the keys.

    A provision that only names another instrument, or another day, is no difference: it rules the same.
    """
    first, second = _standing(before), _standing(after)
    lines = sorted({*first, *second}, key=lambda line: (line.key, line.strand, str(line.scope.plain())))
    pairs = [Difference(line, first.get(line), second.get(line)) for line in lines]
    return [pair for pair in pairs if _ruled(pair.before) != _ruled(pair.after)]


def _standing(provisions: Iterable[Provision]) -> dict[Strand, Provision]:
    """Of each strand the last one, unless it ends."""
    last = {one.line: one for one in sorted(provisions, key=lambda one: one.valid_from)}
    return {line: one for line, one in last.items() if not one.ends}


def _ruled(provision: Provision | None) -> object:
    return None if provision is None else (provision.value, provision.strength, provision.is_instead)
