# SPDX-License-Identifier: Apache-2.0
import re
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.text.bigrams import index_tokens, query_phrase

TEXT = "请A市A3区Metro-2公司于2019年8.5%（含税）前，整改「城关镇」👍𡓐村\n\n\t道路問題！"


def test_tokens_of_a_short_text() -> None:
    assert index_tokens("水利A1") == ["水利", "利a", "a1", "1"]
    assert index_tokens("水") == ["水"]
    assert index_tokens(" \n") == []


def test_phrase_of_a_query() -> None:
    assert query_phrase("水利局") == ["水利", "利局"]
    assert query_phrase("水") == ["水"]
    assert query_phrase("") == []


@pytest.fixture
def table() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(tokens, content='')")
    connection.execute("INSERT INTO found(rowid, tokens) VALUES (1, ?)", [" ".join(index_tokens(TEXT))])
    return connection


def _is_found(table: sqlite3.Connection, query: str) -> bool:
    phrase = query_phrase(query)
    match = f'"{phrase[0]}"*' if len(phrase) == 1 and len(query.strip()) == 1 else f'"{" ".join(phrase)}"'
    return table.execute("SELECT count(*) FROM found WHERE found MATCH ?", [match]).fetchone() == (1,)


def test_every_substring_is_found(table: sqlite3.Connection) -> None:
    missed = [
        TEXT[start:end]
        for start in range(len(TEXT))
        for end in range(start + 1, min(len(TEXT), start + 7) + 1)
        if TEXT[start:end].strip() and not _is_found(table, TEXT[start:end])
    ]
    assert missed == []


@pytest.mark.parametrize("query", ["路道", "85", "城关乡", "metro3", "水", "，前", "A4区"])
def test_what_the_text_does_not_hold_is_not_found(table: sqlite3.Connection, query: str) -> None:
    assert not _is_found(table, query)


def test_traditional_query_finds_simplified_text_and_the_other_way_round(table: sqlite3.Connection) -> None:
    assert _is_found(table, "問題")
    assert _is_found(table, "问题")
    assert _is_found(table, "城關鎮")


@pytest.mark.parametrize(
    "query", ['" OR "1', "NEAR(甲 乙)", "甲 AND 乙", "*^:-", "'; DROP TABLE found; --", '""', "\\", "\x00\x01"]
)
def test_queries_of_operators_are_plain_text(table: sqlite3.Connection, query: str) -> None:
    if query_phrase(query):
        assert not _is_found(table, query)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_tokens_hold_only_what_every_tokenizer_keeps(text: str) -> None:
    for token in index_tokens(text):
        assert re.fullmatch("(?:[a-z0-9\u4e00-\u9fa5]|\u01c2[0-9a-f]{6}){1,2}", token)


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_phrase_of_a_substring_stands_in_the_index(text: str, start: int, end: int) -> None:
    phrase, tokens = query_phrase(text[start:end]), index_tokens(text)
    if len(phrase) > 1:
        assert any(tokens[place : place + len(phrase)] == phrase for place in range(len(tokens)))
