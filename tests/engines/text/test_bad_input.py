# SPDX-License-Identifier: Apache-2.0
"""Every function takes every text: empty, endless, broken, foreign. A pattern that runs away would never end."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.text.bigrams import index_tokens, query_phrase
from yizhan.engines.text.casualties import casualties
from yizhan.engines.text.completeness import missing_parts
from yizhan.engines.text.dates import dates
from yizhan.engines.text.difference import difference
from yizhan.engines.text.drafts import draft_summary, draft_title
from yizhan.engines.text.figures import figures
from yizhan.engines.text.frequencies import WordFrequencies
from yizhan.engines.text.keywords import keywords
from yizhan.engines.text.likeness import compare
from yizhan.engines.text.marks import secrecy_mark, secrecy_mark_in_name
from yizhan.engines.text.names import names
from yizhan.engines.text.passages import shared_passages
from yizhan.engines.text.personal import masked
from yizhan.engines.text.topics import Message, find_topics
from yizhan.engines.text.writing import check_writing

READERS: dict[str, Callable[[str], object]] = {
    "bigrams": lambda text: (index_tokens(text), query_phrase(text)),
    "casualties": casualties,
    "completeness": missing_parts,
    "dates": dates,
    "difference": lambda text: difference(text, text[1:]),
    "drafts": lambda text: (draft_title([text]), draft_summary([text, text])),
    "figures": figures,
    "keywords": keywords,
    "likeness": lambda text: compare(text, text[1:], WordFrequencies()),
    "marks": lambda text: (secrecy_mark(text), secrecy_mark_in_name(text)),
    "names": names,
    "passages": lambda text: shared_passages(text, text[1:]),
    "personal": masked,
    "topics": lambda text: find_topics([Message("1", text, text), Message("2", text, "")]),
    "writing": check_writing,
}
LENGTHS = (10_000, pytest.param(100_000, marks=pytest.mark.slow))
ENDLESS = {
    "digits": "1",
    "grouped": "1,",
    "numerals": "一二三四五六七八九十",
    "marks": "机密",
    "brackets": "（",
    "dots": ".",
    "spaces": " ",
    "lines": "\n",
    "parts": "其中1人死亡",
    "places": "石桥县",
    "dashes": "0571-",
    "html": "<b>甲</b>",
    "emoji": "👍🏽",
    "broken": "\x00\x07\ud800",
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", ENDLESS)
@pytest.mark.parametrize("length", LENGTHS)
def test_endless_text_is_read_to_its_end(reader: str, piece: str, length: int) -> None:
    READERS[reader](ENDLESS[piece] * (length // len(ENDLESS[piece])))


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None)
@given(
    text=st.text(max_size=80)
    | st.text(alphabet="一二十年月日0123456789.,，。（）《》共其中人死伤户元%秘密机★县镇村 \n", max_size=80)
)
def test_any_text_is_read(reader: str, text: str) -> None:
    READERS[reader](text)
