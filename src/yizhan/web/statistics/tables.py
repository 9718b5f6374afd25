# SPDX-License-Identifier: Apache-2.0
"""The figures as tables: heads and rows, for the page, for CSV and for the workbook. No ranking: tree or name order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.items.operations.writing import WHOLE
from yizhan.domains.network.states import Level, Line
from yizhan.domains.reporting.queries.figures import Figure, Funnel, Share
from yizhan.kernel import clock
from yizhan.web.statistics.figures import Figures

#: The end of the funnel; counted by the room of supervision.
INSTRUCTED = "instructed"

#: What RULE-029 counts apart.
SINGLE_FACT, ANALYTICAL = "single_fact", "analytical"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and what the list behind it is narrowed to; parts of items have no list."""

    number: float
    behind: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. The first cells of a row are words, the others numbers."""

    key: str
    title: str
    heads: list[str]
    rows: list[list[str | Cell]]


def sheets(found: Figures) -> list[Sheet]:
    """All tables, in the order of the page."""
    return [funnel(found), depths(found), months(found), units(found), people(found), bodies(found), levels(found),
            destinations(found), series(found)]  # fmt: skip


def figure_words() -> dict[str, str]:
    """What each figure is called."""
    return {
        Figure.COLLECTED: pgettext("figure", "Received"),
        Figure.ISSUED: pgettext("figure", "Issued"),
        Figure.REPORTED: pgettext("figure", "Reported"),
        Figure.ADOPTED: pgettext("figure", "Adopted"),
        Figure.ADOPTIONS: pgettext("figure", "Times adopted"),
        INSTRUCTED: pgettext("figure", "Instructed"),
    }


def funnel(found: Figures) -> Sheet:
    """The way of the items."""
    instructed = found.instructed.total.items
    cells = _cells(found.funnel, instructed, {})
    rows: list[list[str | Cell]] = [[word, cell] for word, cell in zip(figure_words().values(), cells, strict=True)]
    return Sheet("funnel", _("From receipt to instruction"), ["", _("Items")], rows)


def months(found: Figures) -> Sheet:
    """The same by month, up to the present one."""
    by_month = {month.replace(day=1): counted.items for month, counted in found.instructed.by_month.items()}
    rows: list[list[str | Cell]] = []
    for share in found.months:
        if share.period is None or share.period.first > clock.today():
            continue
        days = {"from": share.period.first.isoformat(), "to": share.period.last.isoformat()}
        instructed = by_month.get(share.period.first.replace(day=1), 0)
        rows.append([share.name, *_cells(share.funnel, instructed, days)])
    return Sheet("months", _("By month"), [_("Month"), *figure_words().values()], rows)


def units(found: Figures) -> Sheet:
    """The same by unit, those with anything, in the order of the tree."""
    rows: list[list[str | Cell]] = []
    for share in found.units:
        counted = found.units_instructed.get(share.public_id) if share.public_id else None
        if share.funnel == Funnel() and counted is None:
            continue
        behind = {"unit": str(share.public_id)} if share.public_id else {"unit": "none"}
        rows.append([share.name or _("of no unit"), *_cells(share.funnel, counted.items if counted else 0, behind)])
    return Sheet("units", _("By unit"), [_("Unit"), *figure_words().values()], rows)


def people(found: Figures) -> Sheet:
    """The same by person, in the order of names; each contributor of an item is counted with it.

    The last column parts each adopted item among its contributors by share, so that the column adds up.
    """
    rows: list[list[str | Cell]] = [
        [share.name, *_person(found, share), Cell(share.credit / WHOLE)] for share in found.people
    ]
    heads = [pgettext("person", "Name"), *figure_words().values(), pgettext("figure", "Adopted, by share")]
    return Sheet("people", _("By person"), heads, rows)


def bodies(found: Figures) -> Sheet:
    """Who adopted how much; each body once for an item."""
    rows: list[list[str | Cell]] = [
        [one.name, level(one.level), line(one.line), Cell(one.items, {"body": one.name, "level": str(one.level)})]
        for one in found.bodies
    ]
    return Sheet("bodies", _("Adopted by body"), [_("Body"), _("Level"), _("Line"), _("Items")], rows)


def depth_words() -> dict[str, str]:
    """The two sorts of items that RULE-029 counts apart."""
    return {SINGLE_FACT: _("Single-fact dynamics"), ANALYTICAL: _("Analytical items")}


def depths(found: Figures) -> Sheet:
    """What states one fact of a unit's work and what looks deeper, with the share of each (RULE-029)."""
    every = found.depths.single_fact + found.depths.analytical
    counted = zip(depth_words().items(), (found.depths.single_fact, found.depths.analytical), strict=True)
    rows: list[list[str | Cell]] = [
        [word, f"{100 * count / every:.0f} %", Cell(count, {"depth": key})] for (key, word), count in counted if every
    ]
    heads = [_("Depth"), pgettext("of a whole", "Share"), pgettext("figure", "Received")]
    return Sheet("depths", _("Received by depth"), heads, rows)


def levels(found: Figures) -> Sheet:
    """Adoptions by level and line: items, and times, which may be more."""
    rows: list[list[str | Cell]] = []
    for one in found.levels:
        behind = {"level": str(one.level), "line": one.line or "none"}
        rows.append([level(one.level), line(one.line), Cell(one.items, behind), Cell(one.adoptions, behind)])
    heads = [_("Level"), _("Line"), _("Items"), pgettext("figure", "Times adopted")]
    return Sheet("levels", _("Adopted by level"), heads, rows)


def destinations(found: Figures) -> Sheet:
    """Which stations the items reached."""
    rows: list[list[str | Cell]] = [
        [one.name, level(one.level), Cell(one.items, {"target": one.name, "level": str(one.level)})]
        for one in found.destinations
    ]
    return Sheet("destinations", _("Reached by report"), [_("Station"), _("Level"), _("Items")], rows)


def series(found: Figures) -> Sheet:
    """What appeared: issues and the items in them."""
    rows: list[list[str | Cell]] = [
        [one.name, Cell(one.issues, {"series": one.name}), Cell(one.items, {"series": one.name})]
        for one in found.series
    ]
    return Sheet("series", _("Issues"), [_("Series"), _("Issues"), _("Items")], rows)


def level(number: int) -> str:
    """A level in words."""
    return str(Level(number).label)


def line(key: str) -> str:
    """A line in words; media belong to none."""
    return str(Line(key).label) if key else _("media")


def sentence(found: Figures, period: str) -> str:
    """What the page says first."""
    said = {
        "period": period,
        "collected": found.funnel.collected,
        "issues": found.bulletins,
        "special": found.special_reports,
        "adopted": found.funnel.adopted,
        "instructed": found.instructed.total.items,
    }
    if found.special_reports:
        return (
            _(
                "%(period)s: %(collected)s items received, %(issues)s issues and %(special)s special reports released, "
                "%(adopted)s items adopted, %(instructed)s instructed."
            )
            % said
        )
    return (
        _(
            "%(period)s: %(collected)s items received, %(issues)s issues released, %(adopted)s items adopted, "
            "%(instructed)s instructed."
        )
        % said
    )


def _person(found: Figures, share: Share) -> Sequence[Cell]:
    counted = found.people_instructed.get(share.public_id) if share.public_id else None
    return _cells(share.funnel, counted.items if counted else 0, {"person": str(share.public_id)})


def _cells(funnel: Funnel, instructed: int, behind: dict[str, str]) -> list[Cell]:
    counted = [(figure.value, getattr(funnel, figure.value)) for figure in Figure]
    return [Cell(number, {"figure": figure, **behind}) for figure, number in (*counted, (INSTRUCTED, instructed))]
