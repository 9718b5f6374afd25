# SPDX-License-Identifier: Apache-2.0
"""Points as other rooms and the faces read them: standings, the lines of one account, fees. Frozen ones as published.

Points of an open period follow each occasion; those of a frozen one never change. What was booked for a frozen period
after it was frozen appears in the period that follows, as a correction with its own line.
"""

import itertools
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from yizhan.domains.appraisal import rules
from yizhan.domains.appraisal.models import Frozen, FrozenAccount, Occasion, Scheme
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.appraisal.queries.accounts import accounts
from yizhan.domains.appraisal.queries.holders import Subject, merged_codes
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.scoring.periods import Period
from yizhan.engines.scoring.results.account_report import AccountReports
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.results.explanation import Explainer
from yizhan.engines.scoring.results.report import order_of_accounts

ZERO = Decimal(0)

#: The number of another event inside an arithmetic, which says nothing to people; the day does.
_EVENT = re.compile(r"\b[0-9a-f]{32}\b")


@dataclass(frozen=True, slots=True)
class Standing:
    """One account in one period. `points` are those of the period, by which places are given; `correction` sets earlier
    frozen periods right, and `total` is both.

    `rank` is None where the institution shows no places or the scheme knows none; `sections` holds points by the name
    of each section; `duties`, `awards` are the plain dictionaries of the engine's report.
    """

    scheme: uuid.UUID
    subject: Subject
    group: str
    points: Decimal
    cumulative: Decimal
    sections: Mapping[str, Decimal]
    events: int
    correction: Decimal = ZERO
    corrected: Mapping[str, Decimal] = field(default_factory=dict)
    rank: int | None = None
    among: int | None = None
    is_tied: bool = False
    is_named: bool = False
    grade: str = ""
    duties: Sequence[Mapping[str, Any]] = ()
    awards: Sequence[Mapping[str, Any]] = ()

    @property
    def total(self) -> Decimal:
        """What the period brings altogether; the lines of the account add up to it."""
        return self.points + self.correction

    @property
    def shortfalls(self) -> list[Mapping[str, Any]]:
        """Duties that were missed; targets are wished for and not among them."""
        return [duty for duty in self.duties if not duty["met"] and not duty["target"]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an account: what happened, by which rule, the arithmetic, the points.

    `kind` is `event`, or for what no single event brought `duty`, `base`, `limit`, `zeroing`, `carried`,
    `correction`. `occasion` and `matter` are public ids of the occasion and of the item it is about.
    """

    kind: str
    day: str
    title: str
    rule: str
    name: str
    clause: str
    version: str
    arithmetic: str
    points: Decimal
    counted: bool = True
    occasion: uuid.UUID | None = None
    matter: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class FeeLine:
    """What one occasion earns one person or unit, in the unit of the scheme (yuan)."""

    scheme: uuid.UUID
    subject: Subject
    line: Line


@dataclass(frozen=True)
class Standings:
    """All accounts of one scheme in one period, best first inside each group."""

    scheme: Scheme
    period: Period
    frozen: Frozen | None
    rows: Sequence[Standing]


def standings(
    station_id: int, period: Period, *, holder: str = "", code: str = "", is_money: bool | None = False
) -> list[Standings]:
    """The accounts of every scheme that counts for a period, one table per scheme, by scheme.

    `holder` narrows to schemes of units or people, `code` to one scheme; money schemes are fees and left out unless
    asked for. Raises `Conflict` when two versions of a scheme share the period, the engine's `Refused` when something
    cannot be counted without guessing.
    """
    found = schemes.counting(station_id, period)
    if holder:
        found = found.filter(holder=holder)
    if code:
        found = found.filter(code=code)
    if is_money is not None:
        found = found.filter(is_money=is_money)
    return [table(version, period) for version in schemes.by_code(found, period).values()]


def table(version: Scheme, period: Period) -> Standings:
    """The accounts of one version: as published where the period is frozen, as they stand otherwise."""
    published = schemes.frozen(version.station_id, version.code, period)
    if published is not None:
        return Standings(published.scheme, period, published, _published(published))
    return Standings(version, period, None, computed(version, period))


def statement(version: Scheme, period: Period, subject: Subject) -> list[Line]:
    """Every line of one account, by day; together they are its total. Corrections of earlier periods come last."""
    published = schemes.frozen(version.station_id, version.code, period)
    if published is not None:
        own = [subject.code, *(code for code, into in merged_codes().items() if into == subject.code)]
        kept = published.accounts.filter(holder__in=own).order_by("position").values_list("lines", flat=True)
        return [_line_of(plain) for plain in itertools.chain.from_iterable(kept)]
    return lines(version, period, [subject.code]).get(subject.code, [])


def fee_lines(station_id: int, period: Period) -> list[FeeLine]:
    """What the money schemes of a station give for each occasion of a period, by scheme, account and day."""
    found: list[FeeLine] = []
    for each in standings(station_id, period, is_money=True):
        by_code = _lines_of(each)
        for row in each.rows:
            found += [FeeLine(each.scheme.public_id, row.subject, line) for line in by_code.get(row.subject.code, [])]
    return found


def _lines_of(each: Standings) -> Mapping[str, Sequence[Line]]:
    if each.frozen is None:
        return lines(each.scheme, each.period, [row.subject.code for row in each.rows])
    published = each.frozen.accounts.values_list("holder", "lines")
    return {holder: [_line_of(plain) for plain in listed] for holder, listed in published}


def computed(version: Scheme, period: Period) -> list[Standing]:
    """The accounts of a version in a period as everything booked so far makes them, frozen or not."""
    known = accounts(version, period)
    found = known.appraisal()
    is_ranked = rulebook.value(version.station_id, rules.RANKING)
    corrected = corrections(version, period)
    reports = AccountReports(found, explain=False, listed=[])
    rows = []
    for code in order_of_accounts(found):
        holder = found.context.register.holders[code].name
        subject = known.subjects[holder]
        rows.append(_standing(version, found, reports, code, subject, corrected.get(holder, {}), is_ranked=is_ranked))
    return rows


def _standing(
    version: Scheme,
    found: Appraisal,
    reports: AccountReports,
    code: int,
    subject: Subject,
    corrected: Mapping[str, Decimal],
    *,
    is_ranked: bool,
) -> Standing:
    told: dict[str, Any] = reports.account(code)
    rank = found.ranks.get(code) if is_ranked else None
    correction = sum(corrected.values(), ZERO)
    named_first = found.context.scheme.ranking.named_first if found.context.scheme.ranking else None
    names = {section.id: section.name for section in found.context.scheme.sections}
    return Standing(
        scheme=version.public_id,
        subject=subject,
        group=found.ranks[code].group if code in found.ranks else "",
        points=found.decimal(int(found.points[code])),
        cumulative=found.decimal(int(found.cumulative[code])),
        sections={
            names[section]: found.decimal(int(points[code]))
            for section, points in found.sections.items()
            if section in names
        },
        events=int(found.event_counts[code]),
        correction=correction,
        corrected=corrected,
        rank=rank.rank if rank else None,
        among=rank.among if rank else None,
        is_tied=rank.tied if rank else False,
        is_named=rank is not None and named_first is not None and rank.rank <= named_first,
        grade=told.get("grade") or "",
        duties=told["duties"],
        awards=told.get("awards", ()),
    )


def corrections(version: Scheme, period: Period) -> dict[str, dict[str, Decimal]]:
    """What earlier frozen periods would give now beyond what was published for them, by account and period.

    The sum of what is published for all periods and of this is always what a full recomputation gives.
    """
    found: dict[str, dict[str, Decimal]] = {}
    earlier = schemes.frozen_before(version.station_id, version.code, period)
    published = _published_points(earlier)
    for one in earlier:
        span = Period(one.first, one.last, one.period)
        known = accounts(one.scheme, span)
        now = known.appraisal()
        codes = now.context.register.codes
        for holder in {*codes, *published[one.period]} & {*known.subjects}:
            present = now.decimal(int(now.points[codes[holder]])) if holder in codes else ZERO
            difference = present - published[one.period].get(holder, ZERO)
            if difference:
                found.setdefault(holder, {})[one.period] = difference
    return found


def _published_points(earlier: Sequence[Frozen]) -> dict[str, dict[str, Decimal]]:
    """What was given for each period so far: in itself, and as corrections in later ones.

    Whom two accounts turned out to be was given what both were.
    """
    given: dict[str, dict[str, Decimal]] = {one.period: {} for one in earlier}
    merged = merged_codes() if earlier else {}
    for account in FrozenAccount.objects.filter(frozen__in=earlier).select_related("frozen"):
        holder = merged.get(account.holder, account.holder)
        own = given[account.frozen.period]
        own[holder] = own.get(holder, ZERO) + account.points
        for period, points in account.corrected.items():
            if period in given:
                given[period][holder] = given[period].get(holder, ZERO) + Decimal(points)
    return given


def lines(version: Scheme, period: Period, holders: Sequence[str]) -> dict[str, list[Line]]:
    """The lines of several accounts as they stand, by the code of the account."""
    known = accounts(version, period)
    found = known.appraisal()
    codes = [found.context.register.codes[holder] for holder in holders if holder in found.context.register.codes]
    explainer = Explainer(found)
    told = {holder: list[Line]() for holder in holders}
    entries = list(explainer.entries(codes))
    named = _occasions({entry.event for entry in entries})
    by_event = {entry.event: entry.date for entry in entries}
    for entry in sorted(entries, key=lambda entry: (entry.date, named[entry.event][0])):
        _pk, title, matter = named[entry.event]
        arithmetic = _EVENT.sub(lambda found: _day_of(found[0], by_event), entry.arithmetic)
        told[entry.holder].append(
            Line(
                "event", entry.date, title, entry.rule, entry.name, entry.clause, entry.version, arithmetic,
                entry.points, entry.counted, uuid.UUID(entry.event), matter,
            )
        )  # fmt: skip
    for one in explainer.lines(codes):
        name = known.subjects[one.name].name if one.kind == "carried" and one.name in known.subjects else one.name
        told[one.holder].append(
            Line(one.kind, one.period, "", one.line, name, one.clause, one.version, one.arithmetic, one.points)
        )
    for holder, corrected in corrections(version, period).items():
        if holder in told:
            told[holder] += list(_correction_lines(version, corrected))
    return told


def _day_of(event: str, by_event: Mapping[str, str]) -> str:
    return by_event.get(event, "…")


def _correction_lines(version: Scheme, corrected: Mapping[str, Decimal]) -> Iterator[Line]:
    for period, points in corrected.items():
        yield Line("correction", period, "", "", "", "", version.label, f"{points:+}", points)


def _occasions(events: set[str]) -> dict[str, tuple[int, str, uuid.UUID | None]]:
    """The place in the books, title and matter of occasions."""
    keys = [uuid.UUID(event) for event in events]
    found: dict[str, tuple[int, str, uuid.UUID | None]] = {}
    for start in range(0, len(keys), 500):
        rows = Occasion.objects.filter(public_id__in=keys[start : start + 500])
        for pk, public_id, title, matter in rows.order_by().values_list("pk", "public_id", "title", "matter"):
            found[public_id.hex] = (pk, title, matter)
    return found


def plain_line(line: Line) -> dict[str, Any]:
    """A line as it is kept with a frozen period."""
    return {
        name: str(value) if isinstance(value := getattr(line, name), Decimal | uuid.UUID) else value
        for name in Line.__slots__
    }


def _line_of(plain: Mapping[str, Any]) -> Line:
    ids = {name: uuid.UUID(plain[name]) if plain[name] else None for name in ("occasion", "matter")}
    return Line(**{**plain, **ids, "points": Decimal(plain["points"])})


def plain_standing(row: Standing) -> dict[str, Any]:
    """The further figures of a standing as they are kept with a frozen period."""
    return {
        "kind": row.subject.kind,
        "cumulative": str(row.cumulative),
        "sections": {name: str(points) for name, points in row.sections.items()},
        "events": row.events,
        "among": row.among,
        "is_tied": row.is_tied,
        "is_named": row.is_named,
        "grade": row.grade,
        "duties": list(row.duties),
        "awards": list(row.awards),
    }


def _published(frozen: Frozen) -> list[Standing]:
    return [_standing_of(frozen, account) for account in frozen.accounts.order_by("position")]


def _standing_of(frozen: Frozen, account: FrozenAccount) -> Standing:
    told = account.standing
    key = account.person_id or account.organization_id or account.below_id or 0
    return Standing(
        scheme=frozen.scheme.public_id,
        subject=Subject(told["kind"], key, uuid.UUID(account.holder), account.holder_name),
        group=account.group,
        points=account.points,
        cumulative=Decimal(told["cumulative"]),
        sections={name: Decimal(points) for name, points in told["sections"].items()},
        events=told["events"],
        correction=account.correction,
        corrected={period: Decimal(points) for period, points in account.corrected.items()},
        rank=account.rank,
        among=told["among"],
        is_tied=told["is_tied"],
        is_named=told["is_named"],
        grade=told["grade"],
        duties=told["duties"],
        awards=told["awards"],
    )
