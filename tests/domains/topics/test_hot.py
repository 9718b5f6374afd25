# SPDX-License-Identifier: Apache-2.0
"""Hot topics of a period and neglected matters, and the command that tells them."""

import datetime

import pytest

from tests.factories import items
from tests.factories.network import House
from yizhan.cli.topics import ask, survey
from yizhan.domains.items import access
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.topics.queries import hot
from yizhan.kernel import clock
from yizhan.kernel.actors import system

NIGHT = "望湖路夜市油烟扰民"
LAMP = "松岭镇乡村路灯长期不亮"


def reported(house: House, days_ago: int, title: str, situation: str) -> None:
    with clock.at(clock.now() - datetime.timedelta(days=days_ago)):
        items.submitted(house, title=title, situation=situation, analysis="", suggestion="")


@pytest.fixture
def street(house: House) -> House:
    """Three items on one night market, one on lamps that nobody has answered for long; one of another station."""
    reported(house, 20, NIGHT, "望湖路夜市油烟直排，楼上住户整夜不能开窗。")
    reported(house, 12, "望湖路夜市油烟太重", "望湖路夜市油烟直排进居民家，反映多次没有整改。")
    reported(house, 3, "再反映望湖路夜市油烟", "望湖路夜市油烟仍然直排，孩子夜里咳嗽。")
    reported(house, 90, LAMP, "村口路灯坏了半年，夜里走路摔过人。")
    reported(house.neighbour, 5, NIGHT, "望湖路夜市油烟直排。")
    return house


def period() -> Period:
    return Period(clock.today() - datetime.timedelta(days=120), clock.today())


def test_hot_topics_are_found_with_their_members_and_own_sentences(street: House) -> None:
    found = hot.survey(access.visible(street.editor), period(), most=5, voices=2, days=60)
    [topic] = found.topics
    assert (found.messages, len(topic.items), topic.found.key_word in "望湖路夜市油烟直排") == (4, 3, True)
    assert (topic.first, topic.last) == (
        min(item.submitted_at for item in topic.items),
        max(item.submitted_at for item in topic.items),
    )
    assert "夜市油烟" in topic.title
    for quotation in topic.summary:
        item = topic.items[quotation.member]
        assert quotation.words.rstrip("。") in f"{item.title}\n{item.texts.get().situation}"
    assert sum(number for _month, number in topic.by_month) == 3
    [lamp] = found.neglected
    assert (lamp.item.title, lamp.voices, lamp.days) == (LAMP, 1, 90)


def test_what_is_outside_the_period_or_unseen_does_not_count(street: House) -> None:
    lately = Period(clock.today() - datetime.timedelta(days=15), clock.today())
    assert hot.survey(access.visible(street.editor), lately, most=5, voices=2, days=60).messages == 2
    assert hot.survey(access.visible(street.handler), period(), most=5, voices=2, days=60).messages == 0


def test_the_command_tells_the_same(street: House) -> None:
    told = survey(street.station.code, period().first, period().last, 5)
    visible = hot.survey(access.visible(system(street.station.pk)), period(), most=5, voices=2, days=60)
    assert [topic["title"] for topic in told["topics"]] == [topic.title for topic in visible.topics]
    assert [one["title"] for one in told["neglected"]] == [LAMP]
    for wrong in (("nowhere", None, None), (street.station.code, clock.today(), period().first)):
        with pytest.raises(SystemExit) as stopped:
            survey(*wrong, 5)
        assert stopped.value.code == 2


def test_the_command_asks_for_one_that_is_kept(house: House) -> None:
    asked = ask(house.station.code, None, None)
    assert (asked["state"], ask(house.station.code, None, None)) == ("asked", asked)
