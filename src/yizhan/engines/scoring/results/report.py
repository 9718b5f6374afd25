# SPDX-License-Identifier: Apache-2.0
"""An appraisal as plain lists and dictionaries, for JSON and for tables."""

from collections.abc import Collection, Iterator
from dataclasses import asdict

from yizhan.engines.scoring.results.account_report import AccountReports
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.results.figures import IndicatorValue
from yizhan.engines.scoring.results.plain import Plain, plain_amount, plain_figure

#: So many unmatched events are named; the rest is a number.
MOST_NAMED = 20


def report(appraisal: Appraisal, holders: Collection[int] | None = None, *, explain: bool = False) -> Plain:
    """Everything that was found out; `holders` limits the accounts that are listed, not what was computed."""
    names = [holder.name for holder in appraisal.context.register.holders]
    listed = order_of_accounts(appraisal, holders)
    reports = AccountReports(appraisal, explain=explain, listed=listed)
    return _heading(appraisal) | {
        "totals": {names[code]: plain_amount(appraisal.decimal(int(appraisal.points[code]))) for code in listed},
        "accounts": [reports.account(code) for code in listed],
        "shortfalls": list(_shortfalls(listed, reports, appraisal)),
        "indicators": [_indicator(each, appraisal) for each in appraisal.indicators],
        "silent": list(_silent(appraisal)),
        "zero_scores": [names[code] for code in listed if appraisal.ranked[code] and not appraisal.points[code]],
        "no_events": [names[code] for code in listed if _is_without_events(code, appraisal)],
        "named": [names[code] for code in listed if _is_named(code, appraisal)],
        "unmatched": _unmatched(appraisal),
        "notes": [note.plain() for note in appraisal.notes],
    }


def order_of_accounts(appraisal: Appraisal, holders: Collection[int] | None = None) -> list[int]:
    """Group by group, best first; equal accounts by name."""
    register, ranks = appraisal.context.register, appraisal.ranks

    def place(code: int) -> tuple[str, bool, int, str]:
        group = ranks[code].group if code in ranks else ""
        return group, not appraisal.ranked[code], -int(appraisal.points[code]), register.holders[code].name

    return sorted(range(len(register)) if holders is None else holders, key=place)


def _heading(appraisal: Appraisal) -> Plain:
    head, period = appraisal.context.scheme.head, appraisal.context.slots.period
    return {
        "scheme": {name: getattr(head, name) for name in ("id", "name", "version", "place", "instrument")},
        "period": {"label": str(period), "from": str(period.start), "until": str(period.end)},
        "unit": head.unit,
    }


def _shortfalls(listed: Collection[int], reports: AccountReports, appraisal: Appraisal) -> Iterator[Plain]:
    """Duties that were missed; targets are wished for, and not named."""
    holder, holders = appraisal.context.scheme.head.holder, appraisal.context.register.holders
    for code in listed:
        for duty in reports.duties(code):
            if not duty["met"] and not duty["target"]:
                yield {holder: holders[code].name} | {
                    key: duty[key] for key in ("duty", "name", "period", "value", "demand")
                }


def _indicator(value: IndicatorValue, appraisal: Appraisal) -> Plain:
    name = next(each.name for each in appraisal.context.scheme.indicators if each.id == value.indicator)
    return asdict(value) | {"value": plain_figure(value.value), "name": name}


def _silent(appraisal: Appraisal) -> Iterator[Plain]:
    holder, holders = appraisal.context.scheme.head.holder, appraisal.context.register.holders
    for each in appraisal.silent:
        yield {"silence": each.silence, holder: holders[each.holder].name, "last": each.last, "days": each.days}


def _is_without_events(code: int, appraisal: Appraisal) -> bool:
    """Whether nothing at all came, neither from the unit nor from those whose place it took."""
    taken_over = any(each.target == code for each in appraisal.carried)
    return bool(appraisal.ranked[code]) and not appraisal.event_counts[code] and not taken_over


def _is_named(code: int, appraisal: Appraisal) -> bool:
    """Whether the account is among the first n, ties included."""
    ranking = appraisal.context.scheme.ranking
    if ranking is None or ranking.named_first is None or code not in appraisal.ranks:
        return False
    return appraisal.ranks[code].rank <= ranking.named_first


def _unmatched(appraisal: Appraisal) -> Plain:
    first = appraisal.context.table.ids[appraisal.unmatched[:MOST_NAMED]]
    return {"events": int(appraisal.unmatched.size), "first": [str(each) for each in first.tolist()]}
