# SPDX-License-Identifier: Apache-2.0
"""Whom and what a rule is for. A scope that names nothing is for everything."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from yizhan.kernel.errors import Invalid

#: What of a scope can only be judged when more is known of the body than its id.
OF_BODY = ("levels", "lines", "body_kinds")
_MOST = 200
_NUMBERS = frozenset({"organizations", "levels"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The matter a rule is sought for, as far as the asker knows it. What is not known matches no narrowed scope."""

    organization: int | None = None
    body_kind: str | None = None
    level: int | None = None
    line: str | None = None
    kind: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """For which bodies (by id, kind, level, line) and which matters (kind, category). Sorted, each once."""

    organizations: tuple[int, ...] = ()
    body_kinds: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    @classmethod
    def read(cls, plain: object) -> Self:
        """The scope that a mapping of lists stands for. Raises `Invalid`."""
        if not isinstance(plain, Mapping):
            raise Invalid("rulebook.scope.unreadable", field="scope", value=str(plain)[:60])
        unknown = sorted(str(name) for name in plain if name not in SCOPE_PARTS)
        if unknown:
            raise Invalid("rulebook.scope.unreadable", field="scope", value=unknown[0])
        return cls(**{str(name): _members(str(name), given) for name, given in plain.items()})

    def plain(self) -> dict[str, list[Any]]:
        """What it names, as JSON holds it; empty for everything."""
        return {name: list(getattr(self, name)) for name in SCOPE_PARTS if getattr(self, name)}

    def holds_for(self, subject: Subject) -> bool:
        """Whether the subject lies within."""
        named: tuple[tuple[tuple[Any, ...], Any], ...] = (
            (self.organizations, subject.organization),
            (self.body_kinds, subject.body_kind),
            (self.levels, subject.level),
            (self.lines, subject.line),
            (self.kinds, subject.kind),
            (self.categories, subject.category),
        )
        return all(not members or value in members for members, value in named)

    @property
    def asks_of_body(self) -> bool:
        """Whether level, line or kind of the body must be known."""
        return any(getattr(self, name) for name in OF_BODY)

    @property
    def closeness(self) -> tuple[bool, int]:
        """How closely it names its matters: single bodies first, then by how many ways it is narrowed."""
        return bool(self.organizations), sum(bool(getattr(self, name)) for name in SCOPE_PARTS)


SCOPE_PARTS = tuple(field.name for field in fields(Scope))
EVERYWHERE = Scope()


def _members(name: str, given: object) -> tuple[Any, ...]:
    wanted: type[Any] = int if name in _NUMBERS else str
    if not isinstance(given, list | tuple) or len(given) > _MOST:
        raise Invalid("rulebook.scope.unreadable", field="scope", value=name)
    members = {wanted(one) for one in given if isinstance(one, wanted) and not isinstance(one, bool) and one}
    if len(members) < len(set(given)) or any("\0" in str(one) for one in members):
        raise Invalid("rulebook.scope.unreadable", field="scope", value=name)
    return tuple(sorted(members))
