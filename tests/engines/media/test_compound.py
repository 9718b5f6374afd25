# SPDX-License-Identifier: Apache-2.0
"""Compound files are read in small and large sectors; damaged chains end, they never run in circles."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.media import samples
from yizhan.engines.media.compound import Compound

STREAMS = {"Small": b"s" * 130, "Large": bytes(range(256)) * 40, "Empty": b""}


def changed(content: bytes, offset: int, number: int) -> bytes:
    """The content with one 32-bit number changed."""
    damaged = bytearray(content)
    struct.pack_into("<I", damaged, offset, number)
    return bytes(damaged)


def test_streams_of_all_sizes_are_read() -> None:
    compound = Compound(samples.compound(STREAMS))
    assert compound.names == {"Root Entry", *STREAMS}
    assert {name: compound.head(name, 100_000) for name in STREAMS} == STREAMS
    assert compound.head("Large", 700) == STREAMS["Large"][:700]
    assert compound.head("Missing", 10) == b""


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=20), st.binary(max_size=6_000), max_size=5))
@settings(max_examples=50, deadline=None)
def test_whatever_was_stored_is_read_back(streams: dict[str, bytes]) -> None:
    compound = Compound(samples.compound(streams))
    assert {name: compound.head(name, 10_000) for name in streams} == streams


@pytest.mark.parametrize(
    ("offset", "number"),
    [
        (0x1E, 0x0006_0007),  # sectors of 128 bytes
        (0x30, 0x0000_FFFF),  # the directory begins outside the file
        (0x44, 0x0000_FFFF),  # the table of tables lies outside the file
        (0x4C, 0x0000_FFFF),  # the table lies outside the file
        (512 + 4, 1),  # the directory is its own next sector
    ],
)
def test_damaged_chain_is_an_error_at_once(offset: int, number: int) -> None:
    content = changed(samples.compound(STREAMS), offset, number)
    with pytest.raises(ValueError, match=r"sector|chain|table"):
        Compound(content)


def test_table_of_tables_that_refers_to_itself_is_an_error() -> None:
    content = changed(changed(samples.compound(STREAMS), 0x44, 0), 512 + 508, 0)
    with pytest.raises(ValueError, match="circular sector table"):
        Compound(content)


def test_circle_of_small_sectors_is_an_error() -> None:
    content = samples.compound({"Small": b"s" * 130})
    table = content.index(struct.pack("<II", 1, 2))
    with pytest.raises(ValueError, match="small sectors"):
        Compound(changed(content, table, 0)).head("Small", 130)


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"x" * 600])
def test_other_content_is_no_compound_file(content: bytes) -> None:
    with pytest.raises(ValueError, match="no compound file"):
        Compound(content)
