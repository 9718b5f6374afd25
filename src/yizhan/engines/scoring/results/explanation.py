# SPDX-License-Identifier: Apache-2.0
"""Why 37 points: for every point the event, the rule, the version and the arithmetic."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.calculation.entries import Entries, Step
from yizhan.engines.scoring.calculation.sharing import Credits, sharing_of
from yizhan.engines.scoring.calculation.slots import date_of
from yizhan.engines.scoring.events.table import NUMBER_SCALE
from yizhan.engines.scoring.language.event_clauses import Multiplier, Rule
from yizhan.engines.scoring.results.appraisal import Appraisal


@dataclass(frozen=True, slots=True)
class EntryStep:
    """One step of the arithmetic: what was done, by which clause, and the points after it."""

    step: str
    clause: str
    name: str
    points: Decimal
    detail: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class EntryExplanation:
    """The points one event brought to one holder by one rule; `counted` is false if a selection passed it over."""

    holder: str
    event: str
    date: str
    item: str
    rule: str
    name: str
    clause: str
    version: str
    points: Decimal
    counted: bool
    arithmetic: str
    steps: tuple[EntryStep, ...]


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """Points that no single event brought: duties, bases, limits, zeroing, and what was taken over."""

    holder: str
    kind: str
    line: str
    name: str
    clause: str
    version: str
    period: str
    points: Decimal
    arithmetic: str


class Explainer:
    """Explains the accounts of an appraisal that was computed with `explain=True`."""

    def __init__(self, appraisal: Appraisal) -> None:
        """Sort the recorded steps by entry."""
        accounts = appraisal.accounts
        if accounts.sums.entries is None or accounts.sums.credited is None:
            raise ValueError("compute the appraisal with explain=True")
        self._appraisal, self._context, self._matches = appraisal, appraisal.context, accounts.sums.matches
        self._entries: Entries = accounts.sums.entries
        self._credits: Credits = accounts.sums.credited
        self._steps: dict[int, list[tuple[Step, int]]] = {}
        for step in self._entries.steps or ():
            for place, entry in enumerate(step.entries.tolist()):
                self._steps.setdefault(entry, []).append((step, place))

    def entries(self, holders: Collection[int] | None = None) -> Iterator[EntryExplanation]:
        """What every event of the period brought, by date; for all holders or for these."""
        context, credited = self._context, self._credits
        slot = context.slot[self._entries.row[credited.entry]]
        wanted = slot >= context.slots.in_period.start
        if holders is not None:
            wanted &= np.isin(credited.holder, list(holders))
        rows = self._entries.row[credited.entry]
        order = np.lexsort(
            (self._entries.rule[credited.entry], context.table.ids[rows], context.table.day[rows], credited.holder)
        )
        for credit in order[wanted[order]].tolist():
            yield self._explain(credit)

    def lines(self, holders: Collection[int] | None = None) -> Iterator[LineExplanation]:
        """What came from elsewhere than single events, slot by slot."""
        context, accounts = self._context, self._appraisal.accounts
        for code in range(len(context.register)) if holders is None else sorted(holders):
            for number, line in enumerate(accounts.lines):
                if line.kind == "rule":
                    continue
                for slot in range(context.slots.in_period.start, context.slots.count):
                    points = int(accounts.amounts[code, slot, number])
                    if points:
                        yield self._line(code, line.kind, (line.id, line.name, line.clause), slot, points)
            for each in self._appraisal.carried:
                points = int(each.points[context.slots.in_period].sum())
                if each.target == code and points:
                    source = context.register.holders[each.source].name
                    yield self._line(code, "carried", ("", source, ""), context.slots.count - 1, points)

    def _line(self, code: int, kind: str, names: tuple[str, str, str], slot: int, points: int) -> LineExplanation:
        context = self._context
        span = context.slots.slot_span(slot)
        amount = self._appraisal.decimal(points)
        arithmetic = self._judgements(code, names[0], slot) or f"{amount:+}"
        period = f"{span.start}..{span.end}"
        holder = context.register.holders[code].name
        return LineExplanation(holder, kind, *names, context.scheme.head.version, period, amount, arithmetic)

    def _judgements(self, code: int, line: str, slot: int) -> str:
        """The figures of the duties booked in this slot: value, demand, points."""
        parts = []
        for judgement in self._appraisal.accounts.judgements:
            if judgement.duty.id == line and judgement.bucket.slot == slot and judgement.points[code]:
                value = Fraction(int(judgement.numerators[code]), int(judgement.denominators[code]))
                demand = Fraction(int(judgement.demands[code]), int(judgement.demand_parts[code]))
                against = f" / {_plain(demand)}" if not judgement.duty.steps else ""
                points = self._appraisal.decimal(int(judgement.points[code]))
                parts.append(f"{judgement.bucket.label}: {_plain(value)}{against} → {points:+}")
        return "; ".join(parts)

    def _explain(self, credit: int) -> EntryExplanation:
        entry = int(self._credits.entry[credit])
        row, rule = int(self._entries.row[entry]), self._context.scheme.rules[int(self._entries.rule[entry])]
        steps = tuple(self._entry_steps(credit, entry, rule))
        table = self._context.table
        return EntryExplanation(
            holder=self._context.register.holders[int(self._credits.holder[credit])].name,
            event=str(table.ids[row]),
            date=date_of(int(table.day[row])).isoformat(),
            item=table.item_name(row),
            rule=rule.id,
            name=rule.name,
            clause=rule.clause,
            version=self._context.scheme.head.version,
            points=self._appraisal.decimal(int(self._credits.amount[credit])),
            counted=bool(self._entries.counts[entry]),
            arithmetic=_arithmetic(steps),
            steps=steps,
        )

    def _entry_steps(self, credit: int, entry: int, rule: Rule) -> Iterator[EntryStep]:
        number, signature = (
            int(self._entries.rule[entry]),
            int(self._matches.signatures.of_row[self._entries.row[entry]]),
        )
        recorded = self._steps.get(entry, [])
        scaled = next(((step, place) for step, place in recorded if step.kind in ("ladder", "times")), None)
        base = int(self._matches.base[number, signature])
        amount = int(self._matches.amount[number, signature])
        if scaled is None:
            yield self._step("rule", rule.id, rule.name, base)
        else:
            yield from self._scaled(rule, base, *scaled)
            amount = int(scaled[0].after[scaled[1]])
        yield from self._multiplied(number, signature, amount)
        for step, place in recorded:
            if step.kind in ("selection", "limit"):
                yield self._held(step, place)
        if int(self._credits.among[credit]) > 1 or int(self._credits.amount[credit]) != int(
            self._entries.amount[entry]
        ):
            sharing = sharing_of(rule, self._context)
            detail: dict[str, str | int] = {
                "position": int(self._credits.position[credit]) + 1,
                "among": int(self._credits.among[credit]),
            }
            identity = (sharing.id, sharing.name) if sharing else ("", "")
            yield self._step("share", *identity, int(self._credits.amount[credit]), detail)

    def _scaled(self, rule: Rule, base: int, step: Step, place: int) -> Iterator[EntryStep]:
        reference = int(step.reference[place])
        if step.kind == "times":
            number = _plain(Fraction(reference, NUMBER_SCALE))
            yield self._step("rule", rule.id, rule.name, base)
            yield self._step("times", rule.id, rule.times or "", int(step.after[place]), {"number": number})
            return
        rung = next(each for each in rule.ladder if each.up_to is None or reference < each.up_to)
        yield self._step("ladder", rule.id, rule.name, self._context.minor.units(rung.points), {"place": reference + 1})

    def _multiplied(self, number: int, signature: int, amount: int) -> Iterator[EntryStep]:
        """One step per multiplier; the product is rounded once, so all of them carry the final points."""
        for place, multiplier in enumerate(self._context.scheme.multipliers):
            times = int(self._matches.times[place, signature])
            if self._matches.multiplies[place, number] and times:
                yield self._step(
                    "multiplier", multiplier.id, multiplier.name, amount, {"factor": _factor(multiplier, times)}
                )

    def _held(self, step: Step, place: int) -> EntryStep:
        clauses = {each.id: each.name for each in (*self._context.scheme.selections, *self._context.scheme.limits)}
        detail: dict[str, str | int] = {}
        if step.kind == "selection":
            detail["instead"] = str(self._context.table.ids[self._entries.row[int(step.reference[place])]])
        return self._step(step.kind, step.clause, clauses[step.clause], int(step.after[place]), detail)

    def _step(
        self, step: str, clause: str, name: str, points: int, detail: Mapping[str, str | int] | None = None
    ) -> EntryStep:
        return EntryStep(step, clause, name, self._appraisal.decimal(points), detail or {})


def _factor(multiplier: Multiplier, times: int) -> str:
    factor = Fraction(multiplier.factor)
    return _plain(1 + (factor - 1) * times if multiplier.times == "each_adds" else factor**times)


def _plain(value: Fraction) -> str:
    """A number as people write it: 0.5, 12, otherwise a fraction."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(decimal) != value:
        return f"{value.numerator}/{value.denominator}"
    return f"{decimal.normalize():f}"


def _arithmetic(steps: tuple[EntryStep, ...]) -> str:
    """The steps in one line of signs and numbers: `3 × 2 = 6 → 3.6 (1/2)`."""
    text = ""
    for step in steps:
        if step.step in ("rule", "ladder"):
            place = f" (#{step.detail['place']})" if "place" in step.detail else ""
            text = f"{step.points}{place}"
        elif step.step in ("multiplier", "times"):
            text += f" × {step.detail.get('factor', step.detail.get('number'))}"
        else:
            text = f"{_with_result(text, steps, step)} → {step.points}{_reason(step)}"
    last = steps[-1]
    return f"{text} = {last.points}" if last.step in ("multiplier", "times") else text


def _with_result(text: str, steps: tuple[EntryStep, ...], step: EntryStep) -> str:
    """Close a product before something is taken from it."""
    previous = steps[steps.index(step) - 1]
    return f"{text} = {previous.points}" if previous.step in ("multiplier", "times") else text


def _reason(step: EntryStep) -> str:
    if step.step == "share":
        return f" ({step.detail['position']}/{step.detail['among']})"
    return f" ({step.clause}: {step.detail['instead']})" if step.step == "selection" else f" ({step.clause})"
