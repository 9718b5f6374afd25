# SPDX-License-Identifier: Apache-2.0
"""An issue as a paper: from what stands in it to the plain values that the paper engine lays out."""

import datetime

from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.queries import printing
from yizhan.domains.periodicals.queries.printing import Printed, PrintedEntry
from yizhan.domains.periodicals.states import CirculationKind, SeriesKind
from yizhan.engines.papers.layout import Article, Circulation, Head, Imprint, Paper, Section, special_report
from yizhan.kernel import clock


def paper_of(issue: Issue) -> Paper:
    """The issue as it is laid out on paper. Before release number and date are those it would have today."""
    page = printing.printed(issue)
    head, imprint = _head(page), Imprint(office=page.issuing_office, date=_day(issue))
    sections = tuple(
        Section(name=section.column, articles=tuple(map(_article, section.entries))) for section in page.sections
    )
    circulation = Circulation(
        up=_names(page, CirculationKind.REPORT_TO),
        level=_names(page, CirculationKind.SEND_TO),
        down=_names(page, CirculationKind.ISSUE_TO),
    )
    articles = [article for section in sections for article in section.articles]
    if issue.series.kind == SeriesKind.SPECIAL_REPORT and len(articles) == 1:
        return special_report(head, articles[0], addressees=circulation.up, circulation=circulation, imprint=imprint)
    return Paper(head=head, sections=sections, circulation=circulation, imprint=imprint, has_contents=len(articles) > 1)


def _head(page: Printed) -> Head:
    return Head(
        series=page.masthead,
        year=page.numbers.year,
        number=page.numbers.number,
        total=page.numbers.total,
        office=page.issuing_office,
        date=_day(page.issue),
    )


def _day(issue: Issue) -> datetime.date:
    return (issue.released_at or clock.now()).astimezone(clock.OFFICE_ZONE).date()


def _article(printed: PrintedEntry) -> Article:
    """What was reported, in the order in which it is read. Where the office has it from is not printed."""
    text, item = printed.text, printed.entry.item
    written = (text.situation, text.analysis, text.consequence, text.suggestion)
    return Article(
        title=printed.heading,
        paragraphs=tuple(paragraph for paragraph in written if paragraph),
        sources=(item.organization.name,) if item.organization else (),
        contributors=tuple(name for name in item.authors.split("、") if name),
    )


def _names(page: Printed, kind: CirculationKind) -> tuple[str, ...]:
    return tuple(line.name for one in page.destinations if one.kind == kind for line in one.lines)
