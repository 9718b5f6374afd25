# SPDX-License-Identifier: Apache-2.0
"""What must work where scripts are switched off: hand in, register, pass a level of review, reply."""

import pytest
from playwright.sync_api import expect

from tests.e2e.acts import answering, authoring
from tests.e2e.conftest import Enter
from tests.e2e.installation import WITH_WORK

pytestmark = pytest.mark.e2e

#: Read by the fixture that makes the installation.
OPTIONS = (WITH_WORK,)


def test_an_item_is_handed_in_registered_and_reviewed(enter: Enter) -> None:
    member = enter("member", is_phone=True, has_script=False)
    page = member.follow(member.button("我要反映"))
    page.get_by_label("什么事？").fill(authoring.TITLE)
    member.follow(member.button("保存草稿"))
    expect(page.get_by_label("什么事？")).to_have_value(authoring.TITLE)
    page.get_by_label("什么情况？").fill(authoring.SITUATION)
    page.get_by_label("消息从哪里来？").fill(authoring.SOURCE)
    page.get_by_label("我确认所反映的情况属实。").check()
    member.follow(member.button("报送"))
    expect(member.heading()).to_have_text("已报送")

    editor = enter("editor", has_script=False)
    editor.open("/items/")
    editor.follow(editor.page.get_by_role("link", name=authoring.TITLE))
    editor.follow(editor.page.locator("#paper").get_by_role("button", name="登记"))
    expect(editor.message()).to_have_text("已登记，转入编辑。")
    editor.open("/items/?state=registered")
    editor.follow(editor.page.get_by_role("link", name=authoring.TITLE))
    editor.follow(editor.page.locator("#paper").get_by_role("button", name="送审"))
    expect(editor.message()).to_have_text("已送审。")

    reviewer = enter("reviewer", has_script=False)
    reviewer.open("/items/?state=in_review")
    reviewer.follow(reviewer.page.get_by_role("link", name=authoring.TITLE))
    reviewer.follow(reviewer.button("通过"))
    reviewer.page.get_by_label("意见").fill("同意。")
    reviewer.follow(reviewer.button("通过"))
    expect(reviewer.message()).to_have_text("已通过。")


def test_a_unit_replies(enter: Enter) -> None:
    handler = enter("handler", is_phone=True, has_script=False)
    page = handler.page
    handler.follow(page.locator(".work-row").get_by_role("link", name="签收"))
    handler.follow(handler.button("签收"))
    handler.follow(handler.button("签收"))
    answering.replies(handler)
