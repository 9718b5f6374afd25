# SPDX-License-Identifier: Apache-2.0
"""What happened, as typed facts. A name, once used, keeps its meaning; a field may be added, never renamed."""

import dataclasses
import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

CATALOGUE: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One fact. `subject` is the public id of the thing that changed; `matter` the item whose story it belongs to.

    Holds ids and plain values, never objects, so that it can be stored, sent and signed.
    """

    name: ClassVar[str] = ""
    subject: uuid.UUID
    matter: uuid.UUID | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        """Enter the class in the catalogue; two classes may not share a name."""
        super().__init_subclass__(**options)
        if cls.name in CATALOGUE:
            raise TypeError(f"the event {cls.name} exists already")
        CATALOGUE[cls.name] = cls

    def facts(self) -> dict[str, Any]:
        """The event's own fields as plain JSON values, without subject and matter, which have their own columns."""
        return {
            entry.name: _plain(getattr(self, entry.name))
            for entry in dataclasses.fields(self)
            if entry.name not in {"subject", "matter"}
        }


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
