# SPDX-License-Identifier: Apache-2.0
"""A working day in a real browser: from a phone in a township to the answer on the same phone."""

import pytest

from tests.e2e.acts import authoring, office
from tests.e2e.conftest import Enter

pytestmark = pytest.mark.e2e


def test_the_loop_through_the_pages(enter: Enter) -> None:
    member = enter("member", is_phone=True)
    authoring.begins(member)
    authoring.hands_in(member)

    editor, second_editor = enter("editor"), enter("second_editor")
    office.registers(editor)
    office.opens_for_editing(second_editor)
    office.opens_for_editing(editor)
    item = office.edits(editor)
    office.is_overtaken(second_editor)
    office.verifies(editor)
    office.sends_to_review(editor)

    reviewer = enter("reviewer")
    office.passes(reviewer)
    office.may_not_pass_twice(reviewer, item)
    office.passes(enter("second_reviewer"))
    signer = enter("signer")
    office.signs(signer)
