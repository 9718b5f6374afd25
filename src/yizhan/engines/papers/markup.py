# SPDX-License-Identifier: Apache-2.0
"""The few pieces of WordprocessingML (ECMA-376 part 1, chapter 17) that a paper is made of."""

from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The prefixes every other writer of these files uses; they are only names, but people do read the parts.
ElementTree.register_namespace("w", NAMESPACE)
ElementTree.register_namespace("r", RELATIONSHIPS)


def named(tag: str) -> str:
    """The full name of an element or attribute of the `w:` namespace."""
    return f"{{{NAMESPACE}}}{tag}"


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """A `w:` element with `w:` attributes; a trailing underscore of an attribute is dropped (`type_`)."""
    made = Element(named(tag))
    for name, value in attributes.items():
        made.set(named(name.rstrip("_")), str(value))
    made.extend(children)
    return made


def fonts(name: str) -> Element:
    """One font for all scripts: without `eastAsia` Chinese text would fall back to the theme."""
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run(text: str, *, font: str = "", size: int = 0, colour: str = "") -> Element:
    """Text in one format; what is not given comes from the paragraph's style. Sizes are in half points."""
    properties = element("rPr")
    names = fonts(font) if font else element("rFonts")
    # Quotation marks and dashes exist in both scripts; here they are always the Chinese ones.
    names.set(named("hint"), "eastAsia")
    properties.append(names)
    if colour:
        properties.append(element("color", val=colour))
    if size:
        properties.extend([element("sz", val=size), element("szCs", val=size)])
    written = element("t")
    written.text = text
    written.set(_SPACE, "preserve")
    return element("r", properties, written)


def tab() -> Element:
    """A step to the next tab stop."""
    return element("r", element("tab"))


def line_break() -> Element:
    """A new line in the same paragraph."""
    return element("r", element("br"))


def field(instruction: str, shown: str) -> list[Element]:
    """A field that Word fills in, such as PAGE, with what is shown until then."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    steps = (element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    begin, separate, end = (element("r", step) for step in steps)
    return [begin, element("r", code), separate, run(shown), end]


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """A paragraph of that style; `properties` come in the order of the schema, behind the style."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *content)


def serialised(root: Element) -> bytes:
    """A part as bytes, always the same for the same elements."""
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written
