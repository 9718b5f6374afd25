# SPDX-License-Identifier: Apache-2.0
"""Notices, receipts and letters as rows: sentence, matter, state."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from yizhan.domains.items import access as items_access
from yizhan.domains.items.queries import listing
from yizhan.domains.notices import queries
from yizhan.domains.notices.models import Letter, Notice
from yizhan.domains.notices.sentences import said
from yizhan.domains.notices.states import LetterState, NoticeState
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.web.components import State

_NOTICE_KINDS = {NoticeState.DELIVERED: "waiting", NoticeState.READ: "information", NoticeState.ACKNOWLEDGED: "done"}
_LETTER_KINDS = {
    LetterState.QUEUED: "waiting",
    LetterState.SENT: "done",
    LetterState.DELIVERED: "done",
    LetterState.NEEDLESS: "closed",
    LetterState.FAILED: "refused",
    LetterState.SETTLED: "closed",
}

#: Rooms whose matters are no items, and the page of such a matter.
_PLACES = {"urgent": "emergency", "findings": "finding", "awards": "award-round"}


@dataclass(frozen=True, slots=True)
class Told:
    """One notice in words."""

    notice: Notice
    sentence: str


@dataclass(frozen=True, slots=True)
class Group:
    """The notices of one matter that stand together, newest first."""

    title: str
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Receipt:
    """How far one addressee is with one notice, in the page and outside."""

    notice: Notice
    state: State
    letters: list[State]


@dataclass(frozen=True, slots=True)
class Demanded:
    """What must be signed for: the event, its matter, and everybody who was told."""

    title: str
    sentence: str
    notice: Notice
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many have not signed."""
        return sum(one.notice.is_to_sign for one in self.receipts)


def sentence_of(notice: Notice) -> str:
    """What a notice says."""
    event, facts = notice.entry.event, notice.entry.facts
    return sentences.told(event, facts) if sentences.is_told(event) else sentences.noted(event, facts)


def grouped(notices: Sequence[Notice]) -> list[Group]:
    """Notices by matter, in the order of the newest of each. One query for the titles."""
    titles = titles_of(notices)
    groups: dict[uuid.UUID, Group] = {}
    for one in notices:
        key = one.matter or one.public_id
        groups.setdefault(key, Group(titles.get(key, ""))).told.append(Told(one, sentence_of(one)))
    return list(groups.values())


def demanded(notices: Sequence[Notice]) -> list[Demanded]:
    """Receipts by what they are for. Three queries: titles and letters."""
    titles, letters = titles_of(notices), queries.letters_of_notices([one.pk for one in notices])
    found: dict[int, Demanded] = {}
    for one in notices:
        title = titles.get(one.matter, "") if one.matter else ""
        group = found.setdefault(one.entry_id, Demanded(title, sentence_of(one), one))
        carried = [enclosure.letter for enclosure in letters.get(one.pk, [])]
        group.receipts.append(Receipt(one, state_of_notice(one), [state_of_letter(letter) for letter in carried]))
    return list(found.values())


def state_of_notice(notice: Notice) -> State:
    """How far the addressee is."""
    return State(notice.state.label, _NOTICE_KINDS[notice.state])  # type: ignore[arg-type]  # the table holds the literals


def state_of_letter(letter: Letter) -> State:
    """How far a letter is, with its channel."""
    state = LetterState(letter.state)
    return State(f"{letter.get_channel_display()} {state.label}", _LETTER_KINDS[state])  # type: ignore[arg-type]  # as above


def problem_of(letter: Letter) -> str:
    """Why a letter did not arrive."""
    return said(letter.problem)


def titles_of(notices: Iterable[Notice]) -> dict[uuid.UUID, str]:
    """Titles of the items these notices belong to: whoever was told of a matter reads its title."""
    found = listing.by_public_id({one.matter for one in notices if one.matter})
    return {key: item.title for key, item in found.items()}


def place_of(actor: Actor, notice: Notice) -> str:
    """Where a notice leads."""
    if notice.entry.event.startswith("supervision.assignment.") and notice.audience == "handler":
        return reverse("assignment", args=[notice.entry.subject])
    if notice.matter is not None and _room_of(notice) in _PLACES:
        return reverse(_PLACES[_room_of(notice)], args=[notice.matter])
    room, thing, _happened = notice.entry.event.split(".")
    own = _page_of(room, thing, notice.entry.subject)
    if own:
        return own
    if notice.audience == "reader":
        return reverse("reading", args=[notice.entry.subject])
    if notice.matter is not None and listing.with_public_id(notice.matter):
        return reverse("item", args=[items_access.readable(actor, notice.matter)])
    return reverse("quotas" if _is_of_quotas(notice) else "notices")


def _is_of_quotas(notice: Notice) -> bool:
    """Whether it tells of quotas or rings one of their clocks; the address leads each to what is his or hers."""
    return notice.entry.event.startswith("quotas.") or str(notice.entry.facts.get("kind", "")).startswith("quotas.")


#: Things whose page bears their name.
_OWN_PAGES = frozenset(
    {
        ("topics", "topic"),
        ("topics", "survey"),
        ("bulletins", "bulletin"),
        ("appraisal", "objection"),
        ("appraisal", "activity"),
    }
)


def _page_of(room: str, thing: str, subject: uuid.UUID) -> str:
    """The page of what an entry is about, where its room has one that everybody who was told may read."""
    if room == "duty":
        return reverse("duty-roster", args=[subject]) if thing in {"roster", "shift"} else reverse("duty")
    if (room, thing) == ("appraisal", "correction"):
        # The list of corrections is the office's; those whose points they change look at their points.
        return reverse("points")
    if (room, thing) == ("rulebook", "draft"):
        return reverse("rule-draft", args=[subject])
    if room == "rewards":
        return reverse("fee-list", args=[subject]) if thing == "list" else reverse("own-fees")
    return reverse(thing, args=[subject]) if (room, thing) in _OWN_PAGES else ""


def _room_of(notice: Notice) -> str:
    """The room whose matter it is: of an alarm the room whose clock rings."""
    room, dot, _rest = str(notice.entry.facts.get("kind", "")).partition(".")
    return room if dot else notice.entry.event.partition(".")[0]
