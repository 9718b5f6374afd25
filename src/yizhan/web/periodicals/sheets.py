# SPDX-License-Identifier: Apache-2.0
"""An issue as a sheet on the screen, laid out from the same paper as the Word document, so that the two agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from yizhan.domains.periodicals.models import Entry, Erratum, Issue
from yizhan.domains.periodicals.queries import issues, papers
from yizhan.engines.papers.layout import Article, Circulation, Paper
from yizhan.engines.papers.wording import Level, chinese_date, leveled, paragraphs, printable
from yizhan.web.periodicals import addresses
from yizhan.web.periodicals.problems import Problem

#: How a sheet names the three ways of sending, as its last page has always been printed.
_WAYS = (("报", "up"), ("送", "level"), ("发", "down"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """One entry on the sheet, with what stands beside it on the screen and is not printed."""

    public_id: UUID
    anchor: str
    title: str
    text: SafeString
    credit: str
    problems: Sequence[Problem] = ()
    instruct_url: str = ""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A column with its entries; the leading ones may have none."""

    name: str
    entries: Sequence[SheetEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything on the sheet, from the red head to the printing line."""

    name: str
    number: str
    office: str
    day: str
    contents: Sequence[SheetEntry]
    addressees: str
    sections: Sequence[SheetSection]
    destinations: Sequence[tuple[str, str]]
    errata: Sequence[Erratum] = field(default_factory=list)

    @property
    def entries(self) -> list[SheetEntry]:
        """The entries of all columns, in order."""
        return [entry for section in self.sections for entry in section.entries]


class _Beside(NamedTuple):
    """What stands beside the entries on the screen."""

    problems: Mapping[UUID, Sequence[Problem]]
    instruct_urls: Mapping[int, str]


def sheet_of(
    issue: Issue,
    *,
    problems: Mapping[UUID, Sequence[Problem]] | None = None,
    instruct_urls: Mapping[int, str] | None = None,
) -> Sheet:
    """Lay out an issue. `problems` go by entry, `instruct_urls` (where to write an instruction) by the item's key."""
    paper, entries = papers.paper_of(issue), iter(issues.entries(issue))
    beside = _Beside(problems or {}, instruct_urls or {})
    sections = [
        SheetSection(section.name, [_entry(next(entries), article, beside) for article in section.articles])
        for section in paper.sections
    ]
    return Sheet(
        name=paper.head.series,
        number=paper.head.number_line,
        office=paper.head.office,
        day=chinese_date(paper.head.date),
        contents=[entry for section in sections for entry in section.entries] if paper.has_contents else [],
        addressees=_addressees(paper),
        sections=sections,
        destinations=list(_destinations(paper.circulation)),
        errata=list(issues.errata(issue)),
    )


def _entry(entry: Entry, article: Article, beside: _Beside) -> SheetEntry:
    return SheetEntry(
        public_id=entry.public_id,
        anchor=addresses.anchor(entry.public_id),
        title=printable(article.title),
        text=text_of(article),
        credit=_credit(article),
        problems=beside.problems.get(entry.public_id, ()),
        instruct_url=beside.instruct_urls.get(entry.item_id, ""),
    )


def text_of(article: Article) -> SafeString:
    """The paragraphs; numbered headings stand out as they do on paper (GB/T 9704, 7.3.3)."""
    return format_html_join("\n", "<p>{}</p>", ((_paragraph(one),) for one in paragraphs(article.paragraphs)))


def _paragraph(text: str) -> SafeString | str:
    found = leveled(text)
    if found.level not in (Level.FIRST, Level.SECOND):
        return text
    return format_html('<b class="bulletin-level-{}">{}</b>{}', int(found.level), found.heading, found.text)


def _credit(article: Article) -> str:
    """Who supplied the entry, in the sign of brackets that papers use."""
    sources, names = "、".join(article.sources), "、".join(article.contributors)
    said = "\u3000".join(part for part in (f"{sources}供稿" if sources else "", names) if part)
    return f"（{said}）" if said else ""


def _addressees(paper: Paper) -> str:
    return f"{'，'.join(paper.addressees)}：" if paper.addressees else ""


def _destinations(circulation: Circulation) -> Iterator[tuple[str, str]]:
    for label, way in _WAYS:
        names: tuple[str, ...] = getattr(circulation, way)
        if names:
            yield label, f"{'，'.join(names)}。"
