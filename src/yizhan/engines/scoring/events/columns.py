# SPDX-License-Identifier: Apache-2.0
"""Which column of an events file means what: English and Chinese heads, and the fields of the scheme."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.engines.scoring.findings import Findings, Place
from yizhan.engines.scoring.language.scheme import Scheme

HEADS = {
    "date": ("date", "日期", "时间"),
    "unit": ("unit", "单位", "单位名称"),
    "person": ("person", "人员", "姓名", "作者"),
    "event": ("event", "编号", "事件编号", "序号"),
    "item": ("item", "稿件", "稿件编号", "信息编号"),
    "role": ("role", "角色"),
    "weight": ("weight", "份额", "权重"),
    "cancels": ("cancels", "撤销"),
    "replaces": ("replaces", "更正"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of the columns: by standard name and by field."""

    standard: dict[str, int]
    fields: dict[str, int]


def clean(text: str) -> str:
    """A cell without the differences nobody sees: full-width letters, spaces around it, byte-order marks."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip().strip("\ufeff")


def find_columns(heads: Sequence[str], scheme: Scheme, file: str, findings: Findings) -> Layout:
    """Match the heads of a file with what the scheme needs; missing columns are errors, further ones a note."""
    cleaned = [clean(head) for head in heads]
    place = Place(file, 1)
    for position, head in enumerate(cleaned):
        if head and head in cleaned[:position]:
            findings.error("events.column_twice", f"two columns are called '{head}'", place, column=head)
    fields = {
        name: place_of_field
        for name, declared in scheme.fields.items()
        if (place_of_field := _position(cleaned, (name, declared.column or name))) is not None
    }
    taken = set(fields.values())
    standard = {
        name: place_of_head
        for name, heads_of in HEADS.items()
        if (place_of_head := _position(cleaned, heads_of)) is not None and place_of_head not in taken
    }
    for needed in ("date", scheme.head.holder):
        if needed not in standard:
            findings.error(
                "events.column_missing",
                f"there is no column '{needed}' ({HEADS[needed][1]})",
                place,
                column=needed,
                also=HEADS[needed][1],
            )
    for name in scheme.fields.keys() - fields.keys():
        also = scheme.fields[name].column or name
        findings.error(
            "events.column_missing",
            f"there is no column '{name}', which the scheme declares",
            place,
            column=name,
            also=also,
        )
    known = taken | set(standard.values())
    unknown = [head for position, head in enumerate(cleaned) if head and position not in known]
    if unknown:
        findings.note(
            "events.columns_ignored",
            f"these columns mean nothing to the scheme: {', '.join(unknown)}",
            place,
            columns=tuple(unknown),
        )
    return Layout(standard, fields)


def _position(heads: Sequence[str], names: Sequence[str]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)
