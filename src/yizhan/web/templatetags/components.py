# SPDX-License-Identifier: Apache-2.0
"""Components that wrap something (`{% panel %}…{% endpanel %}`), and the few filters components need.

A component without a slot is a plain include. Either way its template is `components/<noun>.html`, whose first line
declares the properties; the signatures here say the same, so a wrong property fails when the template is parsed.
"""

import uuid
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.context import Context
from django.template.engine import Engine
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from yizhan.web.components import Column

register = template.Library()

#: From this many choices on, a select can be searched by typing.
_MANY_CHOICES = 12

#: A textarea grows with its text, so it begins smaller than Django's.
_DJANGO_ROWS, _ROWS = "10", "4"


def _engine(context: Context) -> Engine:
    """The engine of the page that is being rendered."""
    if context.template is None:
        raise template.TemplateSyntaxError("a component needs a page around it")
    return context.template.engine


def _component(context: Context, noun: str, content: str, **properties: object) -> SafeString:
    component = _engine(context).get_template(f"components/{noun}.html")
    return component.render(context.new({"content": content, "csrf_token": context.get("csrf_token"), **properties}))


@register.simple_block_tag(takes_context=True)
def panel(context: Context, content: str, title: str, note: str = "", url: str = "", key: str = "") -> SafeString:
    """A part of a page under its own title."""
    return _component(context, "panel", content, title=title, note=note, url=url, key=key)


@register.simple_block_tag(takes_context=True)
def callout(context: Context, content: str, kind: str = "information", title: str = "") -> SafeString:
    """Something to know before going on."""
    return _component(context, "callout", content, kind=kind, title=title)


@register.simple_block_tag(takes_context=True)
def margin(context: Context, content: str, label: str) -> SafeString:
    """The third pane of a page: goes into `{% block margin %}`."""
    return _component(context, "margin", content, label=label)


@register.simple_block_tag(takes_context=True)
def paper(
    context: Context, content: str, title: str = "", source: str = "", plain: bool = False, language: str = "zh-Hans"
) -> SafeString:
    """The reading column."""
    return _component(context, "paper", content, title=title, source=source, plain=plain, language=language)


@register.simple_block_tag(takes_context=True)
def split(context: Context, content: str, is_reading: bool = False, panes: int = 3) -> SafeString:
    """Panes side by side on a desk; on a phone the list, or, when `is_reading`, what was opened from it."""
    return _component(context, "split", content, is_reading=is_reading, panes=panes)


@register.simple_block_tag(takes_context=True)
def pane(context: Context, content: str, kind: str, label: str, key: str = "", back_url: str = "") -> SafeString:
    """One pane of a split: `list`, `paper` or `margin`."""
    return _component(context, "pane", content, kind=kind, label=label, key=key, back_url=back_url)


@register.simple_block_tag(takes_context=True)
def list_table(
    context: Context, content: str, columns: list[Column], label: str, is_stacked: bool = True, has_keys: bool = False
) -> SafeString:
    """A table with sortable heads. The content is its rows, `<tbody>` included."""
    return _component(
        context, "list_table", content, columns=columns, label=label, is_stacked=is_stacked, has_keys=has_keys
    )


@register.simple_block_tag(takes_context=True)
def filter_bar(context: Context, content: str, url: str = "", clear_url: str = "") -> SafeString:
    """A GET form of small controls over a list."""
    return _component(context, "filter_bar", content, url=url, clear_url=clear_url)


@register.simple_block_tag(takes_context=True)
def selection_bar(context: Context, content: str) -> SafeString:
    """Acts on the chosen rows; stands inside the form that holds the table."""
    return _component(context, "selection_bar", content)


@register.simple_block_tag(takes_context=True)
def work_row(
    context: Context, content: str, title: str, url: str, about: list[str] | None = None, due: Any = None,
    why_url: str = "", state: Any = None,
) -> SafeString:  # fmt: skip
    """A row of the workbench; the content is the next act."""
    return _component(
        context, "work_row", content, title=title, url=url, about=about or [], due=due, why_url=why_url, state=state
    )


@register.simple_block_tag(takes_context=True)
def step_form(
    context: Context, content: str, url: str, verb: str, seen: object = "", act: str = "", kind: str = "primary",
    name: str = "", value: str = "", key: str = "", target: str = "", has_files: bool = False,
) -> SafeString:  # fmt: skip
    """The POST form of one step. `seen` is the version the page shows; `act` makes a repeated POST harmless."""
    return _component(
        context, "step_form", content, url=url, verb=verb, seen=seen, act=act or str(uuid.uuid4()), kind=kind,
        name=name, value=value, key=key, target=target, has_files=has_files,
    )  # fmt: skip


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context, content: str, verb: str, url: str, seen: object = "", act: str = "", name: str = "",
    value: str = "",
) -> SafeString:  # fmt: skip
    """Asks before what cannot be undone; the content names what will happen."""
    return _component(
        context, "confirm", content, verb=verb, url=url, seen=seen, act=act or str(uuid.uuid4()), name=name, value=value
    )


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, key: str, title: str) -> SafeString:
    """A sheet over the page with the id `key`; opened by a link to `#key`."""
    return _component(context, "dialog", content, key=key, title=title)


@register.simple_block_tag(takes_context=True)
def menu(context: Context, content: str, label: str, kind: str = "quiet", is_at_start: bool = False) -> SafeString:
    """A disclosure that floats; the content is made of `.menu-act`s."""
    return _component(context, "menu", content, label=label, kind=kind, is_at_start=is_at_start)


@register.simple_block_tag(takes_context=True)
def order_list(context: Context, content: str, label: str) -> SafeString:
    """Rows in an order that people change; the content is made of `order_row`s."""
    return _component(context, "order_list", content, label=label)


@register.simple_block_tag(takes_context=True)
def order_row(context: Context, content: str, key: str, title: str) -> SafeString:
    """One row of an `order_list`."""
    return _component(context, "order_row", content, key=key, title=title)


@register.filter
def field_shape(field: BoundField) -> str:
    """How a field is laid out: `check` (one box), `choices` (several boxes) or `plain`."""
    if isinstance(field.field.widget, forms.CheckboxInput):
        return "check"
    if isinstance(field.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "plain"


@register.simple_tag
def described_by(field: BoundField, hint: str = "") -> str:
    """The ids of help and errors of a field, for `aria-describedby`; `hint` may stand in for the help text."""
    notes = {"helptext": hint or field.help_text, "error": field.errors}
    return " ".join(f"{field.auto_id}_{note}" for note, is_there in notes.items() if is_there)


@register.simple_tag
def control(field: BoundField, label: str = "", hint: str = "") -> SafeString:
    """The widget of a field with the looks and the behaviour that belong to its type."""
    widget = field.field.widget
    attributes: dict[str, Any] = {}
    if not isinstance(widget, forms.CheckboxInput):
        attributes["class"] = f"control {widget.attrs.get('class', '')}".strip()
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == _DJANGO_ROWS:
        attributes["rows"] = _ROWS
    if label:
        attributes["aria-label"] = label
    if notes := described_by(field, hint):
        attributes["aria-describedby"] = notes
    behaviour = _behaviour(widget)
    if behaviour and "data-controller" not in widget.attrs:
        attributes["data-controller"] = behaviour
    return field.as_widget(attrs=attributes)


def _behaviour(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "grow"
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        return "filter-select" if len(list(widget.choices)) > _MANY_CHOICES else ""
    return ""


@register.filter
def lookup(table: dict[str, object], name: object) -> object:
    """The entry of a table by a name known only while rendering; empty when there is none."""
    return table.get(str(name), "") if table else ""


@register.filter
def paragraphs(text: str) -> SafeString:
    """Each line of a text as a paragraph."""
    lines = (line.strip() for line in text.splitlines())
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines if line))
