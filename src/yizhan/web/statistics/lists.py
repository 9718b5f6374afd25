# SPDX-License-Identifier: Apache-2.0
"""The items behind a figure, as its link says: which figure or body, of which unit or person, in which days."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, QueryDict

from yizhan.domains.items.models import Item
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.network.queries import one_person
from yizhan.domains.reporting.queries import depth as depths
from yizhan.domains.reporting.queries import destinations, figures
from yizhan.domains.reporting.queries.figures import Figure
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.supervision.queries import statistics
from yizhan.web.statistics import tables


@dataclass(frozen=True, slots=True)
class Behind:
    """Items and what they have in common, in words."""

    items: QuerySet[Item]
    words: list[str]


def behind(station_id: int, period: Period, given: QueryDict) -> Behind:
    """The items that a figure of the page counts. An address that names no figure is an address of nothing."""
    found = _counted(station_id, period, given)
    if unit := given.get("unit"):
        found = _of_unit(found, unit)
    if person := given.get("person"):
        found = _of_person(found, person)
    return found


def _counted(station_id: int, period: Period, given: QueryDict) -> Behind:
    figure = given.get("figure", "")
    if figure == tables.INSTRUCTED:
        return Behind(statistics.items_instructed(station_id, period), [tables.figure_words()[figure]])
    if figure in list(Figure):
        return Behind(figures.items_behind(station_id, period, Figure(figure)), [tables.figure_words()[figure]])
    if (depth := given.get("depth", "")) in tables.depth_words():
        items = depths.items_of(station_id, period, is_single_fact=depth == tables.SINGLE_FACT)
        return Behind(items, [tables.depth_words()[depth]])
    level = _level(given)
    if body := given.get("body"):
        items = destinations.items_adopted_by(station_id, period, name=body, level=level)
        return Behind(items, [tables.figure_words()[Figure.ADOPTED], body])
    if line := given.get("line"):
        line = "" if line == "none" else line
        items = destinations.items_adopted_at(station_id, period, level=level, line=line)
        return Behind(items, [tables.figure_words()[Figure.ADOPTED], tables.level(level)])
    return _reached(station_id, period, given.get("target", ""), level)


def _reached(station_id: int, period: Period, name: str, level: int) -> Behind:
    target = network.stations().filter(name=name, level=level).first()
    if target is None:
        raise Http404
    items = destinations.items_that_reached(station_id, period, target_id=target.pk)
    return Behind(items, [tables.figure_words()[Figure.REPORTED], target.name])


def _of_unit(found: Behind, key: str) -> Behind:
    if key == "none":
        return Behind(found.items.filter(organization__isnull=True), found.words)
    unit = Organization.objects.filter(public_id=_uuid(key)).first()
    if unit is None:
        raise Http404
    return Behind(found.items.filter(organization=unit), [*found.words, unit.name])


def _of_person(found: Behind, key: str) -> Behind:
    person = Person.objects.filter(public_id=_uuid(key)).first()
    if person is None:
        raise Http404
    return Behind(
        found.items.filter(contributions__person__in=one_person(person.counts_as)).distinct(),
        [*found.words, person.name],
    )


def _level(given: QueryDict) -> int:
    level = given.get("level", "")
    if level not in {"1", "2", "3", "4", "5"}:
        raise Http404
    return int(level)


def _uuid(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(key)
    except ValueError as wrong:
        raise Http404 from wrong
