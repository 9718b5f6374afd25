# SPDX-License-Identifier: Apache-2.0
"""What a person reads at an address that is no page."""

import pytest

from tests.factories.network import House
from tests.web.items.visits import said, visitor


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "这个地址没有页面，它是按钮提交时用的"), ("en", "it is where a button leads")]
)
def test_an_address_of_a_step_that_is_opened_says_so(house: House, language: str, words: str) -> None:
    client = visitor(house.editor, language=language)
    answer = client.get("/items/many/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert words in said(answer)


def test_the_interface_keeps_its_own_answer(house: House) -> None:
    answer = visitor(house.editor).put("/api/v1/items")
    assert answer.status_code == 405
    assert "<html" not in answer.content.decode()
