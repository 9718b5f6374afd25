# SPDX-License-Identifier: Apache-2.0
import unicodedata
import zipfile

import pytest

from yizhan.engines.media.names import checked, ending_of, fitting, is_unsafe_path, member_name
from yizhan.engines.media.refusals import Refused


def test_name_is_given_in_one_unicode_form() -> None:
    decomposed = unicodedata.normalize("NFD", " résumé 建议.docx ")
    assert checked(decomposed, characters=200) == "résumé 建议.docx"


@pytest.mark.parametrize("name", ["建议 (1).docx", "a.b.c.txt", "console.txt", "2026年3月.xlsx", "一" * 195 + ".docx"])
def test_ordinary_name_is_kept(name: str) -> None:
    assert checked(name, characters=200) == name


@pytest.mark.parametrize(
    "name", ["", " . ", "a/b", "a\\b", "a\tb", "a\x7f", "a\u2028b", "\u2066a", "NUL", "com1.txt", "\ud800"]
)
def test_dangerous_name_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        checked(name, characters=200)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.DOCX", ".docx"), ("a.tar.GZ", ".gz"), ("a", ""), (".hidden", ".hidden"), ("a. txt ", ".txt")],
)
def test_ending_is_told_in_lower_case(name: str, ending: str) -> None:
    assert ending_of(name) == ending


@pytest.mark.parametrize(
    ("raw", "flags", "expected"),
    [
        ("建议.docx".encode("gb18030"), 0, "建议.docx"),
        ("建议.docx".encode(), 0, "建议.docx"),
        ("莫𡐓村.txt".encode("gb18030"), 0, "莫𡐓村.txt"),
        (b"plain.txt", 0, "plain.txt"),
        (b"\x80\xff.txt", 0, "Ç\xa0.txt"),
    ],
)
def test_member_name_without_its_encoding_is_guessed(raw: bytes, flags: int, expected: str) -> None:
    member = zipfile.ZipInfo(raw.decode("cp437"))
    member.flag_bits = flags
    assert member_name(member) == expected


def test_member_name_marked_as_utf8_is_kept() -> None:
    member = zipfile.ZipInfo("建议.docx")
    member.flag_bits = 0x800
    assert member_name(member) == "建议.docx"


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/a", "\\a", "..\\a", "C:a", "a\x00.txt", "a\u202eb", ""])
def test_path_out_of_the_folder_is_unsafe(path: str) -> None:
    assert is_unsafe_path(path)


@pytest.mark.parametrize("path", ["a", "a/b.txt", "a..b", "word/document.xml", "资料/建议.docx", "a/"])
def test_path_within_the_folder_is_safe(path: str) -> None:
    assert not is_unsafe_path(path)


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("建议 (1).docx", "建议 (1).docx"),
        ("ST2-2026/00001", "ST2-2026_00001"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("con.txt", "_con.txt"),
        ("...", "_"),
        ("a\x00\u202eb", "a__b"),
        (f"{'一' * 196}.docx", f"{'一' * 65}.docx"),
    ],
)
def test_a_name_is_made_fit_to_be_part_of_a_path(name: str, fit: str) -> None:
    assert fitting(name) == fit
