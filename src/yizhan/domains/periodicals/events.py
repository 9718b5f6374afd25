# SPDX-License-Identifier: Apache-2.0
"""What happens to series and issues. An event that concerns one item carries it as its matter."""

from dataclasses import dataclass
from typing import ClassVar

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SeriesFounded(Event):
    """A periodical began."""

    name = "periodicals.series.founded"
    title: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class SeriesDescribed(Event):
    """Masthead or issuing office changed; issues released before keep theirs."""

    name = "periodicals.series.described"
    masthead: str
    issuing_office: str


@dataclass(frozen=True, kw_only=True)
class ColumnsSet(Event):
    """The columns of a series were set."""

    name = "periodicals.series.columns_set"
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReadersSet(Event):
    """The list of those who receive every issue of a series was set."""

    name = "periodicals.series.readers_set"
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SeriesRetired(Event):
    """A periodical appears no more."""

    name = "periodicals.series.retired"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SeriesSucceeded(Event):
    """A periodical was merged into another, which took over its readers."""

    name = "periodicals.series.succeeded"
    title: str
    successor: str


@dataclass(frozen=True, kw_only=True)
class IssueOpened(Event):
    """An issue is being composed."""

    name = "periodicals.issue.opened"
    title: str


@dataclass(frozen=True, kw_only=True)
class IssueEntitled(Event):
    """An issue received a title or a note."""

    name = "periodicals.issue.entitled"
    title: str
    note: str


@dataclass(frozen=True, kw_only=True)
class IssueArranged(Event):
    """The entries of an issue were put in order."""

    name = "periodicals.issue.arranged"
    entries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IssueDiscarded(Event):
    """An issue will not appear."""

    name = "periodicals.issue.discarded"
    reason: str


@dataclass(frozen=True, kw_only=True)
class IssueReleased(Event):
    """An issue left the house."""

    name = "periodicals.issue.released"
    label: str
    year: int
    number: int
    total_number: int


@dataclass(frozen=True, kw_only=True)
class IssueCorrected(Event):
    """A released issue was set right by an erratum."""

    name = "periodicals.issue.corrected"
    told: ClassVar[bool] = True
    label: str
    number: int
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CirculationSet(Event):
    """It was set who receives an issue."""

    name = "periodicals.circulation.set"
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CirculatedFurther(Event):
    """A released issue went to more readers."""

    name = "periodicals.circulation.extended"
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IssueDelivered(Event):
    """A printed issue reached somebody."""

    name = "periodicals.circulation.delivered"
    reader: str
    at: str


@dataclass(frozen=True, kw_only=True)
class IssueRead(Event):
    """Somebody on the list has read an issue."""

    name = "periodicals.circulation.read"
    reader: str
    at: str
    is_complete: bool


@dataclass(frozen=True, kw_only=True)
class EntryPlaced(Event):
    """An item was placed in an issue."""

    name = "periodicals.entry.placed"
    series_name: str
    text: int


@dataclass(frozen=True, kw_only=True)
class EntryHeaded(Event):
    """An entry is printed under another heading than the item's title."""

    name = "periodicals.entry.headed"
    heading: str


@dataclass(frozen=True, kw_only=True)
class EntryRenewed(Event):
    """An entry took over the wording that was signed meanwhile."""

    name = "periodicals.entry.renewed"
    text: int


@dataclass(frozen=True, kw_only=True)
class EntryRemoved(Event):
    """An item was taken out of an issue that is being composed."""

    name = "periodicals.entry.removed"
    series_name: str


@dataclass(frozen=True, kw_only=True)
class EntryReprinted(Event):
    """An item that another series had released meanwhile was printed once more."""

    name = "periodicals.entry.reprinted"
    told: ClassVar[bool] = True
    issue_label: str
    station_name: str
