# SPDX-License-Identifier: Apache-2.0
"""Message ids in templates, read by Django's own parser: what it would look up, with the spaces it would trim."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template import Origin, TemplateSyntaxError
from django.template.base import DebugLexer, FilterExpression, Node, NodeList, Parser, Token, Variable
from django.template.engine import Engine
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise

from findings import Finding
from message_ids.asked import Asked

#: What a parsed template is made of; everything else an object holds (tokens, origins, functions) has no words.
_PARTS = (Node, FilterExpression, Variable, TokenBase)


def asked_in(path: Path, shown: str, engine: Engine) -> tuple[list[Asked], list[Finding]]:
    """The ids in one template, and what keeps it from being read."""
    source = path.read_text(encoding="utf-8")
    try:
        nodes = _parsed(source, path, engine)
    except TemplateSyntaxError as fault:
        token: Token | None = getattr(fault, "token", None)
        return [], [Finding(shown, token.lineno or 1 if token else 1, f"the template cannot be read: {fault}")]
    asked = [Asked(shown, line, *message) for line, message in _messages(nodes, 1, set())]
    doubled = [
        Finding(shown, one.line, f'"{one.id}": a percent sign in _("…") is shown twice; use translate or "per cent"')
        for one in asked
        if "%%" in one.id and f'_("{one.id.replace("%%", "%")}")' in source
    ]
    return asked, doubled


def _parsed(source: str, path: Path, engine: Engine) -> NodeList:
    origin = Origin(str(path), template_name=path.name)
    return Parser(DebugLexer(source).tokenize(), engine.template_libraries, engine.template_builtins, origin).parse()


def _messages(part: Any, line: int, seen: set[int]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Walk a parsed template: line, (id, plural, context)."""
    if isinstance(part, Promise):
        yield line, (str(part._args[-1]), "", "")  # type: ignore[attr-defined]  # what a lazy text was made of
    elif isinstance(part, dict):
        yield from _messages(list(part.values()), line, seen)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _messages(one, line, seen)
    elif isinstance(part, _PARTS) and id(part) not in seen:
        seen.add(id(part))
        token = getattr(part, "token", None)
        line = token.lineno or line if isinstance(token, Token) else line
        yield from _own(part, line)
        if not isinstance(part, Variable):
            yield from _messages(_held_by(part), line, seen)


def _held_by(part: Any) -> list[Any]:
    """The values of an object, whether it keeps them in slots or not; an open tag's parent is not inside it."""
    names = [*getattr(part, "__slots__", ()), *getattr(part, "__dict__", ())]
    return [getattr(part, name, None) for name in names if name != "parent"]


def _own(part: Any, line: int) -> Iterator[tuple[int, tuple[str, str, str]]]:
    if isinstance(part, TranslateNode) and not part.noop:
        text = part.filter_expression.var.literal
        if text is not None:
            yield line, (str(text).replace("%", "%%"), "", _context(part))
    elif isinstance(part, BlockTranslateNode):
        singular, _ = part.render_token_list(part.singular)
        plural = part.render_token_list(part.plural)[0] if part.plural else ""
        yield line, (singular, plural, _context(part))


def _context(node: Any) -> str:
    return str(node.message_context.var) if node.message_context else ""
