# SPDX-License-Identifier: Apache-2.0
"""Single accounts as plain dictionaries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.calculation.duties import Judgement
from yizhan.engines.scoring.events.table import Integers
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.results.explanation import Explainer
from yizhan.engines.scoring.results.figures import Eligibility
from yizhan.engines.scoring.results.plain import Plain, plain_amount, plain_figure


class AccountReports:
    """Accounts of an appraisal, one at a time; what is looked up for all of them is looked up once."""

    def __init__(self, appraisal: Appraisal, *, explain: bool, listed: Collection[int]) -> None:
        """Sort duties, awards and explanations by holder."""
        self._appraisal, self._context, self._explain = appraisal, appraisal.context, explain
        self._holders = self._context.register.holders
        self._duties = self._duties_by_holder()
        self._awards: dict[int, list[Plain]] = defaultdict(list)
        for eligibility in appraisal.eligibilities:
            self._awards[eligibility.holder].append(_award(eligibility))
        self._explanations = self._explanations_of(listed) if explain else {}

    def account(self, code: int) -> Plain:
        """Everything about one holder."""
        appraisal, scheme = self._appraisal, self._context.scheme
        account: Plain = {
            scheme.head.holder: self._holders[code].name,
            "points": self._points(int(appraisal.points[code])),
            "cumulative": self._points(int(appraisal.cumulative[code])),
            "sections": {
                section.id: self._points(int(appraisal.sections[section.id][code])) for section in scheme.sections
            },
            "events": int(appraisal.event_counts[code]),
            "lines": list(self._lines(code)),
            "duties": self.duties(code),
        }
        account |= self._history(code) | self._standing(code)
        if code in self._awards:
            account["awards"] = self._awards[code]
        if self._explain:
            account["explanations"] = self._explanations.get(self._holders[code].name, [])
        return account

    def duties(self, code: int) -> list[Plain]:
        """Duties that were judged in the period."""
        return self._duties.get(code, [])

    def _points(self, units: int) -> int | float:
        return plain_amount(self._appraisal.decimal(units))

    def _history(self, code: int) -> Plain:
        """Former names, the end of the unit, and what was taken over."""
        holder, history = self._holders[code], Plain()
        if holder.former_names:
            history["former_names"] = list(holder.former_names)
        if holder.end is not None:
            history["ended"] = str(holder.end)
            history["succeeded_by"] = [self._holders[each.holder].name for each in holder.successors]
        carried = [self._carried(each.source, each.points) for each in self._appraisal.carried if each.target == code]
        return history | {"carried": carried} if carried else history

    def _carried(self, source: int, points: Integers) -> Plain:
        in_period = points[self._context.slots.in_period]
        return {
            "from": self._holders[source].name,
            "points": self._points(int(in_period.sum())),
            "cumulative": self._points(int(points.sum())),
        }

    def _standing(self, code: int) -> Plain:
        """Rank, grade and converted score, where the scheme has them."""
        appraisal, scheme = self._appraisal, self._context.scheme
        standing = Plain()
        if (rank := appraisal.ranks.get(code)) is not None:
            standing |= {"rank": rank.rank, "ranked_among": rank.among, "tied": rank.tied, "group": rank.group}
        if scheme.grades:
            standing["grade"] = appraisal.grades[code] or None
        if appraisal.converted is not None and scheme.conversion is not None:
            converted = Decimal(int(appraisal.converted[code])).scaleb(-scheme.conversion.decimals)
            standing["converted"] = plain_amount(converted)
        return standing

    def _lines(self, code: int) -> Iterator[Plain]:
        """Lines of the account in the period that are not empty."""
        accounts, in_period = self._appraisal.accounts, self._context.slots.in_period
        points = accounts.amounts[code, in_period].sum(axis=0)
        counts = accounts.sums.counts[code, in_period].sum(axis=0)
        for number, line in enumerate(accounts.lines):
            events = int(counts[number]) if line.kind == "rule" else 0
            if points[number] or events:
                identity = {"line": line.id, "name": line.name, "kind": line.kind, "section": line.section}
                yield identity | {"events": events, "points": self._points(int(points[number]))}

    def _duties_by_holder(self) -> dict[int, list[Plain]]:
        duties: dict[int, list[Plain]] = defaultdict(list)
        for judgement in self._appraisal.accounts.judgements:
            if judgement.bucket.slot >= self._context.slots.in_period.start:
                for code in np.flatnonzero(judgement.owed).tolist():
                    duties[code].append(self._duty(judgement, code))
        return duties

    def _duty(self, judgement: Judgement, code: int) -> Plain:
        value = Fraction(int(judgement.numerators[code]), int(judgement.denominators[code]))
        demand = Fraction(int(judgement.demands[code]), int(judgement.demand_parts[code]))
        duty: Plain = {
            "duty": judgement.duty.id,
            "name": judgement.duty.name,
            "period": judgement.bucket.label,
            "value": plain_figure(value),
            "met": bool(judgement.met[code]),
            "target": judgement.duty.target,
            "points": self._points(int(judgement.points[code])),
        }
        if not judgement.duty.steps:
            duty["demand"] = plain_figure(demand)
        if judgement.duty.at_least is not None and demand:
            duty["completion"] = plain_figure(value / demand)
        return duty

    def _explanations_of(self, listed: Collection[int]) -> dict[str, list[Plain]]:
        explainer = Explainer(self._appraisal)
        explanations: dict[str, list[Plain]] = defaultdict(list)
        for entry in explainer.entries(listed):
            steps = [{**asdict(step), "points": plain_amount(step.points)} for step in entry.steps]
            plain = {"kind": "event", **asdict(entry), "points": plain_amount(entry.points), "steps": steps}
            explanations[entry.holder].append(plain)
        for line in explainer.lines(listed):
            explanations[line.holder].append({**asdict(line), "points": plain_amount(line.points)})
        return explanations


def _award(eligibility: Eligibility) -> Plain:
    needs = [{"measure": name, "value": plain_figure(value), "met": met} for name, value, met in eligibility.values]
    return {"award": eligibility.award, "period": eligibility.bucket, "eligible": eligibility.eligible, "needs": needs}
