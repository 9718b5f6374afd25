# SPDX-License-Identifier: Apache-2.0
"""The three lists of recipients, filled in with and without JavaScript."""

from typing import Any

import pytest

from tests.conftest import Recorded
from tests.factories import periodicals as made
from tests.factories.network import House
from tests.web.items.visits import act, found, part, said, visitor
from yizhan.domains.network.models import Post
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.queries import issues


def body(house: House) -> str:
    return f"body:{house.department.public_id}"


def post(house: House) -> str:
    return f"post:{Post.objects.get(pk=house.leader.post).public_id}"


def form(*keys: str, **kinds: str) -> dict[str, Any]:
    """A list as its form sends it; ways of sending by the beginning of the key."""
    usual = {"post": "report_to", "body": "issue_to", "name": "send_to", **kinds}
    return {"recipient": list(keys), **{f"kind-{key}": usual[key.partition(":")[0]] for key in keys}}


def names(issue: Issue) -> list[tuple[str, str]]:
    return [(line.kind, line.name) for line in issues.circulation(issue)]


def test_list_stands_as_it_is(house: House) -> None:
    issue = made.composed(house)
    page = visitor(house.editor).get(f"/issues/{issue.public_id}/circulation/")
    assert found(page, "//ol[@class='recipients']/li/select/option[@selected]") == ["报", "送"]
    assert found(page, "//ol[@class='recipients']/li/span")[1] == "市委办公室 外单位，纸质送达"


@pytest.mark.rule("RULE-037")
def test_list_is_written_in_the_order_of_the_ways(house: House, recorded: Recorded) -> None:
    issue, client = made.composed(house), visitor(house.editor)
    given = {"act": act(), "seen": issue.version, **form(body(house), "name:市委办公室", post(house))}
    url = f"/issues/{issue.public_id}/circulation/"
    recorded.clear()
    answers = [client.post(url, given) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"/issues/{issue.public_id}/"}
    assert [kind for kind, _name in names(issue)] == ["report_to", "send_to", "issue_to"]
    assert names(issue)[2] == ("issue_to", house.department.name)
    assert recorded.names == ["periodicals.circulation.set"]


def test_list_from_a_page_of_yesterday_is_refused_and_kept(house: House) -> None:
    issue = made.composed(house)
    given = {
        "act": act(),
        "seen": issue.version - 1,
        **form("name:市政府办公室"),
        "name-name:市政府办公室": "市政府办公室",
    }
    answer = visitor(house.editor).post(f"/issues/{issue.public_id}/circulation/", given)
    assert answer.status_code == 409
    assert found(answer, "//ol[@class='recipients']/li/span") == ["市政府办公室"]
    assert ("send_to", "市政府办公室") not in names(issue)


def test_nobody_is_listed_twice_and_the_page_says_who(house: House, recorded: Recorded) -> None:
    issue, client = made.released(house), visitor(house.editor)
    recorded.clear()
    given = {"act": act(), **form("name:市委办公室")}
    answer = client.post(f"/issues/{issue.public_id}/further-circulation/", given)
    assert answer.status_code == 422
    assert "市委办公室重复列出。" in said(answer)
    assert recorded.names == []


def test_released_issue_goes_further(house: House, recorded: Recorded) -> None:
    issue, client = made.released(house), visitor(house.editor)
    recorded.clear()
    client.post(f"/issues/{issue.public_id}/further-circulation/", {"act": act(), **form(body(house))})
    assert names(issue)[-1] == ("issue_to", house.department.name)
    assert recorded.names == ["periodicals.circulation.extended"]


def test_going_further_to_nobody_is_refused(house: House) -> None:
    answer = visitor(house.editor).post(
        f"/issues/{made.released(house).public_id}/further-circulation/", {"act": act()}
    )
    assert answer.status_code == 422
    assert "没有填明报送对象。" in said(answer)


def test_default_readers_are_set(house: House, recorded: Recorded) -> None:
    series, client = made.series(house), visitor(house.editor)
    recorded.clear()
    client.post(f"/issues/series/{series.public_id}/readers/", {"act": act(), **form(post(house), body(house))})
    assert [reader.organization_id for reader in issues.readers_of(series)] == [None, house.department.pk]
    assert recorded.names == ["periodicals.series.readers_set"]


def test_search_finds_posts_and_bodies_that_are_not_listed_yet(house: House) -> None:
    issue = made.composed(house)
    url = f"/issues/{issue.public_id}/circulation/"
    client = visitor(house.editor)
    found_body = part(client, url, "hits", {"wanted": house.department.name})
    assert found(found_body, "//button/@value") == [body(house), f"name:{house.department.name}"]
    listed = part(client, url, "hits", {"wanted": house.department.name, **form(body(house))})
    assert found(listed, "//button/@value") == [f"name:{house.department.name}"]
    person = Post.objects.get(pk=house.signer.post).person.name
    assert found(part(client, url, "hits", {"wanted": person}), "//button/@value")[0].startswith("post:")


def test_list_is_changed_line_by_line_without_javascript(house: House, recorded: Recorded) -> None:
    url, client = f"/issues/{made.composed(house).public_id}/circulation/", visitor(house.editor)
    recorded.clear()
    listed = form(post(house), "name:甲", "name:乙")

    def lines(**pressed: str) -> list[str]:
        page = client.post(url, {**listed, **pressed})
        assert page.status_code == 200
        return found(page, "//ol[@class='recipients']/li/input[@name='recipient']/@value")

    assert lines(add=body(house)) == [post(house), "name:甲", "name:乙", body(house)]
    assert lines(remove="name:甲") == [post(house), "name:乙"]
    assert lines(up="name:乙") == [post(house), "name:乙", "name:甲"]
    assert lines(up="name:甲") == [post(house), "name:甲", "name:乙"]
    assert lines(add="post:nonsense") == [post(house), "name:甲", "name:乙"]
    assert recorded.names == []


def test_list_without_the_right_is_not_offered(house: House, recorded: Recorded) -> None:
    issue, signer = made.composed(house), visitor(house.signer)
    url = f"/issues/{issue.public_id}/circulation/"
    assert "现在不能办理这一步" in said(signer.get(url))
    recorded.clear()
    assert signer.post(url, {"act": act(), **form(body(house))}).status_code == 403
    assert recorded.names == []


@pytest.mark.parametrize("noun", ["circulation", "further-circulation"])
def test_list_of_another_station_is_not_found(house: House, elsewhere: House, noun: str) -> None:
    url = f"/issues/{made.composed(house).public_id}/{noun}/"
    stranger = visitor(elsewhere.editor)
    assert [stranger.get(url).status_code, stranger.post(url, form(body(house))).status_code] == [404, 404]
