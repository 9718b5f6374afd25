# SPDX-License-Identifier: Apache-2.0
"""Searches that people keep: their own, counted, limited, with what has come in since the last look."""

import pytest

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.domains.search import access, operations
from yizhan.domains.search.models import SavedSearch
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.rules import SAVED_SEARCHES
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id

WANTED = Wanted(words="停车 难", kind="item", order="relevance")


def test_a_kept_search_counts_what_came_in_since_the_last_look(house: House, elsewhere: House) -> None:
    items.submitted(house, title="停车难")
    saved = operations.keep(house.editor, WANTED)
    assert access.with_news(house.editor) == [(saved, 0)]
    for title in ("夜间停车更难", "停车场收费", "难停车"):
        items.submitted(house, title=title)
    items.submitted(elsewhere, title="停车难")
    assert access.with_news(house.editor) == [(saved, 2)]
    operations.look(house.editor, saved.public_id)
    assert access.with_news(house.editor) == [(saved, 0)]
    assert Wanted.read(saved.wanted) == WANTED


def test_the_same_name_replaces_and_a_name_of_its_own_may_be_given(house: House) -> None:
    first = operations.keep(house.editor, WANTED)
    again = operations.keep(house.editor, WANTED.but(kind=""))
    other = operations.keep(house.editor, WANTED, name=" 每周一看 ")
    assert (first.pk, first.name, other.name) == (again.pk, "停车 难", "每周一看")
    assert [one.name for one in access.visible(house.editor)] == ["停车 难", "每周一看"]


def test_nobody_touches_the_searches_of_others(house: House) -> None:
    saved = operations.keep(house.editor, WANTED)
    assert list(access.visible(house.reviewer)) == []
    for verb in (operations.look, operations.forget):
        with pytest.raises(NotFound, match=r"search\.saved\.unknown"):
            verb(house.reviewer, saved.public_id)
    with pytest.raises(NotFound):
        operations.look(house.editor, new_id())
    operations.forget(house.editor, saved.public_id)
    assert not SavedSearch.objects.exists()


def test_what_cannot_be_kept_is_refused_and_nothing_is_written(house: House) -> None:
    with pytest.raises(Invalid, match=r"search\.saved\.empty"):
        operations.keep(house.editor, Wanted(words=" \u200b "))
    with pytest.raises(Denied, match=r"search\.denied"):
        operations.keep(system(), WANTED)
    rulebook.set_rule(
        system(),
        house.station.pk,
        key=SAVED_SEARCHES.key,
        value=1,
        valid_from=clock.today(),
        instrument="区政协办公室约定",
    )
    operations.keep(house.editor, WANTED)
    with pytest.raises(Conflict, match=r"search\.saved\.full"):
        operations.keep(house.editor, WANTED, name="第二个")
    operations.keep(house.editor, WANTED.but(kind=""))
    assert [one.wanted for one in SavedSearch.objects.all()] == [{"q": "停车 难", "order": "relevance"}]


def test_keeping_writes_nothing_into_the_journal(house: House, recorded: object) -> None:
    operations.keep(house.editor, WANTED)
    assert recorded.names == []  # type: ignore[attr-defined]
