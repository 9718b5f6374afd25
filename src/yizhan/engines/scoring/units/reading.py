# SPDX-License-Identifier: Apache-2.0
"""Units file and changes file to a register."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from yizhan.engines.scoring.calculation.slots import date_of
from yizhan.engines.scoring.events.columns import clean
from yizhan.engines.scoring.events.encoders import DayEncoder, split_list
from yizhan.engines.scoring.findings import Findings, Place
from yizhan.engines.scoring.spreadsheets import Sheet, cell_name, read_sheet
from yizhan.engines.scoring.units.changes import ChangeKind, UnitChange, apply_changes
from yizhan.engines.scoring.units.register import Holder, Properties, Register

_HEADS = {
    "unit": ("unit", "单位", "单位名称"),
    "person": ("person", "人员", "姓名"),
    "from": ("from", "起", "起始日期", "开始"),
    "until": ("until", "止", "终止日期", "结束"),
}
_CHANGE_HEADS = {
    "date": ("date", "日期"),
    "change": ("change", "变更"),
    "from": ("from", "原单位"),
    "to": ("to", "新单位"),
    "share": ("share", "比例"),
}
_KINDS: dict[str, ChangeKind] = {
    "renamed": "renamed",
    "更名": "renamed",
    "merged": "merged",
    "合并": "merged",
    "joined": "joined",
    "并入": "joined",
    "split": "split",
    "拆分": "split",
}


def read_register(path: Path, changes: Path | None = None, holder: str = "unit") -> Register:
    """The units of a file, with the changes of another applied; raises `Refused` with line and cell."""
    findings = Findings()
    sheet = read_sheet(path)
    register = _register(sheet, holder, findings)
    findings.refuse_errors()
    if changes is not None:
        register = apply_changes(register, list(_changes(read_sheet(changes), findings)), findings)
        findings.refuse_errors()
    return register


def read_changes(path: Path) -> Sequence[UnitChange]:
    """The changes alone, for events without a units file."""
    findings = Findings()
    changes = list(_changes(read_sheet(path), findings))
    findings.refuse_errors()
    return changes


def _register(sheet: Sheet, holder: str, findings: Findings) -> Register:
    heads = _positions(sheet, _HEADS, (holder,), findings)
    findings.refuse_errors()
    standard = set(heads.values())
    further = {
        clean(head): position for position, head in enumerate(sheet.rows[0]) if clean(head) and position not in standard
    }
    holders: list[Holder] = []
    codes: dict[str, int] = {}
    for row, cells in _filled(sheet, findings):
        name = clean(cells[heads[holder]])
        if not name:
            findings.error("units.name_blank", "the row names no unit", Place(sheet.file, row + 1))
            continue
        start, end = (
            _day(cells, heads.get("from"), row, sheet, findings),
            _day(cells, heads.get("until"), row, sheet, findings),
        )
        if start and end and end < start:
            findings.error(
                "units.dates_reversed", f"'{name}' ends before it starts", Place(sheet.file, row + 1), unit=name
            )
        version = Properties(start, {column: clean(cells[position]) for column, position in further.items()})
        if name in codes:
            holders[codes[name]] = _further_version(
                holders[codes[name]], version, end, Place(sheet.file, row + 1), findings
            )
        else:
            codes[name] = len(holders)
            holders.append(Holder(name, start, end, (), (version,)))
    return Register(holders, codes)


def _further_version(holder: Holder, version: Properties, end: date | None, place: Place, findings: Findings) -> Holder:
    last = holder.versions[-1].start
    if version.start is None or (last is not None and version.start <= last):
        findings.error(
            "units.twice",
            f"'{holder.name}' is listed twice; the later row needs a later start",
            place,
            unit=holder.name,
        )
    return replace(holder, end=end, versions=(*holder.versions, version))


def _changes(sheet: Sheet, findings: Findings) -> Iterator[UnitChange]:
    heads = _positions(sheet, _CHANGE_HEADS, ("date", "change", "from", "to"), findings)
    findings.refuse_errors()
    for row, cells in _filled(sheet, findings):
        day = _day(cells, heads["date"], row, sheet, findings)
        kind = _KINDS.get(clean(cells[heads["change"]]))
        if kind is None:
            known = ", ".join(_KINDS)
            sentence = f"'{cells[heads['change']]}' is no change; write one of {known}"
            findings.error("units.change_kind", sentence, Place(sheet.file, row + 1))
        if day is None or kind is None:
            continue
        share = _share(cells, heads.get("share"), row, sheet, findings)
        for old in split_list(cells[heads["from"]]):
            for new in split_list(cells[heads["to"]]):
                yield UnitChange(day, kind, old, new, share)


def _filled(sheet: Sheet, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    for row, column in sorted(sheet.formulas)[:1]:
        findings.error(
            "events.formula",
            "the cell holds a formula; put its value there",
            Place(sheet.file, row + 1, cell_name(row, column)),
        )
    width = len(sheet.rows[0])
    for row, cells in enumerate(sheet.rows[1:], start=1):
        if any(cells):
            yield row, (cells + [""] * width)[:width]


def _positions(
    sheet: Sheet, heads: Mapping[str, tuple[str, ...]], needed: Sequence[str], findings: Findings
) -> dict[str, int]:
    cleaned = [clean(head) for head in (sheet.rows[0] if sheet.rows else [])]
    found = {
        name: position
        for name, names in heads.items()
        if (position := next((cleaned.index(each) for each in names if each in cleaned), None)) is not None
    }
    for name in needed:
        if name not in found:
            findings.error(
                "units.column_missing",
                f"there is no column '{name}' ({heads[name][1]})",
                Place(sheet.file, 1),
                column=name,
            )
    return found


def _day(cells: list[str], column: int | None, row: int, sheet: Sheet, findings: Findings) -> date | None:
    if column is None or not clean(cells[column]):
        return None
    encoder = DayEncoder()
    code = encoder[cells[column]]
    if code in encoder.reasons:
        kind, sentence, _text = encoder.reasons[code]
        findings.error(kind, sentence, Place(sheet.file, row + 1, cell_name(row, column)))
        return None
    return date_of(code)


def _share(cells: list[str], column: int | None, row: int, sheet: Sheet, findings: Findings) -> Fraction | None:
    text = clean(cells[column]) if column is not None else ""
    if not text:
        return None
    try:
        return Fraction(Decimal(text.removesuffix("%"))) / (100 if text.endswith("%") else 1)
    except InvalidOperation:
        findings.error("units.share", f"'{text}' is no share; write 0.6 or 60%", Place(sheet.file, row + 1))
        return None
