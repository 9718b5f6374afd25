# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from yizhan.cli.evaluations.corpora import documents
from yizhan.engines.text.drafts import draft_summary, draft_title
from yizhan.engines.text.heat import Voice, heat_of, window_end
from yizhan.engines.text.topics import Message, Topic, find_topics

ANNEXES = Path(__file__).resolve().parents[3] / "../shared/data/taidi2020c"
DAY = datetime(2024, 6, 30)  # noqa: DTZ001 -- messages of an import may name no zone
SEED = 11


def _messages(name: str) -> list[Message]:
    found, _ = documents([ANNEXES / name])
    return [Message(one.id, one.title, one.body, one.author, one.sent, one.likes) for one in found]


def _labels(topics: list[Topic], size: int) -> np.ndarray:
    """Topic of each message; a message without one is its own."""
    labels = np.arange(size) + size
    for number, topic in enumerate(topics):
        labels[list(topic.members)] = number
    return labels


def test_topics_of_the_official_sample_are_whole() -> None:
    messages = _messages("annex3-official-sample.xlsx")
    first, second, *_ = find_topics(messages)
    for topic, word in ((first, "魅力之城"), (second, "经济学院")):
        assert {messages[place].id for place in topic.members} == {one.id for one in messages if word in one.title}


@pytest.mark.slow
def test_topics_are_stable_when_a_tenth_of_the_messages_is_missing() -> None:
    messages = _messages("annex3-messages.xlsx")
    whole = _labels(find_topics(messages), len(messages))
    agreement = []
    for seed in range(SEED, SEED + 3):
        kept = np.sort(np.random.default_rng(seed).choice(len(messages), len(messages) * 9 // 10, replace=False))
        part = _labels(find_topics([messages[place] for place in kept]), len(kept))
        agreement.append(adjusted_rand_score(whole[kept], part))
    assert np.mean(agreement) >= 0.9, (SEED, agreement)


def test_messages_about_nothing_in_common_make_no_topic() -> None:
    assert find_topics([]) == []
    assert find_topics([Message("1", "道路破损", "坑洼不平")]) == []
    assert find_topics([Message("1", "", ""), Message("2", "", "\x00")]) == []


def test_reach_counts_people_and_not_messages() -> None:
    busy = heat_of([Voice("甲", DAY, 0)] * 20, 1.0, DAY)
    many = heat_of([Voice(str(number), DAY, 0) for number in range(5)], 1.0, DAY)
    assert many.value > busy.value
    assert many.reach == 5.0


def test_likes_count_by_their_logarithm() -> None:
    liked = heat_of([Voice("甲", DAY, 2000), Voice("乙", DAY, 0)], 1.0, DAY)
    written = heat_of([Voice(str(number), DAY, 0) for number in range(40)], 1.0, DAY)
    assert written.value > liked.value > heat_of([Voice("甲", DAY, 20), Voice("乙", DAY, 0)], 1.0, DAY).value


def test_old_voices_fade_to_a_half() -> None:
    fresh = heat_of([Voice("甲", DAY, 0)], 1.0, DAY)
    old = heat_of([Voice("甲", DAY - timedelta(days=3650), 0)], 1.0, DAY)
    assert (fresh.recency, old.recency) == (1.0, 0.5)
    assert heat_of([Voice("甲", None, 0)], 1.0, None).recency == 1.0


def test_window_does_not_stumble_over_mistyped_years() -> None:
    times = [DAY - timedelta(days=number) for number in range(400)] + [datetime(2099, 1, 1)]  # noqa: DTZ001 -- as above
    assert window_end(times) == DAY - timedelta(days=1)
    assert window_end([]) is None


def test_draft_title_loses_its_form_of_address() -> None:
    assert (
        draft_title(["请问青石花园二期何时才能交房？", "青石花园二期质量问题多业主维权难何时解决请领导关注"], "青石")
        == "青石花园二期何时才能交房"
    )
    assert draft_title([]) == ""


@pytest.mark.parametrize(
    "loud",
    [
        "望湖路夜市油烟何时是个头",
        "望湖路夜市油烟烦死了",
        "求求管管望湖路夜市油烟",
        "望湖路夜市油烟没人管！！",
        "望湖路夜市油烟怎么办？",
    ],
)
def test_draft_title_prefers_a_sober_member(loud: str) -> None:
    sober = "望湖路夜市油烟直排影响居民"
    assert draft_title([loud, sober], "夜市") == draft_title([sober, loud], "夜市") == sober
    assert draft_title([loud], "夜市"), "where nobody is sober, the draft still is a member's own title"


def test_draft_summary_quotes_members_and_adds_something_new_each_time() -> None:
    texts = [
        "尊敬的领导您好。青石花园二期去年就该交房，至今仍然停工。",
        "青石花园二期去年就该交房，至今还是停工。开发商不回应业主的要求。",
        "青石花园二期业主多次要求开发商说明停工原因，没有结果。",
    ]
    quotations = draft_summary(texts)
    assert all(one.words in texts[one.member] for one in quotations)
    assert len({one.member for one in quotations}) == len(quotations) >= 2
    assert not any("您好" in one.words for one in quotations)
