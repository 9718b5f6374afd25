# SPDX-License-Identifier: Apache-2.0
"""Reading the journal: what it is narrowed by, pages by key, acts together, long acts passed over."""

import datetime
import uuid
from dataclasses import dataclass

import pytest

from yizhan.kernel import audit, clock, journal
from yizhan.kernel.actors import Actor
from yizhan.kernel.events import Event
from yizhan.kernel.ids import new_id
from yizhan.kernel.journal import Narrowing
from yizhan.kernel.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]

NOON = datetime.datetime(2026, 11, 23, 4, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True)
class Rung(Event):
    """The bell was rung."""

    name = "test.bell.rung"


@dataclass(frozen=True, kw_only=True)
class Mended(Event):
    """The bell was mended."""

    name = "test.bell.mended"


def ring(times: int = 1, *, post: int = 1, bell: uuid.UUID | None = None, kind: type[Event] = Rung) -> uuid.UUID:
    """One act that writes so many entries; answers with its id."""
    actor = Actor(role="system", post=post)
    for _ in range(times):
        audit.record(actor, kind(subject=bell or new_id()))
    return actor.act


def test_journal_is_narrowed_by_event_room_post_subject_act_and_day() -> None:
    bell = new_id()
    with clock.at(NOON - datetime.timedelta(days=1)):
        ring(post=2)
    with clock.at(NOON):
        act = ring(2, bell=bell)
        ring(kind=Mended)
    today = NOON.date()
    for wanted, count in (
        (Narrowing(), 4),
        (Narrowing(event="test.bell.rung"), 3),
        (Narrowing(room="test"), 4),
        (Narrowing(room="tes"), 0),
        (Narrowing(posts=[2]), 1),
        (Narrowing(posts=[]), 0),
        (Narrowing(subject=bell), 2),
        (Narrowing(act=act), 2),
        (Narrowing(since=today), 3),
        (Narrowing(until=today - datetime.timedelta(days=1)), 1),
        (Narrowing(since=today, until=today), 3),
    ):
        assert journal.entries(wanted).count() == count, wanted


def test_days_are_the_office_s_days() -> None:
    with clock.at(datetime.datetime(2026, 11, 22, 16, 30, tzinfo=datetime.UTC)):
        ring()
    assert journal.entries(Narrowing(since=NOON.date())).count() == 1


def test_acts_stand_together_and_pages_follow_each_other() -> None:
    acts = [ring(2) for _ in range(5)]
    found = journal.entries(Narrowing())
    page, before = journal.acts(found, None, size=4, shown=3)
    assert [[entry.act for entry in act] for act in page] == [[act] * 2 for act in (acts[4], acts[3])]
    page, before = journal.acts(found, before, size=4, shown=3)
    assert [act[0].act for act in page] == [acts[2], acts[1]]
    page, before = journal.acts(found, before, size=4, shown=3)
    assert [act[0].act for act in page] == [acts[0]]
    assert before is None


def test_long_act_is_cut_and_what_follows_is_not_lost() -> None:
    first, long, last = ring(), ring(1200), ring()
    found = journal.entries(Narrowing())
    page, before = journal.acts(found, None, size=50, shown=5)
    assert [(act[0].act, len(act)) for act in page] == [(last, 1), (long, 6)]
    page, before = journal.acts(found, before, size=50, shown=5)
    assert [act[0].act for act in page] == [first]
    assert before is None


def test_page_that_ends_with_a_long_act_at_the_bottom_is_the_last() -> None:
    ring(700)
    page, before = journal.acts(journal.entries(Narrowing()), None, size=50, shown=5)
    assert ([len(act) for act in page], before) == ([6], None)


def test_entries_of_one_act_are_paged_by_key() -> None:
    act = ring(5)
    found = journal.entries(Narrowing(act=act))
    keys = list(Entry.objects.order_by("-pk").values_list("pk", flat=True))
    assert [entry.pk for entry in journal.older(found, None, 3)] == keys[:3]
    assert [entry.pk for entry in journal.older(found, keys[2], 3)] == keys[3:]
