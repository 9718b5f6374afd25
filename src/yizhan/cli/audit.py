# SPDX-License-Identifier: Apache-2.0
"""`yizhan audit`: which sums, rates and ranks of a printed table agree. Needs no installation."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from yizhan.cli.findings import Language, language_option, refuse, sentence_of
from yizhan.engines.scoring.audit.auditing import Audit, audit_file, audit_report
from yizhan.engines.scoring.audit.relations import Comparison, Relation, in_decimals
from yizhan.engines.scoring.audit.roundings import Convention
from yizhan.engines.scoring.findings import Refused

#: Exit code when something does not agree.
DIFFERS = 1
_KINDS = {
    "column_total": ("合计", "total"),
    "average": ("平均", "average"),
    "row_sum": ("相加", "sum"),
    "multiple": ("倍数", "multiple"),
    "rate": ("比率", "rate"),
    "share": ("占比", "share"),
    "change": ("增减", "change"),
    "rank": ("名次", "rank"),
    "cumulative": ("累计", "cumulative"),
    "check": ("指定", "stated"),
}
_MODES = {
    "half_up": ("四舍五入", "half up"),
    "half_even": ("四舍六入五成双", "half even"),
    "down": ("舍去尾数", "cut off"),
    "up": ("进一", "rounded up"),
}
_WORDS = {
    "agrees": ("核对 {checked} 个数,全部相符。", "{checked} figures checked; all agree."),
    "nothing": (
        "没有找到可以核对的合计、比率或名次;可用 --check 写明关系。",
        "No totals, rates or ranks to check were found; state a relation with --check.",
    ),
    "differs": (
        "核对 {checked} 个数:{agree} 个相符,{rounding} 个由舍入解释,{differ} 个不符。",
        "{checked} figures checked: {agree} agree, {rounding} are explained by rounding, {differ} do not agree.",
    ),
    "rounding": ("{decimals} 位小数,{mode}", "{decimals} decimals, {mode}"),
    "own_rounding": ("各项分别舍入", "each was rounded for itself"),
    "comparison": (
        "{cell} {row} {column}:印 {stated},算 {computed},差 {difference}",
        "{cell} {row} {column}: printed {stated}, computed {computed}, off by {difference}",
    ),
    "refused": ("读不出表格:", "The table cannot be read:"),
}


@click.command("audit")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--check", "stated", metavar="RELATION", multiple=True, help="For example “得分 = 县级 + 市级”. Repeatable."
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def command(table: Path, stated: tuple[str, ...], language: Language, as_json: bool) -> None:
    """Which sums, rates and ranks of a printed table agree, and by how much not. 核对通报里的合计、比率和名次。

    yizhan audit TABLE.xlsx --check "sum(采用) = 67"

    Ends with 0 if everything agrees, with 1 if something does not.
    """
    try:
        audit = audit_file(table, stated)
    except Refused as refused:
        refuse(refused, _said("refused", language), language, as_json=as_json)
    if as_json:
        click.echo(json.dumps(audit_report(audit), ensure_ascii=False))
    else:
        click.echo("\n".join(_page(audit, language)))
    raise SystemExit(0 if audit.agrees else DIFFERS)


def _said(name: str, language: Language, **parameters: object) -> str:
    return _WORDS[name][0 if language == "zh" else 1].format(**parameters)


def _page(audit: Audit, language: Language) -> Iterator[str]:
    yield _summary(audit, language)
    for relation in audit.relations:
        yield _relation_line(relation, language)
        for comparison in relation.comparisons:
            if comparison.verdict != "agrees":
                yield f"    {_comparison_line(comparison, language)}"
    yield from (sentence_of(note, language) for note in audit.notes)


def _summary(audit: Audit, language: Language) -> str:
    verdicts = [comparison.verdict for relation in audit.relations for comparison in relation.comparisons]
    if not verdicts:
        return _said("nothing", language)
    if set(verdicts) == {"agrees"}:
        return _said("agrees", language, checked=len(verdicts))
    counts = {
        "agree": verdicts.count("agrees"),
        "rounding": verdicts.count("rounding"),
        "differ": verdicts.count("differs"),
    }
    return _said("differs", language, checked=len(verdicts), **counts)


def _relation_line(relation: Relation, language: Language) -> str:
    mark = "✗" if relation.differing else "✓"
    kind = _KINDS[relation.kind][0 if language == "zh" else 1]
    rounding = f" ({_rounding(relation.convention, language)})" if relation.convention else ""
    agreeing = len(relation.comparisons) - len(relation.differing)
    formula = relation.formula if "=" in relation.formula else f"{relation.target} = {relation.formula}"
    return f"{mark} [{kind}] {formula}{rounding}  {agreeing}/{len(relation.comparisons)}"


def _rounding(convention: Convention, language: Language) -> str:
    mode = _MODES[convention.mode][0 if language == "zh" else 1]
    return _said("rounding", language, decimals=convention.decimals, mode=mode)


def _comparison_line(comparison: Comparison, language: Language) -> str:
    line = _said(
        "comparison",
        language,
        cell=comparison.cell,
        row=comparison.row,
        column=comparison.column,
        stated=comparison.stated,
        computed=in_decimals(comparison.computed),
        difference=f"{in_decimals(comparison.difference):+f}",
    ).strip()
    if comparison.verdict == "differs":
        return f"✗ {line}"
    reason = _rounding(comparison.rounding, language) if comparison.rounding else _said("own_rounding", language)
    return f"≈ {line} ({reason})"
