# SPDX-License-Identifier: Apache-2.0
"""Effects leave after commit. An entry owes reactions; a worker carries them out, with growing pauses on failure.

Which event triggers which reaction is one table, `config/reactions.py`, handed over at start with `connect`.
"""

import datetime
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import QuerySet

from yizhan.kernel import clock
from yizhan.kernel.inserting import insert
from yizhan.kernel.models import Delivery, Entry
from yizhan.kernel.prepared import prepared

Reaction = Callable[[Entry], None]

#: Set when something new is owed, so that the worker of this process need not wait for its next round.
bell = threading.Event()

#: After the last pause a delivery stays on the page of failures until an administrator tries again.
PAUSES = tuple(datetime.timedelta(seconds=seconds) for seconds in (2, 10, 60, 600, 3600, 21600))

#: Deliveries looked for in one round; the next round follows at once.
_AT_ONCE = 100

#: Deliveries carried out in one transaction: each commit waits for the disk, and each transaction keeps others waiting.
_TOGETHER = 8

_reactions: dict[str, tuple[str, ...]] = {}
_functions: dict[str, Reaction] = {}
_is_silent: ContextVar[bool] = ContextVar("outbox_is_silent", default=False)
_log = logging.getLogger(__name__)


def connect(table: Mapping[str, Sequence[Reaction]]) -> None:
    """Take over the table of reactions: event name -> functions. A function's name is the reaction's name."""
    _reactions.clear()
    _functions.clear()
    for event, functions in table.items():
        _reactions[event] = tuple(function.__name__ for function in functions)
        _functions.update({function.__name__: function for function in functions})


@contextmanager
def silence() -> Iterator[None]:
    """Let nothing be owed inside the block: for a past that is written down now and moves nobody any more."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def owe(entry: Entry) -> None:
    """Note what the entry owes, in the entry's own transaction."""
    for delivery in _owed(entry):
        insert(delivery)
        transaction.on_commit(bell.set)


def owe_many(entries: Sequence[Entry]) -> None:
    """Note what several entries owe, in their own transaction."""
    owed = [delivery for entry in entries for delivery in _owed(entry)]
    if owed:
        Delivery.objects.bulk_create(owed, batch_size=500)
        transaction.on_commit(bell.set)


def _owed(entry: Entry) -> list[Delivery]:
    if _is_silent.get():
        return []
    return [Delivery(entry=entry, reaction=name, due_at=entry.at) for name in _reactions.get(entry.event, ())]


def carry_out() -> int:
    """Carry out what is due, some reactions together in one transaction; answers how many were tried."""
    tried = _due(clock.now())
    for first in range(0, len(tried), _TOGETHER):
        _carry_out(tried[first : first + _TOGETHER])
    return len(tried)


@prepared
def _due(moment: datetime.datetime) -> QuerySet[Delivery, int]:
    due = Delivery.objects.filter(done_at__isnull=True, due_at__lte=moment).order_by("due_at", "id")
    return due.values_list("pk", flat=True)[:_AT_ONCE]


def failures() -> QuerySet[Delivery]:
    """What was tried in vain and is still owed, with the entry that owes it."""
    return Delivery.objects.filter(done_at__isnull=True, attempts__gt=0).select_related("entry")


def make_due(keys: Sequence[int]) -> list[Delivery]:
    """Put failed deliveries at the head of the queue, in the running transaction; answers with those still owed."""
    owed = list(failures().filter(pk__in=list(keys)).order_by("id"))
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in owed], done_at__isnull=True).update(due_at=clock.now())
    if owed:
        transaction.on_commit(bell.set)
    return owed


def _carry_out(keys: Sequence[int]) -> None:
    """Each reaction has a savepoint of its own, so that one which fails takes nothing of the others with it."""
    done: list[int] = []
    faults: dict[int, Exception] = {}
    with transaction.atomic():
        for delivery in [one for key in keys for one in _locked(key) if one.done_at is None]:
            try:
                with transaction.atomic():
                    _functions[delivery.reaction](delivery.entry)
                done.append(delivery.pk)
            except Exception as fault:  # noqa: BLE001 -- the others go on; the page of failures shows this one
                _log.exception("reaction failed: delivery %s", delivery.pk)
                faults[delivery.pk] = fault
        Delivery.objects.filter(pk__in=done).update(done_at=clock.now(), problem="")
    for key, problem in faults.items():
        _postpone(key, problem)


@prepared
def _locked(key: int) -> QuerySet[Delivery]:
    return Delivery.objects.select_for_update(of=("self",)).select_related("entry").filter(pk=key)


def _postpone(key: int, fault: Exception) -> None:
    delivery = Delivery.objects.get(pk=key)
    pause = PAUSES[min(delivery.attempts, len(PAUSES) - 1)]
    Delivery.objects.filter(pk=key).update(
        attempts=delivery.attempts + 1, due_at=clock.now() + pause, problem=f"{type(fault).__name__}: {fault}"[:2000]
    )
