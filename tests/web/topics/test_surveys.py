# SPDX-License-Identifier: Apache-2.0
"""Pages of hot topics: asking, the survey, one topic, judging it, going on with it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import items, periodicals, topics
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.topics.models import Survey
from yizhan.domains.topics.operations import judging
from yizhan.jobs.surveying import compute_next
from yizhan.kernel import outbox


def test_a_survey_is_asked_for_on_the_page_and_its_notice_leads_there(house: House) -> None:
    client = visitor(house.editor)
    assert found(client.get("/topics/surveys/"), "//a[@href='/topics/surveys/new/']")
    topics.spoken_of(house)
    form = {"act": act(), "first": str(topics.in_days(-30)), "last": str(topics.in_days(0))}
    for wrong in ({"first": ""}, {"last": "x"}, {"last": str(topics.in_days(-40))}):
        assert client.post("/topics/surveys/new/", {**form, **wrong}).status_code == 422
    answer = client.post("/topics/surveys/new/", form)
    url = f"/topics/surveys/{Survey.objects.get().public_id}/"
    running = client.get(url)
    assert found(running, "//*[@id='survey']/@hx-get") == [url], "the page shows by itself when it is ready"
    assert b'<noscript><meta http-equiv="refresh"' in running.content, "also without script"
    assert (answer.status_code, answer.headers["Location"]) == (302, url)
    assert "正在计算" in said(client.get(url))
    assert compute_next()
    outbox.carry_out()
    notice = found(client.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
    assert client.post(notice[0]).headers["Location"] == url
    page = client.get(url)
    assert [title[:5] for title in found(page, "//ol//a[contains(@class, 'work-row-title')]")] == ["1. 望湖", "2. 松岭"]


def test_one_topic_leads_on(house: House) -> None:
    topic, client = topics.shown_topic(house), visitor(house.editor)
    special_series = periodicals.series(house, kind="special_report")
    page = client.get(f"/topics/hot/{topic.public_id}/")
    assert len(found(page, "//tbody//td[1]/a[starts-with(@href, '/items/')]")) == topic.members.count()
    leads_on, puts_right = (f"//section[@class='panel'][{at}]//a[contains(@class, 'button')]/@href" for at in (1, 3))
    commission, special, together = found(page, leads_on)
    assert len(found(page, puts_right)) == 3
    form = client.get(commission)
    assert found(form, "//input[@name='title']/@value") == [topic.title]
    quoted = topic.members.exclude(sentence="").first()
    assert quoted is not None
    assert quoted.sentence in found(form, "//textarea[@name='brief']")[0]
    form = client.get(special)
    assert found(form, "//input[@name='title']/@value") == [topic.title]
    assert found(form, "//input[@name='series'][@checked]/@value") == [str(special_series.public_id)]
    assert client.get(together).status_code == 200
    assert client.get("/topics/new/?hot=nonsense").status_code == 200


@pytest.mark.parametrize(
    ("noun", "form"),
    [("title", {"title": "夜市油烟"}), ("merging", {}), ("dropping", {"reason": "不成话题"})],
)
def test_a_topic_is_judged_and_restored(house: House, noun: str, form: dict[str, str]) -> None:
    survey = topics.surveyed(house)
    topic, other = survey.topics.all()
    url, client = f"/topics/hot/{topic.public_id}/", visitor(house.editor)
    assert f"{url}{noun}/" in found(client.get(url), "//a/@href")
    assert client.get(f"{url}{noun}/").status_code == 200
    asked = {"act": act(), "seen": 1, **(form or {"into": str(other.public_id)})}
    assert visitor(house.signer).post(f"{url}{noun}/", asked).status_code == 403
    assert visitor(house.neighbour.editor).get(url).status_code == 404
    assert client.post(f"{url}{noun}/", asked).status_code == 302
    if noun == "title":
        assert "夜市油烟" in said(client.get(url))
        return
    assert topic.title in "".join(
        found(client.get(f"/topics/surveys/{survey.public_id}/"), "//section[@aria-labelledby='aside']//a")
    )
    assert client.get(url).status_code == 200
    assert client.post(f"{url}restoration/", {"act": act(), "seen": 2, "reason": "仍是热点"}).status_code == 302


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_sees_the_pages(house: House, language: str) -> None:
    survey = topics.surveyed(house)
    url = f"/topics/surveys/{survey.public_id}/"
    for role, status in (("editor", 200), ("supervisor", 200), ("leader", 404), ("member", 404)):
        assert visitor(getattr(house, role), language=language).get(url).status_code == status
    assert visitor(house.leader).get("/topics/surveys/").status_code == 403
    assert visitor(house.signer).get("/topics/surveys/new/").status_code == 403


def test_pages_cost_the_same_for_one_and_for_three(
    house: House, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    client = visitor(house.editor)
    survey = topics.surveyed(house)
    second = survey.topics.get(rank=2)
    judging.drop(house.editor, second.public_id, reason="不成话题")
    pages = ["/topics/surveys/", f"/topics/hot/{survey.topics.get(rank=1).public_id}/"]
    few = [queries_of(lambda url=url: client.get(url)) for url in pages]
    for _more in range(2):
        items.submitted(house, title="望湖路夜市油烟呛人", situation="望湖路夜市油烟直排，夜里呛人。", analysis="")
    judging.restore(house.editor, second.public_id, reason="仍是热点")
    again = topics.surveyed_again(house)
    pages[1] = f"/topics/hot/{again.topics.get(rank=1).public_id}/"
    many = [queries_of(lambda url=url: client.get(url)) for url in pages]
    assert many[1] == few[1]
    assert many[0] <= few[0]
    assert max(many) <= 22
