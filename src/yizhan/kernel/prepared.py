# SPDX-License-Identifier: Apache-2.0
"""Queries that are compiled once and asked many times.

Django writes a query's SQL anew at each call, which takes longer than SQLite needs to answer it. A function that
builds a queryset and carries `@prepared` is called once per role with places instead of values; from then on only the
values change. The query is the same one in every respect: built by the same `visible()`, read by the same iterables.
Nothing of an answer is kept, and no value of an actor is ever part of what is compiled.
"""

import copy
import datetime
import functools
import inspect
import typing
import uuid
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from yizhan.kernel import clock
from yizhan.kernel.actors import Actor

P = ParamSpec("P")
Row = TypeVar("Row")
Twin = TypeVar("Twin")

_FIELDS: "dict[Any, Callable[[], models.Field[Any, Any]]]" = {
    int: models.BigIntegerField,
    str: models.TextField,
    uuid.UUID: models.UUIDField,
    datetime.date: models.DateField,
    datetime.datetime: models.DateTimeField,
}

#: What an actor with a post brings into `visible()`; a post always has all four.
_OF_ACTOR = ("post", "person", "organization", "station")

#: Far enough that a queryset which looks at the clock itself would look different.
_LATER = datetime.timedelta(days=400)


class Place(Expression):
    """Stands for a value that is known only when the query is asked."""

    def __init__(self, name: str, output_field: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # noqa: ARG002 -- Django's signature, looser than its stubs
        """One parameter: the place itself, filled by `_Compiled`."""
        return "%s", [self]


class _Compiled(SQLCompiler):
    """A compiler whose statement is written already."""

    statement = ""
    places: tuple[Any, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: dict[str, Any] = {}
        """What the copies made for each call have in common."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """The statement with this call's values."""
        if not self.statement:
            self.statement, self.places = super().as_sql(*args, **kwargs)
        return self.statement, tuple(self._value(place) for place in self.places)

    def get_converters(self, expressions: Any) -> Any:
        """How columns become values; the same for every call."""
        if "converters" not in self.kept:
            self.kept["converters"] = super().get_converters(expressions)
        return self.kept["converters"]

    def _value(self, place: Any) -> Any:
        if not isinstance(place, Place):
            return place
        given = vars(self).get("given")
        return place if given is None else place.output_field.get_db_prep_value(given[place.name], self.connection)


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Turn a function that builds a queryset from an actor and plain values into one that answers with its rows.

    The values may be whole numbers, texts, UUIDs, dates and moments, as annotated, and never None; what the queryset
    looks like must not depend on them, only on the actor's role. For an actor without a post (jobs, commands) the
    queryset is built and compiled as usual.
    """
    signature = inspect.signature(build)
    names = tuple(signature.parameters)
    hints = typing.get_type_hints(build)
    takes_actor = hints.get("actor") is Actor
    compiled: dict[tuple[str, str], tuple[QuerySet[Any, Row], SQLCompiler] | None] = {}

    @functools.wraps(build)
    def ask(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        given: dict[str, Any] = (
            dict(zip(names, args, strict=True))
            if len(args) == len(names) and not kwargs
            else dict(signature.bind(*args, **kwargs).arguments)
        )
        role = ""
        if takes_actor:
            actor: Actor = given.pop("actor")
            if actor.post is None:
                return list(build(*args, **kwargs))
            role = actor.role
            given.update((f"actor.{name}", getattr(actor, name)) for name in _OF_ACTOR)
        connection = connections[DEFAULT_DB_ALIAS]
        key = (connection.vendor, role)
        if key not in compiled:
            compiled[key] = _compile(build, hints, role, connection)
        known = compiled[key]
        return _ask(*known, given, connection) if known else []

    return ask


def _compile(
    build: Callable[..., QuerySet[Any, Row]], hints: dict[str, Any], role: str, connection: Any
) -> tuple[QuerySet[Any, Row], SQLCompiler] | None:
    """The queryset with places for values, and its statement; None when a role can find nothing, whatever is asked."""
    places: dict[str, Any] = {
        name: Place(name, _FIELDS[kind]()) for name, kind in hints.items() if name not in {"actor", "return"}
    }
    if role:
        of_actor: dict[str, Any] = {name: Place(f"actor.{name}", models.BigIntegerField()) for name in _OF_ACTOR}
        places["actor"] = Actor(role=role, **of_actor)
    try:
        queryset, compiler = _written(build, places, connection)
        with clock.at(clock.now() + _LATER):
            _queryset, later = _written(build, places, connection)
    except EmptyResultSet:
        return None
    if _constants(compiler) != _constants(later):
        raise TypeError(f"{build.__qualname__} would stand still at the moment of its first call; hand the moment in")
    return queryset, compiler


def _written(
    build: Callable[..., QuerySet[Any, Row]], places: dict[str, Any], connection: Any
) -> tuple[QuerySet[Any, Row], _Compiled]:
    queryset = build(**places)
    compiler = _Compiled(queryset.query, connection, DEFAULT_DB_ALIAS)
    compiler.as_sql()
    return queryset, compiler


def _constants(compiler: _Compiled) -> list[Any]:
    return [place for place in compiler.places if not isinstance(place, Place)]


def _ask(queryset: QuerySet[Any, Row], compiler: SQLCompiler, given: dict[str, Any], connection: Any) -> list[Row]:
    """The rows, read by Django's own iterables through a copy of the compiler that carries this call's values."""
    own = copy.copy(compiler)
    own.connection = connection
    vars(own)["given"] = given
    asked, query = _twin(queryset), _twin(queryset.query)
    vars(query)["get_compiler"] = lambda *_args, **_kwargs: own
    vars(asked)["_query"] = query
    return list(asked)


def _twin(one: Twin) -> Twin:
    """The same, to be told something of its own. Django's `_chain()` copies all that a caller might narrow further."""
    twin = object.__new__(type(one))
    vars(twin).update(vars(one))
    return twin
