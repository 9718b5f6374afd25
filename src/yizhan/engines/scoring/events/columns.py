# SPDX-License-Identifier: Apache-2.0
"""Which column of an events file means what: English and Chinese heads, and the fields of the scheme."""

import unicodedata
from collections.abc import Mapping, Sequence
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
    names = {name: (name, declared.column or name) for name, declared in scheme.fields.items()}
    fields = _found(names, cleaned)
    taken = set(fields.values())
    standard = {name: position for name, position in _found(HEADS, cleaned).items() if position not in taken}
    _report_columns(cleaned, Layout(standard, fields), scheme, Place(file, 1), findings)
    return Layout(standard, fields)


def _found(names: Mapping[str, tuple[str, ...]], heads: Sequence[str]) -> dict[str, int]:
    positions = {
        name: next((heads.index(each) for each in known if each in heads), None) for name, known in names.items()
    }
    return {name: position for name, position in positions.items() if position is not None}


def _report_columns(heads: Sequence[str], layout: Layout, scheme: Scheme, place: Place, findings: Findings) -> None:
    for position, head in enumerate(heads):
        if head and head in heads[:position]:
            findings.error("events.column_twice", f"two columns are called '{head}'", place, column=head)
    missing = {name: HEADS[name][1] for name in ("date", scheme.head.holder) if name not in layout.standard}
    missing |= {name: declared.column or name for name, declared in scheme.fields.items() if name not in layout.fields}
    for name, also in missing.items():
        findings.error("events.column_missing", f"there is no column '{name}' ({also})", place, column=name, also=also)
    known = {*layout.standard.values(), *layout.fields.values()}
    ignored = tuple(head for position, head in enumerate(heads) if head and position not in known)
    if ignored:
        sentence = f"these columns mean nothing to the scheme: {', '.join(ignored)}"
        findings.note("events.columns_ignored", sentence, place, columns=ignored)
