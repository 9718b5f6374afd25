# SPDX-License-Identifier: Apache-2.0
"""What happens to items. Events marked `told` appear in the author's journey."""

from dataclasses import dataclass
from typing import ClassVar

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ItemSubmitted(Event):
    """An author handed in an item."""

    name = "items.item.submitted"
    told: ClassVar[bool] = True
    number: str
    organization: int
    kind: str
    digest: str
    station_name: str


@dataclass(frozen=True, kw_only=True)
class ItemTakenIn(Event):
    """An item came in by import."""

    name = "items.item.taken_in"
    number: str
    external_number: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class IntakeFinished(Event):
    """A file was imported."""

    name = "items.intake.finished"
    source: str
    read: int
    created: int
    unchanged: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class ItemRevised(Event):
    """The author handed in a new wording of a returned item."""

    name = "items.item.revised"
    told: ClassVar[bool] = True
    text: int


@dataclass(frozen=True, kw_only=True)
class ItemRegistered(Event):
    """The office took the item into its register."""

    name = "items.item.registered"
    told: ClassVar[bool] = True
    station_name: str


@dataclass(frozen=True, kw_only=True)
class ItemReturned(Event):
    """The office asks the author for more."""

    name = "items.item.returned"
    told: ClassVar[bool] = True
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemDeclined(Event):
    """The office does not take the item."""

    name = "items.item.declined"
    told: ClassVar[bool] = True
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemReconsidered(Event):
    """A declined item was taken up after all."""

    name = "items.item.reconsidered"
    told: ClassVar[bool] = True
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemWithdrawn(Event):
    """The author took the item back."""

    name = "items.item.withdrawn"
    told: ClassVar[bool] = True
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemTransferred(Event):
    """The item went to the station it belongs to."""

    name = "items.item.transferred"
    told: ClassVar[bool] = True
    station_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemArrived(Event):
    """The item came from another station, by report or transfer."""

    name = "items.item.arrived"
    number: str
    channel: str
    station_name: str


@dataclass(frozen=True, kw_only=True)
class ItemEdited(Event):
    """The office changed the wording; the former wording stays."""

    name = "items.item.edited"
    told: ClassVar[bool] = True
    text: int
    note: str


@dataclass(frozen=True, kw_only=True)
class SharesSet(Event):
    """Who contributed how much was set anew, with a reason."""

    name = "items.contribution.shares_set"
    shares: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemVerified(Event):
    """Facts and figures of a wording were checked."""

    name = "items.item.verified"
    text: int
    result: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ItemSentToReview(Event):
    """The edited item goes to review."""

    name = "items.item.sent_to_review"
    levels: int
    round: int


@dataclass(frozen=True, kw_only=True)
class ItemRecalled(Event):
    """The editor took the item back from review."""

    name = "items.item.recalled"


@dataclass(frozen=True, kw_only=True)
class LevelPassed(Event):
    """A reviewer approved one level."""

    name = "items.review.passed"
    level: int
    levels: int
    note: str


@dataclass(frozen=True, kw_only=True)
class ItemSentBack(Event):
    """A reviewer or signer sent the item back to the editor."""

    name = "items.review.sent_back"
    level: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemSigned(Event):
    """The item was signed and may be released."""

    name = "items.item.signed"
    text: int


@dataclass(frozen=True, kw_only=True)
class SignatureWithdrawn(Event):
    """A signature was taken back, with a reason."""

    name = "items.item.signature_withdrawn"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemReleased(Event):
    """The item left the house in an issue."""

    name = "items.item.released"
    told: ClassVar[bool] = True
    issue: str
    issue_label: str
    station_name: str


@dataclass(frozen=True, kw_only=True)
class ItemArchived(Event):
    """The item went to the archive."""

    name = "items.item.archived"


@dataclass(frozen=True, kw_only=True)
class StepTakenBack(Event):
    """Whoever had registered, returned or declined the item took that back; `taken_back` is the event undone."""

    name = "items.item.step_taken_back"
    told: ClassVar[bool] = True
    taken_back: str
    station_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemUnarchived(Event):
    """The item came back from the archive: it had been put there by mistake."""

    name = "items.item.unarchived"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemAbsorbed(Event):
    """The item became part of a synthesis; it goes on there."""

    name = "items.item.absorbed"
    told: ClassVar[bool] = True
    number: str
    others: int
    percent: str


@dataclass(frozen=True, kw_only=True)
class ItemSetFree(Event):
    """The item goes on by itself again."""

    name = "items.item.set_free"
    told: ClassVar[bool] = True
    number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SynthesisComposed(Event):
    """Several items were put together."""

    name = "items.synthesis.composed"
    number: str
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PartsJoined(Event):
    """Further items were added to a synthesis."""

    name = "items.synthesis.joined"
    parts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartsParted(Event):
    """An item was taken out of a synthesis."""

    name = "items.synthesis.parted"
    parts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class CompositionUndone(Event):
    """The last change of what a synthesis consists of was undone."""

    name = "items.synthesis.undone"
    composition: int
    returned_to: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class SynthesisDissolved(Event):
    """A synthesis was taken apart; every part goes on by itself."""

    name = "items.synthesis.dissolved"
    parts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemSplit(Event):
    """An item that reports several matters goes on as several items."""

    name = "items.item.split"
    told: ClassVar[bool] = True
    numbers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemSplitOff(Event):
    """One matter out of an item that reports several."""

    name = "items.item.split_off"
    number: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ItemUnited(Event):
    """A split was undone; the item goes on whole."""

    name = "items.item.united"
    told: ClassVar[bool] = True
    numbers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class SplitGivenUp(Event):
    """What was split off goes on in the item it came from."""

    name = "items.item.given_up"
    origin: str
