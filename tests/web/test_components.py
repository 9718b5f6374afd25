# SPDX-License-Identifier: Apache-2.0
"""The contract between pages and components: a page gives a component what its first line declares, and no more."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Engine, Template, engines
from django.template.base import FilterExpression, Node, Origin, Variable
from django.template.defaulttags import ForNode, WithNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode
from django.utils import translation
from django.utils.translation.template import templatize

import yizhan.web
from tests.web.gallery_page import NOON, gallery_page
from yizhan.kernel import clock
from yizhan.web.components import State
from yizhan.web.templatetags import components as tags

TEMPLATES = Path(yizhan.web.__file__).parent / "templates"
NAMES = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))

_HEADER = re.compile(r"\{# component (?P<name>\w+): (?P<properties>.*?) ?#\}")
_HANDED_OVER = {"csrf_token", "content"}
_SHOWN_ELSEWHERE = {"split", "pane"}
"""Panes fill a window; the inbox shows them."""


@dataclass(frozen=True)
class Declaration:
    """What the first line of a component declares."""

    required: frozenset[str]
    optional: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every property."""
        return self.required | self.optional


def declaration(name: str) -> Declaration:
    header = _HEADER.match((TEMPLATES / "components" / f"{name}.html").read_text())
    assert header, f"{name} does not begin with its declaration"
    assert header["name"] == name
    plain = re.sub(r"\([^()]*\)", "", header["properties"])
    words = [word.strip() for word in plain.split(";")]
    return Declaration(
        frozenset(word for word in words if not word.endswith("?")),
        frozenset(word[:-1] for word in words if word.endswith("?")),
    )


def parsed(page: str) -> Template:
    engine = engines["django"].engine
    assert isinstance(engine, Engine)
    return Template((TEMPLATES / page).read_text(), Origin(page, page), page, engine)


def nodes(page: str) -> list[Node]:
    return list(_inside(parsed(page).nodelist, set()))


def _inside(thing: object, seen: set[int]) -> Iterator[Node]:
    """Every node, also those which a tag keeps in a place of its own."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, Node):
        yield thing
    if isinstance(thing, (list, tuple)):
        children: list[object] = list(thing)
    elif isinstance(thing, dict):
        children = list(thing.values())
    elif type(thing).__module__.startswith(("django.template", "django.templatetags", "template_partials")):
        children = list(getattr(thing, "__dict__", {}).values())
    else:
        return
    for child in children:
        yield from _inside(child, seen)


def names_read(thing: object, seen: set[int]) -> Iterator[str]:
    """The first part of every variable that a piece of a template reads."""
    if id(thing) in seen or isinstance(thing, (str, Engine, Origin)):
        return
    seen.add(id(thing))
    if isinstance(thing, Variable):
        if thing.lookups:
            yield thing.lookups[0]
        return
    if isinstance(thing, BlockTranslateNode):
        for token in [*thing.singular, *(thing.plural or [])]:
            if token.token_type.name == "VAR":
                yield token.contents.split("|")[0]
    children = thing if isinstance(thing, (list, tuple)) else list(_values(thing))
    for child in children:
        yield from names_read(child, seen)


def _values(thing: object) -> list[object]:
    if isinstance(thing, dict):
        return list(thing.values())
    slots = [getattr(thing, name, None) for name in getattr(type(thing), "__slots__", ())]
    return [*getattr(thing, "__dict__", {}).values(), *slots]


def names_made(all_nodes: list[Node]) -> set[str]:
    """The variables a template makes itself."""
    made = {"forloop", "None", "True", "False"}
    for node in all_nodes:
        made.update(node.loopvars if isinstance(node, ForNode) else ())
        made.update(node.extra_context if isinstance(node, (WithNode, BlockTranslateNode)) else ())
        made.update(filter(None, [getattr(node, "asvar", None), getattr(node, "target_var", None)]))
    return made


def includes(page: str) -> list[tuple[str, IncludeNode]]:
    found = []
    for node in nodes(page):
        if isinstance(node, IncludeNode) and isinstance(node.template, FilterExpression):
            name = str(node.template.var)
            if name.startswith("components/"):
                found.append((Path(name).stem, node))
    return found


def tag_of(name: str) -> inspect.Signature | None:
    function = getattr(tags, name, None)
    return inspect.signature(function) if function and name in tags.register.tags else None


@pytest.mark.parametrize("page", PAGES)
def test_page_gives_each_component_what_it_declares(page: str) -> None:
    for name, node in includes(page):
        declared, given = declaration(name), set(node.extra_context)
        assert node.isolated_context, f"{page}: {name} is included without `only`"
        assert given - declared.all == set(), f"{page}: {name} does not declare these"
        assert declared.required - given == set(), f"{page}: {name} needs these"


@pytest.mark.parametrize("name", NAMES)
def test_component_reads_only_what_it_declares(name: str) -> None:
    page = f"components/{name}.html"
    read = set(names_read(parsed(page).nodelist, set()))
    assert read - names_made(nodes(page)) - declaration(name).all - {"csrf_token"} == set()


@pytest.mark.parametrize("name", [name for name in NAMES if tag_of(name)])
def test_tag_takes_what_its_template_declares(name: str) -> None:
    signature = tag_of(name)
    assert signature is not None
    taken = set(signature.parameters) - {"context", "content"}
    assert taken == declaration(name).all - _HANDED_OVER


def test_gallery_shows_every_component() -> None:
    shown: set[str] = set()
    waiting = ["gallery.html", "base.html", *(page for page in PAGES if page.startswith("gallery/"))]
    while waiting:
        page = waiting.pop()
        tagged = re.findall(r"\{% (\w+) ", (TEMPLATES / page).read_text())
        used = {name for name, _ in includes(page)} | {name for name in tagged if name in NAMES}
        waiting += [f"components/{name}.html" for name in used - shown]
        shown |= used
    assert set(NAMES) - shown == _SHOWN_ELSEWHERE


@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_inline_style_script_or_event(page: str) -> None:
    text = (TEMPLATES / page).read_text()
    assert re.findall(r"\sstyle=|\son[a-z]+=|hx-on|<style|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_gallery_is_rendered_in_both_languages(language: str) -> None:
    page = gallery_page(language)
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in page
    assert ("(17) Components · Yizhan" in page) is (language == "en")


def test_every_text_of_frame_and_gallery_is_translated() -> None:
    sources = [page for page in PAGES if page.startswith(("base", "components/", "gallery"))]
    with translation.override("zh-hans"):
        missing = {
            text
            for page in sources
            for text in _texts(page)
            if translation.gettext(text) == text and re.search("[A-Za-z]{2}", text)
        }
    assert missing == set()


def _texts(page: str) -> list[str]:
    marked = templatize((TEMPLATES / page).read_text(), origin=page)
    return [text for _, text in re.findall(r"(?<!p)(?<!n)(?:gettext|_)\(\s*u?(['\"])(.*?)(?<!\\)\1\s*\)", marked)]


class Question(forms.Form):
    title = forms.CharField(label="标题", help_text="一句话")
    remark = forms.CharField(label="备注", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="什么事", widget=forms.RadioSelect, choices=[("a", "社情民意"), ("b", "调研信息")])


def rendered(source: str, **context: object) -> str:
    engine = engines["django"].engine
    assert isinstance(engine, Engine)
    with translation.override("zh-hans"), clock.at(NOON):
        return engine.from_string(f"{{% load components dates %}}{source}").render(Context(context))


def field(form: forms.Form, name: str, **more: object) -> str:
    properties = " ".join(f"{key}={key}" for key in more)
    return rendered(
        f'{{% include "components/field.html" with field=field {properties} only %}}', field=form[name], **more
    )


def test_field_ties_help_and_error_to_its_widget() -> None:
    markup = field(Question({"title": ""}), "title")
    assert 'for="id_title"' in markup
    assert 'aria-describedby="id_title_helptext id_title_error"' in markup
    assert 'id="id_title_helptext"' in markup
    assert 'id="id_title_error"' in markup
    assert 'aria-invalid="true"' in markup


def test_hint_in_place_of_the_help_text_is_tied_to_the_widget_too() -> None:
    assert 'aria-describedby="id_remark_helptext"' in field(Question(), "remark", hint="随便写")
    assert '<fieldset class="field" aria-describedby="id_kind_helptext">' in field(Question(), "kind", hint="选一个")


def test_field_says_what_is_optional_instead_of_what_is_required() -> None:
    assert "（选填）" in field(Question(), "remark")
    assert "（选填）" not in field(Question(), "title")


def test_field_of_choices_is_a_fieldset_with_a_legend() -> None:
    markup = field(Question(), "kind")
    assert markup.count("<fieldset") == 1
    assert re.findall(r'type="radio" name="kind" value="(\w)"', markup) == ["a", "b"]


def test_field_with_a_limit_counts_without_forbidding() -> None:
    markup = field(Question(), "remark", limit=300)
    assert 'data-controller="counter" data-for="id_remark" data-limit="300"' in markup
    assert "建议 300 字以内" in markup
    assert "maxlength" not in markup


def test_textarea_grows_and_a_long_select_can_be_searched() -> None:
    class Long(forms.Form):
        text = forms.CharField(widget=forms.Textarea)
        short = forms.ChoiceField(choices=[(str(number), str(number)) for number in range(12)])
        long = forms.ChoiceField(choices=[(str(number), str(number)) for number in range(13)])

    form = Long()
    found = {name: re.findall(r'data-controller="([\w-]+)"', field(form, name)) for name in form.fields}
    assert found == {"text": ["grow"], "short": [], "long": ["filter-select"]}


def test_step_form_carries_token_version_and_act() -> None:
    markup = rendered(
        '{% step_form url="/items/1/return/" verb="退回" seen=4 act="a-1" %}{% endstep_form %}', csrf_token="token-1"
    )
    assert 'name="csrfmiddlewaretoken" value="token-1"' in markup
    assert 'name="seen" value="4"' in markup
    assert 'name="act" value="a-1"' in markup


def test_step_form_without_an_act_makes_a_new_one_each_time() -> None:
    source = '{% step_form url="/" verb="退回" %}{% endstep_form %}'
    acts = {re.findall(r'name="act" value="([\w-]{36})"', rendered(source))[0] for _ in range(3)}
    assert len(acts) == 3


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("waiting", "clock"),
        ("done", "check"),
        ("refused", "cross"),
        ("information", "information"),
        ("closed", "closed"),
    ],
)
def test_state_has_a_word_and_a_shape(kind: str, shape: str) -> None:
    markup = rendered('{% include "components/state.html" with state=state only %}', state=State("办理中", kind))  # type: ignore[arg-type]
    assert "办理中" in markup
    assert f"#{shape}" in markup


def test_difference_says_added_and_removed_also_without_colour() -> None:
    page = gallery_page()
    assert '<ins><span class="visually-hidden">（增加） </span>612</ins>' in page
    assert '<del><span class="visually-hidden">（删去） </span>六百多</del>' in page
