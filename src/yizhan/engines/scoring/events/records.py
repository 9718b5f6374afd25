# SPDX-License-Identifier: Apache-2.0
"""Single events as plain records, for those who have them in a database or make one at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np

from yizhan.engines.scoring.events.assembly import EncodedColumns, assemble
from yizhan.engines.scoring.events.encoders import DayEncoder, Encoder, HolderEncoder, TextEncoder, encoder_for
from yizhan.engines.scoring.events.table import EventTable
from yizhan.engines.scoring.findings import Findings, Place
from yizhan.engines.scoring.language.scheme import Scheme

FieldValue = str | Decimal | int | bool | None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event. `holders` are the contributors, the lead first."""

    id: str
    day: date
    holders: Sequence[str]
    item: str = ""
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    roles: Sequence[str] = ()
    weights: Sequence[Decimal] = ()
    cancels: str = ""
    replaces: str = ""


def table_of(records: Iterable[EventRecord], scheme: Scheme) -> EventTable:
    """The effective events among the records as a table; raises `Refused` with the id of every mistake."""
    kept = list(records)
    findings = Findings()
    columns = _encode(kept, scheme)
    for name, (codes, encoder) in columns.items():
        for code, (kind, sentence, text) in encoder.reasons.items():
            for row in np.flatnonzero(codes == code)[:3].tolist():
                findings.error(kind, sentence, _place(kept[row], name), value=text)
    findings.refuse_errors()
    table = assemble(columns, len(kept), scheme, lambda row, _column: _place(kept[row]), findings)
    findings.refuse_errors()
    return table


def _place(record: EventRecord, column: str | None = None) -> Place:
    return Place(f"event {record.id}", None, column)


def _encode(records: Sequence[EventRecord], scheme: Scheme) -> EncodedColumns:
    texts: dict[str, tuple[Encoder, list[str]]] = {
        "date": (DayEncoder(), [record.day.isoformat() for record in records]),
        "holder": (HolderEncoder(), [";".join(record.holders) for record in records]),
        "item": (TextEncoder(), [record.item for record in records]),
        "role": (TextEncoder(), [";".join(record.roles) for record in records]),
        "weight": (TextEncoder(), [";".join(map(str, record.weights)) for record in records]),
        "cancels": (TextEncoder(), [record.cancels for record in records]),
        "replaces": (TextEncoder(), [record.replaces for record in records]),
    }
    for name, declared in scheme.fields.items():
        texts[f"field {name}"] = (encoder_for(declared), [_text(record.fields.get(name)) for record in records])
    columns: dict[str, tuple[np.ndarray[tuple[int], np.dtype[np.generic]], Encoder]] = {
        name: (np.array([encoder[text] for text in column], np.int64), encoder)
        for name, (encoder, column) in texts.items()
    }
    columns["event"] = (np.array([record.id for record in records], dtype=np.str_), TextEncoder())
    return columns


def _text(value: FieldValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
