# SPDX-License-Identifier: Apache-2.0
"""The figures of an event as series, and what in them contradicts itself."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent import rules
from yizhan.domains.urgent.models import Dispatch, Emergency, Figure
from yizhan.domains.urgent.states import Element
from yizhan.engines.text.casualties import casualties, harm_of
from yizhan.kernel import clock

#: A unit at the end of a name: 直接经济损失（万元）.
_UNIT = re.compile(r"[（(](?P<unit>[^（）()]+)[）)]$")


class Doubt(StrEnum):
    """How figures contradict each other."""

    FALLS = "falls"
    SUM = "sum"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two values that cannot both be right: what was stated, and what it should then be or what stood before."""

    doubt: Doubt
    name: str
    stated: Decimal
    other: Decimal
    dispatch: Dispatch


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one name as they count now, by the moment they are of."""

    name: str
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> Figure:
        """The one that counts now."""
        return self.figures[-1]

    def value_at(self, moment: datetime.datetime) -> Decimal | None:
        """What was stated for a moment."""
        return next((one.value for one in reversed(self.figures) if one.as_of == moment), None)


def asked(station: int, *, organization: int | None, category: str) -> tuple[str, ...]:
    """The figures that the institution asks for in reports of this category."""
    return rulebook.value(station, rules.FIGURES, organization=organization, category=category or None)


def asked_of(emergency: Emergency) -> tuple[str, ...]:
    """The same for an event."""
    return asked(emergency.station_id, organization=emergency.organization_id, category=emergency.category)


def asked_anywhere(station: int) -> tuple[str, ...]:
    """The figures asked for in any category: what is offered while the category is not known yet."""
    laid_down = [one for one in rulebook.standing(station, clock.today()) if one.key == rules.FIGURES.key]
    lists = [rulebook.value(station, rules.FIGURES), *(rules.FIGURES.kind.parse(one.value) for one in laid_down)]
    return tuple(dict.fromkeys(name for names in lists for name in names))


def unit_of(name: str) -> str:
    """The unit in brackets at the end of a name; empty for what is counted in whole."""
    found = _UNIT.search(name)
    return found["unit"] if found else ""


def written(value: Decimal) -> str:
    """A value without empty decimals."""
    return f"{value.normalize():f}"


def all_of(emergency: Emergency) -> list[Figure]:
    """Every value ever stated, corrected ones too, in the order in which they were."""
    found = emergency.figures.select_related("dispatch", "corrects", "post__person")
    return list(found.order_by("as_of", "id"))


def counting(figures: Sequence[Figure]) -> list[Figure]:
    """Those that no other one corrects."""
    corrected = {one.corrects_id for one in figures}
    return [one for one in figures if one.pk not in corrected]


def series(figures: Sequence[Figure]) -> list[Series]:
    """What counts, as one series for each name, in the order in which the names first came up."""
    found: dict[str, list[Figure]] = {}
    for one in counting(figures):
        found.setdefault(one.name, []).append(one)
    return [Series(name, tuple(given)) for name, given in found.items()]


def contradictions(emergency: Emergency, figures: Sequence[Figure]) -> list[Contradiction]:
    """What falls although it can only grow, totals that are not the sum, and figures other than the report's words."""
    growing = rulebook.value(emergency.station_id, rules.NEVER_FALLING)
    total, *parts = rulebook.value(emergency.station_id, rules.TOTAL) or ("",)
    found = [doubt for one in series(figures) if one.name in growing for doubt in _falling(one)]
    for given in _by_report(counting(figures)):
        stated = {one.name: one.value for one in given}
        if parts and {total, *parts} <= set(stated):
            added = sum(stated[part] for part in parts)
            found += _not_the_sum(given[0].dispatch, total, stated[total], added)
        found += _other_than_told(given)
    return found


def _falling(one: Series) -> list[Contradiction]:
    return [
        Contradiction(doubt=Doubt.FALLS, name=one.name, stated=after.value, other=before.value, dispatch=after.dispatch)
        for before, after in zip(one.figures, one.figures[1:], strict=False)
        if after.value < before.value
    ]


def _not_the_sum(dispatch: Dispatch, name: str, stated: Decimal, added: Decimal | int) -> list[Contradiction]:
    if stated == added:
        return []
    return [Contradiction(doubt=Doubt.SUM, name=name, stated=stated, other=Decimal(added), dispatch=dispatch)]


def _other_than_told(given: Sequence[Figure]) -> list[Contradiction]:
    """Where the words of the same report name another number of dead, injured or missing.

    A correction gave its reason already: the words of that report are known to be outdated.
    """
    dispatch = given[0].dispatch
    told = casualties("\n".join(dispatch.elements.get(part, "") for part in (Element.HARM, Element.SITUATION)))
    found = []
    for one in given:
        said = getattr(told, harm_of(one.name), None)
        if said is not None and said != one.value and one.corrects_id is None:
            found.append(
                Contradiction(doubt=Doubt.TEXT, name=one.name, stated=one.value, other=Decimal(said), dispatch=dispatch)
            )
    return found


def _by_report(figures: Sequence[Figure]) -> list[list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for one in figures:
        found.setdefault(one.dispatch_id, []).append(one)
    return [found[key] for key in sorted(found)]
