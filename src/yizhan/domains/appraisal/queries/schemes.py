# SPDX-License-Identifier: Apache-2.0
"""Reading schemes and frozen periods: which version counts for which days. Who may read what is in `access`."""

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yizhan.domains.appraisal.models import Frozen, Scheme
from yizhan.domains.appraisal.states import COUNTING, SchemeState
from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.engines.scoring.periods import Period
from yizhan.kernel.errors import Conflict


def versions(station_id: int) -> QuerySet[Scheme]:
    """All versions of all schemes of a station, by scheme, the latest first."""
    return Scheme.objects.filter(station_id=station_id).select_related("station").order_by("code", "-id")


def counting(station_id: int, period: Period) -> QuerySet[Scheme]:
    """The versions that count for some day of a period, by scheme, the earlier first."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=period.start)
    found = Scheme.objects.filter(until, station_id=station_id, state__in=sorted(COUNTING), valid_from__lte=period.end)
    return found.select_related("station").order_by("is_money", "-holder", "code", "valid_from", "id")


def by_code(found: Iterable[Scheme], period: Period) -> dict[str, Scheme]:
    """One version for each scheme. Raises `Conflict` when two share the period: their clauses do not add up."""
    chosen: dict[str, Scheme] = {}
    for version in found:
        if version.code in chosen:
            raise Conflict(
                "appraisal.period.two_versions",
                name=version.name,
                period=str(period),
                day=str(version.valid_from),
            )
        chosen[version.code] = version
    return chosen


def in_force(station_id: int) -> QuerySet[Scheme]:
    """The versions in force, by name."""
    return versions(station_id).filter(state=SchemeState.IN_FORCE).order_by("name", "id")


def kinds(station_id: int) -> list[str]:
    """The kinds of what happened that some scheme in force gives points for, in the order of the schemes."""
    return words_of(station_id, "kind")


def words_of(station_id: int, name: str) -> list[str]:
    """The words of one field of all schemes in force, each once."""
    found: dict[str, None] = {}
    for version in in_force(station_id):
        declared = parse_scheme(version.text).fields.get(name)
        found |= dict.fromkeys(declared.values if declared else ())
    return list(found)


def frozen(station_id: int, code: str, period: Period) -> Frozen | None:
    """The period as it was published, if it was."""
    found = Frozen.objects.filter(station_id=station_id, code=code, first=period.start, last=period.end)
    return found.select_related("scheme").first()


def frozen_before(station_id: int, code: str, period: Period) -> list[Frozen]:
    """Frozen periods of the same length that this one follows without a gap, the earlier first.

    Empty when the period does not follow directly: what set earlier periods right belongs to the one right after them.
    """
    months = _months(period.start, period.end)
    earlier = Frozen.objects.filter(station_id=station_id, code=code, last__lt=period.start).select_related("scheme")
    same = [one for one in earlier.order_by("last") if _months(one.first, one.last) == months]
    if not same or same[-1].last + datetime.timedelta(days=1) != period.start:
        return []
    return same


def last_of_length(station_id: int, code: str, period: Period) -> Frozen | None:
    """The latest frozen period of the same length, whether or not it comes directly before."""
    months = _months(period.start, period.end)
    found = Frozen.objects.filter(station_id=station_id, code=code).order_by("-last")
    return next((one for one in found if _months(one.first, one.last) == months), None)


def _months(first: datetime.date, last: datetime.date) -> int:
    """The length in months; periods that are no whole months are told by their days."""
    following = last + datetime.timedelta(days=1)
    if first.day != 1 or following.day != 1:
        return -(last - first).days
    return (following.year - first.year) * 12 + following.month - first.month
