# SPDX-License-Identifier: Apache-2.0
"""Each kind is recognised, and each trick is refused by its own name."""

import random
import zipfile
from pathlib import Path

import pytest

from tests.engines.media import samples
from yizhan.engines.media.checks import Finding, Limits, Member, examine
from yizhan.engines.media.kinds import TRAITS, Family, Kind
from yizhan.engines.media.limits import MEBIBYTE
from yizhan.engines.media.refusals import Reason, Refused

ACCEPTED = [
    ("建议.docx", samples.docx(samples.paragraph("路灯不亮")), Kind.DOCX),
    ("建议.wps", samples.docx(), Kind.DOCX),
    ("汇总.xlsx", samples.xlsx(), Kind.XLSX),
    ("汇总.et", samples.xlsx(), Kind.XLSX),
    ("汇报.pptx", samples.pptx(), Kind.PPTX),
    ("通知.ofd", samples.ofd(samples.ofd_line("通知")), Kind.OFD),
    (
        "汇总.ods",
        samples.package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        Kind.ODS,
    ),
    ("建议.doc", samples.doc("路灯不亮"), Kind.DOC),
    ("建议.wps", samples.doc("路灯不亮"), Kind.DOC),
    ("汇总.xls", samples.xls((0x809, bytes(16))), Kind.XLS),
    ("汇报.ppt", samples.compound({"PowerPoint Document": b"x", "Current User": bytes(20)}), Kind.PPT),
    ("建议.rtf", samples.RTF, Kind.RTF),
    ("建议.doc", samples.RTF, Kind.RTF),
    ("通知.pdf", samples.pdf(), Kind.PDF),
    ("照片.jpg", samples.JPEG, Kind.JPEG),
    ("照片.JPEG", samples.JPEG, Kind.JPEG),
    ("照片.png", samples.png(), Kind.PNG),
    ("照片.gif", samples.GIF, Kind.GIF),
    ("照片.webp", samples.WEBP, Kind.WEBP),
    ("照片.heic", samples.HEIC, Kind.HEIC),
    ("录音.mp3", samples.MP3, Kind.MP3),
    ("录音.mp3", b"\xff\xfb\x90\x00" + bytes(64), Kind.MP3),
    ("录音.m4a", samples.M4A, Kind.M4A),
    ("录音.amr", samples.AMR, Kind.AMR),
    ("录像.mp4", samples.MP4, Kind.MP4),
    ("录像.mov", samples.MOV, Kind.MOV),
]


@pytest.mark.parametrize(("name", "content", "kind"), ACCEPTED, ids=[f"{name}-{kind}" for name, _, kind in ACCEPTED])
def test_real_kind_is_found(name: str, content: bytes, kind: Kind) -> None:
    found = examine(name, content)
    assert (found.kind, found.name, found.size) == (kind, name, len(content))
    assert found.media_type == TRAITS[kind].media_type


def test_every_kind_but_archives_is_covered_by_an_accepted_sample() -> None:
    assert {kind for _, _, kind in ACCEPTED} == set(Kind) - {Kind.TXT, Kind.CSV, Kind.TSV, Kind.JSONL, Kind.ZIP}


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize(("name", "kind"), [("意见.txt", Kind.TXT), ("表.csv", Kind.CSV), ("表.tsv", Kind.TSV)])
def test_encoding_of_plain_text_is_found(name: str, kind: Kind, encoding: str, expected: str) -> None:
    found = examine(name, "编号,标题\n1,老街路灯不亮𡐓\n".encode(encoding))
    assert (found.kind, found.encoding) == (kind, expected)


@pytest.mark.parametrize(
    ("name", "content", "pixels"),
    [
        ("a.png", samples.png(640, 480), (640, 480)),
        ("a.jpg", samples.JPEG, (32, 16)),
        ("a.gif", samples.GIF, (32, 16)),
        ("a.webp", samples.WEBP, (32, 16)),
        ("a.webp", samples.WEBP_LOSSLESS, (32, 16)),
        ("a.webp", samples.WEBP_LOSSY, (32, 16)),
        ("a.heic", samples.HEIC, None),
    ],
)
def test_size_of_pictures_is_read(name: str, content: bytes, pixels: tuple[int, int] | None) -> None:
    found = examine(name, content)
    assert (found.family, found.pixels) == (Family.PICTURE, pixels)


def _noise(size: int) -> str:
    """Text that does not pack to almost nothing, the same in every run."""
    return random.Random(20260305).randbytes(size // 2).hex()


def _twice(name: str) -> bytes:
    """A zip with two members of one name: one reader sees the first, another the second."""
    content = samples.package({name: "x", name[:-1] + "_": "y"})
    return content.replace(name[:-1].encode() + b"_", name.encode())


_FIELD = "<w:r><w:instrText>{0}</w:instrText></w:r>"
_OLE_FILE = samples.compound({"\x01Ole10Native": b"x" * 40})
_DEFLATE_BOMB = samples.package({"a.txt": b"0" * (4 * MEBIBYTE)})

REFUSED = {
    "empty file": ("a.txt", b"", Reason.EMPTY),
    "picture with more pixels than a viewer can hold": ("a.png", samples.png(60_000, 60_000), Reason.TOO_LARGE),
    "name with a line break": ("a\n.txt", b"x", Reason.BAD_NAME),
    "name that turns the reading direction": ("报告\u202egpj.exe", samples.JPEG, Reason.BAD_NAME),
    "name with a path": ("../a.txt", b"x", Reason.BAD_NAME),
    "name with a Windows path": ("c:\\a.txt", b"x", Reason.BAD_NAME),
    "name of a device": ("con.txt", b"x", Reason.BAD_NAME),
    "name too long": ("长" * 201 + ".txt", b"x", Reason.BAD_NAME),
    "name of points": ("...", b"x", Reason.BAD_NAME),
    "unknown bytes": ("a.bin", b"\x00\x01\x02\x03", Reason.UNKNOWN_KIND),
    "text that is source code": ("a.sql", b"select 1", Reason.UNKNOWN_KIND),
    "mail container of Outlook": ("a.msg", samples.compound({"__properties_version1.0": b"x"}), Reason.UNKNOWN_KIND),
    "picture named as a document": ("a.docx", samples.JPEG, Reason.KIND_MISMATCH),
    "document named as text": ("a.txt", samples.docx(), Reason.KIND_MISMATCH),
    "workbook named as a document": ("a.docx", samples.xlsx(), Reason.KIND_MISMATCH),
    "text named as a workbook": ("a.xls", b"a\tb\n1\t2\n", Reason.KIND_MISMATCH),
    "web page named as text": ("a.txt", b"\xef\xbb\xbf <html><script>alert(1)</script>", Reason.KIND_MISMATCH),
    "no ending": ("建议", samples.docx(), Reason.KIND_MISMATCH),
    "picture with an archive behind it": ("a.jpg", samples.JPEG + samples.package({"a": "x"}), Reason.TWO_KINDS),
    "PDF with an archive behind it": ("a.pdf", samples.pdf() + samples.package({"a": "x"}), Reason.TWO_KINDS),
    "Windows program": ("a.jpg", b"MZ\x90\x00" + bytes(64), Reason.PROGRAM),
    "Linux program": ("a.pdf", b"\x7fELF\x02\x01\x01" + bytes(64), Reason.PROGRAM),
    "shell script": ("a.txt", b"#!/bin/sh\necho\n", Reason.PROGRAM),
    "shortcut": ("a.doc", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(64), Reason.PROGRAM),
    "batch file": ("a.bat", b"echo", Reason.PROGRAM),
    "double ending": ("照片.jpg.exe", samples.JPEG, Reason.PROGRAM),
    "vector graphic with script": ("a.svg", b"<svg/>", Reason.PROGRAM),
    "Java package": ("a.docx", samples.package({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), Reason.PROGRAM),
    "VBA project": ("a.docx", samples.docx(word__vbaProject_dot_bin=b"x"), Reason.MACROS),
    "macro format renamed": (
        "a.docx",
        samples.package(
            {"[Content_Types].xml": samples.content_types("application/vnd.ms-word.document.macroEnabled.main+xml")}
        ),
        Reason.MACROS,
    ),
    "Excel 4 macro sheet": ("a.xlsx", samples.xlsx(xl__macrosheets__sheet1_dot_xml="<a/>"), Reason.MACROS),
    "Excel 4 macro sheet of 97": ("a.xls", samples.xls((0x85, b"\0\0\0\0\0\x01\0\0")), Reason.MACROS),
    "VBA of 97": ("a.doc", samples.doc("x", Macros=b"x"), Reason.MACROS),
    "ActiveX control": ("a.docx", samples.docx(word__activeX__activeX1_dot_xml="<a/>"), Reason.SCRIPT),
    "DDE field": ("a.docx", samples.docx(_FIELD.format("DDEAUTO c:\\\\cmd.exe")), Reason.DYNAMIC_EXCHANGE),
    "DDE field cut into runs": (
        "a.docx",
        samples.docx(_FIELD.format(" D") + "\n" + _FIELD.format("D") + _FIELD.format("E c:\\\\cmd.exe")),
        Reason.DYNAMIC_EXCHANGE,
    ),
    "DDE field spelt by codes": (
        "a.docx",
        samples.docx(_FIELD.format("QUOTE 68 68 69 65 85 84 79")),
        Reason.DYNAMIC_EXCHANGE,
    ),
    "simple DDE field": ("a.docx", samples.docx('<w:fldSimple w:instr=" dde cmd "/>'), Reason.DYNAMIC_EXCHANGE),
    "DDE field in a header": (
        "a.docx",
        samples.docx(word__header1_dot_xml='<w:h xmlns:w="w"><w:instrText>DDE x</w:instrText></w:h>'),
        Reason.DYNAMIC_EXCHANGE,
    ),
    "DDE link of a workbook": (
        "a.xlsx",
        samples.xlsx(xl__externalLinks__externalLink1_dot_xml="<externalLink><ddeLink/></externalLink>"),
        Reason.DYNAMIC_EXCHANGE,
    ),
    "DDE field of 97": ("a.doc", samples.doc("\x13 DDEAUTO cmd \x14\x15"), Reason.DYNAMIC_EXCHANGE),
    "DDE source of 97": ("a.xls", samples.xls((0x1AE, b"\0\0\x03\0\0c\x03x")), Reason.DYNAMIC_EXCHANGE),
    "DDE cell": ("a.csv", b"a,b\n1,=cmd|'/c calc'!A1\n", Reason.DYNAMIC_EXCHANGE),
    "DDE cell in sixteen bits": ("a.csv", "a,b\n1,=cmd|'/c calc'!A1\n".encode("utf-16"), Reason.DYNAMIC_EXCHANGE),
    "DDE field of RTF": (
        "a.rtf",
        b"{\\rtf1{\\field{\\*\\fldinst {\\b D}{\\i DE}AUTO cmd}}}",
        Reason.DYNAMIC_EXCHANGE,
    ),
    "object in RTF": ("a.rtf", b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", Reason.EMBEDDED_OBJECT),
    "template of RTF": ("a.rtf", b"{\\rtf1{\\*\\template http://example.org/t.dotm}}", Reason.OUTSIDE_REFERENCE),
    "picture from outside in RTF": (
        "a.rtf",
        b'{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "http://e.org/p.png"}}}',
        Reason.OUTSIDE_REFERENCE,
    ),
    "script in a PDF": ("a.pdf", samples.pdf(b"<</S/JavaScript/JS(app.alert(1))>>"), Reason.SCRIPT),
    "script in a PDF, name in codes": ("a.pdf", samples.pdf(b"<</S/J#61vaScript>>"), Reason.SCRIPT),
    "script in a packed object of a PDF": (
        "a.pdf",
        samples.pdf(samples.pdf_stream(b"/Type/ObjStm/N 1/First 4", b"9 0 <</S/JavaScript/JS(x)>>")),
        Reason.SCRIPT,
    ),
    "start of a program from a PDF": ("a.pdf", samples.pdf(b"<</S/Launch/F(calc.exe)>>"), Reason.SCRIPT),
    "file attached to a PDF": ("a.pdf", samples.pdf(b"<</Type/EmbeddedFile>>"), Reason.EMBEDDED_OBJECT),
    "locked PDF": ("a.pdf", samples.pdf(trailer=b"/Encrypt 9 0 R"), Reason.LOCKED),
    "locked Office file": ("a.docx", samples.compound({"EncryptedPackage": b"x"}), Reason.LOCKED),
    "locked document of 97": ("a.doc", samples.doc("x", flags=0x0100), Reason.LOCKED),
    "locked workbook of 97": ("a.xls", samples.xls((0x2F, bytes(54))), Reason.LOCKED),
    "locked slides of 97": (
        "a.ppt",
        samples.compound({"PowerPoint Document": b"x", "Current User": bytes(12) + b"\xdf\xc4\xd1\xf3"}),
        Reason.LOCKED,
    ),
    "packed file in a document": (
        "a.docx",
        samples.docx(word__embeddings__o_dot_bin=_OLE_FILE),
        Reason.EMBEDDED_OBJECT,
    ),
    "unknown bytes in a document": ("a.docx", samples.docx(word__embeddings__o_dot_bin=b"x"), Reason.EMBEDDED_OBJECT),
    "macros in a workbook in a document": (
        "a.docx",
        samples.docx(word__embeddings__b_dot_xlsx=samples.xlsx(xl__vbaProject_dot_bin=b"x")),
        Reason.MACROS,
    ),
    "template from outside": (
        "a.docx",
        samples.docx(
            word___rels__settings_dot_xml_dot_rels=samples.relationships("attachedTemplate", "http://e.org/t")
        ),
        Reason.OUTSIDE_REFERENCE,
    ),
    "picture from outside": (
        "a.docx",
        samples.docx(word___rels__document_dot_xml_dot_rels=samples.relationships("image", "http://e.org/p.png")),
        Reason.OUTSIDE_REFERENCE,
    ),
    "entity": (
        "a.docx",
        samples.docx(word__a_dot_xml='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        Reason.ENTITY,
    ),
    "entity in sixteen bits": (
        "a.docx",
        samples.docx(word__a_dot_xml='<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")),
        Reason.ENTITY,
    ),
    "entity in an old drawing": ("a.docx", samples.docx(word__a_dot_vml="<!DOCTYPE a><a>"), Reason.ENTITY),
    "archive": ("a.zip", samples.package({"a.txt": "x"}), Reason.ARCHIVE),
    "archive of another kind": ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(32), Reason.ARCHIVE),
    "bomb": ("a.zip", _DEFLATE_BOMB, Reason.BOMB),
    "bomb in a document": ("a.docx", samples.docx(word__media__a_dot_xml=b" " * (4 * MEBIBYTE)), Reason.BOMB),
    "bomb of members": ("a.zip", samples.package({f"{n}.txt": "" for n in range(5_001)}), Reason.BOMB),
    "comment without end": ("a.docx", samples.docx(f"<!--{_noise(12 * MEBIBYTE)}-->"), Reason.BROKEN),
    "bomb of fields": ("a.rtf", b"{\\rtf1" + b"\\fldinst" * 10_001 + b"}", Reason.BOMB),
    "bomb in a PDF": (
        "a.pdf",
        samples.pdf(samples.pdf_stream(b"/Type/ObjStm", bytes(65 * MEBIBYTE))),
        Reason.BOMB,
    ),
    "object stream packed by another method": (
        "a.pdf",
        samples.pdf(samples.pdf_stream(b"/Type/ObjStm", b"x").replace(b"FlateDecode", b"LZWDecode")),
        Reason.BROKEN,
    ),
    "path out of the folder": ("a.zip", samples.package({"x/../../etc/passwd": "x"}), Reason.UNSAFE_PATH),
    "path from the root": ("a.zip", samples.package({"/etc/passwd": "x"}), Reason.UNSAFE_PATH),
    "path on a drive": ("a.zip", samples.package({"C:\\a.txt": "x"}), Reason.UNSAFE_PATH),
    "cut document": ("a.docx", samples.docx()[:-30], Reason.BROKEN),
    "document with broken markup": ("a.docx", samples.docx("<w:p>"), Reason.BROKEN),
    "document nested without end": ("a.docx", samples.docx("<w:p>" * 300 + "</w:p>" * 300), Reason.BROKEN),
    "member packed by another method": (
        "a.docx",
        samples.package({"a.txt": "x" * 99}, packing=zipfile.ZIP_LZMA),
        Reason.BROKEN,
    ),
    "two members of one name": ("a.zip", _twice("a.txt"), Reason.BROKEN),
    "compression that was forged": ("a.docx", samples.docx("路灯" * 99)[:-400] + samples.docx()[-300:], Reason.BROKEN),
    "picture without a size": ("a.gif", samples.GIF[:6] + bytes(8), Reason.BROKEN),
    "PDF without an object": ("a.pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF", Reason.BROKEN),
    "locked table of OpenDocument": (
        "a.ods",
        samples.package(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>',
            }
        ),
        Reason.LOCKED,
    ),
    "cut picture": ("a.png", samples.png()[:20], Reason.BROKEN),
    "cut JPEG": ("a.jpg", samples.JPEG[:-2], Reason.BROKEN),
    "cut PDF": ("a.pdf", samples.pdf()[:60], Reason.BROKEN),
    "cut compound file": ("a.doc", samples.doc("x")[:600], Reason.BROKEN),
    "recording without an index": ("a.mp4", samples.MP4[:-8], Reason.BROKEN),
}


@pytest.mark.parametrize("trick", REFUSED)
def test_trick_is_refused_by_its_name(trick: str) -> None:
    name, content, reason = REFUSED[trick]
    with pytest.raises(Refused) as caught:
        examine(name, content)
    assert caught.value.reason is reason
    assert "%(" not in str(caught.value)
    assert "“?”" not in str(caught.value)


def test_hyperlink_to_the_outside_is_allowed() -> None:
    rels = samples.relationships("hyperlink", "https://example.org/")
    assert examine("a.docx", samples.docx(word___rels__document_dot_xml_dot_rels=rels)).kind is Kind.DOCX


def test_the_letters_dde_in_ordinary_text_are_allowed() -> None:
    assert examine("a.docx", samples.docx(samples.paragraph("DDE 是什么"))).kind is Kind.DOCX
    assert examine("a.txt", b"MZ is no program here").kind is Kind.TXT
    assert examine("a.csv", "标题\n=1+1 好|坏\n".encode()).kind is Kind.CSV


def test_formula_and_workbook_inside_a_document_are_allowed() -> None:
    formula = samples.compound({"Equation Native": b"x"})
    sheet = samples.xls((0x809, bytes(16)))
    content = samples.docx(word__embeddings__a_dot_bin=formula, word__embeddings__b_dot_bin=sheet)
    assert examine("a.docx", content).kind is Kind.DOCX


def test_file_of_exactly_the_allowed_size_is_accepted() -> None:
    limits = Limits(size=MEBIBYTE)
    assert examine("a.txt", b"x" * MEBIBYTE, limits=limits).size == MEBIBYTE
    with pytest.raises(Refused) as caught:
        examine("a.txt", b"x" * (MEBIBYTE + 1), limits=limits)
    assert caught.value.reason is Reason.TOO_LARGE


def test_archive_is_listed_where_archives_are_kept() -> None:
    inner = samples.docx()
    content = samples.package({"folder/": "", "folder/建议.docx": inner, "说明.txt": "说明"})
    found = examine("a.zip", content, limits=Limits(archives=True))
    assert found == Finding(
        "a.zip",
        Kind.ZIP,
        len(content),
        members=(Member("folder/建议.docx", len(inner), Kind.DOCX), Member("说明.txt", 6, Kind.TXT)),
    )


def test_refusal_of_an_inner_file_names_the_outer_file_and_the_place() -> None:
    inner = samples.package({"deep/坏.docx": samples.docx(word__vbaProject_dot_bin=b"x")})
    with pytest.raises(Refused) as caught:
        examine("来信.zip", samples.package({"包.zip": inner}), limits=Limits(archives=True))
    assert caught.value.parameters == {
        "name": "来信.zip",
        "where": "包.zip: deep/坏.docx: word/vbaProject.bin",
    }


def test_archive_nested_deeper_than_allowed_is_refused() -> None:
    content = samples.package({"a.txt": "x"})
    for _ in range(3):
        content = samples.package({"a.zip": content})
    with pytest.raises(Refused) as caught:
        examine("a.zip", content, limits=Limits(archives=True, depth=2))
    assert caught.value.reason is Reason.NESTED_TOO_DEEP


def test_unpacked_sizes_add_up_over_all_levels() -> None:
    inner = samples.package({"a.txt": "x" * 600_000})
    limits = Limits(archives=True, unpacked=MEBIBYTE)
    assert examine("a.zip", samples.package({"a.zip": inner}), limits=limits).kind is Kind.ZIP
    with pytest.raises(Refused) as caught:
        examine("a.zip", samples.package({"a.zip": inner, "b.zip": inner}), limits=limits)
    assert caught.value.reason is Reason.BOMB


def test_elements_are_counted_over_all_parts() -> None:
    body = "<w:p/>" * 300
    content = samples.docx(body, word__footnotes_dot_xml=f"<a>{'<b/>' * 300}</a>")
    with pytest.raises(Refused) as caught:
        examine("a.docx", content, limits=Limits(elements=600))
    assert caught.value.parameters["where"] == "more than 600 elements"
    assert examine("a.docx", content, limits=Limits(elements=610)).kind is Kind.DOCX


def test_overlapping_members_are_refused_as_a_bomb() -> None:
    """Two directory entries that point to one body: the sum of packed sizes exceeds the file."""
    content = samples.package({"a.txt": b"0123456789" * 60, "b.txt": b"x"}, packing=zipfile.ZIP_STORED)
    first = content.index(b"PK\x01\x02")
    entry = content[first : first + 46 + 5]
    forged = content[:first] + entry + entry.replace(b"a.txt", b"c.txt") + content[content.index(b"PK\x05\x06") :]
    with pytest.raises(Refused) as caught:
        examine("a.zip", forged, limits=Limits(archives=True))
    assert caught.value.reason is Reason.BOMB


def test_file_on_disk_is_examined_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(samples.docx())
    assert examine("建议.docx", path) == examine("建议.docx", path.read_bytes())
    with path.open("rb") as stream:
        assert examine("建议.docx", stream).kind is Kind.DOCX


def test_missing_file_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        examine("a.txt", tmp_path / "missing")
