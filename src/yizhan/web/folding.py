# SPDX-License-Identifier: Apache-2.0
"""Templates are folded as they are loaded: what cannot differ from page to page is rendered once.

Runs of nodes that depend on nothing but the language (texts, translations, addresses of files and pages, icons) become
one node that keeps its text per language. A component of `KEPT` that is included with `only` is rendered once for the
same properties. A page comes out byte for byte as without folding, and its template need not know.
"""

import dataclasses
import functools
import uuid
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, cast

from django.template.base import FilterExpression, Node, NodeList, Template, TextNode, TokenType
from django.template.context import Context
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached
from django.template.loaders.base import Loader as BaseLoader
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_htmx.templatetags.django_htmx import htmx_script

from yizhan.web.templatetags.icons import icon

#: Components that say nothing but what their properties, the language and the token of a form make them say (no clock,
#: no request, no query), and that are small or stand on every page.
KEPT = frozenset(
    f"components/{noun}.html"
    for noun in (
        *("account_menu", "brand", "button", "empty", "key_help", "rail", "search_field", "state", "steps_bar"),
        *("switch", "top_bar"),
    )
)

#: Renderings kept in one process before it begins anew; the largest has some 6 KiB.
_MOST = 1000

#: Tags that always answer the same for constant arguments.
_STEADY_TAGS = frozenset({icon, htmx_script})

#: Stands for the token of the form, which differs from page to page, in what is kept.
_TOKEN = "token-of-the-form"  # noqa: S105 -- a place, not a secret

_PLAIN = frozenset({str, SafeString, int, float, bool, type(None), uuid.UUID})

_kept: dict[tuple[Any, ...], str] = {}


class _Folding(BaseLoader):
    """Folds a template before anybody sees it."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """The template, folded."""
        template: Template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, _Folding):
    """Django's cached loader; what it keeps is folded."""


class Steady(Node):
    """Nodes whose text depends on the language only."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.token, self.origin = nodes[0].token, nodes[0].origin
        self._texts: dict[str | None, str] = {}

    def render(self, context: Context) -> SafeString:
        """The text in the language of the moment."""
        language = get_language()
        text = self._texts.get(language)
        if text is None:
            text = self._texts[language] = "".join(str(node.render_annotated(context)) for node in self.nodes)
        return cast("SafeString", text)


class Kept(Node):
    """An included component that is rendered once for the same properties."""

    child_nodelists = ()

    def __init__(self, include: IncludeNode) -> None:
        self.include = include
        self.token, self.origin = include.token, include.origin

    def render(self, context: Context) -> SafeString:
        """The component with the properties of this page."""
        given = {name: value.resolve(context) for name, value in self.include.extra_context.items()}
        token = str(given.get("csrf_token") or "")
        if token:
            given["csrf_token"] = _TOKEN
        text = self._text(context, given)
        return cast("SafeString", text.replace(_TOKEN, token) if token else text)

    def _text(self, context: Context, given: dict[str, Any]) -> str:
        template: Template = self.include.template.resolve(context)
        try:
            key = (template.name, get_language(), *(frozen(value) for value in given.items()))
        except TypeError:
            return template.render(context.new(given))
        text = _kept.get(key)
        if text is None:
            if len(_kept) >= _MOST:
                _kept.clear()
            text = _kept[key] = template.render(context.new(given))
        return text


class _Named:
    """The template of an include that names it, looked up when it is first needed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._template: Template | None = None

    def resolve(self, context: Context) -> Template:
        """The template, as `IncludeNode` asks for it."""
        if self._template is None:
            self._template = cast("Template", context.template).engine.get_template(self.name)
        return self._template


def fold(nodes: NodeList) -> None:
    """Fold the nodes of a template in place, from the innermost outwards."""
    for node in nodes:
        for inner in _inside(node):
            fold(inner)
    nodes[:] = list(_joined([_bound(node) for node in nodes]))


def frozen(value: object) -> Any:
    """A copy of a property by which it can be found again. Raises `TypeError` for what may change behind its back."""
    kind = type(value)
    if kind in _PLAIN:
        return kind, value
    if isinstance(value, Promise):
        return Promise, str(value)
    if isinstance(value, (list, tuple)):
        return tuple(frozen(one) for one in value)
    if dataclasses.is_dataclass(kind):
        return kind, tuple(frozen(getattr(value, name)) for name in _fields(kind))
    raise TypeError(f"{kind.__name__} cannot be the property of a kept component")


@functools.cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(kind))


def _inside(node: Node) -> list[NodeList]:
    if isinstance(node, IfNode):
        return [inner for _condition, inner in node.conditions_nodelists]
    named = (getattr(node, name, None) for name in {*node.child_nodelists, "nodelist"})
    return [inner for inner in named if isinstance(inner, NodeList)]


def _bound(node: Node) -> Node:
    """An include that names its template holds it from then on."""
    if type(node) is not IncludeNode or node.template.is_var:
        return node
    named = _Named(str(node.template.var))
    node.template = cast("FilterExpression", named)
    return Kept(node) if node.isolated_context and named.name in KEPT else node


def _joined(nodes: list[Node]) -> Iterator[Node]:
    """Runs of steady nodes become one; a run of mere text stays text."""
    for is_run, group in groupby(nodes, key=_is_steady):
        run = [node for node in group if not isinstance(node, (LoadNode, CommentNode))]
        if not is_run:
            yield from run
        elif all(isinstance(node, TextNode) for node in run):
            yield from [_text(run)] if run else []
        else:
            yield Steady(run)


def _text(run: list[Any]) -> TextNode:
    joined = TextNode("".join(node.s for node in run))
    joined.token, joined.origin = run[0].token, run[0].origin
    return joined


def _is_steady(node: Node) -> bool:
    """Whether a node depends on nothing but the language."""
    tells = _TELLS.get(type(node))
    return tells is not None and tells(node)


def _is_steady_block(node: Any) -> bool:
    varies = node.asvar or node.message_context or node.extra_context or node.countervar
    return not varies and all(token.token_type == TokenType.TEXT for token in node.singular)


def _is_steady_translation(node: Any) -> bool:
    asked = node.filter_expression
    return not (node.asvar or node.message_context or asked.filters) and asked.var.literal is not None


def _is_steady_tag(node: Any) -> bool:
    given = (*node.args, *node.kwargs.values())
    return node.func in _STEADY_TAGS and node.target_var is None and all(map(_is_constant, given))


def _is_constant(value: FilterExpression) -> bool:
    return not value.is_var and not value.filters


#: How each kind of node tells whether it depends on nothing but the language; all others may depend on anything.
_TELLS: dict[type[Node], Callable[[Any], bool]] = {
    TextNode: lambda _node: True,
    LoadNode: lambda _node: True,
    CommentNode: lambda _node: True,
    TranslateNode: _is_steady_translation,
    BlockTranslateNode: _is_steady_block,
    StaticNode: lambda node: node.varname is None and _is_constant(node.path),
    URLNode: lambda node: not (node.asvar or node.args or node.kwargs) and _is_constant(node.view_name),
    Kept: lambda node: all(map(_is_constant, node.include.extra_context.values())),
    SimpleNode: _is_steady_tag,
}
