# SPDX-License-Identifier: Apache-2.0
"""Controllers that talk with the server or wait for time; the others are tried out in the gallery."""

import json
import re
from collections.abc import Iterator

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Engine, engines
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.web.browser import ADDRESS, opened
from tests.web.gallery_page import gallery_page

pytestmark = pytest.mark.e2e

FORM = """<!doctype html><html lang="zh-Hans"><title>草稿</title>
<script type="module" src="/static/yizhan/controllers/start.js"></script>
<form method="post" action="/send/" data-controller="autosave" data-url="/draft/">
<input type="hidden" name="seen" value="4"><textarea name="text" aria-label="情况"></textarea>
{% include "components/saved.html" only %}<button>报送</button></form>"""


def form_page() -> str:
    engine = engines["django"].engine
    assert isinstance(engine, Engine)
    with translation.override("zh-hans"):
        return engine.from_string(FORM).render(Context())


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.clock.install()
    yield context
    context.close()


def test_refused_draft_shows_what_the_house_says(context: BrowserContext) -> None:
    def refuse(route: Route) -> None:
        sentence = '<div id="refusal" role="alert"><p>内容标有“机密”。</p> <p>内容没有保存。</p></div>'
        route.fulfill(status=422, content_type="text/html; charset=utf-8", body=sentence)

    page = opened(context, form_page(), [], {"draft/": refuse})
    page.locator("textarea").fill("机密★1年")
    context.clock.run_for(1_500)
    expect(page.locator("[data-saved]")).to_have_text("内容标有“机密”。 内容没有保存。")


def test_draft_is_kept_as_one_writes_and_moves_to_the_new_version(context: BrowserContext) -> None:
    kept: list[str] = []

    def keep(route: Route) -> None:
        kept.append(route.request.post_data or "")
        route.fulfill(json={"seen": 5})

    page = opened(context, form_page(), [], {"draft/": keep})
    page.locator("textarea").fill("路灯不亮")
    context.clock.run_for(1_500)
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^\d\d:\d\d 已保存$"))
    assert len(kept) == 1
    assert "路灯不亮" in kept[0]
    assert page.locator("input[name=seen]").input_value() == "5"


def test_draft_that_cannot_be_kept_says_so_and_is_tried_again(context: BrowserContext) -> None:
    tries: list[str] = []

    def keep_the_second(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) == 1:
            route.abort()
        else:
            route.fulfill(json={})

    page = opened(context, form_page(), [], {"draft/": keep_the_second})
    page.locator("textarea").fill("路灯不亮")
    context.clock.run_for(1_500)
    expect(page.locator("[data-saved]")).to_contain_text("没有保存：网络不通")
    context.clock.run_for(11_000)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert len(tries) == 2


def messages() -> list[Message]:
    return [
        Message(constants.SUCCESS, "已归档", extra_tags="/items/1/undo/"),
        Message(constants.WARNING, "附件没有保存"),
    ]


def test_message_goes_after_ten_seconds_but_a_warning_stays(context: BrowserContext, complaints: list[str]) -> None:
    page = opened(context, gallery_page(messages=messages()), complaints)
    context.clock.run_for(9_000)
    assert page.locator(".message").count() == 2
    context.clock.run_for(2_000)
    expect(page.locator(".message")).to_have_count(1)
    assert "附件没有保存" in page.locator(".message").inner_text()
    assert complaints == []


def test_message_waits_while_the_focus_is_on_it(context: BrowserContext, complaints: list[str]) -> None:
    page = opened(context, gallery_page(messages=messages()), complaints)
    page.locator(".message button", has_text="撤销").focus()
    context.clock.run_for(30_000)
    assert page.locator(".message").count() == 2


def test_undo_posts_to_its_address_by_the_key_u(context: BrowserContext, complaints: list[str]) -> None:
    page = opened(context, gallery_page(messages=messages()), complaints)
    with page.expect_request(f"{ADDRESS}items/1/undo/") as posted:
        page.keyboard.press("u")
    assert posted.value.method == "POST"


def test_counts_are_asked_for_once_a_minute_and_stand_in_the_title(
    context: BrowserContext, complaints: list[str]
) -> None:
    found = json.dumps({"inbox": 120, "issues": 0})
    answers = {"waiting/": lambda route: route.fulfill(body=found, content_type="application/json")}
    page = opened(context, gallery_page(), complaints, answers)
    assert page.title() == "(17) 组件 · 驿站"
    context.clock.run_for(61_000)
    expect(page).to_have_title("(120) 组件 · 驿站")
    assert complaints == []
