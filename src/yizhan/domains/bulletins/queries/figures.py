# SPDX-License-Identifier: Apache-2.0
"""The figures of a bulletin, asked of the rooms that count them and written down with source and moment.

Nothing is counted here. A snapshot never changes; whoever wants newer figures takes another one.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from django.db.models import QuerySet

from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.appraisal.queries.standings import Standing, standings
from yizhan.domains.appraisal.states import Holder
from yizhan.domains.bulletins import rules
from yizhan.domains.items.models import Item
from yizhan.domains.network import queries as network
from yizhan.domains.network.states import OrganizationKind
from yizhan.domains.reporting.queries import destinations
from yizhan.domains.reporting.queries import figures as reported
from yizhan.domains.reporting.queries.figures import Figure, Funnel, Share
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.supervision.queries import statistics
from yizhan.domains.supervision.queries.statistics import Counted
from yizhan.domains.topics.models import Topic
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.states import Kind as TopicKind
from yizhan.engines.papers.circulars import (
    Body,
    Counts,
    Figures,
    GoodItem,
    Naming,
    PointRow,
    Points,
    Source,
    month_words,
)
from yizhan.engines.scoring.periods import Period as Span
from yizhan.kernel import clock

_NOTHING = Counted(0, 0)


def figures(station_id: int, span: Span) -> Figures:
    """Everything a bulletin about a period is drafted from.

    Raises what `standings` raises: `Conflict` where two versions of a scheme share the period, the engine's `Refused`.
    """
    period = Period(span.start, span.end)
    instructed = statistics.instructed(station_id, period)
    units = _units(station_id, period)
    places = {unit["key"]: place for place, unit in enumerate(units)}
    return Figures(
        naming=_naming(station_id),
        praised=rulebook.value(station_id, rules.PRAISED),
        totals=_counts("", "", reported.funnel(station_id, period), instructed.total),
        months=_months(station_id, period, instructed.by_month),
        units=units,
        people=_people(station_id, period),
        bodies=[Body(name=one.name, items=one.items) for one in destinations.counts_by_body(station_id, period)],
        points=[
            _points(one.scheme, one.rows, places) for one in standings(station_id, span) if not one.scheme.is_money
        ],
        good=_good(station_id, period),
        wanted=[topic.title for topic in wanted.in_force(_reporting_points(station_id))],
        sources=_sources(station_id, span),
    )


def _naming(station_id: int) -> Naming:
    return cast("Naming", rulebook.value(station_id, rules.NAMING))


def _units(station_id: int, period: Period) -> list[Counts]:
    """The units that report, those without anything included; offices, which edit, only with something of theirs."""
    kinds = {unit.public_id: unit.kind for unit in network.organizations_of(station_id)}
    instructed = statistics.instructed_by_unit(station_id, period)
    shares = [one for one in reported.by_organization(station_id, period) if one.public_id is not None]
    return [
        _share(one, instructed.get(one.public_id, _NOTHING))
        for one in shares
        if one.public_id is not None and (kinds.get(one.public_id) != OrganizationKind.OFFICE or one.funnel != Funnel())
    ]


def _people(station_id: int, period: Period) -> list[Counts]:
    instructed = statistics.instructed_by_person(station_id, period)
    shares = [one for one in reported.by_person(station_id, period) if one.public_id is not None]
    return [_share(one, instructed.get(one.public_id, _NOTHING)) for one in shares if one.public_id is not None]


def _share(share: Share, instructed: Counted) -> Counts:
    return _counts(share.public_id.hex if share.public_id else "", share.name, share.funnel, instructed)


def _months(station_id: int, period: Period, instructed: Mapping[datetime.date, Counted]) -> list[Counts]:
    shares = [(one.period.first, one.funnel) for one in reported.by_month(station_id, period) if one.period]
    return [
        _counts(f"{first:%Y-%m}", month_words(first), funnel, instructed.get(first.replace(day=1), _NOTHING))
        for first, funnel in shares
    ]


def _counts(key: str, name: str, funnel: Funnel, instructed: Counted) -> Counts:
    items = {figure.value: int(getattr(funnel, figure.value)) for figure in Figure if figure != Figure.ADOPTIONS}
    return Counts(key=key, name=name, items={**items, "instructed": instructed.items})


def _points(scheme: Scheme, rows: Iterable[Standing], places: Mapping[str, int]) -> Points:
    """Best first where the institution shows places, else in the order of the tree or of the names."""
    listed = [_row(one) for one in rows]
    if not any(row["rank"] is not None for row in listed):
        listed.sort(key=lambda row: (places.get(row["key"], len(places)), row["name"]))
    return Points(
        code=scheme.code,
        scheme=scheme.name,
        version=scheme.label,
        holder="person" if scheme.holder == Holder.PERSON else "organization",
        rows=listed,
    )


def _row(one: Standing) -> PointRow:
    return PointRow(
        kind=one.subject.kind,
        key=one.subject.code,
        name=one.subject.name,
        group=one.group,
        points=plain(one.points),
        correction=plain(one.correction),
        total=plain(one.total),
        rank=one.rank,
        missed=list(dict.fromkeys(str(duty["name"]) for duty in one.shortfalls)),
    )


def plain(points: object) -> str:
    """A decimal as it is printed and compared: 12.5, 3, never 3.0000."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _good(station_id: int, period: Period) -> list[GoodItem]:
    """Adopted items, those of most bodies first, then the earlier ones."""
    bodies: dict[int, list[str]] = defaultdict(list)
    adopted = reported.adopted_firsts(station_id, period).order_by("adoption__level", "adoption__body_name")
    for item, body in adopted.values_list("item_id", "adoption__body_name"):
        bodies[item].append(body)
    chosen = sorted(bodies, key=lambda item: (-len(bodies[item]), item))[: rulebook.value(station_id, rules.GOOD_ITEMS)]
    items = Item.objects.select_related("organization").in_bulk(chosen)
    return [
        GoodItem(
            key=items[key].public_id.hex,
            title=items[key].title,
            unit=unit.name if (unit := items[key].organization) else "",
            bodies="、".join(bodies[key]),
        )
        for key in chosen
    ]


def _reporting_points(station_id: int) -> QuerySet[Topic]:
    return Topic.objects.filter(station_id=station_id, kind=TopicKind.POINT)


def _sources(station_id: int, span: Span) -> list[Source]:
    """Which room gave what, and when; schemes are named with the version that counted."""
    at = clock.now().isoformat()
    asked = {"reporting": "funnel, by_month, by_organization, by_person, counts_by_body", "supervision": "instructed"}
    found = [Source(room=room, what=what, at=at) for room, what in asked.items()]
    versions = schemes.by_code(schemes.counting(station_id, span).filter(is_money=False), span)
    return [*found, *(Source(room="appraisal", what=f"{one.name} {one.label}", at=at) for one in versions.values())]


def codes_that_count(station_id: int, span: Span) -> list[str]:
    """The schemes, other than those of fees, whose points a bulletin about a period makes final."""
    return sorted(schemes.by_code(schemes.counting(station_id, span).filter(is_money=False), span))
