# SPDX-License-Identifier: Apache-2.0
"""A working day in a real browser: from a phone in a township to the answer on the same phone."""

import pytest

from tests.e2e.acts import answering, authoring, issue, learning, office
from tests.e2e.conftest import Enter

pytestmark = pytest.mark.e2e


def test_the_loop_through_the_pages(enter: Enter) -> None:
    """Eight roles and two colleagues who get in each other's way; every page is checked by axe on arrival."""
    member = enter("member", is_phone=True)
    authoring.begins(member)
    number = authoring.hands_in(member)

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

    issue.composes(editor)
    issue.releases(signer)
    issue.is_printed(signer)
    issue.is_downloaded(signer)

    leader = enter("leader", is_phone=True)
    issue.is_read(leader)
    answering.instructs(leader)
    issue.is_reported(editor)
    issue.is_adopted(editor, item)

    supervisor, handler = enter("supervisor"), enter("handler", is_phone=True)
    answering.assigns(supervisor)
    answering.accepts(handler)
    answering.replies(handler)
    answering.settles(supervisor)

    learning.is_told(member, number)
    learning.answers(member)
    answering.concludes(supervisor)
    learning.sees_the_end(member, number)
