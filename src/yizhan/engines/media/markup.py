# SPDX-License-Identifier: Apache-2.0
"""XML read as a stream by expat: no tree, no entities, no document type, nothing fetched."""

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from yizhan.engines.media.refusals import Reason, Refused

_CHUNK = 1 << 20
#: A comment or tag that never ends is read again from its beginning with every chunk.
_LONGEST_TOKEN = 8 << 20
_DEEPEST = 256

StartElement = Callable[[str, Mapping[str, str]], None]
EndElement = Callable[[str], None]
Text = Callable[[str], None]


def scan(
    stream: IO[bytes],
    where: str,
    *,
    start: StartElement | None = None,
    end: EndElement | None = None,
    text: Text | None = None,
) -> None:
    """Read one XML part to its end, calling back for elements (names without prefix) and text.

    Raises Refused: ENTITY for any document type declaration (XXE, entity bombs; ASVS 5.0 1.5.1), BROKEN when the part
    is not well-formed, nests deeper than 256 elements, or has a tag or comment of more than 8 MB.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuser(where)
    if start is not None or end is not None:
        _follow_elements(parser, start, end, where)
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        _feed(parser, stream, where)
    except expat.ExpatError as error:
        raise Refused(Reason.BROKEN, where=f"{where}, line {error.lineno}") from error


def _feed(parser: expat.XMLParserType, stream: IO[bytes], where: str) -> None:
    fed = 0
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise Refused(Reason.BROKEN, where=f"{where}: a tag or comment without end")
    parser.Parse(b"", True)


def _refuser(where: str) -> Callable[[str, str | None, str | None, bool], None]:
    def refuse(_name: str, _system: str | None, _public: str | None, _internal: bool) -> None:
        raise Refused(Reason.ENTITY, where=where)

    return refuse


def _follow_elements(
    parser: expat.XMLParserType, start: StartElement | None, end: EndElement | None, where: str
) -> None:
    depth = 0

    def enter(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Refused(Reason.BROKEN, where=f"{where}: nested too deep")
        if start is not None:
            start(_local(name), attributes)

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(_local(name))

    parser.StartElementHandler = enter
    parser.EndElementHandler = leave


def _local(name: str) -> str:
    return name.rpartition(":")[2]
