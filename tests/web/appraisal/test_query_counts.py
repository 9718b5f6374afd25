# SPDX-License-Identifier: Apache-2.0
"""Pages of points, schemes, objections, corrections and activities ask no more at three rows than at one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.factories import appraisal
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from tests.web.items.visits import found, visitor
from yizhan.kernel import clock

__all__ = ["queries_of"]

#: Rows of each page at the end: of the office, of the information officer.
ROWS: dict[int, list[int]] = {8: [3, 3, 4, 4, 1, 3, 3, 3], 3: [3, 3, 3]}


def test_lists_and_accounts_ask_no_more_for_more(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    scheme, year = appraisal.in_force(house), clock.today().year
    account = f"/points/{scheme.public_id}/{year}/{house.township.public_id}/"
    version = f"/schemes/{scheme.public_id}/"
    visited = {
        visitor(house.editor): (
            f"/points/?period={year}", account, "/schemes/", version, f"{version}trial/?period={year}", "/objections/",
            "/corrections/", "/activities/",
        ),
        visitor(house.officer): (f"/points/?period={year}", account, "/objections/"),
    }  # fmt: skip

    def asked() -> list[tuple[str, int]]:
        return [(url, queries_of(partial(client.get, url))) for client, urls in visited.items() for url in urls]

    appraisal.one_of_each(house, scheme)
    once = asked()
    appraisal.one_of_each(house, scheme)
    appraisal.one_of_each(house, scheme)
    assert asked() == once
    for client, urls in visited.items():
        shown = [len(found(client.get(url), "//main//tbody/tr")) for url in urls]
        assert (len(urls), shown) == (len(urls), ROWS[len(urls)])
