# SPDX-License-Identifier: Apache-2.0
"""The author's way: what happened in plain sentences, and pale what has not happened yet (RULE-100)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import journals
from yizhan.domains.items.states import State
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.queries import one_person
from yizhan.domains.supervision.access import rights as supervision
from yizhan.domains.supervision.access.visibility import visible_feedback
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.models import Entry
from yizhan.web.components import HistoryEntry, Stop

#: What an item usually meets, with the event that says it has; rooms above announce the later ones.
_AHEAD: tuple[tuple[str, str | Promise], ...] = (
    ("items.item.registered", _("The office registers and edits it.")),
    ("items.item.released", _("It is printed in an issue.")),
    ("reporting.report.made", _("It is reported to the office above.")),
    ("reporting.adoption.recorded", _("It is adopted, or a leader gives an instruction.")),
    ("supervision.feedback.given", _("The responsible unit acts, and you read the result.")),
)

#: After this event the author is asked.
_RESULT = "supervision.feedback.given"

#: Nothing lies ahead any more.
_ENDED = frozenset({State.DECLINED, State.WITHDRAWN})

#: Sentences that are marked as a refusal.
_REFUSED = frozenset({"items.item.declined"})


def stops_of(actor: Actor, item: Item) -> list[Stop]:
    """The journey of an item here and wherever it went, oldest first, then what is asked and what may come."""
    entries = list(journals.journey(item))
    told = [_stop(entry, facts) for entry, facts in _with_names(item, entries)] + _asked(actor, entries)
    if told and item.state not in _ENDED:
        last = told[-1]
        told[-1] = replace(last, state="now")
    return told + _ahead(item, _in_force(entries))


def timeline_of(item: Item) -> list[HistoryEntry]:
    """The item's own journal as staff read it: who, when, what, newest first."""
    entries = list(journals.journal(item))
    holders = journals.actors_of(item)
    return [
        HistoryEntry(at=entry.at, sentence=sentences.noted(entry.event, facts), person=_person(entry, holders))
        for entry, facts in reversed(_with_names(item, entries, holders))
    ]


def _stop(entry: Entry, facts: Mapping[str, Any]) -> Stop:
    return Stop(
        sentence=sentences.told(entry.event, facts),
        state="refused" if entry.event in _REFUSED else "done",
        at=entry.at,
        office=facts["station"],
    )


def _asked(actor: Actor, entries: list[Entry]) -> list[Stop]:
    """What the author is asked: whether the problem is solved, after each result that he or she has not answered."""
    told = [entry.subject for entry in entries if entry.event == _RESULT]
    if not told:
        return []
    waiting = visible_feedback(actor).filter(public_id__in=told).exclude(answers__person__in=one_person(actor.person))
    question = str(_("Do you find the problem solved?"))
    return [
        Stop(sentence=question, url=reverse("feedback-answer", args=[feedback.public_id]))
        for feedback in waiting
        if "answer_feedback" in supervision.offers(actor, feedback)
    ]


def _ahead(item: Item, happened: set[str]) -> list[Stop]:
    """What has not happened yet; once something later has happened, what was left out is left out."""
    if item.state in _ENDED:
        return []
    latest = max((place for place, (event, _words) in enumerate(_AHEAD) if event in happened), default=-1)
    return [Stop(sentence=str(words), state="future") for _event, words in _AHEAD[latest + 1 :]]


def _in_force(entries: list[Entry]) -> set[str]:
    """The events that happened and were not taken back."""
    happened: set[str] = set()
    for entry in entries:
        happened.add(entry.event)
        if entry.event == "items.item.step_taken_back":
            happened.discard(entry.facts["taken_back"])
    return happened


def _with_names(
    item: Item, entries: list[Entry], holders: Mapping[int, Post] | None = None
) -> list[tuple[Entry, dict[str, Any]]]:
    """Entries with their facts and the names that sentences may use: the person who acted and the station."""
    found = journals.actors(entries) if holders is None else holders
    names = {item.station_id: item.station.short_name}
    elsewhere = {entry.station for entry in entries if entry.station is not None} - set(names)
    if elsewhere:
        names |= {station.pk: station.short_name for station in network.stations().filter(pk__in=elsewhere)}
    return [
        (entry, {**entry.facts, "person": _person(entry, found), "station": names.get(entry.station or 0, "")})
        for entry in entries
    ]


def _person(entry: Entry, holders: Mapping[int, Post]) -> str:
    post = holders.get(entry.post or 0)
    return post.person.name if post else ""
