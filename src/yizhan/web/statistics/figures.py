# SPDX-License-Identifier: Apache-2.0
"""All figures of a station in a period, gathered from the rooms that count them. Nothing is counted here."""

import uuid
from dataclasses import dataclass

from yizhan.domains.network import queries as network
from yizhan.domains.network.states import Role
from yizhan.domains.periodicals.states import SeriesKind
from yizhan.domains.reporting.queries import depth, destinations, figures
from yizhan.domains.reporting.queries.depth import Depths
from yizhan.domains.reporting.queries.destinations import BodyCount, DestinationCount, LevelCount, SeriesCount
from yizhan.domains.reporting.queries.figures import Funnel, Share
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.supervision.queries import statistics
from yizhan.domains.supervision.queries.statistics import Counted, Instructed


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the page of statistics shows and its files hold."""

    period: Period
    funnel: Funnel
    instructed: Instructed
    depths: Depths
    months: list[Share]
    units: list[Share]
    people: list[Share]
    units_instructed: dict[uuid.UUID, Counted]
    people_instructed: dict[uuid.UUID, Counted]
    bodies: list[BodyCount]
    levels: list[LevelCount]
    destinations: list[DestinationCount]
    series: list[SeriesCount]

    @property
    def bulletins(self) -> int:
        """Issues of bulletins."""
        return sum(one.issues for one in self.series if one.kind == SeriesKind.BULLETIN)

    @property
    def special_reports(self) -> int:
        """Special reports to leaders, which are counted apart (FIX-006, FIX-013)."""
        return sum(one.issues for one in self.series if one.kind == SeriesKind.SPECIAL_REPORT)


def gather(station_id: int, period: Period) -> Figures:
    """Ask every room for its figures; how many queries that takes does not depend on what there is."""
    return Figures(
        period=period,
        funnel=figures.funnel(station_id, period),
        instructed=statistics.instructed(station_id, period),
        depths=depth.depths(station_id, period),
        months=figures.by_month(station_id, period),
        units=figures.by_organization(station_id, period),
        people=figures.by_person(station_id, period),
        units_instructed=statistics.instructed_by_unit(station_id, period),
        people_instructed=statistics.instructed_by_person(station_id, period),
        bodies=destinations.counts_by_body(station_id, period),
        levels=destinations.counts_by_level(station_id, period),
        destinations=destinations.counts_by_destination(station_id, period),
        series=destinations.counts_by_series(station_id, period),
    )


def silent_members(station_id: int, found: Figures) -> list[str]:
    """Members without any item in the period, in the order of their names."""
    heard = {share.public_id for share in found.people}
    held = network.holders(station_id, Role.MEMBER).order_by("person__name", "person_id")
    return list(dict.fromkeys(post.person.name for post in held if post.person.public_id not in heard))


def silent_units(found: Figures) -> list[str]:
    """Units without any item in the period, in the order of the tree."""
    return [share.name for share in found.units if share.funnel == Funnel()]
