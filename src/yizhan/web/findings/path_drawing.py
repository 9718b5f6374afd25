# SPDX-License-Identifier: Apache-2.0
"""The way of the news as a drawing: a lane for each who knew, from left to right in time, the longest stay apart.

Distances grow with the root of the time between two stops: minutes at the beginning stay visible beside days.
"""

import datetime
import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.findings.queries.paths import Lane, Leg, Path, Stop
from yizhan.web import chart_marks as marks
from yizhan.web.charts import Table

#: Heights in em: the legend, a lane (its name, its line), the moments below. Per cent kept free at both sides.
_LEGEND, _LANE, _FOOT = 2.0, 2.6, 1.8
_EDGE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PathChart:
    """The drawing and its table. `lanes` and `stops` hold the words for each lane and stop of the path."""

    key: str
    title: str
    sentence: str
    path: Path
    lanes: Mapping[Lane, str]
    stops: Sequence[tuple[Stop, str, str]]

    def svg(self) -> SafeString:
        """Lanes from above in the order in which they knew, joined where the news went on."""
        places = self._places()
        first = {lane: next(stop for stop in self.path.stops if stop.lane == lane) for lane in self.path.lanes}
        parts = [marks.line_legend([_("The news went on"), _("It lay longest")])]
        parts += [self._lane(lane) for lane in self.path.lanes]
        parts += [self._leg(leg, places, first) for leg in self.path.legs]
        parts += [self._stop(stop, words, at, places) for stop, words, at in self.stops]
        parts.append(self._moments())
        height = _LEGEND + _LANE * len(self.path.lanes) + _FOOT
        return marks.svg(self.key, self.title, self.sentence, height, parts)

    def table(self) -> Table:
        """Every stop in words."""
        rows = [[at, self.lanes[stop.lane], words] for stop, words, at in self.stops]
        return Table([_("When"), pgettext("way of the news", "Who"), pgettext("way of the news", "What")], rows)

    def _places(self) -> dict[datetime.datetime, float]:
        """Where each moment stands, in per cent from the left."""
        moments = sorted({stop.at for stop in self.path.stops})
        steps = [math.sqrt((after - before).total_seconds()) for before, after in itertools.pairwise(moments)]
        whole, sofar, places = sum(steps) or 1.0, 0.0, {}
        for moment, step in zip(moments, [*steps, 0.0], strict=True):
            places[moment] = _EDGE + (100 - 2 * _EDGE) * sofar / whole
            sofar += step
        return places

    def _height(self, lane: Lane) -> float:
        return _LEGEND + _LANE * self.path.lanes.index(lane) + 1.9

    def _lane(self, lane: Lane) -> SafeString:
        y = self._height(lane)
        return format_html(
            '<text x="0" y="{}em">{}</text><line class="grid" x1="0" x2="100%" y1="{}em" y2="{}em"/>',
            _short(y - 0.8), self.lanes[lane], _short(y), _short(y),
        )  # fmt: skip

    def _leg(self, leg: Leg, places: Mapping[datetime.datetime, float], first: Mapping[Lane, Stop]) -> SafeString:
        source, target = first[leg.source], first[leg.target]
        return format_html(
            '<line class="line series-{}" x1="{}%" y1="{}em" x2="{}%" y2="{}em"/>',
            2 if leg == self.path.stay else 1,
            _short(places[source.at]), _short(self._height(leg.source)),
            _short(places[target.at]), _short(self._height(leg.target)),
        )  # fmt: skip

    def _stop(self, stop: Stop, words: str, at: str, places: Mapping[datetime.datetime, float]) -> SafeString:
        return format_html(
            '<circle class="series-1" cx="{}%" cy="{}em" r="0.32em"><title>{}</title></circle>',
            _short(places[stop.at]), _short(self._height(stop.lane)), f"{at} {self.lanes[stop.lane]}: {words}",
        )  # fmt: skip

    def _moments(self) -> SafeString:
        y = _short(_LEGEND + _LANE * len(self.path.lanes) + 1.2)
        return format_html(
            '<text x="0" y="{}em">{}</text><text x="100%" y="{}em" text-anchor="end">{}</text>',
            y, self.stops[0][2], y, self.stops[-1][2],
        )  # fmt: skip


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
