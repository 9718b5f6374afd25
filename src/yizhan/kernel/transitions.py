# SPDX-License-Identifier: Apache-2.0
"""Steps between states, as tables, and the one function that takes a step."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections, models

from yizhan.kernel import audit
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.events import Event


@dataclass(frozen=True, slots=True)
class Step:
    """From which states a verb leads where. A correction is a step of its own and needs a reason."""

    sources: frozenset[str]
    target: str
    is_correction: bool = field(default=False, kw_only=True)


Table = Mapping[str, Step]


class Staged(Protocol):
    """A row that stands in a state and counts its changes."""

    pk: Any
    state: str
    version: int
    station_id: int


Row = TypeVar("Row", bound=models.Model)


def move(row: Row, table: Table, verb: str, *, actor: Actor, event: Event, **changes: Any) -> Row:
    """Take one step: check the table, write the row with a guarded UPDATE, write the journal.

    `changes` are further columns that this step sets. Raises `Conflict` when the row stands in another state or was
    changed by somebody else since it was read.
    """
    step = table[verb]
    staged = cast("Staged", row)
    before = staged.state
    if before not in step.sources:
        raise Conflict("state.elsewhere", verb=verb, state=before)
    _write(row, before, state=step.target, **changes)
    audit.record(actor, event, station=staged.station_id, before=before, after=step.target)
    return row


def amend(row: Row, *, actor: Actor, event: Event, **changes: Any) -> Row:
    """Change columns without leaving the state, under the same guard and with the same journal."""
    staged = cast("Staged", row)
    _write(row, staged.state, **changes)
    audit.record(actor, event, station=staged.station_id)
    return row


def check_seen(row: models.Model, seen: int | None) -> None:
    """Refuse when the page that the actor acted on shows an older version than the one now stored."""
    present = cast("Staged", row).version
    if seen is not None and seen != present:
        raise Conflict("page.outdated", seen=seen, present=present)


def _write(row: models.Model, before: str, **changes: Any) -> None:
    staged = cast("Staged", row)
    database = connections[DEFAULT_DB_ALIAS]
    columns = tuple(type(row)._meta.get_field(name) for name in changes)
    values = [_stored(field, value, database) for field, value in zip(columns, changes.values(), strict=True)]
    with database.cursor() as cursor:
        cursor.execute(_statement(type(row), columns, database.vendor), [*values, row.pk, before, staged.version])
        if not cursor.rowcount:
            raise Conflict("row.changed")
    for name, value in changes.items():
        setattr(row, name, value)
    staged.version += 1


def _stored(field: Any, value: Any, database: Any) -> Any:
    """A value as its field prepares it for the database; of a row that is pointed to, its key."""
    if isinstance(value, models.Model):
        value = value.pk
    return field.get_db_prep_save(value, database)


@functools.cache
def _statement(model: Any, columns: tuple[Any, ...], vendor: str) -> str:  # noqa: ARG001 -- part of the key
    """UPDATE … under the guard of key, state and version; Django would write it anew for every step."""
    quoted, meta = connections[DEFAULT_DB_ALIAS].ops.quote_name, model._meta
    key, state, version = (quoted(str(meta.get_field(name).column)) for name in (meta.pk.name, "state", "version"))
    sets = ", ".join([f"{version} = {version} + 1", *(f"{quoted(column.column)} = %s" for column in columns)])
    guard = f"{key} = %s AND {state} = %s AND {version} = %s"
    return f"UPDATE {quoted(meta.db_table)} SET {sets} WHERE {guard}"  # noqa: S608 -- names of our own tables and columns
