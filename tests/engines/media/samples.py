# SPDX-License-Identifier: Apache-2.0
"""Small files of every kind, built byte by byte, so that a test says exactly what is wrong with its own."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(9) + b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00" + b"\xff\xd9"
)
GIF = b"GIF89a" + struct.pack("<HH", 32, 16) + bytes(4) + b";"
WEBP = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (31).to_bytes(3, "little") + (15).to_bytes(3, "little")
_LOSSLESS_SIZE = (31 | 15 << 14).to_bytes(4, "little")
WEBP_LOSSLESS = b"RIFF\x20\0\0\0WEBPVP8L\x0a\0\0\0\x2f" + _LOSSLESS_SIZE + bytes(8)
WEBP_LOSSY = b"RIFF\x20\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 32, 16) + bytes(4)
MP4 = b"\0\0\0\x18ftypisom" + bytes(12) + b"\0\0\0\x08moov"
M4A = b"\0\0\0\x18ftypM4A " + bytes(12) + b"\0\0\0\x08moov"
MOV = b"\0\0\0\x14ftypqt  " + bytes(8) + b"\0\0\0\x08moov"
HEIC = b"\0\0\0\x18ftypheic" + bytes(12)
MP3 = b"ID3\x04" + bytes(64)
AMR = b"#!AMR\n" + bytes(32)
RTF_FONTS = b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce;}}"
RTF = RTF_FONTS + b"\\f0 \\'c4\\'e3\\'ba\\'c3\\par \\u19990?\\u30028?}"


def png(width: int = 32, height: int = 16) -> bytes:
    """A picture of that size whose pixels are missing."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + bytes(9) + b"IEND\xaeB`\x82"


def package(members: Mapping[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return buffer.getvalue()


def content_types(main: str) -> str:
    """The part that says what a package is."""
    return f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'


def docx(body: str = "", **parts: bytes | str) -> bytes:
    """A document with this WordprocessingML body; other parts by name, `__` for `/` and `_dot_` for a point."""
    document = f'<w:document xmlns:w="{_WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": content_types(_WORD), "word/document.xml": document} | _named(parts))


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def xlsx(**parts: bytes | str) -> bytes:
    """A workbook package without sheets: enough to be examined, not to be read."""
    return package({"[Content_Types].xml": content_types(_SHEET), "xl/workbook.xml": "<workbook/>"} | _named(parts))


def pptx(**parts: bytes | str) -> bytes:
    """A package of slides."""
    return package({"[Content_Types].xml": content_types(_SLIDES), "ppt/presentation.xml": "<p/>"} | _named(parts))


def _named(parts: Mapping[str, bytes | str]) -> dict[str, bytes | str]:
    return {name.replace("_dot_", ".").replace("__", "/"): content for name, content in parts.items()}


def relationships(kind: str, target: str, *, mode: str = "External") -> str:
    """A .rels part with one relationship."""
    return (
        f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Target="{target}" TargetMode="{mode}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )


def ofd(*pages: str) -> bytes:
    """A fixed-layout document; each page is the XML inside its layer."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts = {
        "OFD.xml": f"<ofd:OFD {space}>{root}</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for n, page in enumerate(pages):
        content = f"<ofd:Page {space}><ofd:Content>{page}</ofd:Content></ofd:Page>"
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = content
    return package(parts)


def ofd_line(text: str, *, top: float = 30, x: float = 0) -> str:
    """A text object of an OFD page, in millimetres from the top."""
    return (
        f'<ofd:TextObject Boundary="30 {top} 150 6"><ofd:TextCode X="{x}" Y="5">{text}</ofd:TextCode></ofd:TextObject>'
    )


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of one empty page with more objects and trailer entries."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        *objects,
    ]
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(bodies) + 1, table)
    return content + b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)


def pdf_stream(dictionary: bytes, content: bytes) -> bytes:
    """A stream object packed by Flate."""
    packed = zlib.compress(content)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(packed), packed)


def text_pdf(*lines: str) -> bytes:
    """A PDF with Latin lines that a reader can extract."""
    shown = b"".join(b"(%b) Tj T* " % line.encode("ascii") for line in lines)
    objects = (
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
        pdf_stream(b"", b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b"ET"),
    )
    return pdf(*objects).replace(b"/MediaBox", b"/Resources 4 0 R/Contents 5 0 R/MediaBox")


def doc(text: str, *, flags: int = 0, **streams: bytes) -> bytes:
    """A Word 97 document: header, one piece of sixteen-bit text, its piece table."""
    encoded = text.encode("utf-16-le")
    head = bytearray(512)
    struct.pack_into("<HH", head, 0, 0xA5EC, 193)
    struct.pack_into("<H", head, 0x0A, 0x0200 | flags)
    struct.pack_into("<II", head, 0x18, 512, 512 + len(encoded))
    pieces = struct.pack("<II", 0, len(encoded) // 2) + struct.pack("<HIH", 0, 512, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    return compound({"WordDocument": bytes(head) + encoded, "1Table": table, **streams})


def xls(*records: tuple[int, bytes]) -> bytes:
    """A workbook stream of BIFF records, then its end."""
    body = b"".join(struct.pack("<HH", record, len(content)) + content for record, content in records)
    return compound({"Workbook": body + struct.pack("<HH", 0x0A, 0)})


def compound(streams: Mapping[str, bytes], *, mini_cutoff: int = 4096) -> bytes:
    """An OLE compound file: header, table, directory, small sectors, then each stream in sectors of its own."""
    small = {name: content for name, content in streams.items() if len(content) < mini_cutoff}
    mini_stream, mini_table, mini_first = b"", [], {}
    for name, content in small.items():
        mini_first[name] = len(mini_table)
        count = -(-len(content) // 64)
        mini_table += [len(mini_table) + n + 1 for n in range(count - 1)] + [_END] * bool(count)
        mini_stream += content.ljust(count * 64, b"\0")
    large = {name: content for name, content in streams.items() if name not in small}
    entries = 1 + len(streams)
    parts = [bytes(entries * 128), b"".join(struct.pack("<I", n) for n in mini_table), mini_stream, *large.values()]
    fat_sectors = 1 + sum(-(-len(part) // 512) for part in parts) // 120
    fat, first = [0xFFFFFFFD] * fat_sectors, []
    for part in parts:
        count = max(1, -(-len(part) // 512))
        first.append(len(fat))
        fat += [len(fat) + n + 1 for n in range(count - 1)] + [_END]
    starts = dict(zip(large, first[3:], strict=True)) | mini_first
    directory = _entry("Root Entry", 5, first[2], len(mini_stream))
    directory += b"".join(_entry(name, 2, starts[name], len(content)) for name, content in streams.items())
    fat += [0xFFFFFFFF] * (fat_sectors * 128 - len(fat))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 0x2C, fat_sectors)
    mini_sectors = -(-len(parts[1]) // 512)
    struct.pack_into("<7I", header, 0x30, first[0], 0, mini_cutoff, first[1], mini_sectors, _END, 0)
    struct.pack_into("<109I", header, 0x4C, *range(fat_sectors), *[0xFFFFFFFF] * (109 - fat_sectors))
    body = b"".join(_padded(part) for part in [directory, *parts[1:]])
    return bytes(header) + struct.pack(f"<{len(fat)}I", *fat) + body


_END = 0xFFFFFFFE


def _padded(content: bytes) -> bytes:
    return content.ljust(max(1, -(-len(content) // 512)) * 512, b"\0")


def _entry(name: str, kind: int, first_sector: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(128)
    entry[: len(encoded)] = encoded
    struct.pack_into("<HBB3I", entry, 64, len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<IQ", entry, 116, first_sector, size)
    return bytes(entry)
