# SPDX-License-Identifier: Apache-2.0
"""`yizhan appraise`: points of every unit or person from a scheme and events. Needs no installation."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from yizhan.cli.findings import Language, language_option, refuse, sentence_of
from yizhan.engines.scoring.appraising import appraise, with_changes
from yizhan.engines.scoring.events.reading import read_events
from yizhan.engines.scoring.events.table import EventTable
from yizhan.engines.scoring.findings import Finding, Refused, refusal
from yizhan.engines.scoring.language.reading import read_scheme
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.periods import parse_period
from yizhan.engines.scoring.results.report import report
from yizhan.engines.scoring.units.reading import read_changes, read_register
from yizhan.engines.scoring.units.register import Register

Row = Sequence[object]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WORDS = {
    "unit": ("单位", "unit"),
    "person": ("人员", "person"),
    "group": ("组别", "group"),
    "rank": ("名次", "rank"),
    "points": ("得分", "points"),
    "cumulative": ("累计", "cumulative"),
    "events": ("条数", "events"),
    "grade": ("等次", "grade"),
    "converted": ("折算", "converted"),
    "shortfalls": ("未完成的任务", "duties missed"),
    "indicators": ("全局指标", "indicators"),
    "silent": ("长期未报", "long silent"),
    "zero_scores": ("得零分的", "zero points"),
    "no_events": ("没有任何记录的", "no events at all"),
    "unmatched": ("办法没有提到的事件", "events that no clause mentions"),
    "notes": ("提示", "notes"),
    "not_counted": ("不计", "not counted"),
    "refused": ("没有计算,请先改正:", "Nothing was computed. Mend this first:"),
}


@click.command("appraise")
@click.option("--scheme", "scheme_file", type=_FILE, required=True, help="The scheme, a TOML file.")
@click.option("--events", "events_file", type=_FILE, required=True, help="Events: .csv, .tsv, .xlsx, .xls, .ods.")
@click.option("--units", "units_file", type=_FILE, help="Units (or persons) with groups, lines, targets.")
@click.option("--changes", "changes_file", type=_FILE, help="Units renamed, merged, joined or split.")
@click.option("--period", "period_text", metavar="PERIOD", help="2026, 2026H1, 2026Q3, 2026-07, 2026W28, A..B.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Duties are judged that were over by this day.")
@click.option("--only", "only", metavar="NAME", multiple=True, help="List only this account. Repeatable.")
@click.option("--explain", is_flag=True, help="For every point the event, the rule, the version, the arithmetic.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(
    scheme_file: Path,
    events_file: Path,
    units_file: Path | None,
    changes_file: Path | None,
    period_text: str | None,
    as_of: datetime | None,
    only: tuple[str, ...],
    explain: bool,
    language: Language,
    as_json: bool,
) -> None:
    """Points of every unit or person from a scheme and events. 按计分办法计算得分并说明理由。

    yizhan appraise --scheme S.toml --events E.csv --units U.csv --period 2026Q3 --explain
    """
    try:
        scheme = read_scheme(scheme_file)
        period = parse_period(period_text) if period_text else None
        table, notes = read_events(events_file, scheme)
        register = _register(scheme, table, units_file, changes_file)
        appraisal = appraise(
            scheme, table, register, period, judged_until=as_of.date() if as_of else None, explain=explain
        )
        found = report(appraisal, _codes(only, appraisal.context.register), explain=explain)
    except Refused as refused:
        refuse(refused, _word("refused", language), language, as_json=as_json)
    findings = [*notes, *appraisal.notes]
    if as_json:
        found["notes"] = [note.plain() for note in findings]
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo("\n".join(_page(found, scheme, findings, language)))


def _register(scheme: Scheme, table: EventTable, units: Path | None, changes: Path | None) -> Register | None:
    if units is not None:
        return read_register(units, changes, scheme.head.holder)
    return None if changes is None else with_changes(None, table, read_changes(changes))


def _codes(only: Sequence[str], register: Register) -> list[int] | None:
    for name in only:
        if name not in register.codes:
            raise refusal("units.unknown", f"there is no account '{name}'", unit=name)
    return [register.codes[name] for name in only] or None


def _word(name: str, language: Language) -> str:
    return _WORDS[name][0 if language == "zh" else 1]


def _page(found: Mapping[str, Any], scheme: Scheme, notes: Sequence[Finding], language: Language) -> Iterator[str]:
    head, period = found["scheme"], found["period"]
    yield f"{head['name']}({head['version']}) {period['label']}"
    yield ""
    yield from _table(list(_account_rows(found, scheme, language)))
    for name, rows in _lists(found, scheme):
        if rows:
            yield ""
            yield f"{_word(name, language)}:"
            yield from (f"  {row}" for row in rows)
    yield from _explanations(found, scheme, language)
    if notes:
        yield ""
        yield f"{_word('notes', language)}:"
        yield from (f"  {sentence_of(note, language)}" for note in notes)


def _account_rows(found: Mapping[str, Any], scheme: Scheme, language: Language) -> Iterator[Row]:
    accounts = found["accounts"]
    optional = [
        name for name in ("group", "rank", "grade", "converted") if any(account.get(name) for account in accounts)
    ]
    before = [name for name in optional if name in ("group", "rank")]
    after = [name for name in optional if name not in before]
    names = [*before, scheme.head.holder, "events", "points", "cumulative"]
    sections = [section.name for section in scheme.sections]
    yield [*(_word(name, language) for name in names), *sections, *(_word(name, language) for name in after)]
    for account in accounts:
        of_sections = [account["sections"][section.id] for section in scheme.sections]
        yield [*(account.get(name, "") for name in names), *of_sections, *(account.get(name) or "" for name in after)]


def _lists(found: Mapping[str, Any], scheme: Scheme) -> Iterator[tuple[str, list[str]]]:
    holder = scheme.head.holder
    yield (
        "shortfalls",
        [f"{each[holder]} {each['period']} {each['name']}:{each['value']}" for each in found["shortfalls"]],
    )
    yield "indicators", [_indicator_line(each) for each in found["indicators"]]
    yield "silent", [f"{each[holder]} {each['last']}" for each in found["silent"]]
    yield "zero_scores", found["zero_scores"]
    yield "no_events", found["no_events"]
    unmatched = found["unmatched"]
    yield "unmatched", [f"{unmatched['events']}: {', '.join(unmatched['first'])}"] if unmatched["events"] else []


def _indicator_line(indicator: Mapping[str, Any]) -> str:
    mark = {True: "✓", False: "✗", None: "·"}[indicator["met"]]
    value = "—" if indicator["value"] is None else indicator["value"]
    return f"{mark} {indicator['name']} {indicator['of']} {indicator['bucket']}:{value}".replace("  ", " ")


def _explanations(found: Mapping[str, Any], scheme: Scheme, language: Language) -> Iterator[str]:
    for account in found["accounts"]:
        if not account.get("explanations"):
            continue
        yield ""
        yield f"{account[scheme.head.holder]}:{account['points']} {scheme.head.unit}"
        for each in account["explanations"]:
            yield f"  {_explanation_line(each, language)}"


def _explanation_line(each: Mapping[str, Any], language: Language) -> str:
    clause = f" {each['clause']}" if each["clause"] else ""
    if each["kind"] != "event":
        return f"{each['points']:+g}  {each['period']}  {each['name']}{clause}  {each['arithmetic']}"
    counted = "" if each["counted"] else f"  ({_word('not_counted', language)})"
    event = f"#{each['event']}/{each['item']}" if each["item"] else f"#{each['event']}"
    return f"{each['points']:+g}  {each['date']}  {event}  {each['name']}{clause}  {each['arithmetic']}{counted}"


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Columns in line, also where Chinese characters take two places; numbers to the right."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    numeric = [
        all(not isinstance(row[place], str) or not row[place] for row in rows[1:]) for place in range(len(widths))
    ]
    for row in texts:
        cells = [_padded(text, width, right=right) for text, width, right in zip(row, widths, numeric, strict=True)]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks
