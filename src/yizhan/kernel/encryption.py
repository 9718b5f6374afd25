# SPDX-License-Identifier: Apache-2.0
"""Columns whose values nobody can read in the database file alone: account numbers, identity numbers (DJ-15, MM-05).

A value is stored as `yz1:<algorithm>:<key id>:<nonce, content and tag>` and bound to its column, so that it opens
nowhere else. The empty text stays empty: that nothing was given is no secret.
"""

import base64
import binascii
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.lookups import IsNull

from yizhan.kernel import keyring
from yizhan.kernel.ciphers import Damaged
from yizhan.kernel.errors import Conflict
from yizhan.kernel.keyring import Key
from yizhan.kernel.numbering import next_number

_MARK = "yz1"

#: Rows that are encrypted anew in one transaction, so that nobody waits long.
BATCH = 200


class Fault(StrEnum):
    """Why a value does not open."""

    NO_KEY = "no_key"
    DAMAGED = "damaged"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that does not open: its column and row, and why."""

    column: str
    row: int
    fault: Fault


def sealed(content: str, column: str) -> str:
    """A text as it is stored in a column, with the key in use. Raises `Conflict` where there is no key."""
    if not content:
        return ""
    key = keyring.current()
    value = key.algorithm.seal(key.content, content.encode(), column.encode())
    return f"{_MARK}:{key.algorithm_id}:{key.id}:{base64.b64encode(value).decode('ascii')}"


def opened(stored: str, column: str) -> str:
    """The text that a stored value stands for. Raises `Conflict`: the key is missing, or the value was changed."""
    if not stored:
        return ""
    mark, _, rest = stored.partition(":")
    if mark != _MARK or rest.count(":") != 2:
        raise Conflict("keys.damaged", column=column)
    algorithm_id, key_id, value = rest.split(":")
    key = keyring.key_of(key_id)
    if key.algorithm_id != algorithm_id:
        raise Conflict("keys.damaged", column=column)
    try:
        return key.algorithm.open(key.content, base64.b64decode(value, validate=True), column.encode()).decode()
    except (Damaged, binascii.Error) as fault:
        raise Conflict("keys.damaged", column=column) from fault


if TYPE_CHECKING:
    _Field = models.Field[str, str]
else:
    _Field = models.Field


class EncryptedField(_Field):
    """A text that is encrypted on its way into the database. It cannot be searched: each time it looks different."""

    def get_internal_type(self) -> str:
        """Stored as text of any length."""
        return "TextField"

    def get_prep_value(self, value: Any) -> Any:
        """Encrypted."""
        return None if value is None else sealed(str(value), self._column)

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        """Decrypted."""
        return None if value is None else opened(value, self._column)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a value can be asked."""
        return IsNull if lookup_name == "isnull" else None

    @property
    def _column(self) -> str:
        return column_of(self)


def column_of(field: "models.Field[Any, Any]") -> str:
    """The column that values are bound to. Whoever renames a model or field has to encrypt its values anew."""
    return f"{field.model._meta.db_table}.{field.column}"


def make_first_key() -> bool:
    """At the first start there is no key and nothing encrypted: make one. Otherwise a missing key stays missing.

    A new key in the place of a lost one would hide that values no longer open.
    """
    if keyring.keys() or any(True for _ in _stored()):
        return False
    keyring.make_first()
    return True


def add_key() -> Key:
    """Make a key that is in use from now on. Two who do so wait for each other: no key is ever lost."""
    with transaction.atomic():
        next_number("kernel:keys")
        return keyring.add()


def encrypt_anew() -> int:
    """Bring every value under the key in use; answers with the number of values. May be interrupted and repeated.

    Raises `Conflict` at the first value that does not open; what was done until then stays.
    """
    current, done = keyring.current(), 0
    for field in _fields():
        stale = [row for row, stored in _values(field) if _key_id(stored) != current.id]
        for start in range(0, len(stale), BATCH):
            with transaction.atomic():
                done += sum(_encrypt_row(field, row) for row in stale[start : start + BATCH])
    return done


def findings() -> Iterator[Finding]:
    """Every value that does not open."""
    for field, row, stored in _stored():
        fault = _fault(stored, column_of(field))
        if fault is not None:
            yield Finding(column_of(field), row, fault)


def counts() -> Counter[str]:
    """How many values each key has encrypted, by its id."""
    return Counter(_key_id(stored) for _, _, stored in _stored())


def _fault(stored: str, column: str) -> Fault | None:
    if not stored.startswith(f"{_MARK}:"):
        return Fault.CLEAR
    try:
        opened(stored, column)
    except Conflict as refusal:
        return Fault.NO_KEY if refusal.code == "keys.missing" else Fault.DAMAGED
    return None


def _encrypt_row(field: "EncryptedField", row: int) -> int:
    """One value under the key in use; the row is locked, so that nobody's change is lost."""
    rows = field.model._base_manager.select_for_update().filter(pk=row)
    value = rows.values_list(field.attname, flat=True).first()
    return rows.update(**{field.attname: value}) if value else 0


def _key_id(stored: str) -> str:
    return stored.split(":")[2] if stored.startswith(f"{_MARK}:") and stored.count(":") == 3 else ""


def _stored() -> "Iterator[tuple[EncryptedField, int, str]]":
    for field in _fields():
        for row, stored in _values(field):
            yield field, row, stored


def _fields() -> Iterator[EncryptedField]:
    for model in apps.get_models():
        yield from (field for field in model._meta.local_fields if isinstance(field, EncryptedField))


def _values(field: EncryptedField) -> list[tuple[int, str]]:
    """The values of a column as they are stored, by row; the ORM would open them."""
    table, column, key = field.model._meta.db_table, str(field.column), str(field.model._meta.pk.column)
    names = [connection.ops.quote_name(name) for name in (key, column, table)]
    with connection.cursor() as cursor:
        select = "SELECT {0}, {1} FROM {2} WHERE {1} <> '' ORDER BY {0}"
        cursor.execute(select.format(*names))
        return list(cursor.fetchall())
