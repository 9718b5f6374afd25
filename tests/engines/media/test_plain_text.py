# SPDX-License-Identifier: Apache-2.0
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.media import plain_text
from yizhan.engines.media.plain_text import encoding_of, lines
from yizhan.engines.media.refusals import Reason, Refused


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        ("中文".encode(), "utf-8"),
        ("中文".encode("gb18030"), "gb18030"),
        ("，。！".encode("gb18030") * 100, "gb18030"),
        (b"a\x00b\x00c\x00d\x00", "utf-16-le"),
        (b"\x00a\x00b\x00c\x00d", "utf-16-be"),
        (b"abcdefghijkl\x00mnopqrst", None),
        (b"\x01\x02\x03\x04", None),
        (b"\xff\xff\xff\xff", None),
        (bytes(range(128, 256)) * 4, None),
    ],
)
def test_encoding_is_judged_over_the_whole_content(content: bytes, encoding: str | None) -> None:
    assert encoding_of(io.BytesIO(content)) == encoding


def test_damage_far_behind_the_beginning_is_noticed() -> None:
    content = "老街的路灯不亮。".encode() * 200_000
    assert encoding_of(io.BytesIO(content)) == "utf-8"
    assert encoding_of(io.BytesIO(content + b"\xff\xff")) is None


@given(st.text(alphabet="甲乙ab\n\r", max_size=60), st.integers(1, 7))
@settings(deadline=None)
def test_lines_do_not_depend_on_how_the_content_is_cut(text: str, size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(size)

    found = list(lines(Slow(text.encode()), "utf-8"))
    assert (
        found
        == text.replace("\r\n", "\0")
        .replace("\r", "\r\1")
        .replace("\n", "\n\1")
        .replace("\0", "\r\n\1")
        .split("\1")[: len(found)]
    )
    assert "".join(found) == text


def test_endless_line_is_refused_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "_LONGEST_LINE", 10)
    with pytest.raises(Refused) as caught:
        list(lines(io.BytesIO(b"a\nb\n" + b"c" * 11), "utf-8"))
    assert caught.value.reason is Reason.BROKEN
    assert caught.value.parameters["where"] == "line 3: longer than 10 characters"
