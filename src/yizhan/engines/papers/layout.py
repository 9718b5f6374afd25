# SPDX-License-Identifier: Apache-2.0
"""What stands on a paper, in plain values: an issue of a bulletin, a special report, a receipt.

There is no field for a secrecy level: papers made here are never classified.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The red head (报头): name of the series, number, issuing office and date, above the red rule.

    `document_number` (清河政协〔2026〕5号) takes the place of the issue's number on a formal document. `keeping` stands
    top left (内部资料，注意保存), `copy_number` top right.
    """

    series: str
    year: int
    number: int
    total: int | None = None
    is_supplement: bool = False
    document_number: str = ""
    office: str
    date: date
    keeping: str = ""
    copy_number: str = ""

    @property
    def number_line(self) -> str:
        """2026年第12期（总第348期）, a supplement as 2026年增刊第2期, or the document number."""
        if self.document_number:
            return self.document_number
        supplement = "增刊" if self.is_supplement else ""
        total = f"（总第{self.total}期）" if self.total is not None else ""
        return f"{self.year}年{supplement}第{self.number}期{total}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table below the text. The first column holds names and is wider than those of figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An entry (篇): title, paragraphs, tables, who supplied it. A line feed in the title is a wished line break."""

    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    sources: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A column (栏目) of an issue with its entries; without a name the entries stand alone."""

    articles: tuple[Article, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulation:
    """Who gets the paper: 报 those above, 送 equals, 发 those below."""

    up: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    down: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The printing line: printing office, its date, number of copies."""

    office: str
    date: date
    copies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Name of the issuing body and date below the text of a formal document."""

    office: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper. `addressees` stand above the text of a special report; `has_contents` lists the titles first."""

    head: Head
    sections: tuple[Section, ...]
    circulation: Circulation = Circulation()
    imprint: Imprint | None = None
    addressees: tuple[str, ...] = ()
    signature: Signature | None = None
    has_contents: bool = False

    @property
    def articles(self) -> tuple[Article, ...]:
        """The entries of all columns, in order."""
        return tuple(article for section in self.sections for article in section.articles)


def special_report(
    head: Head,
    article: Article,
    *,
    addressees: tuple[str, ...],
    signature: Signature | None = None,
    circulation: Circulation | None = None,
    imprint: Imprint | None = None,
) -> Paper:
    """A special report (专报): one entry, sent to named addressees (RULE-105)."""
    return Paper(
        head=head,
        sections=(Section(articles=(article,)),),
        addressees=addressees,
        signature=signature,
        circulation=circulation or Circulation(),
        imprint=imprint,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens next, and until when where that is known."""

    what: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One page for the person who sent something in: its number, the digest of what arrived, what happens next.

    `facts` are label and value pairs (title, received at, by whom); `digest` is written in hexadecimal; `look_up` says
    where the state can be seen.
    """

    office: str
    number: str
    facts: tuple[tuple[str, str], ...]
    digest_name: str
    digest: str
    steps: tuple[Step, ...]
    look_up: str
    date: date
