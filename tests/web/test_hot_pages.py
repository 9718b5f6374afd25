# SPDX-License-Identifier: Apache-2.0
"""What the pages that are opened all day ask of the store. A number here may fall; who lets it rise says why."""

import functools
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.client import Program
from tests.factories import items
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from tests.web.items.visits import visitor

__all__ = ["queries_of"]

#: Session; account with its posts; all counts of the frame at once.
_FRAME = 3

#: Page -> what it asks besides the frame.
_PAGES = {
    "/": 11,  # what waits: nine sources; until when the items among it; what was sent out
    "/items/": 4,  # rows; by when each is due; counts of the tabs; units to choose from
    "/items/?state=all&q=路灯": 3,
    "/items/{item}/": 11,  # since limits run for items: by when it is due
    "/items/?item={item}": 16,  # both of these
    "/waiting/": 0,
}


@pytest.mark.parametrize("page", _PAGES)
def test_a_hot_page_asks_no_more_than_it_did(
    house: House, page: str, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    editor = visitor(house.editor)
    asked = []
    for rows in (1, 2):
        shown = [items.submitted(house, title=f"路灯不亮 {number}") for number in range(rows)]
        asked.append(queries_of(functools.partial(editor.get, page.format(item=shown[0].public_id))))
    assert asked[0] == asked[1] <= _FRAME + _PAGES[page]


@pytest.mark.parametrize(("path", "most"), [("/items?state=submitted", 2), ("/items?q=路灯", 2), ("/items/{item}", 5)])
def test_a_program_asks_no_more_than_it_did(
    house: House, path: str, most: int, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    editor = Program(house.editor)
    shown = items.submitted(house, title="路灯不亮")
    items.submitted(house, title="路灯又亮了")
    assert queries_of(lambda: editor.get(path.format(item=shown.public_id))) <= most
