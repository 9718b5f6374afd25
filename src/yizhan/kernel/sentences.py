# SPDX-License-Identifier: Apache-2.0
"""Facts become sentences at the moment somebody reads them, in the reader's language.

Each room brings three tables (`domains/<room>/sentences.py`): what an author is told, what staff read in the timeline,
and what a refusal says. The wiring enters them here; the faces ask here.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from yizhan.kernel.errors import Refusal

#: A sentence with placeholders, or a function of the facts where an enum or a list needs words of its own.
Wording = str | Callable[[Mapping[str, Any]], str]


class Sentences(Protocol):
    """What a room's `sentences` module offers."""

    TOLD: Mapping[str, Any]
    NOTED: Mapping[str, Any]
    REFUSALS: Mapping[str, tuple[Any, Any]]


_told: dict[str, Any] = {}
_noted: dict[str, Any] = {}
_refusals: dict[str, tuple[Any, Any]] = {
    "pages.unknown": (_("There is no page at this address."), _("Your workbench shows what waits for you.")),
    "state.elsewhere": (
        _("This step is not possible any more."),
        _("Look at the present state below and go on from there."),
    ),
    "row.changed": (_("Somebody else has just changed this."), _("Look at the present state below and try again.")),
    "page.outdated": (
        _("This page is out of date: somebody has gone on working since you opened it."),
        _("Look at the present state below; what you wrote has not been lost."),
    ),
    "keys.missing": (
        _("The key %(key)s that this was encrypted with is missing."),
        _("Have the system administrator put the key file back at %(path)s; it is kept apart from the backups."),
    ),
    "keys.damaged": (
        _("An encrypted value (%(column)s) does not open: it was changed in the database."),
        _("Have the system administrator run “yizhan verify”."),
    ),
    "request.key_used": (_("This request was already used for something else."), _("Reload the page and try again.")),
}


def enter(room: Sentences) -> None:
    """Take over the tables of a room."""
    _told.update(room.TOLD)
    _noted.update(room.NOTED)
    _refusals.update(room.REFUSALS)


def told(event: str, facts: Mapping[str, Any]) -> str:
    """What the author of the item reads about an event."""
    return _filled(_told[event], facts)


def is_told(event: str) -> bool:
    """Whether authors are told of such an event."""
    return event in _told


def noted(event: str, facts: Mapping[str, Any]) -> str:
    """What staff read about an event; the event's own name where no room has words for it."""
    return _filled(_noted[event], facts) if event in _noted else event


def refused(refusal: Refusal) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    if refusal.code not in _refusals:
        return str(refusal), ""
    wrong, remedy = _refusals[refusal.code]
    return _filled(wrong, refusal.parameters), _filled(remedy, refusal.parameters)


def known_refusals() -> frozenset[str]:
    """Every code that has its sentence; a test compares this with the codes that operations use."""
    return frozenset(_refusals)


def _filled(wording: Any, facts: Mapping[str, Any]) -> str:
    if callable(wording):
        return str(wording(facts))
    return str(wording) % dict(facts)
