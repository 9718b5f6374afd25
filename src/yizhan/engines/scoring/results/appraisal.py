# SPDX-License-Identifier: Apache-2.0
"""The result of an appraisal: accounts with totals, ranks, grades, and whatever else the scheme asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from yizhan.engines.scoring.calculation.accounts import Accounts
from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.money import Minor
from yizhan.engines.scoring.events.table import Flags, Integers
from yizhan.engines.scoring.findings import Finding
from yizhan.engines.scoring.results.carrying import Carried, carry_over
from yizhan.engines.scoring.results.figures import (
    Eligibility,
    IndicatorValue,
    Silent,
    eligibilities,
    indicator_values,
    silent_holders,
)
from yizhan.engines.scoring.results.grading import convert, grade_scores
from yizhan.engines.scoring.results.ranking import Rank, rank_holders


@dataclass(frozen=True)
class Appraisal:
    """Figures are arrays with a place per holder, in smallest units, unless they say otherwise."""

    accounts: Accounts
    notes: Sequence[Finding] = ()

    @property
    def context(self) -> Context:
        """What was computed on."""
        return self.accounts.context

    @cached_property
    def own(self) -> Integers:
        """Points of each holder and slot from its own events and duties."""
        points: Integers = self.accounts.amounts.sum(axis=2)
        return points

    @cached_property
    def carried(self) -> Sequence[Carried]:
        """What was taken over from units that ended."""
        return carry_over(self.own, self.context)

    @cached_property
    def by_slot(self) -> Integers:
        """Points of each holder and slot, with what was taken over."""
        points = self.own.copy()
        for each in self.carried:
            points[each.target] += each.points
        return points

    @cached_property
    def points(self) -> Integers:
        """Points of the period."""
        points: Integers = self.by_slot[:, self.context.slots.in_period].sum(axis=1)
        return points

    @cached_property
    def cumulative(self) -> Integers:
        """Points since the start of the accounting year."""
        points: Integers = self.by_slot.sum(axis=1)
        return points

    @cached_property
    def sections(self) -> Mapping[str, Integers]:
        """Own points of the period by section; what holds for several sections at once stands under an empty name."""
        in_period = self.accounts.amounts[:, self.context.slots.in_period].sum(axis=1)
        names = [section.id for section in self.context.scheme.sections]
        of_line = [line.section or "" for line in self.accounts.lines]
        return {
            name: in_period[:, [number for number, section in enumerate(of_line) if section == name]].sum(axis=1)
            for name in [*names, ""]
        }

    @cached_property
    def ranked(self) -> Flags:
        """Holders that still exist at the end of the period; those that handed their points on are not ranked."""
        end = self.context.slots.period.end
        return np.array(
            [
                holder.end is None or holder.end >= end or not holder.successors
                for holder in self.context.register.holders
            ],
            np.bool_,
        )

    @cached_property
    def ranks(self) -> Mapping[int, Rank]:
        """Ranks by holder; empty if the scheme does not rank."""
        ranking = self.context.scheme.ranking
        if ranking is None or set(ranking.apart) - self.context.register.columns:
            return {}
        return rank_holders(ranking, self.points, self.sections, self.ranked, self.accounts.measures)

    @cached_property
    def converted(self) -> Integers | None:
        """Converted scores, if the scheme converts."""
        conversion = self.context.scheme.conversion
        if conversion is None or set(conversion.apart) - self.context.register.columns:
            return None
        return convert(conversion, self.points, self.ranked, self.context)

    @cached_property
    def grades(self) -> Sequence[str]:
        """The grade of each holder; empty texts if the scheme has no grades."""
        scheme = self.context.scheme
        if self.converted is not None and scheme.conversion is not None:
            return grade_scores(self.converted, scheme.conversion.decimals, scheme)
        graded = self.cumulative if scheme.grading.of == "year" else self.points
        return grade_scores(graded, scheme.head.decimals, scheme)

    @cached_property
    def eligibilities(self) -> Sequence[Eligibility]:
        """Who may be chosen for which award."""
        return [each for award in self.context.scheme.awards for each in eligibilities(award, self.accounts.measures)]

    @cached_property
    def indicators(self) -> Sequence[IndicatorValue]:
        """Figures of the whole institution."""
        return [
            each
            for indicator in self.context.scheme.indicators
            for each in indicator_values(indicator, self.accounts.measures)
        ]

    @cached_property
    def silent(self) -> Sequence[Silent]:
        """Units that were not heard of for too long."""
        return list(silent_holders(self.context, self.accounts.measures))

    @cached_property
    def event_counts(self) -> Integers:
        """How many events each holder contributed to in the period, whether a rule met them or not."""
        by_slot = self.accounts.sums.counted[None, "each"]
        counts: Integers = by_slot[:, self.context.slots.in_period].sum(axis=1)
        return counts

    @cached_property
    def unmatched(self) -> Integers:
        """Events of the period that no clause of the scheme looks at: perhaps a slip in the events or in the scheme."""
        matches, context = self.accounts.sums.matches, self.context
        looked_at = [matches.truths.any_of(conditions) for conditions in context.scheme.conditions]
        seen: Flags = np.logical_or.reduce([*matches.fits, *looked_at])
        inside = (context.slot >= context.slots.in_period.start) & (context.slot < context.slots.count)
        return np.flatnonzero(inside & ~seen[matches.signatures.of_row])

    def decimal(self, units: int) -> Decimal:
        """Smallest units of the scheme as points or money."""
        return Minor(self.context.scheme.head.decimals).decimal(units)
