# SPDX-License-Identifier: Apache-2.0
"""Wordings and figures as they are added: what a wording must satisfy, and how a new set of figures is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.appraisal.operations import booking
from yizhan.domains.bulletins.models import Bulletin, Snapshot, Wording
from yizhan.domains.bulletins.queries import figures as asked
from yizhan.domains.bulletins.queries import reading
from yizhan.domains.bulletins.rules import HEADING_LIMIT, MOST_SECTIONS, SECTION_LIMIT, TITLE_LIMIT
from yizhan.domains.bulletins.states import Kind
from yizhan.domains.periodicals.operations import lines
from yizhan.engines.papers import circulars
from yizhan.engines.papers.circulars import Figures, Section
from yizhan.engines.scoring.findings import Refused
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A part of the wording as somebody wrote it; one without heading and text falls away."""

    heading: str
    text: str
    key: str = ""


def take_figures(actor: Actor, bulletin: Bulletin) -> Snapshot:
    """Add the figures as the rooms give them now, the points as booked until now. Part of an operation.

    Raises `Conflict` when something cannot be counted without guessing.
    """
    booking.follow(actor)
    try:
        found = asked.figures(bulletin.station_id, reading.span_of(bulletin))
    except Refused as refused:
        raise Conflict("bulletins.figures.cannot_count", reason=str(refused)[:300]) from refused
    number = bulletin.snapshots.count() + 1
    return insert(Snapshot(bulletin=bulletin, number=number, figures=found, post_id=actor.post, at=clock.now()))


def draft_wording(actor: Actor, bulletin: Bulletin, figures: Figures) -> Wording:
    """Add the wording that follows from the figures. Part of an operation."""
    return _add(actor, bulletin, bulletin.title, _drafted(bulletin, figures))


def add_wording(actor: Actor, bulletin: Bulletin, title: str, sections: Sequence[WrittenSection]) -> Wording:
    """Add what somebody wrote; refuses what is over-long, empty or marked secret. Part of an operation."""
    checked_title = lines.checked(title, field="title", limit=TITLE_LIMIT, is_required=True)
    if len(sections) > MOST_SECTIONS:
        raise Invalid("bulletins.wording.too_many", field="sections", limit=MOST_SECTIONS)
    written = [
        Section(
            key=section.key or f"section-{place}",
            heading=lines.checked(section.heading, field=f"heading-{place}", limit=HEADING_LIMIT),
            text=lines.checked(section.text, field=f"text-{place}", limit=SECTION_LIMIT),
        )
        for place, section in enumerate(sections)
    ]
    filled = [section for section in written if section["heading"] or section["text"]]
    if not any(section["text"] for section in filled):
        raise Invalid("bulletins.wording.empty", field="sections")
    return _add(actor, bulletin, checked_title, filled)


def _add(actor: Actor, bulletin: Bulletin, title: str, sections: Sequence[Section]) -> Wording:
    return insert(
        Wording(
            bulletin=bulletin,
            number=bulletin.wordings.count() + 1,
            title=title,
            sections=list(sections),
            post_id=actor.post,
            at=clock.now(),
        )
    )


def _drafted(bulletin: Bulletin, figures: Figures) -> Sequence[Section]:
    if bulletin.corrects is not None:
        original = bulletin.corrects
        return circulars.correction_sections_of(reading.figures_of(original), figures, reading.number_of(original))
    period = reading.period_words(bulletin.kind, reading.span_of(bulletin))
    if bulletin.kind == Kind.OCCASIONAL:
        return circulars.occasional_sections_of(figures, period)
    return circulars.sections_of(figures, period)
