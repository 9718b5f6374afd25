# SPDX-License-Identifier: Apache-2.0
"""What happens to bulletins."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class BulletinDrafted(Event):
    """A bulletin was drafted from the figures of a period."""

    name = "bulletins.bulletin.drafted"
    title: str
    period: str


@dataclass(frozen=True, kw_only=True)
class BulletinRewritten(Event):
    """Somebody changed the wording; the earlier one is kept."""

    name = "bulletins.bulletin.rewritten"
    title: str
    number: int


@dataclass(frozen=True, kw_only=True)
class FiguresRenewed(Event):
    """The figures were taken anew; the earlier ones are kept."""

    name = "bulletins.bulletin.figures_renewed"
    title: str
    number: int


@dataclass(frozen=True, kw_only=True)
class BulletinHandedOver(Event):
    """Whoever wrote it says that it is ready to be checked."""

    name = "bulletins.bulletin.handed_over"
    title: str


@dataclass(frozen=True, kw_only=True)
class BulletinTakenBack(Event):
    """The desk took it back to write on, before anybody had checked it."""

    name = "bulletins.bulletin.taken_back"
    title: str


@dataclass(frozen=True, kw_only=True)
class BulletinChecked(Event):
    """A second person found text and figures right."""

    name = "bulletins.bulletin.checked"
    title: str


@dataclass(frozen=True, kw_only=True)
class BulletinSentBack(Event):
    """It went back to be changed."""

    name = "bulletins.bulletin.sent_back"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class BulletinSigned(Event):
    """Text and figures were signed; `digest` is that of both."""

    name = "bulletins.bulletin.signed"
    title: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class BulletinReleased(Event):
    """Units and members may read it; `parts` says how many have one of their own."""

    name = "bulletins.bulletin.released"
    title: str
    number: str
    parts: int


@dataclass(frozen=True, kw_only=True)
class BulletinCorrected(Event):
    """A notice that was released corrects it."""

    name = "bulletins.bulletin.corrected"
    title: str
    notice: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AuditKept(Event):
    """What the audit of a table found was kept; `digest` is that of the file."""

    name = "bulletins.audit.kept"
    title: str
    digest: str
    checked: int
    differing: int


@dataclass(frozen=True, kw_only=True)
class BulletinDiscarded(Event):
    """A draft was given up."""

    name = "bulletins.bulletin.discarded"
    title: str
    reason: str
