# SPDX-License-Identifier: Apache-2.0
"""Walking over the clauses of a scheme with the path under which each stands in the file."""

from collections.abc import Callable, Iterator

from yizhan.engines.scoring.findings import Place
from yizhan.engines.scoring.language.clause import Clause
from yizhan.engines.scoring.language.conditions import Conditions, UnitTest
from yizhan.engines.scoring.language.numbers import FromUnit
from yizhan.engines.scoring.language.period_clauses import Compared
from yizhan.engines.scoring.language.scheme import CONDITION_KEYS, Scheme
from yizhan.engines.scoring.toml_lines import Path

PlaceOf = Callable[[Path], Place]

CLAUSE_TABLES = (
    "rules",
    "multipliers",
    "selections",
    "sharings",
    "limits",
    "duties",
    "bases",
    "zeroings",
    "indicators",
    "silences",
    "awards",
)


def clauses(scheme: Scheme) -> Iterator[tuple[Path, Clause]]:
    """All clauses with an id, in the order of the tables."""
    for table in CLAUSE_TABLES:
        for number, clause in enumerate(getattr(scheme, table)):
            yield (alias(table), number), clause


def alias(table: str) -> str:
    """The name of a table in the file: `rules` is written `[[rule]]`."""
    return Scheme.model_fields[table].alias or table


def conditions(scheme: Scheme) -> Iterator[tuple[Path, Conditions]]:
    """All conditions on events, wherever they stand."""
    measures = (((alias("measures"), number), measure) for number, measure in enumerate(scheme.measures))
    for path, clause in [*clauses(scheme), *measures]:
        for key in CONDITION_KEYS:
            # A selection has a `count` too, which is a number.
            if isinstance(found := getattr(clause, key, None), tuple):
                yield (*path, key), found


def unit_columns(scheme: Scheme) -> set[str]:
    """Columns of the units file on which points depend."""
    columns: set[str] = set()
    for _path, clause in clauses(scheme):
        tested: UnitTest | None = getattr(clause, "units", None)
        columns |= {name for name, _values in tested.columns} if tested else set()
        for compared in (clause, *getattr(clause, "steps", ()), *getattr(clause, "needs", ())):
            if isinstance(compared, Compared):
                columns |= {bound.column for bound in compared.bounds().values() if isinstance(bound, FromUnit)}
    return columns


def grouping_columns(scheme: Scheme) -> set[str]:
    """Columns of the units file by which accounts are ranked or converted apart."""
    ranked = set(scheme.ranking.apart) if scheme.ranking else set()
    return ranked | (set(scheme.conversion.apart) if scheme.conversion else set())
