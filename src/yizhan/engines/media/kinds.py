# SPDX-License-Identifier: Apache-2.0
"""The kinds of file that are accepted, and the signatures that tell what a file really is.

A signature answers for the outer form only: what a zip or an OLE container holds is told by `packages` and `compound`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

#: Bytes of the beginning that every signature needs.
HEAD_BYTES = 4096


class Kind(StrEnum):
    """What a file really is; the value is stable."""

    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    OFD = "ofd"
    ODS = "ods"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    RTF = "rtf"
    PDF = "pdf"
    TXT = "txt"
    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    HEIC = "heic"
    MP3 = "mp3"
    M4A = "m4a"
    AMR = "amr"
    MP4 = "mp4"
    MOV = "mov"
    ZIP = "zip"


class Family(StrEnum):
    """What a person would call it: decides previews and the words of a refusal."""

    DOCUMENT = "document"
    TABLE = "table"
    SLIDES = "slides"
    PICTURE = "picture"
    VOICE = "voice"
    VIDEO = "video"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Trait:
    """What goes with a kind: its family, the media type to answer with, and the endings it may carry."""

    family: Family
    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."

#: WPS names its files .wps, .et and .dps; inside they are the same containers as .doc/.docx, .xls/.xlsx, .ppt/.pptx.
TRAITS: Mapping[Kind, Trait] = MappingProxyType(
    {
        Kind.DOCX: Trait(Family.DOCUMENT, f"{_OFFICE}wordprocessingml.document", (".docx", ".wps")),
        Kind.XLSX: Trait(Family.TABLE, f"{_OFFICE}spreadsheetml.sheet", (".xlsx", ".et")),
        Kind.PPTX: Trait(Family.SLIDES, f"{_OFFICE}presentationml.presentation", (".pptx", ".dps")),
        Kind.OFD: Trait(Family.DOCUMENT, "application/ofd", (".ofd",)),
        Kind.ODS: Trait(Family.TABLE, "application/vnd.oasis.opendocument.spreadsheet", (".ods",)),
        Kind.DOC: Trait(Family.DOCUMENT, "application/msword", (".doc", ".wps")),
        Kind.XLS: Trait(Family.TABLE, "application/vnd.ms-excel", (".xls", ".et")),
        Kind.PPT: Trait(Family.SLIDES, "application/vnd.ms-powerpoint", (".ppt", ".dps")),
        Kind.RTF: Trait(Family.DOCUMENT, "application/rtf", (".rtf", ".doc")),
        Kind.PDF: Trait(Family.DOCUMENT, "application/pdf", (".pdf",)),
        Kind.TXT: Trait(Family.DOCUMENT, "text/plain", (".txt",)),
        Kind.CSV: Trait(Family.TABLE, "text/csv", (".csv",)),
        Kind.TSV: Trait(Family.TABLE, "text/tab-separated-values", (".tsv",)),
        Kind.JSONL: Trait(Family.TABLE, "application/jsonl", (".jsonl",)),
        Kind.JPEG: Trait(Family.PICTURE, "image/jpeg", (".jpg", ".jpeg", ".jfif")),
        Kind.PNG: Trait(Family.PICTURE, "image/png", (".png",)),
        Kind.GIF: Trait(Family.PICTURE, "image/gif", (".gif",)),
        Kind.WEBP: Trait(Family.PICTURE, "image/webp", (".webp",)),
        Kind.HEIC: Trait(Family.PICTURE, "image/heic", (".heic", ".heif")),
        Kind.MP3: Trait(Family.VOICE, "audio/mpeg", (".mp3",)),
        Kind.M4A: Trait(Family.VOICE, "audio/mp4", (".m4a",)),
        Kind.AMR: Trait(Family.VOICE, "audio/amr", (".amr",)),
        Kind.MP4: Trait(Family.VIDEO, "video/mp4", (".mp4", ".m4v")),
        Kind.MOV: Trait(Family.VIDEO, "video/quicktime", (".mov",)),
        Kind.ZIP: Trait(Family.ARCHIVE, "application/zip", (".zip",)),
    }
)

#: Kinds that are plain text; which of them it is, only the ending tells.
TEXTUAL = frozenset({Kind.TXT, Kind.CSV, Kind.TSV, Kind.JSONL})

#: Endings that a double click runs or that a browser would execute; refused whatever the content.
PROGRAM_ENDINGS = frozenset(
    f".{ending}"
    for line in (
        "exe com scr pif cpl msi msp msix dll sys drv ocx gadget settingcontent-ms lnk url reg inf chm hlp",
        "bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta sh bash run py pl rb php jsp asp aspx",
        "jar class apk app appimage dmg pkg deb rpm iso img vhd",
        "htm html xhtml mht mhtml svg swf",
    )
    for ending in line.split()
)


class Outer(StrEnum):
    """Outer forms that must be opened before their kind is known."""

    PACKAGE = "package"
    COMPOUND = "compound"
    PROGRAM = "program"
    OTHER_ARCHIVE = "other archive"
    TEXT_OR_UNKNOWN = "text or unknown"


_SIGNATURES: tuple[tuple[bytes, Kind | Outer], ...] = (
    (b"PK\x03\x04", Outer.PACKAGE),
    (b"PK\x05\x06", Outer.PACKAGE),
    (b"PK\x07\x08", Outer.PACKAGE),
    (b"PK00PK", Outer.PACKAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Outer.COMPOUND),
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"#!AMR", Kind.AMR),
    (b"ID3", Kind.MP3),
    (b"7z\xbc\xaf\x27\x1c", Outer.OTHER_ARCHIVE),
    (b"Rar!\x1a\x07", Outer.OTHER_ARCHIVE),
    (b"\x1f\x8b", Outer.OTHER_ARCHIVE),
    (b"BZh", Outer.OTHER_ARCHIVE),
    (b"\xfd7zXZ\0", Outer.OTHER_ARCHIVE),
    (b"MSCF\0", Outer.OTHER_ARCHIVE),
    (b"MZ", Outer.PROGRAM),
    (b"\x7fELF", Outer.PROGRAM),
    (b"\xfe\xed\xfa\xce", Outer.PROGRAM),
    (b"\xfe\xed\xfa\xcf", Outer.PROGRAM),
    (b"\xce\xfa\xed\xfe", Outer.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Outer.PROGRAM),
    (b"\xca\xfe\xba\xbe", Outer.PROGRAM),
    (b"\x00asm", Outer.PROGRAM),
    (b"dex\n", Outer.PROGRAM),
    (b"ITSF", Outer.PROGRAM),
    (b"FWS", Outer.PROGRAM),
    (b"CWS", Outer.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Outer.PROGRAM),
    (b"!<arch>\n", Outer.PROGRAM),
    (b"#!", Outer.PROGRAM),
)

_BRANDS: Mapping[bytes, Kind] = MappingProxyType(
    {
        **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), Kind.HEIC),
        **dict.fromkeys((b"M4A ", b"M4B "), Kind.M4A),
        **dict.fromkeys(
            (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"),
            Kind.MP4,
        ),
        **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3gpp"), Kind.MP4),
        b"qt  ": Kind.MOV,
    }
)

#: MPEG audio of layer III: eleven sync bits, then neither a reserved version, bit rate nor sampling rate. The other
#: layers are out of use, and one of them begins like UTF-16.
_MPEG_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]")

_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|svg|\?php|iframe)\b", re.IGNORECASE)


def signature_of(head: bytes) -> Kind | Outer:
    """What the first `HEAD_BYTES` bytes say: a kind, or an outer form to open."""
    for signature, meaning in _SIGNATURES:
        if head.startswith(signature):
            is_doubtful = meaning in {Outer.PROGRAM, Outer.OTHER_ARCHIVE}
            return Outer.TEXT_OR_UNKNOWN if is_doubtful and _is_prose(head) else meaning
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], Outer.TEXT_OR_UNKNOWN)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    return Kind.MP3 if _MPEG_FRAME.match(head) else Outer.TEXT_OR_UNKNOWN


def _is_prose(head: bytes) -> bool:
    """Whether a signature of two or three letters merely begins a text ("MZ公司", "FWS 2026")."""
    return head[:2] != b"#!" and len(head) > 0 and not re.search(rb"[\x00-\x08\x0e-\x1f]", head)


def looks_like_web_page(head: bytes) -> bool:
    """Whether a text begins as a page a browser would run: such a file is no plain text, whatever its name."""
    return _WEB_PAGE.search(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:256]) is not None


def kinds_for(ending: str) -> tuple[Kind, ...]:
    """The kinds a name with this ending (".docx", lower case) may have."""
    return tuple(kind for kind, trait in TRAITS.items() if ending in trait.endings)
