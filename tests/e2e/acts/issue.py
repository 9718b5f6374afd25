# SPDX-License-Identifier: Apache-2.0
"""What happens with an issue: composed, released, downloaded, read, reported upward, adopted."""

import re

import docx
from playwright.sync_api import expect

from tests.e2e.acts.authoring import TITLE
from tests.e2e.acts.office import SUGGESTION
from tests.e2e.browsing import Visitor
from tests.e2e.installation import CITY, COLUMN, PEOPLE, SERIES
from yizhan.kernel import clock

YEAR = clock.today().year
LABEL = f"《{SERIES}》{YEAR}年第1期"
BODY, PUBLICATION = "临江市政协研究室", "社情要报"


def composes(editor: Visitor) -> None:
    """Begins an issue and places the signed item in a column; the sheet beside it shows it at once."""
    page = editor.page
    editor.open("/issues/")
    editor.follow(editor.button("新编一期"))
    page.get_by_label(SERIES).check()
    editor.follow(editor.button("开始组稿"))
    page.get_by_label("选入栏目").select_option(label=COLUMN)
    editor.button("选入").click()
    expect(page.locator("#sheet .bulletin-title")).to_have_text(TITLE)
    expect(page.locator("#sheet .bulletin-text")).to_contain_text(SUGGESTION)
    editor.checked()


def releases(signer: Visitor) -> None:
    """Looks through the sheet and releases it; the number is given now."""
    page = signer.page
    signer.open("/")
    signer.follow(page.locator(".work-row").filter(has_text=SERIES).get_by_role("link", name="审看并刊发"))
    signer.follow(signer.button("印发本期"))
    expect(signer.heading()).to_have_text(f"印发《{SERIES}》{YEAR}年第1期？")
    signer.follow(signer.button("印发本期"))
    expect(signer.message()).to_have_text("本期已印发，报送对象已收到。")
    expect(page.locator(".bulletin-number")).to_have_text(f"{YEAR}年第1期（总第1期）")


def is_printed(signer: Visitor) -> None:
    """On paper the sheet stands alone."""
    page = signer.page
    page.emulate_media(media="print")
    expect(page.locator(".bulletin-title")).to_be_visible()
    for machine in (".rail", ".top", ".page-head", ".margin", ".button"):
        expect(page.locator(machine).filter(visible=True)).to_have_count(0)
    page.emulate_media(media="screen")


def is_downloaded(signer: Visitor) -> None:
    """The Word document opens elsewhere and holds the issue."""
    with signer.page.expect_download() as begun:
        signer.button("下载 Word 文档").click()
    document = docx.Document(begun.value.path())
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert TITLE in paragraphs
    assert any(SUGGESTION in paragraph for paragraph in paragraphs)


def is_read(leader: Visitor) -> None:
    """The leader reads it on the phone; who comes to the end and stays has read it."""
    page = leader.page
    leader.open("/")
    leader.follow(page.locator(".work-row").filter(has_text=SERIES).get_by_role("link", name="查看"))
    expect(page.locator(".bulletin-title")).to_have_text(TITLE)
    page.locator("#read").scroll_into_view_if_needed()
    expect(page.locator("#read").get_by_role("status")).to_have_text(
        re.compile(rf"^\s*已阅.*{PEOPLE['leader']}\s*$", re.DOTALL)
    )
    leader.checked()


def is_reported(editor: Visitor) -> None:
    """To the station above, from the list of what waits to be reported."""
    page = editor.page
    editor.open("/adoptions/upward/")
    page.locator(".work-row").filter(has_text=TITLE).get_by_role("link", name="上报").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text(f"报送上一级单位{CITY}")
    editor.checked()
    editor.follow(sheet.get_by_role("button", name="上报"))


def is_adopted(editor: Visitor, item: str) -> None:
    """The body above told it by telephone; it is not on the list yet and is entered on the way."""
    page = editor.page
    editor.open(item)
    editor.follow(editor.button("登记采用"))
    page.get_by_text("名单中没有").click()
    page.get_by_label("采用单位名称").fill(BODY)
    page.get_by_label("层级").select_option(label="市级")
    page.get_by_label("系统").select_option(label="政协系统")
    page.get_by_label("采用日期").fill(clock.today().isoformat())
    page.get_by_label("采用刊物").fill(PUBLICATION)
    page.get_by_label("由谁告知").fill("研究室电话告知")
    editor.checked()
    editor.follow(editor.button("登记采用"))
    expect(editor.heading()).to_have_text(re.compile(BODY))
