# SPDX-License-Identifier: Apache-2.0
"""What stands in .doc, .xls and .ppt files of 1997-2003 that must not be kept; also Office files that are locked."""

import re
import struct

from yizhan.engines.media.compound import Compound
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.refusals import Reason, Refused

_MAIN_STREAMS = (
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("PowerPoint Document", Kind.PPT),
)
_LOCKED = {"EncryptedPackage", "EncryptionInfo", "EncryptedSummary", "\x09DRMContent"}
_MACROS = {"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "PROJECTwm"}
_FORMULA = "Equation Native"
_PACKED_FILE = "\x01Ole10Native"
#: The field sign, then DDE or DDEAUTO, in eight-bit and in sixteen-bit text ([MS-DOC] 2.9.90).
_DDE_FIELD = re.compile(
    rb"\x13\s{0,8}DDE(?:AUTO)?[\s\x14\x15]|\x13\0(?:\s\0){0,8}D\0D\0E\0(?:A\0U\0T\0O\0)?[\s\x14\x15]\0",
    re.IGNORECASE,
)
_RECORDS = 200_000
_FILE_PASS, _BOUND_SHEET, _SUP_BOOK, _END_OF_STREAM = 0x2F, 0x85, 0x1AE, 0x0A
_MOST_WORKBOOK = 64 * 1024 * 1024


def inspect(content: bytes) -> Kind:
    """The kind of a compound file; raises Refused (LOCKED, MACROS, EMBEDDED_OBJECT, DYNAMIC_EXCHANGE, UNKNOWN_KIND)."""
    compound = Compound(content)
    _refuse_dangerous_streams(compound)
    for name, kind in _MAIN_STREAMS:
        if name in compound.names:
            _INSPECTIONS[kind](compound, content, name)
            return kind
    raise Refused(Reason.UNKNOWN_KIND)


def inspect_embedded(content: bytes) -> None:
    """Accept an OLE object inside a document only if it is a formula or an Office document that may itself be kept."""
    if _FORMULA in Compound(content).names:
        return
    try:
        inspect(content)
    except Refused as refusal:
        reason = Reason.EMBEDDED_OBJECT if refusal.reason is Reason.UNKNOWN_KIND else refusal.reason
        raise Refused(reason, **refusal.parameters) from refusal


def _refuse_dangerous_streams(compound: Compound) -> None:
    for names, reason in ((_LOCKED, Reason.LOCKED), (_MACROS, Reason.MACROS)):
        found = names & compound.names
        if found:
            raise Refused(reason, where=min(found))
    if _PACKED_FILE in compound.names:
        raise Refused(Reason.EMBEDDED_OBJECT, where="Ole10Native")


def _inspect_word(compound: Compound, content: bytes, stream: str) -> None:
    head = compound.head(stream, 32)
    (flags,) = struct.unpack_from("<H", head, 0x0A)
    if flags & 0x0100:  # fEncrypted, [MS-DOC] 2.5.2
        raise Refused(Reason.LOCKED, where="WordDocument")
    if _DDE_FIELD.search(content):
        raise Refused(Reason.DYNAMIC_EXCHANGE, where="a DDE field")


def _inspect_excel(compound: Compound, _content: bytes, stream: str) -> None:
    workbook = compound.head(stream, _MOST_WORKBOOK)
    offset = 0
    for _ in range(_RECORDS):
        if offset + 4 > len(workbook):
            return
        record, length = struct.unpack_from("<HH", workbook, offset)
        if record == _END_OF_STREAM:
            return
        _refuse_record(record, workbook[offset + 4 : offset + 4 + length])
        offset += 4 + length


def _refuse_record(record: int, body: bytes) -> None:
    """Records of the workbook's global part, [MS-XLS] 2.4: encryption, Excel 4 macro sheets, DDE sources."""
    if record == _FILE_PASS:
        raise Refused(Reason.LOCKED, where="FilePass")
    if record == _BOUND_SHEET and len(body) > 5 and body[5] == 1:
        raise Refused(Reason.MACROS, where="an Excel 4 macro sheet")
    if record == _SUP_BOOK and len(body) > 4 and body[:2] == b"\0\0" and b"\x03" in body[4:]:
        raise Refused(Reason.DYNAMIC_EXCHANGE, where="a DDE source")


def _inspect_powerpoint(compound: Compound, _content: bytes, _stream: str) -> None:
    user = compound.head("Current User", 16)
    if len(user) == 16 and struct.unpack_from("<I", user, 12)[0] == 0xF3D1C4DF:  # [MS-PPT] 2.3.2, headerToken
        raise Refused(Reason.LOCKED, where="Current User")


_INSPECTIONS = {Kind.DOC: _inspect_word, Kind.XLS: _inspect_excel, Kind.PPT: _inspect_powerpoint}
