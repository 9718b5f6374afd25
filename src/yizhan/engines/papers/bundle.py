# SPDX-License-Identifier: Apache-2.0
"""The parts of a .docx put into one file; the same paper always gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from yizhan.engines.papers import measures
from yizhan.engines.papers.markup import RELATIONSHIPS, element, field, paragraph, run, serialised
from yizhan.engines.papers.styles import PAGE_NUMBER, styles_part

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/footer1.xml": f"{_WORD}.footer+xml",
    "/word/footer2.xml": f"{_WORD}.footer+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
#: Identifiers under which the document refers to its footers.
ODD_FOOTER, EVEN_FOOTER = "rId3", "rId4"


def docx(body: list[Element], *, title: str, author: str, day: date) -> bytes:
    """A whole file around the elements of its body."""
    document = element("document", element("body", *body, _section()))
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {"rId1": ("officeDocument", "word/document.xml"), "rId2": ("core", "docProps/core.xml")}
        ),
        "word/document.xml": serialised(document),
        "word/_rels/document.xml.rels": _relationships(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("settings", "settings.xml"),
                ODD_FOOTER: ("footer", "footer1.xml"),
                EVEN_FOOTER: ("footer", "footer2.xml"),
            }
        ),
        "word/styles.xml": styles_part(),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
        "docProps/core.xml": _core(title, author, day),
    }
    return _zipped(parts)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, date_time=_EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # the same on every system
            archive.writestr(member, content, compresslevel=6)
    return buffer.getvalue()


def _section() -> Element:
    """Page, margins and grid (clauses 5.1, 5.2.1, 5.2.3); footers for odd and even pages (clause 7.5)."""
    footers = []
    for kind, identifier in (("even", EVEN_FOOTER), ("default", ODD_FOOTER)):
        reference = element("footerReference", type_=kind)
        reference.set(f"{{{RELATIONSHIPS}}}id", identifier)
        footers.append(reference)
    margins = element(
        "pgMar",
        top=measures.TOP,
        right=measures.RIGHT,
        bottom=measures.BOTTOM,
        left=measures.LEFT,
        header=measures.HEADER,
        footer=measures.FOOTER,
        gutter=0,
    )
    return element(
        "sectPr",
        *footers,
        element("pgSz", w=measures.PAGE_WIDTH, h=measures.PAGE_HEIGHT),
        margins,
        element("docGrid", type_="linesAndChars", linePitch=measures.LINE_PITCH, charSpace=measures.CHARACTER_SPACE),
    )


def _footer(side: str) -> bytes:
    """The page number — 1 —, one character in from the outer edge: right on odd pages, left on even (clause 7.5)."""
    indent = element("ind", **{side: measures.SIZE_4 * 10})
    number = paragraph(
        PAGE_NUMBER, run("— "), *field("PAGE", "1"), run(" —"), properties=[indent, element("jc", val=side)]
    )
    return serialised(element("ftr", number))


def _settings() -> bytes:
    compatibility = element(
        "compat",
        element("spaceForUL"),
        element("balanceSingleByteDoubleByteWidth"),
        element("doNotLeaveBackslashAlone"),
        element("useFELayout"),
        element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
    )
    return serialised(
        element(
            "settings",
            element("evenAndOddHeaders"),
            element("characterSpacingControl", val="compressPunctuation"),
            compatibility,
        )
    )


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{content_type}"/>' for part, content_type in _CONTENT_TYPES.items()
    )
    relationships = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return _declared(f'<Types xmlns="{_PACKAGE}/content-types">{relationships}{overrides}</Types>')


def _relationships(targets: Mapping[str, tuple[str, str]]) -> bytes:
    kinds = {"core": f"{_PACKAGE}/relationships/metadata/core-properties"}
    entries = "".join(
        f'<Relationship Id="{identifier}" Type="{kinds.get(kind, f"{RELATIONSHIPS}/{kind}")}" Target="{target}"/>'
        for identifier, (kind, target) in targets.items()
    )
    return _declared(f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>')


def _core(title: str, author: str, day: date) -> bytes:
    moment = f'<dcterms:created xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:created>'
    return _declared(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>{moment}</cp:coreProperties>"
    )


def _declared(markup: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{markup}'.encode()
