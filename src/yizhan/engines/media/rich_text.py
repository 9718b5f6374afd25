# SPDX-License-Identifier: Apache-2.0
"""What stands in an RTF file that must not be kept: embedded objects, DDE fields, templates loaded from outside."""

import re

from yizhan.engines.media.refusals import Reason, Refused

_OBJECT = re.compile(rb"\\(?:objdata|objocx|objhtml|objemb)(?![a-z])", re.IGNORECASE)
_LINK = re.compile(rb"\\(?:objautlink|objupdate|objlink)(?![a-z])|\\\*\s*\\template(?![a-z])", re.IGNORECASE)
_FIELD = re.compile(rb"\\fldinst(?![a-z])")
_LONGEST_FIELD = 2_048
_MOST_FIELDS = 10_000
#: Formatting between the letters of an instruction, which Word ignores and a search must too.
_FORMATTING = re.compile(rb"[{}\r\n]|\\\*|\\[a-z]{1,32}-?\d{0,10} ?", re.IGNORECASE)
_DDE = re.compile(rb"DDE(?:AUTO)?(?=\s)", re.IGNORECASE)
_INCLUDE = re.compile(rb"INCLUDE(?:PICTURE|TEXT)\s+\"?\s*(?:https?:|file:|\\\\)", re.IGNORECASE)


def inspect(content: bytes) -> None:
    """Raises Refused: EMBEDDED_OBJECT, OUTSIDE_REFERENCE, DYNAMIC_EXCHANGE, BOMB (too many fields to look into)."""
    if _OBJECT.search(content):
        raise Refused(Reason.EMBEDDED_OBJECT, where="objdata")
    if _LINK.search(content):
        raise Refused(Reason.OUTSIDE_REFERENCE, where="a linked object or template")
    for number, field in enumerate(_FIELD.finditer(content)):
        if number == _MOST_FIELDS:
            raise Refused(Reason.BOMB, where=f"more than {_MOST_FIELDS} fields")
        following = content[field.end() : field.end() + _LONGEST_FIELD]
        instruction = _FORMATTING.sub(b"", following).lstrip()
        if _DDE.match(instruction):
            raise Refused(Reason.DYNAMIC_EXCHANGE, where="a DDE field")
        if _INCLUDE.match(instruction):
            raise Refused(Reason.OUTSIDE_REFERENCE, where="an included picture or text")
