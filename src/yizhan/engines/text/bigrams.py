# SPDX-License-Identifier: Apache-2.0
"""Search terms: overlapping pairs of characters, so that every substring is found without a word list.

Index and query go through the same function, which is why they cannot disagree. White space
is dropped on both sides: a phrase is found across line breaks.
"""

from itertools import pairwise

from yizhan.engines.text.normalisation import comparable

#: Begins the spelling of a character that a tokenizer could take for a separator. It is a letter to SQLite's unicode61
#: and to PostgreSQL's parser, and no folded text can contain it unescaped.
MARKER = "\u01c2"


def index_tokens(text: str) -> list[str]:
    """The terms under which a text is found, in order: each pair of neighbouring characters, and the last one alone.

    Terms hold only ASCII letters and digits, common Chinese characters and `MARKER`: they are safe inside a quoted FTS5
    string and as PostgreSQL lexemes, and the tokenizers of both leave them whole.
    """
    characters = _characters(text)
    return [first + second for first, second in pairwise(characters)] + characters[-1:]


def query_phrase(text: str) -> list[str]:
    """The terms that must follow one another for a text to contain `text`; none for an empty query.

    A query of one character gives one term of one character, to be matched as a prefix: every term begins with the
    character it stands for, and the last character of a text is a term of its own.
    """
    characters = _characters(text)
    if len(characters) < 2:
        return characters
    return [first + second for first, second in pairwise(characters)]


def _characters(text: str) -> list[str]:
    return list(map(_SPELLINGS.__getitem__, comparable(text)))


class _Spellings(dict[str, str]):
    """The character itself where every tokenizer takes it for a letter, else its code point in letters."""

    def __missing__(self, character: str) -> str:
        is_letter = "a" <= character <= "z" or "0" <= character <= "9" or "\u4e00" <= character <= "\u9fa5"
        self[character] = character if is_letter else f"{MARKER}{ord(character):06x}"
        return self[character]


_SPELLINGS = _Spellings()
