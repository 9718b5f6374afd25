# SPDX-License-Identifier: Apache-2.0
"""What stands in packages (.docx, .xlsx, .pptx, .ods, .ofd) that must not be kept."""

import posixpath
import re
from collections.abc import Mapping

from yizhan.engines.media import legacy_office, markup
from yizhan.engines.media.compound import SIGNATURE
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.packages import Package
from yizhan.engines.media.refusals import Reason, Refused

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPES = (
    ("wordprocessingml.document.main+xml", Kind.DOCX),
    ("spreadsheetml.sheet.main+xml", Kind.XLSX),
    ("presentationml.presentation.main+xml", Kind.PPTX),
)
_MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "intlmacrosheet", "activex")
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
#: Relationships that may point outside because nothing is loaded before a person clicks (ECMA-376 part 1, 12.3).
_CLICKED_RELATIONSHIPS = ("/hyperlink",)
#: A field that starts a program, also when its name is spelt by character codes: { QUOTE 68 68 69 … }.
_DDE = re.compile(r"\bDDE(?:AUTO)?\b|\bQUOTE(?:\s+\d{2,3}){3}", re.IGNORECASE)
_MOST_INSTRUCTION = 1_000_000
_XML_ENDINGS = (".xml", ".rels")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C\0|E\0N\0T\0)", re.IGNORECASE)


def kind_of(package: Package) -> Kind | None:
    """The kind of document a package is; None for an ordinary archive. Raises Refused (PROGRAM, MACROS)."""
    names = package.members
    if {"META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex"} & names.keys():
        raise Refused(Reason.PROGRAM, where="a Java or Android package")
    if _CONTENT_TYPES in names:
        return _kind_by_content_types(package)
    if "OFD.xml" in names:
        return Kind.OFD
    if "mimetype" in names:
        return Kind.ODS if package.head("mimetype", 128).strip() == _ODS_TYPE else None
    return None


def _kind_by_content_types(package: Package) -> Kind | None:
    types: list[str] = []

    def note(_name: str, attributes: Mapping[str, str]) -> None:
        types.append(attributes.get("ContentType", "").lower())

    with package.stream(_CONTENT_TYPES) as stream:
        markup.scan(stream, _CONTENT_TYPES, start=_counted(package, note))
    for content_type in types:
        if any(mark in content_type for mark in _MACRO_TYPES):
            raise Refused(Reason.MACROS, where=content_type.rpartition(".")[2] or content_type)
    return next((kind for mark, kind in _MAIN_TYPES if any(t.endswith(mark) for t in types)), None)


def inspect(package: Package) -> list[str]:
    """Check every part of a document package; returns the names of embedded packages, which are to be examined too.

    Raises Refused: MACROS, LOCKED, EMBEDDED_OBJECT, OUTSIDE_REFERENCE, DYNAMIC_EXCHANGE, ENTITY, BROKEN.
    """
    embedded = []
    for name in package.files():
        _refuse_by_name(name)
        lowered = name.lower()
        if lowered.endswith(_XML_ENDINGS):
            _inspect_markup(package, name)
        elif lowered.endswith(".vml"):
            _inspect_drawing(package, name)
        elif "/embeddings/" in lowered and _inspect_embedding(package, name):
            embedded.append(name)
    return embedded


def _refuse_by_name(name: str) -> None:
    lowered = name.lower()
    is_macro = posixpath.basename(lowered).startswith(("vbaproject", "vbadata")) or "/macrosheets/" in lowered
    if is_macro or lowered.startswith(("basic/", "scripts/")):
        raise Refused(Reason.MACROS, where=name)
    if "/activex/" in lowered:
        raise Refused(Reason.SCRIPT, where=name)


def _inspect_markup(package: Package, name: str) -> None:
    if name.startswith("word/") and not name.endswith(".rels"):
        _inspect_fields(package, name)
        return
    check = _element_check(name)
    with package.stream(name) as stream:
        markup.scan(stream, name, start=None if check is None else _counted(package, check))


def _counted(package: Package, check: markup.StartElement) -> markup.StartElement:
    meet_element = package.account.meet_element

    def start(name: str, attributes: Mapping[str, str]) -> None:
        meet_element()
        check(name, attributes)

    return start


def _element_check(name: str) -> markup.StartElement | None:
    if name.endswith(".rels"):
        return _relationship_check(name)
    if name.startswith("xl/externalLinks/") or name == "content.xml":
        return _link_check(name)
    return _encryption_check(name) if name == "META-INF/manifest.xml" else None


def _relationship_check(part: str) -> markup.StartElement:
    def check(_name: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("TargetMode", "").lower() != "external":
            return
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if not kind.endswith(_CLICKED_RELATIONSHIPS):
            raise Refused(Reason.OUTSIDE_REFERENCE, where=f"{part}: {kind.rpartition('/')[2]} {target}")

    return check


def _link_check(part: str) -> markup.StartElement:
    def check(name: str, _attributes: Mapping[str, str]) -> None:
        if name in {"ddeLink", "dde-link", "dde-connection", "dde-source"}:
            raise Refused(Reason.DYNAMIC_EXCHANGE, where=f"{part}: {name}")
        if name in {"oleLink", "table-source"}:
            raise Refused(Reason.OUTSIDE_REFERENCE, where=f"{part}: {name}")

    return check


def _encryption_check(part: str) -> markup.StartElement:
    def check(name: str, _attributes: Mapping[str, str]) -> None:
        if name == "encryption-data":
            raise Refused(Reason.LOCKED, where=part)

    return check


def _inspect_fields(package: Package, part: str) -> None:
    """Look for DDE in field instructions; Word may split one word over several runs, so all of a part are joined."""
    instructions = _Instructions()
    with package.stream(part) as stream:
        start = _counted(package, instructions.start)
        markup.scan(stream, part, start=start, end=instructions.end, text=instructions.text)
    if _DDE.search("".join(instructions.parts)):
        raise Refused(Reason.DYNAMIC_EXCHANGE, where=f"{part}: a DDE field")


class _Instructions:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self._is_inside = False
        self._collected = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._is_inside = name in {"instrText", "delInstrText"}
        if name == "fldSimple":
            self.parts.append(f" {next((v for k, v in attributes.items() if k.endswith('instr')), '')} ")
        elif name == "fldChar":
            self.parts.append(" ")

    def end(self, _name: str) -> None:
        self._is_inside = False

    def text(self, characters: str) -> None:
        if self._is_inside and self._collected < _MOST_INSTRUCTION:
            self.parts.append(characters)
            self._collected += len(characters)


def _inspect_drawing(package: Package, name: str) -> None:
    """Old drawings (.vml) are not always well-formed XML, so only the declarations are looked for."""
    if _DOCTYPE.search(package.read(name)):
        raise Refused(Reason.ENTITY, where=name)


def _inspect_embedding(package: Package, name: str) -> bool:
    """Whether an embedded part is a package of its own; an OLE object is checked by its directory at once."""
    head = package.head(name, 8)
    if head == SIGNATURE:
        try:
            legacy_office.inspect_embedded(package.read(name))
        except Refused as refusal:
            raise Refused(refusal.reason, where=name) from refusal
        return False
    if head.startswith(b"PK"):
        return True
    raise Refused(Reason.EMBEDDED_OBJECT, where=name)
