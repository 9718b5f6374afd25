# SPDX-License-Identifier: Apache-2.0
"""Encoded columns to an `EventTable`: ids unique, contributors apart, corrections carried out."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.events.corrections import annulled_events
from yizhan.engines.scoring.events.credits import read_credits
from yizhan.engines.scoring.events.encoders import Encoder, ListedEncoder, TextEncoder, YesNoEncoder
from yizhan.engines.scoring.events.table import Categories, Column, EventTable, Integers, Numbers
from yizhan.engines.scoring.findings import Findings, Place
from yizhan.engines.scoring.language.scheme import Scheme

PlaceOfRow = Callable[[int, int | None], Place]
#: Codes of each column, and the encoder that made them; ids are texts.
EncodedColumns = Mapping[str, tuple[NDArray[Any], Encoder]]


def assemble(columns: EncodedColumns, count: int, scheme: Scheme, place: PlaceOfRow, findings: Findings) -> EventTable:
    """The table of all events that still count; mistakes go to `findings`."""
    ids = _ids(columns, count, place, findings)
    scoring = _effective_rows(columns, ids, place, findings)
    for row in _first(scoring & (columns["holder"][0] == 0)):
        findings.error("events.holder_blank", "the row does not say whose event it is", place(row, None))
    credited = read_credits(columns, np.flatnonzero(scoring), place, findings)
    table = EventTable(
        ids=ids,
        day=columns["date"][0].astype(np.int32, copy=False),
        holder=credited.lead,
        item=columns["item"][0].astype(np.int32, copy=False) if "item" in columns else np.zeros(count, np.int32),
        columns={name: _field_column(*columns[f"field {name}"]) for name in scheme.fields},
        shared=credited.shared,
        holder_names=credited.holder_names,
        item_names=_names(columns, "item"),
        role_names=credited.role_names,
        role=credited.role,
    )
    return table if scoring.all() else table.take(np.flatnonzero(scoring))


def _first(mask: NDArray[np.bool_], most: int = 20) -> list[int]:
    return list(islice(np.flatnonzero(mask).tolist(), most))


def _names(columns: EncodedColumns, name: str) -> Sequence[str]:
    encoder = columns[name][1] if name in columns else TextEncoder()
    return encoder.texts if isinstance(encoder, TextEncoder) else [""]


def _ids(columns: EncodedColumns, count: int, place: PlaceOfRow, findings: Findings) -> NDArray[np.generic]:
    if "event" not in columns:
        return np.arange(1, count + 1)
    texts = columns["event"][0]
    for row in _first(texts == ""):
        findings.error("events.id_blank", "the row has no event number", place(row, None))
    order = np.argsort(texts, kind="stable")
    twice = order[1:][texts[order][1:] == texts[order][:-1]]
    for row in sorted(twice.tolist())[:20]:
        if texts[row] != "":
            findings.error(
                "events.id_twice",
                f"the event number {texts[row]} is used before",
                place(row, None),
                event=str(texts[row]),
            )
    return _as_numbers(texts)


def _as_numbers(texts: NDArray[np.generic]) -> NDArray[np.generic]:
    """Numbers order as numbers (9 before 10), as long as that loses nothing of the text."""
    try:
        numbers = texts.astype(np.int64)
    except (ValueError, OverflowError):
        return texts
    return numbers if (numbers.astype(texts.dtype) == texts).all() else texts


def _effective_rows(
    columns: EncodedColumns, ids: NDArray[np.generic], place: PlaceOfRow, findings: Findings
) -> NDArray[np.bool_]:
    """Which rows bring points: neither annulled nor a mere cancellation."""
    scoring = np.ones(ids.size, np.bool_)
    annuls: dict[str, str] = {}
    row_of: dict[str, int] = {}
    for name in ("cancels", "replaces"):
        if name not in columns:
            continue
        codes, encoder = columns[name]
        rows = np.flatnonzero(codes != 0)
        if not rows.size:
            continue
        row_of = row_of or {str(id_): row for row, id_ in enumerate(ids.tolist())}
        values = encoder.texts if isinstance(encoder, TextEncoder) else [""]
        for row in rows.tolist():
            target = values[int(codes[row])]
            if target not in row_of:
                findings.error(
                    "events.correction_unknown",
                    f"there is no event {target} to correct",
                    place(row, None),
                    event=target,
                )
            annuls[str(ids[row])] = target
        if name == "cancels":
            scoring[rows] = False
    for event in annulled_events(annuls, findings):
        if event in row_of:
            scoring[row_of[event]] = False
    return scoring


def _field_column(codes: NDArray[Any], encoder: Encoder) -> Column:
    if isinstance(encoder, ListedEncoder | TextEncoder | YesNoEncoder):
        return Categories(compact(codes, len(encoder.texts)), tuple(encoder.texts))
    return Numbers(codes.astype(np.int64, copy=False))


def compact(codes: Integers, size: int) -> Integers:
    """Codes in the smallest type that holds `size` values."""
    return codes.astype(np.int16 if size < 2**15 else np.int32)
