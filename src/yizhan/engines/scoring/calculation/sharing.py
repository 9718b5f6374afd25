# SPDX-License-Identifier: Apache-2.0
"""Points of one event among its contributors: parts always add up to the whole (unless everyone gets it in full)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.entries import Entries
from yizhan.engines.scoring.calculation.money import divide_rounded
from yizhan.engines.scoring.events.table import Flags, Integers, SharedCredits
from yizhan.engines.scoring.findings import Place, refusal
from yizhan.engines.scoring.language.event_clauses import Rule, Sharing


@dataclass(frozen=True, slots=True)
class Credits:
    """Which entry gave how much to whom. `position` and `among` say which of how many contributors."""

    entry: Integers
    holder: Integers
    amount: Integers
    position: Integers
    among: Integers

    @classmethod
    def joined(cls, parts: Sequence["Credits"]) -> "Credits":
        """All of them together."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))


def share(entries: Entries, context: Context) -> Credits:
    """Credits of all entries: the lead alone where there is one contributor, shares where there are several."""
    shared = context.table.shared
    is_shared = np.zeros(len(context.table), np.bool_)
    is_shared[shared.rows] = True
    single = np.flatnonzero(~is_shared[entries.row])
    ones = np.ones(single.size, np.int64)
    amount = entries.amount[single]
    for number, rule in enumerate(context.scheme.rules):
        if rule.points_by_role:
            which = entries.rule[single] == number
            amount[which] = _single_role(rule, amount[which], entries.row[single][which], context)
    parts = [Credits(single, context.table.holder[entries.row[single]].astype(np.int64), amount, 0 * ones, ones)]
    several = np.flatnonzero(is_shared[entries.row])
    for number, rule in enumerate(context.scheme.rules):
        which = several[entries.rule[several] == number]
        if which.size:
            parts.append(_share_rule(rule, which, entries, shared, context))
    return Credits.joined(parts)


def sharing_of(rule: Rule, context: Context) -> Sharing | None:
    """The sharing of a rule: one that names it or its section before one that holds for everything."""
    fitting = [each for each in context.scheme.sharings if rule.id in context.scheme.rules_in(each)]
    named = [each for each in fitting if each.rules or each.sections]
    return next(iter(named or fitting), None)


def _single_role(rule: Rule, amounts: Integers, rows: Integers, context: Context) -> Integers:
    """A single contributor gets the points of the role; without a role, the highest."""
    if context.table.role is None:
        return amounts
    points = _role_points(rule, context)
    roles = context.table.role[rows]
    highest = points.max(initial=0)
    return np.where(
        roles == 0,
        amounts,
        divide_rounded(amounts * points[roles], np.full(rows.size, max(highest, 1)), context.minor.rounding),
    )


def _role_points(rule: Rule, context: Context) -> Integers:
    by_role = rule.points_by_role or {}
    return np.array(
        [context.minor.units(by_role[name]) if name in by_role else 0 for name in context.table.role_names], np.int64
    )


def _share_rule(rule: Rule, which: Integers, entries: Entries, shared: SharedCredits, context: Context) -> Credits:
    places = np.searchsorted(shared.rows, entries.row[which])
    lengths = (shared.starts[1:] - shared.starts[:-1])[places]
    entry = np.repeat(which, lengths)
    position = np.arange(entry.size) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    inside = np.repeat(shared.starts[places], lengths) + position
    among = np.repeat(lengths, lengths)
    whole = entries.amount[entry]
    if rule.points_by_role:
        points = _role_points(rule, context)
        parts = divide_rounded(
            whole * points[shared.roles[inside]],
            np.full(entry.size, max(1, int(points.max(initial=1)))),
            context.minor.rounding,
        )
    else:
        sharing = sharing_of(rule, context)
        _refuse_beyond(sharing, which, lengths, entries, context)
        if sharing is not None and sharing.method == "each":
            parts = whole
        else:
            parts = divide_among(whole, _weights(sharing, position, among, shared.weights[inside]), position, among)
    credited = Credits(entry, shared.holders[inside].astype(np.int64), parts, position, among)
    return credited if rule.units is None else _only(credited, _meant(rule, credited, entries, context))


def _only(credited: Credits, kept: Flags) -> Credits:
    return Credits(*(getattr(credited, name)[kept] for name in credited.__slots__))


def _meant(rule: Rule, credited: Credits, entries: Entries, context: Context) -> Flags:
    if rule.units is None:
        return np.ones(credited.entry.size, np.bool_)
    days = context.table.day[entries.row[credited.entry]]
    meant: Flags = context.register.fitting_versions(rule.units)[context.register.versions_of(credited.holder, days)]
    return meant


def _weights(sharing: Sharing | None, position: Integers, among: Integers, weights: Integers) -> Integers:
    if sharing is None or sharing.method == "equal":
        return np.ones(position.size, np.int64)
    if sharing.method == "weight":
        return weights
    if sharing.method == "first":
        return np.where(position == 0, 1, 0)
    if sharing.method == "ratio":
        ratio = np.array([*sharing.ratio, 0], np.int64)
        parts: Integers = ratio[np.minimum(position, len(sharing.ratio))]
        return parts
    lead = Fraction(sharing.lead or 0)
    return np.where(position == 0, lead.numerator * (among - 1), lead.denominator - lead.numerator)


def _refuse_beyond(
    sharing: Sharing | None, which: Integers, lengths: Integers, entries: Entries, context: Context
) -> None:
    if (
        sharing is None
        or sharing.method != "ratio"
        or sharing.beyond == "nothing"
        or not (lengths > len(sharing.ratio)).any()
    ):
        return
    row = int(entries.row[which[np.argmax(lengths > len(sharing.ratio))]])
    event = str(context.table.ids[row])
    sentence = (
        f"the event has more contributors than '{sharing.id}' has parts; "
        'write beyond = "nothing" if the others get nothing'
    )
    place = Place(f"event {event}")
    raise refusal("events.too_many_contributors", sentence, place, event=event, sharing=sharing.id)


def divide_among(whole: Integers, weights: Integers, position: Integers, among: Integers) -> Integers:
    """Whole amounts by weights; smallest units that are left over go to the first contributors that have a weight."""
    begins = np.flatnonzero(position == 0)
    lengths = among[begins]
    total = np.repeat(np.add.reduceat(weights, begins), lengths)
    size = np.abs(whole)
    parts = size * weights // total
    left = size[begins] - np.add.reduceat(parts, begins)
    takes = weights > 0
    rank = np.cumsum(takes)
    rank = rank - np.repeat(rank[begins] - takes[begins], lengths)
    parts = parts + (takes & (rank <= np.repeat(left, lengths)))
    signed: Integers = np.sign(whole) * parts
    return signed
