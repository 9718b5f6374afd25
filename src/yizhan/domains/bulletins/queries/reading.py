# SPDX-License-Identifier: Apache-2.0
"""Bulletins as they are read: last wording, last figures, periods in words, the paper. Who reads is in `access`."""

import hashlib
import json

from django.db.models import QuerySet

from yizhan.domains.bulletins.models import Bulletin, Snapshot, Wording
from yizhan.domains.bulletins.states import Kind
from yizhan.engines.papers import circulars
from yizhan.engines.papers.circulars import Figures
from yizhan.engines.papers.layout import Article, Head, Imprint, Paper, Section
from yizhan.engines.scoring.periods import Period
from yizhan.kernel import clock, numbering


def wording_of(bulletin: Bulletin) -> Wording:
    """The wording that counts: the last one; nothing is written any more once it is checked."""
    return bulletin.wordings.select_related("post__person").order_by("-number")[0]


def snapshot_of(bulletin: Bulletin) -> Snapshot:
    """The figures that count: the last ones."""
    return bulletin.snapshots.order_by("-number")[0]


def figures_of(bulletin: Bulletin) -> Figures:
    """The same as plain values."""
    found: Figures = snapshot_of(bulletin).figures
    return found


def span_of(bulletin: Bulletin) -> Period:
    """The days that a bulletin is about."""
    return Period(bulletin.first, bulletin.last, bulletin.period)


def listed(found: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Bulletins for a list, the newest first."""
    return found.select_related("corrects").order_by("-id")


def digest_of(wording: Wording, figures: Figures) -> str:
    """What a signature is under: title, text and figures, in one order of keys."""
    signed = {"title": wording.title, "sections": wording.sections, "figures": figures}
    written = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def is_as_signed(bulletin: Bulletin) -> bool:
    """Whether wording and figures in the store are still those that were signed."""
    return bulletin.digest == digest_of(wording_of(bulletin), figures_of(bulletin))


def numbering_of(station_id: int, year: int) -> str:
    """The name of the counter that bulletins of a year are numbered by."""
    return f"bulletins:{station_id}:{year}"


def period_words(kind: str, span: Period) -> str:
    """A period as the paper says it."""
    if kind == Kind.YEAR:
        return circulars.year_words(span.start)
    if kind == Kind.QUARTER:
        return circulars.quarter_words(span.start)
    if kind == Kind.MONTH:
        return circulars.month_words(span.start)
    return circulars.days_words(span.start, span.end)


def paper_of(bulletin: Bulletin) -> Paper:
    """The bulletin as a paper. Before release number and date are those it would have today."""
    wording, figures = wording_of(bulletin), figures_of(bulletin)
    day = (bulletin.released_at or clock.now()).astimezone(clock.OFFICE_ZONE).date()
    year = bulletin.year or day.year
    number = bulletin.number or numbering.last_number(numbering_of(bulletin.station_id, year)) + 1
    article = Article(
        title=wording.title,
        paragraphs=tuple(line for part in wording.sections for line in (part["heading"], *part["text"].splitlines())),
        tables=() if bulletin.corrects_id else tuple(circulars.tables_of(figures)),
    )
    head = Head(series=circulars.SERIES, year=year, number=number, office=bulletin.station.name, date=day)
    imprint = Imprint(office=bulletin.station.name, date=day)
    return Paper(head=head, sections=(Section(articles=(article,)),), imprint=imprint)


def number_of(bulletin: Bulletin) -> str:
    """《信息工作情况通报》2026年第3期; only the days before it has a number."""
    if bulletin.number is None:
        return bulletin.title
    return circulars.number_words(bulletin.year or 0, bulletin.number)
