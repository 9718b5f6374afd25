# SPDX-License-Identifier: Apache-2.0
"""An appraisal as plain lists and dictionaries, for JSON and for tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.calculation.duties import Judgement
from yizhan.engines.scoring.findings import Finding
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.results.explanation import Explainer
from yizhan.engines.scoring.results.figures import IndicatorValue

Plain = dict[str, object]


def report(appraisal: Appraisal, holders: Collection[int] | None = None, *, explain: bool = False) -> Plain:
    """Everything that was found out; `holders` limits the accounts that are listed, not what was computed."""
    context = appraisal.context
    head, slots = context.scheme.head, context.slots
    listed = order_of_accounts(appraisal, holders)
    accounts = [_account(code, appraisal) for code in listed]
    duties = _duties(appraisal)
    for account, code in zip(accounts, listed, strict=True):
        account["duties"] = duties.get(code, [])
    if explain:
        _add_explanations(accounts, listed, appraisal)
    names = context.register.holders
    return {
        "scheme": {
            "id": head.id,
            "name": head.name,
            "version": head.version,
            "place": head.place,
            "instrument": head.instrument,
        },
        "period": {"label": str(slots.period), "from": str(slots.period.start), "until": str(slots.period.end)},
        "unit": head.unit,
        "totals": {names[code].name: _number(appraisal.decimal(int(appraisal.points[code]))) for code in listed},
        "accounts": accounts,
        "shortfalls": [
            _shortfall(code, duty, appraisal)
            for code in listed
            for duty in duties.get(code, [])
            if _owed_and_missed(duty)
        ],
        "indicators": [_indicator(each, appraisal) for each in appraisal.indicators],
        "silent": [
            {"silence": each.silence, head.holder: names[each.holder].name, "last": each.last, "days": each.days}
            for each in appraisal.silent
        ],
        "zero_scores": [names[code].name for code in listed if appraisal.ranked[code] and not appraisal.points[code]],
        "no_events": [names[code].name for code in listed if _is_without_events(code, appraisal)],
        "named": _named(listed, appraisal),
        "unmatched": {
            "events": int(appraisal.unmatched.size),
            "first": [str(each) for each in context.table.ids[appraisal.unmatched[:20]].tolist()],
        },
        "notes": [plain_finding(note) for note in appraisal.notes],
    }


def order_of_accounts(appraisal: Appraisal, holders: Collection[int] | None = None) -> list[int]:
    """Group by group, best first; equal accounts by name."""
    codes = range(len(appraisal.context.register)) if holders is None else holders
    names = appraisal.context.register.holders
    groups = {code: rank.group for code, rank in appraisal.ranks.items()}
    return sorted(
        codes,
        key=lambda code: (
            groups.get(code, ""),
            not appraisal.ranked[code],
            -int(appraisal.points[code]),
            names[code].name,
        ),
    )


def plain_finding(finding: Finding) -> Plain:
    """A finding for JSON."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.sentence,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "cell": place.column if place else None,
        "parameters": {
            name: list(value) if isinstance(value, tuple) else value for name, value in finding.parameters.items()
        },
    }


def _account(code: int, appraisal: Appraisal) -> Plain:
    context = appraisal.context
    holder = context.register.holders[code]
    account: Plain = {
        context.scheme.head.holder: holder.name,
        "points": _number(appraisal.decimal(int(appraisal.points[code]))),
        "cumulative": _number(appraisal.decimal(int(appraisal.cumulative[code]))),
        "sections": {
            section.id: _number(appraisal.decimal(int(appraisal.sections[section.id][code])))
            for section in context.scheme.sections
        },
        "events": int(appraisal.event_counts[code]),
        "lines": _lines(code, appraisal),
    }
    if holder.former_names:
        account["former_names"] = list(holder.former_names)
    if holder.end is not None:
        account["ended"] = str(holder.end)
        account["succeeded_by"] = [context.register.holders[each.holder].name for each in holder.successors]
    carried = [each for each in appraisal.carried if each.target == code]
    if carried:
        account["carried"] = [_carried(each.source, each.points, appraisal) for each in carried]
    if (rank := appraisal.ranks.get(code)) is not None:
        account |= {"rank": rank.rank, "ranked_among": rank.among, "tied": rank.tied, "group": rank.group}
    if context.scheme.grades:
        account["grade"] = appraisal.grades[code] or None
    if appraisal.converted is not None and context.scheme.conversion is not None:
        account["converted"] = _number(
            Decimal(int(appraisal.converted[code])).scaleb(-context.scheme.conversion.decimals)
        )
    awards = [each for each in appraisal.eligibilities if each.holder == code]
    if awards:
        account["awards"] = [
            {
                "award": each.award,
                "period": each.bucket,
                "eligible": each.eligible,
                "needs": [{"measure": name, "value": _fraction(value), "met": met} for name, value, met in each.values],
            }
            for each in awards
        ]
    return account


def _carried(source: int, points: np.ndarray[tuple[int], np.dtype[np.int64]], appraisal: Appraisal) -> Plain:
    context = appraisal.context
    return {
        "from": context.register.holders[source].name,
        "points": _number(appraisal.decimal(int(points[context.slots.in_period].sum()))),
        "cumulative": _number(appraisal.decimal(int(points.sum()))),
    }


def _lines(code: int, appraisal: Appraisal) -> list[Plain]:
    """Lines of the account in the period that are not empty."""
    context, accounts = appraisal.context, appraisal.accounts
    in_period = context.slots.in_period
    lines: list[Plain] = []
    for number, line in enumerate(accounts.lines):
        points = int(accounts.amounts[code, in_period, number].sum())
        events = int(accounts.sums.counts[code, in_period, number].sum()) if line.kind == "rule" else 0
        if points or events:
            lines.append(
                {
                    "line": line.id,
                    "name": line.name,
                    "kind": line.kind,
                    "section": line.section,
                    "events": events,
                    "points": _number(appraisal.decimal(points)),
                }
            )
    return lines


def _duties(appraisal: Appraisal) -> dict[int, list[Plain]]:
    """Duties judged in the period, by holder."""
    slots = appraisal.context.slots
    duties: dict[int, list[Plain]] = defaultdict(list)
    for judgement in appraisal.accounts.judgements:
        if judgement.bucket.slot < slots.in_period.start:
            continue
        for code in np.flatnonzero(judgement.owed).tolist():
            duties[code].append(_duty(judgement, code, appraisal))
    return duties


def _duty(judgement: Judgement, code: int, appraisal: Appraisal) -> Plain:
    value = Fraction(int(judgement.numerators[code]), int(judgement.denominators[code]))
    demand = Fraction(int(judgement.demands[code]), int(judgement.demand_parts[code]))
    plain: Plain = {
        "duty": judgement.duty.id,
        "name": judgement.duty.name,
        "period": judgement.bucket.label,
        "value": _fraction(value),
        "met": bool(judgement.met[code]),
        "target": judgement.duty.target,
        "points": _number(appraisal.decimal(int(judgement.points[code]))),
    }
    if not judgement.duty.steps:
        plain["demand"] = _fraction(demand)
        plain["completion"] = _fraction(value / demand) if demand else None
    return plain


def _owed_and_missed(duty: Plain) -> bool:
    return not duty["met"] and not duty["target"]


def _shortfall(code: int, duty: Plain, appraisal: Appraisal) -> Plain:
    head = appraisal.context.scheme.head
    names = appraisal.context.register.holders
    return {head.holder: names[code].name} | {key: duty[key] for key in ("duty", "name", "period", "value", "demand")}


def _indicator(each: IndicatorValue, appraisal: Appraisal) -> Plain:
    plain: Plain = asdict(each)
    plain["value"] = _fraction(each.value)
    plain["name"] = next(
        indicator.name for indicator in appraisal.context.scheme.indicators if indicator.id == plain["indicator"]
    )
    return plain


def _is_without_events(code: int, appraisal: Appraisal) -> bool:
    """Whether nothing at all came, neither from the unit nor from those whose place it took."""
    taken_over = any(each.target == code for each in appraisal.carried)
    return bool(appraisal.ranked[code]) and not appraisal.event_counts[code] and not taken_over


def _named(listed: Iterable[int], appraisal: Appraisal) -> list[str]:
    ranking = appraisal.context.scheme.ranking
    if ranking is None or ranking.named_first is None:
        return []
    names = appraisal.context.register.holders
    return [
        names[code].name
        for code in listed
        if code in appraisal.ranks and appraisal.ranks[code].rank <= ranking.named_first
    ]


def _add_explanations(accounts: list[Plain], listed: list[int], appraisal: Appraisal) -> None:
    explainer = Explainer(appraisal)
    by_name: dict[str, list[Plain]] = defaultdict(list)
    for entry in explainer.entries(listed):
        plain = asdict(entry)
        plain["points"] = _number(entry.points)
        plain["steps"] = [{**asdict(step), "points": _number(step.points)} for step in entry.steps]
        by_name[entry.holder].append({"kind": "event", **plain})
    for line in explainer.lines(listed):
        by_name[line.holder].append({**asdict(line), "points": _number(line.points)})
    names = appraisal.context.register.holders
    for account, code in zip(accounts, listed, strict=True):
        account["explanations"] = by_name[names[code].name]


def _number(amount: Decimal) -> int | float:
    """Points for JSON: whole ones without a point, others as the shortest decimal."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _fraction(value: Fraction | None) -> int | float | None:
    """A figure for JSON; rates are cut after six decimals."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 6)
