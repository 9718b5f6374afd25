# SPDX-License-Identifier: Apache-2.0
"""The lists of issues and periodicals, beginning an issue, and the steps of a periodical."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.factories import periodicals as made
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.periodicals.models import Issue, Series
from yizhan.domains.periodicals.operations import composing
from yizhan.domains.periodicals.queries import issues
from yizhan.web.periodicals import listing


def test_issues_stand_by_what_has_to_be_done(house: House) -> None:
    series = made.series(house)
    released = made.released(house, series)
    composed = made.composed(house, series)
    page = visitor(house.editor).get("/issues/")
    assert found(page, "//ul[@class='work-list']//a[@data-keys-open]/@href") == [f"/issues/{composed.public_id}/"]
    assert found(page, "//tbody//a[@data-keys-open]") == [str(released)]
    assert found(page, "//tbody//tr/td") == [
        f"{released}{released.entries.get().item.title}", "1", found(page, "//tbody//time")[0], "1", "已阅 0/2",
    ]  # fmt: skip
    assert found(page, "//div[@class='page-act']/a/@href") == ["/issues/new/"]


def test_issues_are_narrowed_to_one_periodical_and_what_was_merged_into_it(house: House) -> None:
    from yizhan.domains.periodicals.operations import series as founding

    former, other, present = made.series(house), made.series(house), made.series(house)
    for series in (former, other, present):
        made.released(house, series)
    founding.succeed(house.reviewer, former.public_id, by=present.public_id)
    page = visitor(house.editor).get(f"/issues/?series={present.public_id}")
    assert sorted(found(page, "//tbody//a")) == sorted(
        str(issue) for issue in Issue.objects.filter(series__in=[former, present])
    )
    assert found(page, "//nav[@class='tabs']/a[@aria-current]") == [present.name]


def test_pages_of_the_archive_follow_each_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    series, client = made.series(house), visitor(house.editor)
    all_issues = [str(made.released(house, series)) for _ in range(5)]
    url, seen = "/issues/", []
    while url:
        page = client.get(url)
        seen += found(page, "//tbody//a")
        url = "".join(found(page, "//a[@rel='next']/@href"))
    assert seen == list(reversed(all_issues))


def test_who_is_not_staff_is_led_to_reading(house: House) -> None:
    for url in ("/issues/", "/issues/series/"):
        answer = visitor(house.leader).get(url)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/reading/")


def test_queries_of_the_list_do_not_grow(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    client, series = visitor(house.editor), made.series(house)
    made.released(house, series)
    made.composed(house, series)
    before = queries_of(lambda: client.get("/issues/"))
    for _ in range(2):
        made.released(house, series)
        made.composed(house, series)
    assert queries_of(lambda: client.get("/issues/")) == before


def test_no_periodical_yet_says_how_to_found_one(house: House) -> None:
    page = visitor(house.reviewer).get("/issues/")
    assert "还没有刊物。" in said(page)
    assert found(page, "//div[@class='page-act']/a") == []


def test_issue_is_begun_with_the_readers_of_its_periodical(house: House, recorded: Recorded) -> None:
    series, client = made.series(house), visitor(house.editor)
    page = client.get(f"/issues/new/?series={series.public_id}")
    assert found(page, "//input[@name='series'][@checked]/@value") == [str(series.public_id)]
    given = {"act": act(), "series": str(series.public_id), "title": "防汛专刊"}
    recorded.clear()
    answers = [client.post("/issues/new/", given) for _ in range(2)]
    issue = Issue.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/issues/{issue.public_id}/"}
    assert [line.name for line in issues.circulation(issue)][1] == "市委办公室"
    assert recorded.names == ["periodicals.issue.opened"]


def test_issue_of_no_periodical_is_not_begun(house: House) -> None:
    made.series(house)
    answer = visitor(house.editor).post("/issues/new/", {"act": act(), "series": ""})
    assert answer.status_code == 422
    assert not Issue.objects.exists()


def test_signer_begins_no_issue(house: House) -> None:
    made.series(house)
    assert visitor(house.signer).get("/issues/new/").status_code == 403


def test_periodical_is_founded_with_the_numbers_given_on_paper(house: House, recorded: Recorded) -> None:
    client = visitor(house.reviewer)
    given = {
        "act": act(), "name": "《岸线信息》", "kind": "bulletin", "masthead": "", "issuing_office": "",
        "opening_year": "2026", "opening_number": "12", "opening_total": "348",
    }  # fmt: skip
    recorded.clear()
    answers = [client.post("/issues/series/new/", given) for _ in range(2)]
    series = Series.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/issues/series/{series.public_id}/"}
    assert (series.name, series.opening_total) == ("岸线信息", 348)
    assert recorded.names == ["periodicals.series.founded"]
    assert "（总第349期）" in said(client.get(f"/issues/series/{series.public_id}/"))


def test_numbers_that_do_not_fit_together_are_said_at_their_field(house: House) -> None:
    given = {"act": act(), "name": "岸线信息", "kind": "bulletin", "opening_number": "12"}
    answer = visitor(house.reviewer).post("/issues/series/new/", given)
    assert answer.status_code == 422
    assert "接续的期号前后不符。" in found(answer, "//div[@id='id_opening_number_error']")[0]
    assert not Series.objects.exists()


def test_editor_founds_no_periodical(house: House) -> None:
    assert visitor(house.editor).get("/issues/series/new/").status_code == 403
    assert found(visitor(house.editor).get("/issues/series/"), "//div[@class='page-act']/a") == []


STEPS = {
    "masthead": ("editor", "periodicals.series.described", {"masthead": "岸线", "issuing_office": "办公室"}),
    "columns": ("editor", "periodicals.series.columns_set", {"names": "要情\n\n 建议 "}),
    "retirement": ("reviewer", "periodicals.series.retired", {"reason": "与其他刊物合并"}),
}
each_step = pytest.mark.parametrize(
    ("noun", "role", "event", "given"), [(noun, *case) for noun, case in STEPS.items()], ids=STEPS
)


@each_step
def test_step_of_a_periodical_is_taken_once_and_goes_on_at_its_page(
    house: House, noun: str, role: str, event: str, given: dict[str, str], recorded: Recorded
) -> None:
    series, client = made.series(house), visitor(getattr(house, role))
    url, sent = f"/issues/series/{series.public_id}/{noun}/", {"act": act(), **given}
    assert series.name in said(client.get(url))
    recorded.clear()
    answers = [client.post(url, sent) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"/issues/series/{series.public_id}/"}
    assert recorded.names == [event]


@each_step
def test_step_of_a_periodical_elsewhere_is_not_found(
    house: House, elsewhere: House, noun: str, role: str, event: str, given: dict[str, str]
) -> None:
    stranger = visitor(getattr(elsewhere, role))
    url = f"/issues/series/{made.series(house).public_id}/{noun}/"
    assert [stranger.get(url).status_code, stranger.post(url, given).status_code] == [404, 404]


@each_step
def test_step_of_a_periodical_without_the_right_is_denied(
    house: House, noun: str, role: str, event: str, given: dict[str, str]
) -> None:
    url = f"/issues/series/{made.series(house).public_id}/{noun}/"
    supervisor = visitor(house.supervisor)
    assert "现在不能办理这一步" in said(supervisor.get(url))
    assert supervisor.post(url, given).status_code == 403


def test_columns_are_set_in_the_order_of_their_lines(house: House) -> None:
    series = made.series(house)
    given = {"act": act(), "names": "建议\n\n 社情民意 "}
    visitor(house.editor).post(f"/issues/series/{series.public_id}/columns/", given)
    assert [column.name for column in issues.columns_of(series)] == ["建议", "社情民意"]


def test_periodical_with_an_open_issue_does_not_end(house: House) -> None:
    series = made.series(house)
    composing.open_issue(house.editor, series.public_id)
    url = f"/issues/series/{series.public_id}/retirement/"
    answer = visitor(house.reviewer).post(url, {"act": act(), "reason": "与其他刊物合并"})
    assert answer.status_code == 409
    assert "请先印发或作废该期。" in said(answer)


def test_periodical_is_merged_into_one_of_its_kind(house: House) -> None:
    series, other = made.series(house), made.series(house)
    special = made.series(house, kind="special_report")
    client, url = visitor(house.reviewer), f"/issues/series/{series.public_id}/succession/"
    offered = found(client.get(url), "//select/option/@value")
    assert offered == ["", str(other.public_id)]
    assert str(special.public_id) not in offered
    client.post(url, {"act": act(), "by": str(other.public_id)})
    assert Series.objects.get(pk=series.pk).successor == other
    page = client.get(f"/issues/series/{series.public_id}/")
    assert "已停刊，各期留存备查。" in said(page)
    assert found(page, "//dl//a") == [str(other)]


def test_page_of_a_periodical_shows_columns_readers_and_archive(house: House) -> None:
    series = made.series(house)
    released = made.released(house, series)
    page = visitor(house.editor).get(f"/issues/series/{series.public_id}/")
    assert found(page, "//aside//ol[@class='numbered']/li") == list(made.COLUMNS)
    assert "市委办公室" in said(page)
    assert found(page, "//tbody//a") == [str(released)]
    assert found(page, "//div[@class='page-act']/a/@href") == [f"/issues/new/?series={series.public_id}"]
